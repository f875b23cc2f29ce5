"""Packs the links of a page into a few hundred bytes, and unpacks them."""

from __future__ import annotations

import zlib

import msgspec

from pipeline.store.keys import clean

_LARGE = 512
_ZLIB = b"\x78"  # the first byte of a zlib stream, and never that of a MessagePack array
_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(tuple[str, ...])


def pack(links: tuple[str, ...]) -> bytes:
    """MessagePack, deflated where it is large: a site's menu deflates to a tenth."""
    whole = "".join(links)
    packed = _encoder.encode(links if clean(whole) is whole else [clean(link) for link in links])
    return zlib.compress(packed, 1) if len(packed) > _LARGE else packed


def unpack(packed: bytes) -> tuple[str, ...]:
    """The links that were packed."""
    return _decoder.decode(zlib.decompress(packed) if packed[:1] == _ZLIB else packed)
