"""The template for GitLab: its shell runs as it stands, from a clone of our own scripts."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree

from pipeline.sample.serve import serve
from tests.ci.jobs import ROOT, Runner, load

JOB = load("ci/gitlab.yml")["local-offer"]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return cloned(tmp_path)


def cloned(tmp_path: Path) -> Path:
    """A repository with our scripts, to be cloned."""
    folder = tmp_path / "source"
    shutil.copytree(ROOT / "ci", folder / "ci")
    who = ("-c", "user.name=Ana", "-c", "user.email=ana@example.org")
    for line in (("init", "-q", "-b", "main"), ("add", "."), (*who, "commit", "-qm", "Scripts")):
        subprocess.run(["git", *line], cwd=folder, check=True)
    return folder


def test_a_job_audits_and_leaves_what_gitlab_shows(source: Path, tmp_path: Path) -> None:
    runner = Runner.at(tmp_path)
    with serve() as base:
        given = JOB["variables"] | {
            "CI_BUILDS_DIR": str(tmp_path / "builds"),
            "LOCALOFFER_SOURCE": f"file://{source}",
            "LOCALOFFER_SITE": f"{base}/health/",
            "LOCALOFFER_FAIL_ON": "advice",
        }
        done = runner.run("\n".join((*JOB["before_script"], *JOB["script"])), given)
    assert done.returncode == 1, done.stderr
    assert "Checked " in done.stdout
    assert "--require-hashes" in runner.fetched
    reports = {kind: runner.folder / _filled(path) for kind, path in JOB["artifacts"]["reports"].items()}
    assert all(issue["location"]["path"] for issue in json.loads(reports["codequality"].read_text()))
    assert list(etree.parse(reports["junit"]).iter("failure"))
    assert [path for path in JOB["cache"]["paths"] if not (runner.folder / path).is_file()] == []
    assert all(
        (runner.folder / _filled(path) / "report" / "index.html").is_file() for path in JOB["artifacts"]["paths"]
    )


def _filled(path: str) -> str:
    return path.replace("$LOCALOFFER_REPORT", JOB["variables"]["LOCALOFFER_REPORT"])


def test_a_failing_night_is_kept_too() -> None:
    assert JOB["cache"]["when"] == JOB["artifacts"]["when"] == "always"
