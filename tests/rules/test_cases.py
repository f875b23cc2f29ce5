"""Every rule finds what its cases say it finds, and nothing else."""

from __future__ import annotations

import pytest

from rules.core.cases import Case, cases, run_case
from rules.core.registry import catalogue
from rules.core.rule import Rule

ALL = [(rule, case) for rule in catalogue().values() for case in cases(rule)]


@pytest.mark.parametrize(("rule", "case"), ALL, ids=[f"{rule.id}: {case.name}" for rule, case in ALL])
def test_case(rule: type[Rule], case: Case) -> None:
    found = [f.place.quote or f.key for f in run_case(rule, case)]
    assert sorted(found) == sorted(case.finds)


@pytest.mark.parametrize("rule", catalogue().values(), ids=catalogue())
def test_every_rule_has_a_case_that_finds_and_one_that_does_not(rule: type[Rule]) -> None:
    finds = [bool(case.finds) for case in cases(rule)]
    assert True in finds
    assert False in finds
