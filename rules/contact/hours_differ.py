"""Opening hours of one place that differ between pages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rules.core.findings import Fact, Finding, Site
from rules.core.hours import hours
from rules.core.page import Block, Mention, Page
from rules.core.rule import Rule, at
from rules.core.wording import clock

_OPEN = re.compile(
    r"\b(?:open(?:s|ing)?|hours|available|reception|lines?|call|phone|office|closed)\b", re.IGNORECASE
)
_PLAIN = re.compile(
    r"\b(?:our|the|opening|office|reception|hours|times|open|contact(?:s|ing)?|details|us|get in touch|when|we"
    r"|are|find|how|to"
    r"|telephone|phone|email|address|visit|where|you|can|information|further|more|help|support|advice|and|or|of"
    r"|for|in|at"
    r"|by|on|your|a|local offer|services?|teams?|home|page|welcome|about|location|availability|term time"
    r"|holidays?)\b"
)
_SLOT = re.compile(r"(\w{3}) ([\d:]+-[\d:]+)")


@dataclass(frozen=True)
class HoursDiffer(Rule):
    """One page gives other opening hours for a place than another page does.

    A parent who takes the wrong one finds a locked door, or a line that nobody answers.

    A place is known by the heading that its hours stand under, without words such as “opening hours”, or by the
    page’s main heading. Only the hours of days that both pages give are compared. Where most pages agree, only
    the others are shown.

    **Left alone:**

    - hours with no name of their own (“Contact us”)
    - pages that give two sets of hours for one name, such as its phone line and its reception
    - clubs and sessions
    - hours of single dates
    """

    id = "contact.hours-differ"
    title = "Opening hours that differ between pages"
    message = "The opening hours of “{key}” differ between pages."
    fix = "Find out which hours are right. Keep them on one page, and link to it from the others."
    commitments = ("accountable.available", "partnership.trust")

    def extract(self, page: Page) -> Iterator[Fact]:
        places: dict[str, list[Mention]] = defaultdict(list)
        for mention in page.of(hours):
            block = mention.block
            labels = [b for b in (block, block.lead_in, block.heading) if b]
            if any(_OPEN.search(b.text) for b in labels) and (name := _name(page, block)):
                places[name].append(mention)
        for name, mentions in places.items():
            if _one_week(mentions):
                week = ", ".join(m.value for m in mentions)
                yield Fact(at(page, mentions[0]), key=name, value=week)

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        del site
        by_place: dict[str, dict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
        for fact in facts:
            by_place[fact.key][fact.value].append(fact)
        for told in by_place.values():
            for value, pages in told.items():
                others = [other for other in told.values() if _differs(_week(value), _week(other[0].value))]
                if others and len(pages) <= max(len(other) for other in others):
                    for fact in pages:
                        yield self._finding(fact, max(others, key=len)[0])

    def _finding(self, fact: Fact, other: Fact) -> Finding:
        ours, theirs = _week(fact.value), _week(other.value)
        day = _differs(ours, theirs)
        message = (
            f"Here the opening hours of “{fact.key}” on {_DAYS[day]} are {_said(ours[day])}; "
            f"{other.place.url} says {_said(theirs[day])}."
        )
        return self.finding(fact, message=message, review=len(fact.key.split()) < 2)


_DAYS = {
    "mon": "Monday",
    "tue": "Tuesday",
    "wed": "Wednesday",
    "thu": "Thursday",
    "fri": "Friday",
    "sat": "Saturday",
    "sun": "Sunday",
}


def _name(page: Page, block: Block) -> str:
    """What the hours belong to: the nearest heading that names something, or the page's main heading."""
    heading = block.heading
    while heading:
        if name := _bare(heading.text):
            return name
        heading = heading.heading
    first = next((b.text for b in page.main if b.kind == "heading" and b.level == 1), page.title.split("|")[0])
    return _bare(first)


def _bare(heading: str) -> str:
    words = _PLAIN.sub(" ", heading.casefold().replace("’", "'"))
    return " ".join(re.findall(r"[\w'&]+", words)) if re.search(r"[a-z]{3}", words) else ""


def _one_week(mentions: list[Mention]) -> bool:
    """Whether the hours make one week: no weekday has hours from two blocks."""
    blocks: dict[str, set[int]] = defaultdict(set)
    for mention in mentions:
        blocks[mention.value[:3]].add(mention.block.index)
    return all(len(given) == 1 for given in blocks.values())


def _said(slots: list[str]) -> str:
    return " and ".join(map(clock, slots))


def _week(value: str) -> dict[str, list[str]]:
    week: dict[str, list[str]] = defaultdict(list)
    for day, slot in _SLOT.findall(value):
        week[day].append(slot)
    return week


def _differs(ours: Mapping[str, list[str]], theirs: Mapping[str, list[str]]) -> str:
    """The first weekday that both give, with other hours; empty where there is none."""
    return next((day for day in ours if day in theirs and Counter(ours[day]) != Counter(theirs[day])), "")
