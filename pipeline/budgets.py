"""Budgets: how many findings there may be of a rule, a commitment or some pages, and their ratchet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.config import BudgetConfig
from pipeline.results import put
from pipeline.store.read import Reader
from pipeline.store.values import Run
from reports.outcome import Spent
from rules.core.charter import Charter
from rules.core.errors import UserError, did_you_mean
from rules.core.registry import catalogue, choose
from spiders.scope import matcher

Given = Mapping[str, Any]
_NOT_WITH_TIGHTEN = ("select", "ignore", "max_pages", "max_depth", "max_time")


@dataclass(frozen=True)
class Budget:
    """A budget as the configuration has it, the rules that it is about, and what says so of an address."""

    config: BudgetConfig
    rules: frozenset[str]
    matches: Callable[[str], bool]

    def covers(self, rule: str, url: str) -> bool:
        """Whether what a rule finds on a page counts against this budget."""
        return rule in self.rules and self.matches(url)


def budgets_of(config: Sequence[BudgetConfig], charter: Charter) -> tuple[Budget, ...]:
    """The budgets of a configuration. Raises UserError for a rule or commitment that there is not."""
    return tuple(Budget(told, _rules(told, charter), matcher(told.path or "*")) for told in config)


def _rules(told: BudgetConfig, charter: Charter) -> frozenset[str]:
    named = frozenset(rule.id for rule in choose([told.rule])) if told.rule else frozenset(catalogue())
    if not told.commitment:
        return named
    if (promise := charter.commitments.get(told.commitment)) is None:
        near = did_you_mean(told.commitment, charter.commitments)
        raise UserError(f"A budget names the commitment “{told.commitment}”, which the charter has not.{near}")
    if not (both := named & frozenset(promise.rules)):
        raise UserError(f"No rule fits the budget for “{told.commitment}”, so it could never be used up.")
    return both


def spent(reader: Reader, run: Run, budgets: Sequence[Budget]) -> tuple[Spent, ...]:
    """How much of each budget a run uses. What is waived does not count; what was there before does."""
    counts = [0] * len(budgets)
    for row in reader.briefs(run) if budgets else ():
        if row.state != "waived":
            for n, budget in enumerate(budgets):
                counts[n] += budget.covers(row.rule, row.url)
    return tuple(_spent(budget.config, count) for budget, count in zip(budgets, counts, strict=True))


def _spent(told: BudgetConfig, count: int) -> Spent:
    return Spent(told.rule, told.commitment, told.path, told.most, count)


def check_tighten(budgets: Sequence[Budget], rules: Iterable[str], given: Given) -> None:
    """Raises UserError where there is no budget to lower, or where only a part of the site is looked at."""
    if not budgets:
        raise UserError("There is no budget to lower. Write one below `[[budget]]` in offer.toml first.")
    for name in _NOT_WITH_TIGHTEN:
        if given.get(name):
            option = name.replace("_", "-")
            raise UserError(f"--tighten counts everything, and --{option} leaves some out. Use one of the two.")
    asked = frozenset(rules)
    for budget in budgets:
        if budget.rules.isdisjoint(asked):
            raise UserError(f"The budget for {budget.config.rule} cannot be lowered: no such rule is asked for.")


def tighten(home: tuple[Path, tuple[str, ...]], used: Iterable[Spent]) -> list[str]:
    """Lower each budget in the file of the configuration to what is used of it. Says what was done, in words.

    Nothing is ever raised. Comments are kept, and the file is replaced as a whole.
    """
    import tomlkit  # here, because few audits lower a budget

    path, keys = home
    document: Any = tomlkit.parse(path.read_text("utf-8"))
    entries = document
    for key in (*keys, "budget"):
        entries = entries[key]
    lowered = []
    for entry, told in zip(entries, used, strict=True):
        if told.findings < told.most:
            entry["most"] = told.findings
            lowered.append(f"The budget for {told.name} is {told.findings:,} now. It was {told.most:,}.")
    if lowered:
        put(path, tomlkit.dumps(document))
    return lowered or ["No budget could be lowered."]
