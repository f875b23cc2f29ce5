"""Opening hours of one place that differ between pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from rules.core.findings import Fact, Finding, Site
from rules.core.opening import day_name, differing_day, may_compare, openings, told, week_of
from rules.core.page import Page
from rules.core.rule import Rule, at


class HoursDiffer(Rule):
    """One page gives other opening hours for a place than another page does.

    A parent who takes the wrong one finds a locked door, or a line that nobody answers.

    A place is known by the heading that its hours stand under, without words such as “opening hours”, or by the
    page’s main heading. Only the hours of days that both pages give are compared. Where most pages agree, only
    the others are shown.

    **Left alone:**

    - hours with no name of their own (“Contact us”)
    - a phone line and a reception, which may keep different hours
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
        for opening in page.of(openings):
            yield Fact(at(page, opening.mentions[0]), key=opening.place, value=opening.week, kind=opening.channel)

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        del site
        by_place: dict[str, dict[tuple[str, str], list[Fact]]] = defaultdict(lambda: defaultdict(list))
        for fact in facts:
            by_place[fact.key][fact.value, fact.kind].append(fact)
        for given in by_place.values():
            for pages in given.values():
                others = [other for other in given.values() if _differ(pages[0], other[0])]
                if others and len(pages) <= max(map(len, others)):
                    for fact in pages:
                        yield self._finding(fact, max(others, key=len)[0])

    def _finding(self, fact: Fact, other: Fact) -> Finding:
        ours, theirs = week_of(fact.value), week_of(other.value)
        day = differing_day(ours, theirs)
        message = (
            f"Here the opening hours of “{fact.key}” on {day_name(day)} are {told(day, ours)}; "
            f"{other.place.url} says {told(day, theirs)}."
        )
        return self.finding(fact, message=message, review=len(fact.key.split()) < 2)


def _differ(one: Fact, other: Fact) -> bool:
    return may_compare(one.kind, other.kind) and bool(differing_day(week_of(one.value), week_of(other.value)))
