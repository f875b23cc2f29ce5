"""A page title that does not tell what page it is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import ClassVar

from rules.core.faults import Fault, FaultsRule
from rules.core.findings import Fact, Finding, Site
from rules.core.page import Page, Place

_FILLED_IN = frozenset(
    """
    blank|document|home page|homepage|html|index|insert title|insert title here|my page|my site|new document
    new page|    no title|page|page 1|page name|page title|test|test page|title|title goes here|title here|untitled
    untitled document|untitled page|web page|webpage|welcome|your title here
    """.replace("\n", "|")
    .replace("  ", "")
    .split("|")
)
_A_FILE = re.compile(
    r"[\w-]+\.(?:html?|docx?|pdf|aspx?|php|indd)\Z|https?://\S+\Z|microsoft word - ", re.IGNORECASE
)
_PARTS = re.compile(r"\s+[|–—·»:-]\s+|:\s+")
_WORD = re.compile(r"\w{3,}")
_MANY = 3
_PATH = "head > title"


class UnhelpfulTitle(FaultsRule):
    """The title of a page, which shows on its tab, is a placeholder or the same as that of other pages.

    The title is the first thing that a screen reader says of a page. It is how people find the right tab, and
    what search engines show. “Untitled” helps nobody.

    **Left alone:**

    - pages without a title, which another rule finds
    - two pages with one title, such as a page and its copy for printing
    - titles that share a word with the main heading
    """

    id = "accessibility.unhelpful-title"
    title = "Page titles that do not help"
    message = "The page title “{quote}” does not describe the page."
    fix = "Use the name of the page, then the name of the site."
    commitments = ("communicate.plain-english", "partnership.participation")
    wcag = ("2.4.2",)
    sources = ("https://www.w3.org/WAI/WCAG22/Techniques/general/G88",)
    faults: ClassVar[Mapping[str, Fault]] = {
        "placeholder": Fault(
            "The page title “{quote}” is a placeholder: it does not describe the page.",
            "Use the name of the page as its title, then the name of the site.",
            "problem",
        ),
        "file": Fault(
            "The page title “{quote}” is a file name: it does not describe the page.",
            "Use the name of the page as its title, then the name of the site.",
            "problem",
        ),
        "unlike": Fault(
            "The page title “{quote}” has no word in common with the main heading, “{value}”.",
            "Use the same name in both, if they are about the same thing.",
            review=True,
        ),
        "many": Fault(
            "Three or more pages have the title “{quote}”.",
            "Begin each title with the name of its own page.",
        ),
    }

    def extract(self, page: Page) -> Iterator[Fact]:
        title = page.title
        if not title or page.fragment:
            return
        place = Place(page.url, _PATH, title, 0, len(title))
        parts = [part.strip().casefold() for part in _PARTS.split(title)]
        heading = next((b.text for b in page.blocks if b.kind == "heading" and b.level == 1), "")
        if parts[0] in _FILLED_IN and (len(parts) == 1 or parts[0] not in ("page", "test", "welcome", "index")):
            yield Fact(place, kind="placeholder")
        elif _A_FILE.match(title):
            yield Fact(place, kind="file")
        elif heading and _are_unlike(title, heading):
            yield Fact(place, value=heading, kind="unlike")
        else:
            yield Fact(place, kind="many")

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        same: dict[str, int] = defaultdict(int)
        told: list[Fact] = []
        for fact in facts:
            if fact.kind != "many":
                told.append(fact)
                continue
            same[fact.place.quote] += 1
            if same[fact.place.quote] == _MANY:
                told.append(fact)
        yield from super().judge(told, site)


def _are_unlike(title: str, heading: str) -> bool:
    in_title = {word[:4] for word in _WORD.findall(title.casefold())}
    in_heading = {word[:4] for word in _WORD.findall(heading.casefold())}
    return bool(in_title and in_heading) and in_title.isdisjoint(in_heading)
