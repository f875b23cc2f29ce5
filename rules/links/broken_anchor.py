"""A link to a part of a page that the page does not have."""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from urllib.parse import unquote

from lxml.html import HtmlElement

from rules.core.addresses import destination
from rules.core.findings import Fact, Finding, Site
from rules.core.link_words import skips
from rules.core.markup import markup
from rules.core.page import Link, Page, Place
from rules.core.rule import Rule, at, once

_IDS = "ids"
_TEMPLATE = ("header", "banner", "footer")
_FOR_A_SCRIPT = re.compile(r"[/!?&=]")
_BY_A_SCRIPT = re.compile(
    r"toggle|tab\b|tabs|accordion|collaps|modal|dialog|menu|dropdown|carousel|slide|pop-?up|lightbox|\bbtn|button|\bjs-"
    r"|\b(?:role|onclick|aria-(?:controls|expanded|haspopup|selected)|data-target)\b",
    re.IGNORECASE,
)


class BrokenAnchor(Rule):
    """A link leads to a part of a page, by an anchor such as “#how-to-apply”, and the page has no such part.

    The page opens at its top. A parent who was promised the answer has to look for it, and may think it is gone.

    **Left alone:**

    - pages of other sites, documents, and pages that this audit did not read
    - “#top” and “#”, which browsers know, and text fragments (`#:~:text=`)
    - addresses that a script reads, such as “#/search” or “#!page” or “#tab=2”
    - links that a script looks after: tabs, menus, buttons
    - the links of headers and footers, and skip links, which another rule looks at
    """

    id = "links.broken-anchor"
    title = "Links to a part of a page that is not there"
    message = "“{quote}” is a broken anchor: the page has no element with the id “{value}”."
    fix = "Give the heading that it should lead to this id, or link to an id that is there."
    commitments = ("accountable.available", "communicate.aware")
    wcag = ("2.4.4",)
    sources = ("https://html.spec.whatwg.org/multipage/browsing-the-web.html#scrolling-to-a-fragment",)

    def extract(self, page: Page) -> Iterator[Fact]:
        ids = _ids(page)
        yield Fact(Place(page.url, "", "", 0, 0), value="\n".join(ids), kind=_IDS)
        yield from once(_asked(page, _Parts(ids)))

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        del site
        ids: dict[str, str] = {}
        asked: dict[str, list[Fact]] = defaultdict(list)
        for fact in facts:
            if fact.kind == _IDS:
                ids[destination(fact.place.url)] = sys.intern(fact.value)  # most pages have those of the template
            else:
                asked[destination(fact.key.partition("#")[0])].append(fact)
        for to, links in asked.items():
            if to in ids:
                parts = _Parts(ids[to].split("\n"))
                yield from (self._broken(link, parts) for link in links if not parts.has(link.value))

    def _broken(self, fact: Fact, parts: _Parts) -> Finding:
        page = fact.key.partition("#")[0]
        where = "this page" if page == fact.place.url else f"the page {page}"
        quote = fact.place.quote or fact.key
        message = f"“{quote}” is a broken anchor: {where} has no element with the id “{fact.value}”."
        likest = parts.likest(fact.value)
        return self.finding(
            fact, message=message, fix=f"Link to “#{likest}”: capital letters count." if likest else None
        )


class _Parts:
    """The parts of a page that a link can lead to."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._ids = frozenset(ids)

    def has(self, part: str) -> bool:
        """Whether a browser finds the part: as it is written, or with its percent signs read."""
        read = unquote(part)
        return part in self._ids or read in self._ids or read.lower() == "top"

    def likest(self, part: str) -> str:
        """The id that differs only in its capital letters; empty where there is none."""
        return self._in_small.get(unquote(part).lower(), "")

    @cached_property
    def _in_small(self) -> dict[str, str]:
        return {id_.lower(): id_ for id_ in sorted(self._ids)}


def _ids(page: Page) -> dict[str, None]:
    """The ids of all elements, and the names of anchors, in order."""
    elements = page.of(markup)
    named = (element.get("name", "") for element in elements.having("name") if element.tag == "a")
    return dict.fromkeys((*elements.ids, *filter(None, named)))


def _asked(page: Page, here: _Parts) -> Iterator[Fact]:
    """The parts that links ask for: on this page only those that it does not have."""
    for link in page.links:
        address, _, part = link.target.partition("#")
        part = part.partition(":~:")[0]
        if not part or _FOR_A_SCRIPT.search(part) or not _is_content(link):
            continue
        if address != page.url or not (here.has(part) or _is_for_a_script(link.element)):
            yield Fact(at(page, link), key=f"{address}#{part}", value=part)


def _is_content(link: Link) -> bool:
    """Whether an editor wrote the link: not one of the template, and no skip link."""
    if link.region in _TEMPLATE or skips(link.name):
        return False
    return link.region != "nav" or next(link.element.iterancestors("main"), None) is not None


def _is_for_a_script(element: HtmlElement) -> bool:
    return any(_BY_A_SCRIPT.search(f"{name} {value}") for name, value in element.items() if name != "href")
