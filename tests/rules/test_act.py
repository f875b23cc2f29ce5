"""The rules keep to the W3C's ACT rules, clause by clause, in examples of our own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from rules.core.faults import FaultsRule
from rules.core.findings import Site
from rules.core.registry import catalogue
from rules.core.rule import Rule
from rules.core.segment import segment

_DAY = date(2026, 11, 23)
_AROUND = "<!DOCTYPE html><html lang='en'><head><title>A page</title></head><body>{}</body></html>"


def _read() -> Iterator[tuple[str, bool, str]]:
    """Each example with the ACT rule it is for, and whether it fails it."""
    act = ""
    for line in Path(__file__).with_name("act_clauses.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            act = line.strip("[]")
        elif line and not line.startswith("#"):
            outcome, _, html = line.partition(" ")
            yield act, outcome == "fails", html.strip()


EXAMPLES = list(_read())


def _rules(act: str) -> Sequence[type[Rule]]:
    return [rule for rule in catalogue().values() if act in _named_by(rule) and not rule.in_browser]


def _named_by(rule: type[Rule]) -> set[str]:
    """The ACT rules that a rule or any of its faults names."""
    faults = rule.faults.values() if issubclass(rule, FaultsRule) else ()
    return {*rule.act, *(act for fault in faults for act in fault.act or ())}


@pytest.mark.parametrize(("act", "fails", "html"), EXAMPLES, ids=[f"{act}: {html}" for act, _, html in EXAMPLES])
def test_an_example_fails_the_act_rule_or_not(act: str, fails: bool, html: str) -> None:
    page = segment(html if "<html" in html else _AROUND.format(html), "https://www.anyborough.gov.uk/", seen=_DAY)
    found = [finding for rule in _rules(act) for finding in rule().judge(rule().extract(page), Site(_DAY))]
    told = [f for f in found if act in catalogue()[f.rule].standards(f.key)[1]]
    assert any(not f.review and f.severity != "advice" for f in told) is fails


def test_each_act_rule_has_examples_that_fail_it_and_examples_that_do_not() -> None:
    for act in {act for act, *_ in EXAMPLES}:
        assert {fails for name, fails, _ in EXAMPLES if name == act} == {True, False}, act
