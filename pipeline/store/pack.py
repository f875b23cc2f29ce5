"""Packs the links and the facts of a page into a few hundred bytes, and unpacks them."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import msgspec

from pipeline.store.keys import clean
from rules.core.findings import Fact
from rules.core.page import Place

_LARGE = 512
_ZLIB = b"\x78"  # the first byte of a zlib stream, and never that of a MessagePack array
_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(tuple[str, ...])
_facts_decoder = msgspec.msgpack.Decoder(list[tuple[str, str, int, int, str, str, str]])


def pack(links: tuple[str, ...]) -> bytes:
    """MessagePack, deflated where it is large: a site's menu deflates to a tenth."""
    whole = "".join(links)
    return _small(_encoder.encode(links if clean(whole) is whole else [clean(link) for link in links]))


def unpack(packed: bytes) -> tuple[str, ...]:
    """The links that were packed."""
    return _decoder.decode(_whole(packed))


def pack_facts(facts: Sequence[Fact]) -> bytes:
    """What a rule has to keep of one page, in order."""
    whole = "".join([f"{f.place.path}{f.place.block}{f.key}{f.value}{f.kind}" for f in facts])
    kept = _as_it_is if clean(whole) is whole else clean
    told = [
        (
            kept(f.place.path),
            kept(f.place.block),
            f.place.start,
            f.place.end,
            kept(f.key),
            kept(f.value),
            kept(f.kind),
        )
        for f in facts
    ]
    return _small(_encoder.encode(told))


def unpack_facts(packed: bytes, url: str) -> list[Fact]:
    """The facts that were packed, of the page at this address."""
    told = _facts_decoder.decode(_whole(packed))
    return [Fact(Place(url, path, block, start, end), *rest) for path, block, start, end, *rest in told]


def _as_it_is(text: str) -> str:
    return text


def _small(packed: bytes) -> bytes:
    return zlib.compress(packed, 1) if len(packed) > _LARGE else packed


def _whole(packed: bytes) -> bytes:
    return zlib.decompress(packed) if packed[:1] == _ZLIB else packed
