"""What a run leaves for code hosts: several formats at once, and a summary of the job where GitHub runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import etree

from tests.cli.command import Ran, here

DRAFT = """\
<html lang=en>
<title>Hub</title>
<main><h1>Hub</h1>
<p>To ask for a bus pass,
<a href=/pass>click here</a>.</p>
</main>
"""
FORMATS = ("json", "markdown", "sarif", "junit", "github", "gitlab")


@pytest.fixture(autouse=True)
def draft(folder: Path) -> None:
    (folder / "hub.html").write_text(DRAFT)


def check(*options: object) -> Ran:
    return here("check", "hub.html", "--select", "links.vague-text", "--fail-on", "problem", *options)


def test_one_run_writes_all_formats_and_they_agree(folder: Path) -> None:
    ran = check(*(word for name in FORMATS for word in ("-f", name)), "-o", "results")
    assert ran.code == 1
    results = folder / "results"
    assert sorted(path.name for path in results.iterdir()) == [
        "localoffer-github.txt",
        "localoffer-gitlab.json",
        "localoffer-json.json",
        "localoffer-junit.xml",
        "localoffer-markdown.md",
        "localoffer-sarif.sarif",
    ]
    (finding,) = json.loads((results / "localoffer-json.json").read_text())["findings"]
    (issue,) = json.loads((results / "localoffer-gitlab.json").read_text())
    (result,) = json.loads((results / "localoffer-sarif.sarif").read_text())["runs"][0]["results"]
    (failure,) = etree.parse(results / "localoffer-junit.xml").iter("failure")
    assert issue["fingerprint"] == finding["id"]
    assert result["partialFingerprints"]["issue/v1"] == finding["issue"]
    assert failure.get("message") == finding["message"]
    assert finding["message"] in (results / "localoffer-markdown.md").read_text()
    place = result["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]["startLine"]) == ("hub.html", 5)
    assert issue["location"] == {"path": "hub.html", "lines": {"begin": 5}}
    annotation = (results / "localoffer-github.txt").read_text()
    assert annotation.startswith("::warning file=hub.html,line=5,title=links.vague-text::")


def test_a_summary_is_added_to_what_the_job_has_already(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = folder / "summary.md"
    page.write_text("# Build\n\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    assert check("-f", "github").out.startswith("::warning file=hub.html")
    text = page.read_text()
    assert text.startswith("# Build\n\n## Local Offer: 1 new thing to put right\n")
    check("-f", "github")
    assert page.read_text() == text + text.removeprefix("# Build\n\n")


def test_a_summary_is_written_for_github_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(folder / "summary.md"))
    check("-f", "json")
    assert not (folder / "summary.md").exists()
    monkeypatch.delenv("GITHUB_STEP_SUMMARY")
    assert check("-f", "github").code == 1
    assert not (folder / "summary.md").exists()


def test_a_summary_that_cannot_be_written_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(folder))
    ran = check("-f", "github")
    assert ran.code == 2
    assert "cannot be written: Is a directory" in ran.err
    assert ran.out.startswith("::warning ")


def test_the_summary_leads_to_the_report_and_tells_what_is_over_budget(folder: Path) -> None:
    (folder / "offer.toml").write_text('[[budget]]\nrule = "links"\nmost = 0\n')
    text = check("-f", "markdown", "--report", "report").out
    assert "- The budget for links allows no findings, and there is 1.\n" in text
    assert text.endswith("The report is at report/index.html.\n")
    (folder / "offer.toml").write_text('[report]\naddress = "https://audit.example.org/"\n')
    text = check("-f", "markdown", "--report", "report").out
    assert text.endswith("The report is at <https://audit.example.org/>.\n")
