"""The hook for pre-commit: it checks the pages of a commit, and nothing else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ci.jobs import ROOT, load

PRE_COMMIT = str(Path(sys.executable).with_name("pre-commit"))
(HOOK,) = load(".pre-commit-hooks.yaml")
GOOD = "<html lang=en><title>Hub</title><main><h1>Hub</h1><p>We can help you.</p></main></html>\n"
BAD = GOOD.replace("We can help you.", "Apply by 2 October 2026.")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository whose commits our hook looks at. It runs from this environment, as nothing can be fetched."""
    subprocess.run(["git", "init", "-q", "-b", "main"], cwd=tmp_path, check=True)
    command = str(Path(sys.executable).with_name("localoffer"))
    here = HOOK | {"language": "system", "entry": HOOK["entry"].replace("localoffer", command, 1)}
    here["args"] = ["--today", "2026-11-23"]
    told = {"repos": [{"repo": "local", "hooks": [here]}]}
    (tmp_path / ".pre-commit-config.yaml").write_text(json.dumps(told))
    return tmp_path


def _committed(repository: Path, **files: str) -> subprocess.CompletedProcess[str]:
    for name, text in files.items():
        (repository / name.replace("_", ".")).write_text(text)
    subprocess.run(["git", "add", "."], cwd=repository, check=True)
    return subprocess.run(
        [PRE_COMMIT, "run", "--color", "never"],
        cwd=repository,
        env=os.environ | {"PRE_COMMIT_HOME": str(repository / ".git" / "pre-commit")},
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )


def test_what_we_offer_is_a_hook() -> None:
    checked = [PRE_COMMIT, "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")]
    assert subprocess.run(checked, check=False, capture_output=True).returncode == 0


def test_a_page_with_a_barrier_is_not_committed(repository: Path) -> None:
    done = _committed(repository, hub_html=BAD, fine_md="# Help\n\nWe can help you.\n", code_py="utilise = 1\n")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "2 October 2026" in done.stdout
    assert "Checked 2 pages" in done.stdout
    assert "code.py" not in done.stdout


def test_a_good_page_is_committed_and_other_files_are_none_of_its_business(repository: Path) -> None:
    assert _committed(repository, hub_html=GOOD).returncode == 0
    done = _committed(repository, code_py="utilise = 1\n")
    assert done.returncode == 0
