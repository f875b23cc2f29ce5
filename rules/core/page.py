"""The values every floor speaks: a page read into blocks, and the places in it that can be spoken of."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, Literal, TypeVar, cast
from urllib.parse import urljoin

from lxml.html import HtmlElement
from msgspec import Struct

from rules.core.file import File
from rules.core.paths import css_path

T = TypeVar("T")

Region = Literal["main", "banner", "header", "nav", "footer", "aside"]
_ON_THIS_SITE = re.compile(
    r"/(?:[\w~%+-][\w.~%+-]*(?:/|(?=[?#]|\Z)))*(?:\?[\w.~%+=&/-]+)?(?:#[\w.~%+=/-]+)?", re.ASCII
)
Kind = Literal["heading", "paragraph", "item", "cell", "term", "caption", "control", "summary", "code"]


class Inline(Struct, frozen=True):
    """A stretch of a block set apart by its markup: a link, an abbreviation, bold words."""

    tag: str
    start: int
    end: int
    element: HtmlElement


class Block(Struct, frozen=True, eq=False, dict=True):
    """One heading, paragraph, list item or cell, as a reader sees it.

    `text` has single spaces only, and `text[start:end]` is what a report shows. `breaks` are the offsets at
    which a line break stands. `heading` is the heading it stands under (for a heading, the one above it in
    the outline); `lead_in` is the paragraph or heading that introduces the list or table it belongs to.
    `row` numbers table rows and definition groups through the page; it is -1 elsewhere.
    """

    index: int
    text: str
    kind: Kind
    region: Region
    element: HtmlElement
    level: int = 0
    heading: Block | None = None
    lead_in: Block | None = None
    row: int = -1
    column: int = -1
    quoted: bool = False
    language: str | None = None
    breaks: tuple[int, ...] = ()
    inlines: tuple[Inline, ...] = ()

    @cached_property
    def path(self) -> str:
        """A CSS path to the block's element, as `main > p:nth-of-type(3)`."""
        return css_path(self.element)

    def within(self, start: int, end: int, *tags: str) -> bool:
        """Whether the stretch lies inside one of these inline tags."""
        return any(i.tag in tags and i.start <= start and end <= i.end for i in self.inlines)


class Link(Struct, frozen=True, eq=False):
    """An `<a href>` a reader can reach. `name` is its accessible name; `text` is what is seen of it."""

    href: str
    target: str
    text: str
    name: str
    region: Region
    element: HtmlElement
    block: Block | None = field(default=None, repr=False)
    start: int = 0
    end: int = 0


class Place(Struct, frozen=True):
    """Where on a page something stands: a stretch of a block's text. An empty stretch means the element itself."""

    url: str
    path: str
    block: str
    start: int
    end: int

    @property
    def quote(self) -> str:
        """The exact words."""
        return self.block[self.start : self.end]


class Mention(Struct, frozen=True):
    """Something a recogniser saw in a block: a date, opening hours, a telephone number, an acronym.

    `value` is normalised (ISO 8601, E.164, `mon 08:30-17:00`); `key` says what it is about, where that is
    known; `kind` is the recogniser's own word for the form it took.
    """

    block: Block
    start: int
    end: int
    value: str
    kind: str = ""
    key: str = ""

    @property
    def quote(self) -> str:
        """The exact words."""
        return self.block.text[self.start : self.end]


@dataclass(frozen=True, eq=False)
class Page:
    """A page, read once. `seen` is the day this content was first seen; `modified` is its own date stamp.

    `dom` is the whole parsed document, for rules about markup; rules never change it. `base` is the address
    that links are relative to, where the page names one. A `fragment` is part of a page, such as a draft,
    that has yet to get its template. `file` is the document that a page was read from, which is no web page.
    `mismatched` are the tags that end without a start, or start without an end, in order. `sheets` are the
    texts of the style sheets it asks for, by their address as the page writes it.
    """

    url: str
    title: str
    language: str | None
    blocks: tuple[Block, ...]
    links: tuple[Link, ...]
    dom: HtmlElement
    seen: date
    modified: date | None = None
    base: str = ""
    fragment: bool = False
    file: File | None = None
    mismatched: tuple[str, ...] = ()
    sheets: Mapping[str, str] = field(default_factory=dict, repr=False)
    _worked_out: dict[Callable[[Page], Any], Any] = field(default_factory=dict, repr=False)

    def of(self, recogniser: Callable[[Page], T]) -> T:
        """What a recogniser finds on this page, worked out once however many rules ask."""
        if recogniser not in self._worked_out:
            self._worked_out[recogniser] = recogniser(self)
        return cast("T", self._worked_out[recogniser])

    def let_go(self) -> None:
        """Forget what was worked out: it leads back to the page, so both would stay for a while."""
        self._worked_out.clear()

    @cached_property
    def main(self) -> tuple[Block, ...]:
        """The blocks of the main content."""
        return tuple(b for b in self.blocks if b.region == "main")

    @cached_property
    def prose(self) -> tuple[Block, ...]:
        """The blocks that an editor wrote to be read: everything but navigation, buttons and code."""
        return tuple(b for b in self.blocks if b.region != "nav" and b.kind not in ("control", "code"))

    @property
    def english(self) -> bool:
        """Whether the page says it is in English, or does not say."""
        return self.language is None or self.language.lower().split("-")[0] == "en"

    def absolute(self, href: str) -> str:
        """A link's address made absolute; the text itself where it is no address at all."""
        href = href.strip()
        if _ON_THIS_SITE.fullmatch(href):
            return self._origin + href
        try:
            return urljoin(self.base or self.url, href)
        except ValueError:
            return href

    @cached_property
    def _origin(self) -> str:
        """The scheme and host that links are relative to."""
        return urljoin(self.base or self.url, "/")[:-1]


def with_file(page: Page, file: File) -> Page:
    """A page that holds the words of a file, as the page of that file."""
    return replace(page, file=replace(file, words=sum(block.text.count(" ") + 1 for block in page.blocks)))
