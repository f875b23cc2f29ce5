"""What people read in a terminal is grouped, coloured only where it may be, and never obeys a page."""

from __future__ import annotations

import re
from dataclasses import replace
from io import StringIO

import pytest

from reports.exports import text
from reports.outcome import Outcome, PageEntry
from rules.core.findings import Failure
from tests.reports.outcomes import FINDING, hostile, outcome

COLOUR = re.compile(r"\x1b\[[\d;]*m")


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _an_ordinary_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "60")


def written(told: Outcome, out: StringIO | None = None) -> str:
    out = out or StringIO()
    text.write(told, out)
    return out.getvalue()


def test_findings_stand_under_their_page_the_worst_first() -> None:
    barrier = replace(FINDING, severity="barrier")
    other = replace(FINDING, url="https://www.anyborough.gov.uk/send/other")
    lines = written(outcome(FINDING, barrier, other)).splitlines()
    assert lines[0] == FINDING.url
    assert lines[1] == "Help with travel"
    assert [line.split()[0] for line in lines if line.startswith("  ") and line[2] != " "][:3] == [
        "barrier",
        "problem",
        "problem",
    ]
    assert lines.count(FINDING.url) == 1


def test_a_finding_shows_the_words_why_and_what_to_do() -> None:
    told = written(outcome(FINDING))
    assert FINDING.block in told
    assert "Why: Many people read a page by its links" in told
    assert "Fix: Make the task the link." in told


def test_why_is_told_once_on_a_page() -> None:
    assert written(outcome(FINDING, FINDING)).count("Why:") == 1


def test_what_was_seen_before_is_told_apart() -> None:
    still = replace(FINDING, url="https://www.anyborough.gov.uk/send/other", state="still")
    new, old = written(outcome(FINDING, still)).split(still.url)
    assert "seen before" not in new
    assert "seen before" in old


def test_the_summary_counts_in_words() -> None:
    barrier = replace(FINDING, severity="barrier", review=True, state="still")
    told = written(outcome(FINDING, barrier, replace(FINDING, state="waived")))
    assert "Checked 2 pages for 23 November 2026. 1 more address could not be checked." in told
    assert "Found 2 things to put right on 1 page: 1 barrier and 1 problem." in told
    assert "New since last time: 1. A person must look first at 1 of them. 1 finding waived." in told


def test_a_clean_page_is_told_in_one_sentence() -> None:
    assert written(outcome()).endswith("Found nothing to put right.\n")


def test_a_clean_report_of_nothing_is_no_pass() -> None:
    gone = PageEntry("https://www.anyborough.gov.uk/", status=0, read=False, reason="There was no answer.")
    told = written(replace(outcome(), pages=[gone], complete=False))
    assert "There was no answer." in told
    assert told.endswith("No page could be read, so nothing was checked.\n")


def test_an_audit_that_is_not_complete_says_so() -> None:
    assert "not the whole picture" in written(outcome(FINDING, complete=False))


def test_rules_that_failed_are_shown() -> None:
    told = written(outcome(failures=(Failure("stale.past-event", "", "ValueError: oh"),)))
    assert "stale.past-event on the whole site: ValueError: oh" in told


def test_a_file_gets_no_colour_and_unbroken_lines() -> None:
    told = written(outcome(FINDING))
    assert not COLOUR.search(told)
    assert f"           Why: {text._why(FINDING.rule)}\n" in told


def test_a_terminal_gets_colour_and_lines_that_fit() -> None:
    told = written(outcome(FINDING), Terminal())
    assert COLOUR.search(told)
    assert max(len(line) for line in COLOUR.sub("", told).splitlines()) <= 60


def test_no_color_is_obeyed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert not COLOUR.search(written(outcome(FINDING), Terminal()))


@pytest.mark.parametrize("out", [StringIO, Terminal])
def test_a_page_cannot_make_the_terminal_obey(out: type[StringIO]) -> None:
    told = COLOUR.sub("", written(outcome(hostile(), failures=(Failure("a.b", "\x1b[2J", "\x9b2J"),)), out()))
    assert "=HYPERLINK(1)" in told
    assert not [c for c in told if c != "\n" and (ord(c) < 32 or 127 <= ord(c) < 160)]
    assert not set(told) & set("\u202e\u202c\ud800")
