"""The GitHub Action: its steps run as they stand, with all but what they fetch for real."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.sample.serve import serve
from tests.ci.jobs import ROOT, Runner, filled, load

ACTION = load("action.yml")
STEPS = ACTION["runs"]["steps"]
DEFAULTS = {name: told["default"] for name, told in ACTION["inputs"].items()}


def test_every_input_is_explained_and_used() -> None:
    used = set(re.findall(r"inputs\.([\w-]+)", (ROOT / "action.yml").read_text("utf-8")))
    assert used == set(ACTION["inputs"])
    assert all(told["description"] for told in ACTION["inputs"].values())


def test_no_shell_holds_what_someone_else_can_fill_in() -> None:
    assert [step["name"] for step in STEPS if "${{" in step.get("run", "")] == []


def test_what_must_happen_after_a_failing_night_does() -> None:
    (audit,) = (n for n, step in enumerate(STEPS) if step["name"] == "Audit")
    assert all(step["if"].startswith("always()") for step in STEPS[audit + 1 :])
    restore, save = (step["with"] for step in STEPS if "actions/cache/" in step.get("uses", ""))
    assert restore["path"] == save["path"]
    assert restore["key"] == save["key"]
    assert restore["key"].startswith(restore["restore-keys"])


def test_every_action_of_others_is_named_with_its_version() -> None:
    assert all(re.fullmatch(r"[\w./-]+@v\d+", step["uses"]) for step in STEPS if "uses" in step)


def run_all(runner: Runner, **given: str) -> tuple[int, str]:
    """Run the steps in order until one fails. Gives the last exit status, and the log."""
    inputs = DEFAULTS | {name.replace("_", "-"): value for name, value in given.items()}
    runners_own = {
        "GITHUB_ACTION_PATH": str(ROOT),
        "GITHUB_PATH": str(runner.folder.parent / "path"),
        "GITHUB_REPOSITORY": "town/site",
        "GITHUB_RUN_ID": "7",
        "GITHUB_SERVER_URL": "https://github.com",
        "GITHUB_STEP_SUMMARY": str(runner.folder.parent / "summary.md"),
        "RUNNER_TEMP": str(runner.folder.parent),
    }
    log = ""
    for step in STEPS:
        if "run" not in step or (step.get("if") == "inputs.browser == 'true'" and inputs["browser"] != "true"):
            continue
        environment = {name: filled(value, inputs) for name, value in step.get("env", {}).items()}
        done = runner.run(step["run"], runners_own | environment)
        log += done.stdout + done.stderr
        if done.returncode:
            return done.returncode, log
    return 0, log


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with serve() as base:
        yield f"{base}/health/"


@pytest.fixture(scope="module")
def nights(site: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[tuple[int, str]]]:
    """Two nights of one job, on a machine that keeps the store from one to the next."""
    folder = tmp_path_factory.mktemp("action")
    runner = Runner.at(folder)
    return folder, [run_all(runner, site=site, fail_on="advice") for _ in range(2)]


def test_a_first_night_fails_for_what_it_finds_and_a_second_for_nothing_new(nights: Any) -> None:
    _, ((first, log), (second, _)) = nights
    assert (first, second) == (1, 0), log


def test_what_it_installs_is_pinned_and_checked(nights: Any) -> None:
    lines = (nights[0] / "fetched").read_text().splitlines()
    assert len(lines) == 4
    assert f"--require-hashes -r {ROOT}/requirements.txt -r {ROOT}/requirements-build.txt" in lines[0]
    assert lines[1].endswith(f"--no-deps --no-build-isolation {ROOT}")


def test_the_log_holds_annotations_that_github_shows(nights: Any) -> None:
    log = nights[1][0][1]
    assert re.search(r"(?m)^::(error|warning|notice) title=[\w.-]+::.+ \(http://127\.0\.0\.1:\d+/health/", log)
    assert len(re.findall(r"(?m)^::warning ", log)) <= 10


def test_each_night_adds_to_the_summary_of_its_job(nights: Any) -> None:
    summary = (nights[0] / "summary.md").read_text("utf-8")
    assert re.findall(r"(?m)^## .*", summary)[0].endswith("new things to put right")
    assert re.findall(r"(?m)^## .*", summary)[1] == "## Local Offer: nothing new"
    assert "The report is at localoffer/report/index.html." in summary
    assert summary.endswith("[Fetch it from this run.](https://github.com/town/site/actions/runs/7#artifacts)\n")


def test_the_report_and_the_other_files_are_where_the_next_steps_look(nights: Any) -> None:
    job = nights[0] / "job"
    assert (job / "localoffer.db").is_file()
    assert (job / "localoffer" / "report" / "index.html").is_file()
    sent = next(step for step in STEPS if "upload-sarif" in step.get("uses", ""))["with"]["sarif_file"]
    assert json.loads((job / filled(sent, DEFAULTS)).read_text("utf-8"))["version"] == "2.1.0"
    for name in ("junit.xml", "markdown.md", "github.txt"):
        assert (job / "localoffer" / f"localoffer-{name}").is_file()


def test_a_site_that_is_not_there_is_status_3(tmp_path: Path) -> None:
    status, log = run_all(Runner.at(tmp_path), site="http://127.0.0.1:9/")
    assert status == 3, log


def test_an_input_is_one_word_to_the_shell_whatever_it_holds(tmp_path: Path) -> None:
    status, log = run_all(Runner.at(tmp_path), site='$(touch owned) "; touch owned; #', fail_on="never")
    assert status == 2
    assert "touch owned" in log
    assert not list(tmp_path.rglob("owned"))


def test_chromium_is_installed_where_it_is_asked_for(tmp_path: Path) -> None:
    runner = Runner.at(tmp_path)
    run_all(runner, site="", browser="true")
    assert "-m playwright install --with-deps chromium" in runner.fetched
    (folder,) = (tmp_path / "path").read_text().splitlines()
    assert (Path(folder) / "chromium").is_symlink()
