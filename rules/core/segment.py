"""Reads HTML once into a Page: the blocks a reader sees, in order, each with its region, heading and lead-in."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import islice
from urllib.parse import urljoin

import lxml.html
from lxml.etree import ElementDefaultClassLookup, iterwalk
from lxml.html import HtmlComment, HtmlElement
from msgspec import Struct, structs

from rules.core.names import INLINE, accessible_name
from rules.core.page import Block, Inline, Kind, Link, Page, Region
from rules.core.regions import UNREAD, cookie_banner, find_main, hidden, region_of

_PARSER = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
# Every element of one class: lxml.html by itself calls back into Python for the class of each.
_PARSER.set_element_class_lookup(ElementDefaultClassLookup(HtmlElement, HtmlComment))
_MARKED = frozenset(
    ["a", "abbr", "acronym", "b", "cite", "code", "del", "dfn", "em", "i", "q", "s", "samp", "strong", "time", "u"]
)
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_KINDS: dict[str, Kind] = {
    "li": "item",
    "dd": "item",
    "dt": "term",
    "td": "cell",
    "th": "cell",
    "caption": "caption",
    "figcaption": "caption",
    "button": "control",
    "label": "control",
    "legend": "control",
    "summary": "summary",
    "pre": "code",
}
_METADATA = frozenset(("base", "link", "meta", "noscript", "script", "style", "template", "title"))
_LISTS = frozenset(("ul", "ol", "dl", "table", "menu"))
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
# What a character reference may put into a page, and the tree does not take back.
_NO_TEXT = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_DEEPEST = 150
_MISMATCH = re.compile(r"Unexpected end tag : ([\w-]+)|Opening and ending tag mismatch: [\w-]+ and ([\w-]+)")
_MOST_ERRORS = 50
_WHOLE_PAGE = re.compile(r"<(?:!doctype|html|head|body|title)\b", re.IGNORECASE)


def segment(html: str, url: str, *, seen: date, modified: date | None = None) -> Page:
    """Read `html` into a Page. Never raises for broken markup: it reads what a browser would show.

    `seen` is the day this content was first seen, `modified` its last-modified stamp where it has one.
    """
    dom = parse(html)
    mismatched = _mismatched()
    body = dom.find("body")
    reader = _Reader(find_main(body) if body is not None else None)
    if body is not None:
        reader.read(body)
    blocks = tuple(reader.blocks)
    base = _base(dom, url)
    page = Page(
        url, _title(dom), _language(dom), blocks, (), dom, seen, modified, base, _WHOLE_PAGE.search(html) is None
    )
    return replace(page, links=tuple(_links(page, reader)), mismatched=mismatched)


def parse(html: str) -> HtmlElement:
    """The document as lxml reads it; an empty document where there is nothing to read."""
    raw = html.replace("\x00", "").encode("utf-8", "replace")
    try:
        dom = lxml.html.document_fromstring(raw, parser=_PARSER)
    except (lxml.etree.ParserError, ValueError):
        return lxml.html.document_fromstring(b"<html></html>", parser=_PARSER)
    _out_of_the_head(dom)
    return dom


def _mismatched() -> tuple[str, ...]:
    """The tags that the parser just missed the start or the end of, a few of them."""
    said = (_MISMATCH.match(error.message) for error in islice(_PARSER.error_log, _MOST_ERRORS))
    return tuple(match[1] or match[2] for match in said if match)


def _out_of_the_head(dom: HtmlElement) -> None:
    """Move content to the body, as a browser does: the parser does not know that `<main>` ends the head."""
    head = dom.find("head")
    if head is None:
        return
    stray = next((c for c in head if isinstance(c.tag, str) and c.tag not in _METADATA), None)
    if stray is None:
        return
    moved = head[head.index(stray) :]
    body = dom.find("body")
    if body is None:
        body = lxml.etree.SubElement(dom, "body")
    if body.text:
        moved[-1].tail = _NO_TEXT.sub("", (moved[-1].tail or "") + body.text)
        body.text = None
    body[:0] = moved


def _title(dom: HtmlElement) -> str:
    return " ".join((dom.findtext("head/title") or dom.findtext(".//title") or "").split())


def _base(dom: HtmlElement, url: str) -> str:
    """The address that links are relative to; the page's own where the one it names is no address."""
    try:
        return urljoin(url, str(dom.xpath("string((//base/@href)[1])")).strip())
    except ValueError:
        return url


