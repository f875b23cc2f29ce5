"""Which findings are waived: left as they are for a reason, by someone, until a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass
from datetime import date
from typing import Literal

from spiders.scope import matcher


@dataclass(frozen=True)
class Waiver:
    """Leaves an issue, one finding, or what a rule finds on the pages of a pattern, up to and with a day.

    One of `issue`, `finding`, and `rule` with `pages` is set. Patterns are those of the site's configuration.
    """

    because: str
    by: str
    until: date
    issue: str = ""
    finding: str = ""
    rule: str = ""
    pages: str = ""

    def lapsed(self, today: date) -> bool:
        """Whether its last day has passed."""
        return today > self.until


@dataclass(frozen=True)
class Use:
    """What a waiver comes to in a run: how many findings it names, whether or not it has lapsed.

    It is `unasked` where the run did not judge the rule that it is about, and `unused` where it names nothing.
    """

    waiver: Waiver
    findings: int
    state: Literal["used", "lapsed", "unused", "unasked"]


def use_of(waiver: Waiver, today: date, findings: int, unasked: Set[str]) -> Use:
    """The use of a waiver that names so many findings. `unasked` are rules, and names of what they have found."""
    if waiver.lapsed(today):
        return Use(waiver, findings, "lapsed")
    if findings:
        return Use(waiver, findings, "used")
    asked = unasked.isdisjoint({waiver.issue, waiver.finding, waiver.rule})
    return Use(waiver, 0, "unused" if asked else "unasked")


class Waivers:
    """All waivers, to be asked about one finding after the other. It is false where there are none."""

    def __init__(self, waivers: Iterable[Waiver] = ()) -> None:
        self.all = tuple(waivers)
        self._named: dict[str, list[Waiver]] = {}
        self._patterns: dict[str, list[tuple[Waiver, Callable[[str], object]]]] = {}
        for waiver in self.all:
            if waiver.rule:
                self._patterns.setdefault(waiver.rule, []).append((waiver, matcher(waiver.pages)))
            else:
                self._named.setdefault(waiver.issue or waiver.finding, []).append(waiver)

    def __bool__(self) -> bool:
        return bool(self.all)

    def about(self, id_: str, issue: str, rule: str, url: str) -> Iterator[Waiver]:
        """The waivers that name a finding, whether or not their day has passed."""
        yield from (waiver for waiver in self._named.get(issue, ()) if waiver.issue)
        yield from (waiver for waiver in self._named.get(id_, ()) if waiver.finding)
        yield from (waiver for waiver, matches in self._patterns.get(rule, ()) if matches(url))

    def of(self, id_: str, issue: str, rule: str, url: str, today: date) -> Waiver | None:
        """The waiver that leaves a finding as it is on a day, or None."""
        return next((w for w in self.about(id_, issue, rule, url) if not w.lapsed(today)), None)

    @property
    def names(self) -> frozenset[str]:
        """The ids of issues and of findings that are named."""
        return frozenset(self._named)

    @property
    def rules(self) -> frozenset[str]:
        """The rules of which something is waived on the pages of a pattern."""
        return frozenset(self._patterns)


NO_WAIVERS = Waivers()
