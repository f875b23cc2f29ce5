"""Keeps the text of a page as a reader meets it, so that a report can show it without fetching it again."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import msgspec
from msgspec import Struct

from pipeline.store.keys import clean
from rules.core.findings import Fact
from rules.core.page import Block, Kind, Page, Region

_FAST = 1


class Part(Struct, frozen=True, array_like=True):
    """A heading, paragraph, list item or cell, with the text of its block, so that places in it hold.

    `path` is the CSS path to its element; it is empty where the text alone tells which part is meant. `row`
    numbers the rows of tables through the page, `column` the cells of a row, and `head` tells a heading cell.
    """

    text: str
    kind: Kind
    region: Region
    level: int = 0
    row: int = -1
    column: int = -1
    head: bool = False
    path: str = ""


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(list[Part])


def parts_of(page: Page, facts: Mapping[str, list[Fact]]) -> Iterator[Part]:
    """The main content of a page, and of what stands around it the parts that a fact is about.

    Menus and footers would be most of the text, and are the same on every page.
    """
    noticed = {fact.place.block for found in facts.values() for fact in found}
    shown = [b for b in page.blocks if b.region == "main" or b.text in noticed]
    times = Counter(block.text for block in shown)
    for block in shown:
        yield _part(block, block.path if times[block.text] > 1 else "")


def _part(block: Block, path: str) -> Part:
    head = block.kind == "cell" and block.element.tag == "th"
    return Part(clean(block.text), block.kind, block.region, block.level, block.row, block.column, head, path)


def pack_text(parts: Iterable[Part]) -> bytes:
    """MessagePack, deflated: about a third of the text."""
    return zlib.compress(_encoder.encode(list(parts)), _FAST)


def unpack_text(packed: bytes | None) -> list[Part]:
    """The parts that were packed; none of a page that was last read before texts were kept."""
    return _decoder.decode(zlib.decompress(packed)) if packed else []