def _language(dom: HtmlElement) -> str | None:
    return (dom.get("lang") or dom.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip() or None


class _Here(Struct, frozen=True):
    """Where the walk stands: what the next text will become."""

    element: HtmlElement
    kind: Kind = "paragraph"
    region: Region = "main"
    level: int = 0
    row: int = -1
    column: int = -1
    quoted: bool = False
    language: str | None = None
    lead_in: Block | None = None


class _Reader:
    def __init__(self, main: HtmlElement | None) -> None:
        self.blocks: list[Block] = []
        self.anchors: dict[HtmlElement, tuple[Block, int, int] | None] = {}
        self.regions: dict[HtmlElement, Region] = {}
        self._main = main
        self._rows = 0
        self._columns: dict[int, int] = {}
        self._outline: dict[Region, list[Block]] = {}
        self._open: list[tuple[str, int, HtmlElement]] = []
        self._start_block()

    def _start_block(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._space = False
        self._breaks: list[int] = []
        self._closed: list[Inline] = []
        self._open = [(tag, 0, element) for tag, _, element in self._open]

    def read(self, body: HtmlElement) -> None:
        here = _Here(body, region="main" if self._main is None else "aside")
        self._children(body, here, 0)
        self._flush(here)

    # The walk

    def _children(self, element: HtmlElement, here: _Here, depth: int) -> None:
        if text := element.text:
            self._add(text)
        for child in element:
            if isinstance(tag := child.tag, str):
                self._element(child, tag, here, depth + 1)
            if text := child.tail:
                self._add(text)

    def _element(self, element: HtmlElement, tag: str, here: _Here, depth: int) -> None:
        if tag in UNREAD or hidden(element):
            return
        if tag == "br":
            self._break(here)
        elif depth > _DEEPEST:
            self._flat(element)
        elif tag in INLINE:
            self._inline(element, tag, here, depth)
        elif not (here.region != "main" and cookie_banner(element)):
            self._block(element, tag, here, depth)

    def _flat(self, root: HtmlElement) -> None:
        """Read what lies too deep to be walked: its words in order, without blocks of their own."""
        walk = iterwalk(root, events=("start", "end"))
        for event, element in walk:
            apart = "" if element.tag in INLINE else " "
            if event == "end":
                self._add(apart + ((element is not root and element.tail) or ""))
            elif element.tag in UNREAD or hidden(element):
                walk.skip_subtree()
            else:
                self._add(apart + (element.text or ""))

    def _inline(self, element: HtmlElement, tag: str, here: _Here, depth: int) -> None:
        if tag == "a":
            self.anchors[element] = None
            self.regions[element] = here.region
        if tag in _MARKED:
            self._open.append((tag, self._length, element))
            self._children(element, here, depth)
            tag, start, element = self._open.pop()
            if start < self._length:
                self._closed.append(Inline(tag, start, self._length, element))
        else:
            self._children(element, here, depth)

    def _block(self, element: HtmlElement, tag: str, here: _Here, depth: int) -> None:
        self._flush(here)
        inner = self._enter(element, tag, here)
        self._children(element, inner, depth)
        self._flush(inner)

    def _enter(self, element: HtmlElement, tag: str, here: _Here) -> _Here:
        in_content = here.region == "main" and self._main is not None
        region: Region = (
            "main" if element is self._main else region_of(element, here.region, in_content=in_content)
        )
        level = _HEADINGS.get(tag) or _aria_level(element)
        kind: Kind = "heading" if level else _KINDS.get(tag, here.kind if _inherits(here.kind) else "paragraph")
        lead_in = here.lead_in
        row, column = here.row, here.column
        if tag in _LISTS:
            lead_in = self.blocks[-1] if self.blocks and self.blocks[-1].region == region else None
        elif tag in ("tr", "dt"):
            self._rows += 1
            row, column = self._rows, 0 if tag == "dt" else -1
        elif tag in ("td", "th"):
            column = self._columns.get(here.row, 0)
            self._columns[here.row] = column + _span(element)
        elif tag == "dd":
            row, column = self._rows, 1
        return _Here(
            element,
            kind,
            region,
            level,
            row,
            column,
            here.quoted or tag == "blockquote",
            element.get("lang") or here.language,
            lead_in,
        )

    # Text

    def _add(self, text: str) -> None:
        if text.isspace():
            self._space = True
            return
        if not text.isascii():
            text = text.translate(_UNSEEN)
        words = text.split()
        if not words:
            self._space = self._space or bool(text)
            return
        if self._length and (self._space or text[0].isspace()):
            self._pieces.append(" ")
            self._length += 1
        joined = " ".join(words)
        self._pieces.append(joined)
        self._length += len(joined)
        self._space = text[-1].isspace()

    def _break(self, here: _Here) -> None:
        if self._breaks and self._breaks[-1] == self._length:
            self._flush(here)
        elif self._length:
            self._breaks.append(self._length)
        self._space = True

    def _flush(self, here: _Here) -> None:
        if not self._length:
            self._space = False
            return
        text = "".join(self._pieces)
        inlines = self._inlines(text) if self._closed or self._open else ()
        block = Block(
            len(self.blocks),
            text,
            here.kind,
            here.region,
            here.element,
            here.level,
            self._heading_above(here),
            here.lead_in,
            here.row,
            here.column,
            here.quoted,
            here.language,
            tuple(b for b in self._breaks if b < len(text)) if self._breaks else (),
            inlines,
        )
        self.blocks.append(block)
        if here.kind == "heading":
            self._outline.setdefault(here.region, []).append(block)
        for inline in inlines:
            if inline.tag == "a" and self.anchors.get(inline.element) is None:
                self.anchors[inline.element] = (block, inline.start, inline.end)
        self._start_block()

    def _inlines(self, text: str) -> tuple[Inline, ...]:
        still_open = [Inline(t, s, self._length, e) for t, s, e in self._open if s < self._length]
        return tuple(_trimmed(i, text) for i in (*self._closed, *still_open))

    def _heading_above(self, here: _Here) -> Block | None:
        outline = self._outline.get(here.region, [])
        if here.kind == "heading":
            while outline and outline[-1].level >= here.level:
                outline.pop()
        return outline[-1] if outline else None


def _trimmed(inline: Inline, text: str) -> Inline:
    if text[inline.start : inline.start + 1] == " ":
        return structs.replace(inline, start=inline.start + 1)
    return inline


def _inherits(kind: Kind) -> bool:
    return kind in ("item", "cell", "caption", "control", "code", "term")


def _aria_level(element: HtmlElement) -> int:
    if element.get("role") != "heading":
        return 0
    level = element.get("aria-level", "2")
    return int(level) if level.isdecimal() and int(level) > 0 else 2


def _span(cell: HtmlElement) -> int:
    span = cell.get("colspan", "1")
    return min(int(span), 100) if span.isdecimal() else 1


def _links(page: Page, reader: _Reader) -> list[Link]:
    found = []
    for element, where in reader.anchors.items():
        href = element.get("href")
        if href is None:
            continue
        block, start, end = where or (None, 0, 0)
        text = block.text[start:end] if block else ""
        found.append(
            Link(
                href,
                page.absolute(href),
                text,
                accessible_name(element),
                reader.regions[element],
                element,
                block,
                start,
                end,
            )
        )
    return found
