"""Recognises when a page says it was last looked at, and when it is to be looked at next."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from rules.core.dates import prose_dates
from rules.core.page import Mention, Page

_NEXT = re.compile(
    r"\b(?:(?:next (?:review|update)|review (?:due|date|by)|expiry date)\b[^.;]{0,40}|review:\s*)$",
    re.IGNORECASE,
)
_LAST = re.compile(
    r"(?<![a-z])(?:last|page|content|information|details)\s(?:was\s|were\s)?(?:last\s)?"
    r"(?:updated?|reviewed|checked|modified|edited|changed|amended|revised|verified)\b[^.;]{0,12}$",
    re.IGNORECASE,
)
_REACH = 120


def reviews(page: Page) -> tuple[Mention, ...]:
    """The dates of reviews, with `kind` `next` for one to come and `last` for one that was."""
    return tuple(_reviews(page))


def _reviews(page: Page) -> Iterator[Mention]:
    for mention in page.of(prose_dates):
        before = mention.block.text[max(0, mention.start - _REACH) : mention.start]
        if _NEXT.search(before):
            yield replace(mention, kind="next")
        elif _LAST.search(before):
            yield replace(mention, kind="last")
