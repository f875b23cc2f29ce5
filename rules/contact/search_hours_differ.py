"""Opening hours that the page itself gives otherwise to search engines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rules.core.findings import Fact, Finding, Site
from rules.core.opening import Opening, bare_name, day_name, differing_day, openings, told, week_of
from rules.core.page import Page
from rules.core.rule import Rule, at
from rules.core.schema_hours import schema_hours


class SearchHoursDiffer(Rule):
    """The page says one thing to its readers, and another to search engines.

    Many pages carry a copy of their opening hours for machines, in the words of schema.org
    (`openingHoursSpecification`, `openingHours`). Search engines and maps show that copy. It is easily forgotten
    when the hours change, and then a family who looked them up on a phone stands before a locked door.

    The hours of a place are compared with the data of the same name. If a page has one place and one set of data,
    the names need not be the same. Only the days that both give are compared.

    **Left alone:**

    - data of places that the page gives no hours for
    - hours of single dates, in the words or in the data (`validFrom`)
    - hours of a phone line or a web chat beside the data of a place
    - data that cannot be read
    """

    id = "contact.search-hours-differ"
    title = "Opening hours that search engines show otherwise"
    message = "The page’s data for search engines (schema.org) gives other opening hours."
    fix = "Find out which hours are right. Then change the other, or have the web team take the data out."
    commitments = ("accountable.available", "partnership.trust")
    sources = ("https://schema.org/openingHoursSpecification", "https://schema.org/openingHours")

    def extract(self, page: Page) -> Iterator[Fact]:
        if not (data := page.of(schema_hours)):
            return
        places = [place for place in page.of(openings) if place.channel in ("", "door")]
        alone = len(places) == len(data) == 1
        for place in places:
            for named in data:
                if alone or bare_name(named.name) == place.place:
                    yield from _difference(page, place, named.week)

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        del site
        for fact in facts:
            day, ours, theirs = fact.value.split("|")
            message = (
                f"The page says that “{fact.key}” is open {ours} on {day}. Its data for search engines "
                f"(schema.org) says {theirs}."
            )
            yield self.finding(fact, message=message)


def _difference(page: Page, place: Opening, week: str) -> Iterator[Fact]:
    """The first day on which the words and the data differ, as `Monday|9am to 5pm|9am to 4pm`."""
    ours, theirs = week_of(place.week), week_of(week)
    if day := differing_day(ours, theirs):
        where = next(m for m in place.mentions if m.value.startswith(day))
        yield Fact(
            at(page, where), key=place.place, value=f"{day_name(day)}|{told(day, ours)}|{told(day, theirs)}"
        )
