"""Packs what servers sent, so that pages can be read again: most of a page is the template of its site."""

from __future__ import annotations

from functools import cache, lru_cache
from hashlib import blake2b

import zstandard

from pipeline.store.values import Body

_LEVEL = 1
_MOST_ALIKE = 128 * 1024


class Packer:
    """Packs bodies with zstandard, each against an earlier one: two pages of a site are alike for the most part.

    That one is the first, or a later one that is more than twice as long.
    """

    def __init__(self) -> None:
        self._like, self._size, self._compressor = "", 0, zstandard.ZstdCompressor(_LEVEL)

    def pack(self, body: bytes, encoding: str) -> Body:
        """The body packed, with the blob that it needs where that is a new one."""
        blob = b""
        if min(len(body), _MOST_ALIKE) > 2 * self._size:
            alike = body[:_MOST_ALIKE]
            self._like, self._size = digest_of(alike), len(alike)
            self._compressor = zstandard.ZstdCompressor(_LEVEL, dict_data=_dictionary(alike))
            blob = pack_blob(alike)
        return Body(encoding, self._like, self._compressor.compress(body), blob)


@cache
def packer() -> Packer:
    """The packer of this process."""
    return Packer()


def unpacked(content: bytes, blob: bytes | None) -> bytes | None:
    """The body that was packed, against a blob or on its own; None where what is kept is not whole."""
    try:
        alike = _dictionary(unpack_blob(blob)) if blob else None
        return zstandard.ZstdDecompressor(dict_data=alike).decompress(content)
    except zstandard.ZstdError:
        return None


def pack_blob(content: bytes) -> bytes:
    """What many pages need, packed on its own."""
    return zstandard.ZstdCompressor(_LEVEL).compress(content)


@lru_cache(maxsize=8)
def unpack_blob(packed: bytes) -> bytes:
    """What was packed on its own."""
    return zstandard.ZstdDecompressor().decompress(packed)


def digest_of(content: bytes) -> str:
    """The name of a blob."""
    return blake2b(content, digest_size=16).hexdigest()


def _dictionary(alike: bytes) -> zstandard.ZstdCompressionDict:
    return zstandard.ZstdCompressionDict(alike, dict_type=zstandard.DICT_TYPE_RAWCONTENT)
