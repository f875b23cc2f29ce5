"""Works out what sort of page a page is: a service, an event, news, minutes, a policy, an archive, a directory."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Literal
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from rules.core.page import Block, Page
from rules.core.schema_org import things

PageKind = Literal["service", "event", "news", "minutes", "policy", "archive", "directory", "other"]

PAGE_TYPE = "core.page-type"
_BY_RANK: tuple[PageKind, ...] = ("archive", "minutes", "news", "event", "policy", "directory", "service")
_DECISIVE = ("archive", "minutes")
_WEIGHTS = {"schema.org": 3, "address": 2, "heading": 2, "notice": 2, "sections": 1, "breadcrumbs": 1}

_IN_ADDRESS: dict[PageKind, re.Pattern[str]] = {
    "archive": re.compile(r"archived?|archived-.*|.*-archived?"),
    "minutes": re.compile(r"(?:.*-)?(?<!\d-)minutes(?:-.*)?|meeting-notes|agendas?(?:-.*)?|notes-of-.*meeting.*"),
    "news": re.compile(
        r"(?:latest-)?news(?:-(?!for-).*)?|.*-news|blogs?|(?:press|media)-releases?|newsroom|newsletters?|bulletins?"
    ),
    "event": re.compile(r"(?:upcoming-)?events?(?:-.*)?|.*-events|whats-on|what-s-on|(?:.*-)?calendar"),
    "policy": re.compile(r"(?:.*-)?(?:polic(?:y|ies)|strateg(?:y|ies))(?:-(?:and-.*|\d.*))?"),
    "directory": re.compile(
        r"(?:.*-)?director(?:y|ies)(?:-.*)?|a-(?:to-)?z(?:-.*)?|search(?:-results)?|(?:results|service)\.page"
    ),
    "service": re.compile(r"services?|(?:apply|register|book)(?:-.*)?|request-an?-.*"),
}
_BETWEEN = re.compile(r"[_\s+]+")
_DATED_FOLDERS = re.compile(r"/20\d\d/(?:0?[1-9]|1[0-2])/")

_IN_WORDS: dict[PageKind, re.Pattern[str]] = {
    "archive": re.compile(r"^archived\b|\barchive$|\(archived?\)$"),
    "minutes": re.compile(
        r"^minutes\b|(?<!\d )(?<!few )\bminutes(?: (?:of|from|for)\b|[\s:–-]+\d|$)"
        r"|\bmeetings? (?:and )?(?:minutes|notes)\b"
        r"|^notes (?:of|from) (?:the|our|a)\b.*\bmeeting\b"
    ),
    "news": re.compile(
        r"^(?:latest |our )?news\b(?! for\b)|\b(?:news|news bulletin|newsletters?|blog)$|^press release\b"
    ),
    "event": re.compile(
        r"^(?:(?:upcoming|forthcoming|past) )?events?\b|\bwhat's on\b|^(?:\S+ ){1,2}events(?: calendar)?$"
        r"|\b(?:open (?:day|evening)|coffee morning|webinar|conference|fun day|roadshow"
        r"|information (?:day|evening|event|session))\b"
    ),
    "policy": re.compile(
        r"\b(?:polic(?:y|ies)|strateg(?:y|ies)|(?:action|improvement|delivery|strategic|business) plan"
        r"|terms of reference|(?:accessibility|short breaks(?: services?)?|vision) statement|privacy notice)"
        r"(?:(?: for| from)?,? \(?20\d\d.*)?$"
    ),
    "directory": re.compile(r"\bdirectory$|^directory of\b|^a(?: to |-)z\b|^search results\b"),
    "service": re.compile(
        r"^(?:apply(?:ing)?|request(?:ing)?|book(?:ing)?|register(?:ing)?|refer(?:rals?|ring)?"
        r"|how to (?:apply|refer|request|get|book)|get(?:ting)? (?:help|support|advice)|pay(?:ing)? for"
        r"|contact(?:ing)?)\b"
        r"|\b(?:service|team|helpline|advice line|family hub|children's centre|clinic|youth club|playgroup)s?$"
    ),
}
_SECTION = re.compile(
    r"(?:who (?:can|is|it|this|we)\b|how (?:to|do i|can i|you can) (?:apply|refer|contact|get|book|find|join)\b"
    r"|(?:eligibility|referrals?|cost|getting here|am i eligible|before you apply)\b"
    r"|contact (?:us|details|the|our)\b|opening (?:hours|times)\b|what (?:we|it|this) (?:do|offer|cost)"
    r"|where (?:we|to find)\b)"
)
_ARCHIVED = re.compile(
    r"\bthis (?:page|content|document|site|information|section) (?:has been|is|was) (?:now )?archived\b"
    r"|\barchived (?:page|content|document)\b|\bis an archive\b",
    re.IGNORECASE,
)
_TYPES: dict[PageKind, re.Pattern[str]] = {
    "event": re.compile(r"(?!Publication|Broadcast)\w*Event"),
    "news": re.compile(r"\w*NewsArticle|(?:Live)?BlogPosting"),
    "service": re.compile(r"(?:Government)?Service"),
    "directory": re.compile(r"SearchResultsPage"),
}
_TOP_BLOCKS = 6
_LONGEST = 200
_AROUND = 4
_SECTIONS = 2


@dataclass(frozen=True)
class PageType:
    """What sort of page it is, and what told so: `address`, `heading`, `breadcrumbs`, `sections`… `heading` is the
    block of the heading, where it was that.

    A page that tells nothing is `other`; so is a section's front page, and anything we have no name for.
    """

    kind: PageKind
    told_by: tuple[str, ...] = ()
    heading: Block | None = None


def page_type(page: Page) -> PageType:
    """The sort of page that most of the evidence speaks for. Any sign of minutes or of an archive decides.

    Evidence is: what the page says of itself in schema.org's words, where that bears the page's own name; the
    folders of its address; its main heading; its breadcrumbs; a notice that it is archived; and two headings
    that a service needs ("How to apply", "Opening hours").
    """
    heading = _main_heading(page)
    votes = list(_votes(page, heading))
    told: Counter[PageKind] = Counter()
    for kind, by in votes:
        told[kind] += _WEIGHTS[by]
    if not told:
        return PageType("other")
    best = max(told, key=lambda kind: (kind in _DECISIVE, told[kind], -_BY_RANK.index(kind)))
    by_what = tuple(dict.fromkeys(by for kind, by in votes if kind == best))
    return PageType(best, by_what, heading if "heading" in by_what else None)


def _votes(page: Page, heading: Block | None) -> Iterator[tuple[PageKind, str]]:
    name = _plain(heading.text if heading else page.title.split("|")[0])
    yield from ((kind, "schema.org") for kind in _told_to_machines(page, name))
    yield from ((kind, "address") for kind in _in_address(page.url))
    yield from ((kind, "heading") for kind in _in_words(name))
    yield from ((kind, "breadcrumbs") for crumb in _breadcrumbs(page) for kind in _in_words(_plain(crumb)))
    if any("rchive" in b.text and _ARCHIVED.search(b.text) for b in page.main[:_TOP_BLOCKS]):
        yield "archive", "notice"
    sections = (b for b in page.main if b.kind == "heading" and b is not heading)
    if sum(1 for b in sections if _SECTION.match(b.text.lower())) >= _SECTIONS:
        yield "service", "sections"


def _main_heading(page: Page) -> Block | None:
    return next((b for b in page.main if b.kind == "heading" and b.level == 1), None)


def _plain(text: str) -> str:
    return " ".join(text[:_LONGEST].lower().replace("’", "'").split())


@lru_cache(maxsize=4096)
def _in_words(name: str) -> tuple[PageKind, ...]:
    return tuple(kind for kind, pattern in _IN_WORDS.items() if pattern.search(name))


def _in_address(url: str) -> Iterator[PageKind]:
    """The sorts that the folders of an address name. Of a file on disk, only its own name counts."""
    try:
        path = urlsplit(url).path if "://" in url else url.rpartition("/")[2]
    except ValueError:
        return
    path = unquote(path).lower()
    yield from dict.fromkeys(kind for folder in path.split("/") for kind in _in_folder(folder[:_LONGEST]))
    if _DATED_FOLDERS.search(path):
        yield "news"


@lru_cache(maxsize=4096)
def _in_folder(name: str) -> tuple[PageKind, ...]:
    name = _BETWEEN.sub("-", name).removesuffix(".html")
    return tuple(kind for kind, pattern in _IN_ADDRESS.items() if pattern.fullmatch(name))


def _breadcrumbs(page: Page) -> Iterator[str]:
    """The names in the trail that leads to the page, but for the first, which is the site's."""
    trail = [link.text for link in page.links if link.region == "nav" and _in_a_trail(link.element)]
    yield from trail[1:]


def _in_a_trail(element: HtmlElement) -> bool:
    around = islice(element.iterancestors(), _AROUND)
    return any("breadcrumb" in f"{e.get('class')} {e.get('id')} {e.get('aria-label')}".lower() for e in around)


def _told_to_machines(page: Page, name: str) -> Iterator[PageKind]:
    """The sorts of the things that bear the page's own name, and no other."""
    for thing in page.of(things):
        if any(_plain(said) == name for said in (*thing.texts("name"), *thing.texts("headline"))):
            yield from (kind for kind, pattern in _TYPES.items() if any(map(pattern.fullmatch, thing.types)))
