"""The Containerfile: what it copies is there, its shell is shell, and it ends without rights of its own."""

from __future__ import annotations

import re
import shlex
import subprocess

import pytest

from tests.ci.jobs import ROOT

_TEXT = (ROOT / "Containerfile").read_text("utf-8")
LINES = [
    tuple(line.split(None, 1))
    for line in re.sub(r"\\\n\s*", "", _TEXT).splitlines()
    if line.strip() and not line.startswith("#")
]
STAGES = [n for n, (name, _) in enumerate(LINES) if name == "FROM"]


@pytest.mark.parametrize("told", [told for name, told in LINES if name == "COPY" and "--from" not in told])
def test_what_is_copied_is_there(told: str) -> None:
    *sources, target = told.split()
    assert [name for name in sources if not (ROOT / name).exists()] == []
    assert len(sources) == 1 or target.endswith("/")
    assert len(sources) > 1 or target == sources[0]


def test_the_first_stage_has_all_that_the_package_is_built_from() -> None:
    copied = {source for name, told in LINES if name == "COPY" for source in told.split()[:-1]}
    script = (ROOT / "ci" / "install.sh").read_text("utf-8")
    assert set(re.findall(r"requirements[\w-]*\.txt", script)) <= copied
    assert {"LICENSE", "README.md", "pyproject.toml", "pipeline", "reports", "rules", "spiders"} <= copied


@pytest.mark.parametrize("told", [told for name, told in LINES if name == "RUN"])
def test_what_is_run_is_shell(told: str) -> None:
    assert subprocess.run(["sh", "-n", "-c", told], check=False, capture_output=True).returncode == 0


def test_chromium_is_left_out_unless_it_is_asked_for() -> None:
    (told,) = (told for name, told in LINES if name == "RUN" and "chromium" in told)
    script = told.replace("apt-get", "echo apt-get").replace("rm -rf", "echo rm -rf")
    for wanted in ("no", "yes"):
        done = subprocess.run(["sh", "-c", script], env={"CHROMIUM": wanted}, capture_output=True, check=True)
        assert (b"install --yes --no-install-recommends chromium" in done.stdout) is (wanted == "yes")
    assert ("ARG", "CHROMIUM=no") in LINES


def test_it_ends_as_a_user_without_rights_who_runs_localoffer() -> None:
    last = LINES[STAGES[-1] :]
    names = [name for name, _ in last]
    assert ("USER", "localoffer") in last
    assert not {"RUN", "COPY"} & set(names[names.index("USER") :])
    assert last[-2] == ("ENTRYPOINT", '["localoffer"]')
    (made,) = (told for name, told in last if name == "RUN" and "useradd" in told)
    assert "install -d -o localoffer /data" in made
    assert shlex.split(made)[:3] == ["useradd", "--uid", "10001"]


def test_all_stages_stand_on_the_same_python_that_we_support() -> None:
    (base,) = {LINES[n][1].split()[0] for n in STAGES}
    found = re.fullmatch(r"python:(3\.\d+)-slim", base)
    assert found
    assert f"Python :: {found[1]}" in (ROOT / "pyproject.toml").read_text("utf-8")
