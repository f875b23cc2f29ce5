"""What an audit is held against, a baseline and budgets, and the exit status that follows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pipeline.budgets import Budget, spent, tighten
from pipeline.config import home
from pipeline.results import findings, put
from pipeline.saying import tell
from pipeline.store.read import Reader
from pipeline.store.values import FindingRow, Run
from reports.exports.clean import one_line
from reports.outcome import Spent
from rules.core.errors import UserError
from rules.core.findings import SEVERITIES

Given = Mapping[str, Any]
_PREVIOUS = "previous"


@dataclass(frozen=True)
class Held:
    """An audit, held against budgets and the findings of a baseline: None for those of the run before."""

    reader: Reader
    run: Run
    known: frozenset[str] | None
    budgets: tuple[Budget, ...]

    @cached_property
    def spent(self) -> tuple[Spent, ...]:
        """How much of each budget is used."""
        return spent(self.reader, self.run, self.budgets)

    def status(self, given: Given) -> int:
        """The exit status: 3 for an audit that is not complete, 1 where it fails, else 0.

        What a budget covers fails it only where that budget is overdrawn. What a person must look at first, and
        what is waived, fails nothing else; neither does what the baseline had, where there is one.
        """
        if not self.run.complete:
            return 3
        if given["exit_zero"]:
            return 0
        if any(each.over for each in self.spent):
            return 1
        fail_on = given["fail_on"]
        if fail_on == "never":
            return 0
        serious = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
        counted = ("new",) if given["baseline"] else ("new", "still")
        rows = findings(self.reader, self.run, self.known)
        failing = (row for row in rows if row.severity in serious and row.state in counted and not row.review)
        return int(not all(map(self._covered, failing)))

    def _covered(self, row: FindingRow) -> bool:
        return any(budget.covers(row.rule, row.url) for budget in self.budgets)

    def keep(self, given: Given) -> None:
        """Write what later audits are held against. One that saw only a part of the site sets no measure."""
        wanted = [f"--{name.replace('_', '-')}" for name in ("write_baseline", "tighten") if given.get(name)]
        if not self.run.complete:
            tell(*(f"This audit is not complete, so {option} changed nothing." for option in wanted))
            return
        if given["write_baseline"]:
            write_baseline(self.reader.findings(self.run), given["write_baseline"])
        if given.get("tighten"):
            lowered = tighten(home(given["config"]), self.spent)
            tell(*(() if given["quiet"] else lowered))


def read_baseline(reader: Reader, name: str | None) -> frozenset[str] | None:
    """The ids of the findings in a baseline: a file written by --write-baseline, or a run by its number.

    None stands for the run before the one to be judged, with which every finding's own state compares. What was
    waived is in no baseline: when its waiver lapses, it counts.
    """
    if name in (None, _PREVIOUS):
        return None
    if name.isdecimal():
        return _counted(reader, reader.run(int(name)))
    try:
        held = json.loads(Path(name).read_text("utf-8"))
        return frozenset(held["findings"].keys())
    except OSError as error:
        raise UserError(f"The baseline {name} cannot be read: {error.strerror}. Give a run or a file.") from error
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise UserError(f"{name} is not a baseline. Write one with --write-baseline.") from error


def hold(
    reader: Reader, run: Run, baseline: str | None, known: frozenset[str] | None, budgets: tuple[Budget, ...]
) -> Held:
    """An audit, held against the baseline that was named and what `read_baseline` knows of it."""
    return Held(reader, run, _counted_before(reader, run) if baseline == _PREVIOUS else known, budgets)


def _counted_before(reader: Reader, run: Run) -> frozenset[str] | None:
    """The ids of what counted in the run before, where a waiver has lapsed since: what it left is new again.

    None where no waiver has lapsed, as every finding's own state then says the same.
    """
    if not any(waiver.lapsed(run.today) for waiver in reader.waivers.all):
        return None
    before = next((each for each in reader.runs(run.site) if each.id < run.id and each.finished), None)
    return _counted(reader, before) if before else None


def _counted(reader: Reader, run: Run) -> frozenset[str]:
    return frozenset(row.id for row in reader.findings(run) if row.state != "waived")


def write_baseline(rows: Iterable[FindingRow], path: Path) -> None:
    """Write the findings to a file that can be committed, one line each, so that a change to it can be read.

    What is waived is left out.
    """
    kept = (row for row in rows if row.state != "waived")
    held = {row.id: one_line(f"{row.rule} {row.url} {row.quote or row.key}") for row in kept}
    told = {"tool": "localoffer", "findings": dict(sorted(held.items()))}
    put(path, json.dumps(told, ensure_ascii=False, indent=1) + "\n")
