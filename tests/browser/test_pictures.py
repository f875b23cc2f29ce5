"""Pictures are taken of some issues of each fault, each where it was found first."""

from __future__ import annotations

from dataclasses import replace

from pipeline.browser.pictures import some_of_each
from tests.reports.outcomes import FINDING


def test_each_issue_is_shown_once_and_no_fault_takes_all_the_room() -> None:
    pale = [
        replace(FINDING, id=f"a{n}", issue=f"{n // 2}", rule="accessibility.axe", key="pale") for n in range(40)
    ]
    wide = [replace(FINDING, id="b", issue="wide", rule="accessibility.reflow", key="page")]
    assert [row.id for row in some_of_each([*pale, *wide])] == ["a0", "a2", "a4", "a6", "a8", "b"]
