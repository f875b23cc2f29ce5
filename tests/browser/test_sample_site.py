"""The sample site has a page with faults that only a browser meets, and the same page well made."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from pipeline.browser.browse import browse
from pipeline.sample.serve import serve
from rules.core.findings import Finding, Site
from rules.core.registry import catalogue
from tests.browser.test_browse import in_a_browser
from tests.sample.expected import load

PAGES = {path: page.in_browser for path, page in load("").pages.items() if page.in_browser is not None}


@pytest.fixture(scope="module")
def found() -> Mapping[str, list[Finding]]:
    told: dict[str, list[Finding]] = {}
    with serve() as base:
        for browsed in browse([base + path for path in PAGES], jobs=2):
            assert browsed.failure is None, browsed.failure
            told[browsed.url.removeprefix(base)] = [
                finding
                for rule, facts in browsed.facts.items()
                for finding in catalogue()[rule]().judge(facts, Site(date(2026, 11, 23)))
                if isinstance(finding, Finding)
            ]
    return told


@in_a_browser
@pytest.mark.parametrize("path", PAGES)
def test_a_browser_finds_what_it_must_and_no_more(path: str, found: Mapping[str, list[Finding]]) -> None:
    expected = {(fault.rule, fault.quote or fault.key) for fault in PAGES[path]}
    by_key = {fault.rule for fault in PAGES[path] if fault.key}
    assert {(f.rule, f.key if f.rule in by_key else f.place.quote) for f in found[path]} == expected


def test_there_is_a_page_with_many_kinds_of_fault_and_one_with_none() -> None:
    assert max(len({fault.rule for fault in faults}) for faults in PAGES.values()) >= 9
    assert () in PAGES.values()
