"""Whose contact this is: the team or service that a label, a row or a heading names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.core.page import Block, Page

_WORDS = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_SAYS_LITTLE = frozenset(
    _WORDS.findall("""
    a about address advice all an and apply are at below book by call calls can contact contacting day days
    details directly e easily either email emails emergency enquire enquiries evening facebook fax find following
    for free freephone friday from further general get hear help here home hour hours how i if in info information
    is it key landline last line location mail main message minicom mobile monday more need number numbers of on
    online open opening or other our out overview page phone please post postal questions reach related ring
    saturday see social speak sunday support talk tel telephone text textphone the them then these this
    thursday times to touch tuesday twitter us useful via visit we web website wednesday week weekday weekdays
    weekend what when where who whatsapp with write you your
    """)
)
_ASKS = re.compile(
    r"\b(?:call|calling|ring|ringing|phone|phoning|telephone|contact|contacting|text|e-?mail"
    r"|speak (?:to|with)|talk to|write to|reach|get in touch with)\s+"
    r"(?P<name>[^.:;]{2,60}?)\s+(?:on|at|by|via|using)\b[^.:;]{0,40}\Z",
    re.IGNORECASE,
)
_LABEL = re.compile(r"(?P<name>[^.:;|]{2,70}?)\s*(?:[:–—|-]|\bon\b|\bat\b)\s*\(?\Z", re.IGNORECASE)
_LABEL_ENDS = (":", "–", "—", "|", "-", "on", "at")
_NAMED_JUST_BEFORE = re.compile(r"(?P<name>[A-Z][\w'’&-]+(?: (?:and |& |for |of )?[A-Z][\w'’&-]+){0,5}) \(?\Z")
_FRAME = re.compile(
    r"\A(?:(?:how to |please )?(?:contact(?:ing)?|call|ring|e-?mail|phone|telephone)\b[:\s]*"
    r"(?:details (?:for|of)\s+)?)?(?:(?:the|our|your|a)\s+)?"
    r"|[\s:–—-]+(?:contact details|(?:tele)?phone(?: number)?|contact|tel|e-?mail(?: address)?|address|mobile"
    r"|number|enquiries)?[\s.:–—-]*\Z",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?]\s")
_LONGEST = 8
_FARTHEST = 100


def owner(page: Page, block: Block, start: int) -> str:
    """The name of what the contact at `start` belongs to, normalised; empty where the page does not say.

    The nearest name wins: on the same line, at the head of the block, in the first cell of the row or the
    term of the definition, in bold words just above, in the headings above. Names that say little
    (“Contact us”, “Telephone”) are passed over.
    """
    return next((name for told in _tellings(page, block, start) if (name := _name(told))), "")


def _tellings(page: Page, block: Block, start: int) -> Iterator[str]:
    line_start = max((b for b in block.breaks if b <= start), default=0)
    before = block.text[max(line_start, start - _FARTHEST) : start]
    ends = list(_SENTENCE_END.finditer(before))
    before = before[ends[-1].end() :] if ends else before
    labelled = before.rstrip(" (").lower().endswith(_LABEL_ENDS)
    for pattern in (_ASKS, _LABEL, _NAMED_JUST_BEFORE) if labelled else (_ASKS, _NAMED_JUST_BEFORE):
        if match := pattern.search(before):
            yield match["name"]
    if line_start:
        yield block.text[: block.breaks[0]]
    if block.row >= 0:
        first = page.of(_first_cells).get(block.row)
        yield first.text if first is not None and first is not block else ""
    elif block.index and _bold(above := page.blocks[block.index - 1]) and above.region == block.region:
        yield above.text
    heading = block if block.kind == "heading" else block.heading
    while heading is not None:
        yield heading.text
        heading = heading.heading


def _first_cells(page: Page) -> dict[int, Block]:
    first: dict[int, Block] = {}
    for block in page.blocks:
        if block.row >= 0 and block.column == 0:
            first.setdefault(block.row, block)
    return first


def _bold(block: Block) -> bool:
    """Whether a paragraph is all bold: a heading in all but name."""
    return block.kind == "paragraph" and any(
        i.tag in ("strong", "b") and i.start == 0 and i.end >= len(block.text) - 1 for i in block.inlines
    )


def _name(told: str) -> str:
    bare = _FRAME.sub("", told.strip())
    words = _WORDS.findall(bare.casefold().replace("&", " and ").replace("’", "'"))
    if not words or len(words) > _LONGEST or all(w in _SAYS_LITTLE or w.isdigit() for w in words):
        return ""
    return " ".join(words)
