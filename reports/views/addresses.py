"""Addresses in the report: file names that stay the same, links that are safe to follow, text fragments."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from hashlib import blake2b
from typing import NamedTuple
from urllib.parse import quote, unquote, urldefrag, urlsplit

from rules.core.registry import find

_SLUG = re.compile(r"[^a-z0-9]+")
_WORD = re.compile(r"\w")
_LONGEST = 8
_CONTEXT = 3


@lru_cache(100_000)
def page_file(url: str) -> str:
    """The file of a page's own notes: a readable slug, and a hash that keeps it apart from its like."""
    last = unquote(url.split("?")[0]).rstrip("/").rsplit("/", 1)[-1]
    slug = _SLUG.sub("-", last.casefold()).strip("-")[:40].strip("-") or "page"
    return f"pages/{slug}-{blake2b(url.encode('utf-8', 'replace'), digest_size=5).hexdigest()}.html"


@cache
def work_file(owner: str) -> str:
    """The file of an owner's work list."""
    slug = _SLUG.sub("-", owner.casefold()).strip("-")[:40].strip("-") or "owner"
    digest = blake2b(owner.encode("utf-8", "replace"), digest_size=3).hexdigest()
    return f"work/{slug}-{digest}.html"


@cache
def rule_file(rule: str) -> str:
    """The file of a rule's help."""
    return f"rules/{find(rule).id}.html"


@lru_cache(1_000)
def href(url: str) -> str | None:
    """The address as a link, or None where it is not a plain web address and must not be followed."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def short(url: str) -> str:
    """The address without its scheme and host, as a reader of the same site knows it."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    if parts.scheme not in ("http", "https"):
        return url
    return unquote(parts.path) + (f"?{parts.query}" if parts.query else "") or "/"


class Around(NamedTuple):
    """What stands around a block: the text of the whole page, and of the blocks before and after it."""

    text: str = ""
    before: str = ""
    after: str = ""


_UNKNOWN = Around()


def to_the_words(url: str, block: str, start: int, end: int, around: Around = _UNKNOWN) -> str | None:
    """A link that opens the page at these words (a text fragment), or None where the page cannot be linked.

    Words that stand more than once on the page are told apart by those around them. See
    https://wicg.github.io/scroll-to-text-fragment/.
    """
    if href(url) is None or start >= end:
        return href(url)
    while start and _WORD.match(block[start]) and _WORD.match(block[start - 1]):
        start -= 1
    while end < len(block) and _WORD.match(block[end - 1]) and _WORD.match(block[end]):
        end += 1
    text = block[start:end]
    words = text.split()
    directive = _encoded(text)
    if len(words) > 2 * _LONGEST:
        directive = f"{_encoded(' '.join(words[:_LONGEST]))},{_encoded(' '.join(words[-_LONGEST:]))}"
    if max(block.count(text), around.text.count(text)) > 1:
        before, after = _context(block, start, end, around)
        directive = f"{_encoded(before)}-,{directive}" if before else directive
        directive = f"{directive},-{_encoded(after)}" if after else directive
    return f"{urldefrag(url).url}#:~:text={directive}"


def _context(block: str, start: int, end: int, around: Around) -> tuple[str, str]:
    """The words before and after some words; those of the next block only where their own does not tell."""
    before, after = block[:start].split(), block[end:].split()
    if around.text.count(block) > 1 or not (before or after):
        before, after = before or around.before.split(), after or around.after.split()
    return " ".join(before[-_CONTEXT:]), " ".join(after[:_CONTEXT])


def _encoded(text: str) -> str:
    return quote(text, safe="", errors="replace").replace("-", "%2D")
