"""Recognises the page that is an accessibility statement, and which of the parts that the law asks for it has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rules.core.calendar import days
from rules.core.contacts import contacts
from rules.core.dates import prose_dates
from rules.core.page import Block, Mention, Page
from rules.core.page_type import page_type

_NAMED = re.compile(r"\baccessibility (?:statement|notice)\b", re.IGNORECASE)
_NAMED_IN_SHORT = re.compile(
    r"(?:our |the |website |web ?site |web |digital )*accessibility(?: of (?:this|our) (?:web ?site|site)| policy"
    r"| information)?",
    re.IGNORECASE,
)
_SIGNS = (
    re.compile(r"\bwcag\b|web content accessibility guidelines"),
    re.compile(r"accessibility regulations|public sector bodies"),
    re.compile(r"\b(?:this|our) (?:accessibility )?statement\b"),
    re.compile(r"screen readers?\b"),
    re.compile(r"equality advisory|\behrc\b|\beass\b"),
)
_PARTS = {
    "scope": re.compile(
        r"\bstatement (?:only )?(?:applies|relates|refers|covers|is (?:for|about))\b"
        r"|\b(?:web ?site|app|site) is run by\b|\bstatement for\b"
    ),
    "commitment": re.compile(r"accessibility regulations|regulations 2018|public sector bodies \(websites"),
    "compliance status": re.compile(
        r"\b(?:fully|partially|partly|mostly|not|non)[ -](?:compliant|conformant|compliance)\b|\bis compliant\b"
        r"|\b(?:fully|partially|partly|mostly|(?:does|do) not(?: fully)?) (?:meets?|compl(?:y|ies)|conforms?)\b"
        r"|\b(?:meets|complies with|conforms to)\b.{0,60}\b(?:wcag|web content)"
    ),
    "content that is not accessible": re.compile(
        r"\bnot (?:\w+ ){0,3}(?:accessible|compliant|meet|work|possible|have|be)\b|\bnon-?(?:accessible|complian)"
        r"|\binaccessible\b|\baccessibility (?:issues|barriers)\b|\bknown (?:issues|problems)\b"
        r"|\bdisproportionate burden\b|\b(?:fails?|lacks?|missing|cannot|can’t|don’t|doesn’t|difficult to)\b"
    ),
    "other formats": re.compile(
        r"\blarge print\b|\beasy ?read\b|\bbraille\b|\baudio\b|\balternatives?\b"
        r"|\b(?:different|another|other|accessible) (?:format|form|version|way)s?\b"
    ),
    "test": re.compile(r"\btest(?:ed|s|ing)?\b|\baudit(?:ed)?\b|\bevaluat|\bassess(?:ed|ment)\b"),
}
_FULLY = re.compile(r"\bfully[ -](?:compliant|conformant)|\bfully (?:meets|complies|conforms)")
_PARTLY = re.compile(r"\b(?:partially|partly|mostly|not|non)[ -]")
_ENFORCER = re.compile(
    r"equality (?:advisory|and human rights)|equality commission for northern ireland|\behrc\b|\beass\b|\becni\b"
)
_ENFORCERS = ("equalityadvisoryservice.com", "equalityhumanrights.com", "equalityni.org")
_REPORT = re.compile(r"contact|report|feedback|\bform\b|e-?mail|tell us|get in touch|write to", re.IGNORECASE)
_DATED = re.compile(
    r"\b(?:prepared|written|wrote|published|drafted|created|produced|reviewed?|updated?|revised|checked"
    r"|looked at|review|update|preparation)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_TESTED = re.compile(r"\btest(?:ed|s)?\b[^.;]{0,60}$", re.IGNORECASE)
_REACH = 120
_JUST_A_DATE = 40
_FEWEST_WORDS = 60
_TWO_SIGNS = 2
_LOWEST = 2
_NO_STATEMENT = ("archive", "minutes", "news")


@dataclass(frozen=True)
class Statement:
    """An accessibility statement: its heading, the parts it lacks, when it was written or reviewed, its text."""

    heading: Block
    lacks: tuple[str, ...]
    days: tuple[Mention, ...]
    text: str


def statement(page: Page) -> Statement | None:
    """The accessibility statement that a page is; None for other pages, and for news and minutes about one.

    The parts are those of the model accessibility statement under regulation 8 of SI 2018/952. Where the content
    is said to comply fully, none needs to be listed as not accessible.
    """
    heading = _heading(page)
    if heading is None:
        return None
    text = "\n".join(block.text for block in page.main).lower()
    signs = sum(sign.search(text) is not None for sign in _SIGNS)
    if signs < _TWO_SIGNS or text.count(" ") < _FEWEST_WORDS or page.of(page_type).kind in _NO_STATEMENT:
        return None
    dated = tuple(_days(page))
    return Statement(heading, tuple(_lacking(page, text, dated)), dated, text)


def _heading(page: Page) -> Block | None:
    """The heading that names a statement; for a page whose title alone does, where its content begins."""
    headings = (b for b in page.blocks if b.kind == "heading" and b.level <= _LOWEST and b.region != "footer")
    named = next((b for b in headings if _is_name(b.text)), None)
    if named is None and page.main and _NAMED.search(page.title):
        return page.main[0]
    return named


def _is_name(text: str) -> bool:
    if "ccessibility" not in text:
        return False
    return _NAMED.search(text) is not None or _NAMED_IN_SHORT.fullmatch(text.strip()) is not None


def is_link_to_statement(name: str) -> bool:
    """Whether a link of this name leads to a site's accessibility statement."""
    return _is_name(name)


def _lacking(page: Page, text: str, dated: tuple[Mention, ...]) -> Iterator[str]:
    for part, pattern in _PARTS.items():
        if not pattern.search(text) and not (part == "content that is not accessible" and _is_full(text)):
            yield part
    if not _has_contact(page):
        yield "contact"
    if not _ENFORCER.search(text):
        yield "enforcement procedure"
    elif not any(host in link.target.lower() for link in page.links for host in _ENFORCERS):
        yield "link to the enforcement procedure"
    if not dated:
        yield "date"


def _is_full(text: str) -> bool:
    return _FULLY.search(text) is not None and _PARTLY.search(text) is None


def _has_contact(page: Page) -> bool:
    given = any(m.kind != "postcode" and m.block.region in ("main", "aside") for m in page.of(contacts))
    return given or any(_REPORT.search(link.name) for link in page.links if link.region in ("main", "aside"))


def _days(page: Page) -> Iterator[Mention]:
    for mention in page.of(prose_dates):
        if mention.block.region != "main" or mention.kind == "law" or days(mention.value) is None:
            continue
        before = f"{_label(page, mention.block)} {mention.block.text[: mention.start][-_REACH:]}"
        if _DATED.search(before) and not _TESTED.search(before):
            yield mention


def _label(page: Page, block: Block) -> str:
    """What a date by itself is the date of: the cell before it, or the heading above it."""
    if len(block.text) > _JUST_A_DATE:
        return ""
    beside = page.blocks[block.index - 1] if block.index else None
    if block.row >= 0 and beside is not None and beside.row == block.row:
        return beside.text
    return block.heading.text if block.heading is not None else ""
