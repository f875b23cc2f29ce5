"""Tells the dates on which a page, or what it cites, was written."""

from __future__ import annotations

import re

from rules.core.calendar import days
from rules.core.dates import dates
from rules.core.page import Mention, Page
from rules.core.stretch import Stretch

_DATELINE = re.compile(
    r"(?:\b(?<!be )(?<!is )(?<!are )(?:published|posted|updated|reviewed|revised|modified|issued|created"
    r"|written|refreshed"
    r"|edited|checked|correct|dated|up to date)|^date|[.|] date)\b(?: (?:on|as of|as at|at|in))?[\s:–-]*$",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"\W*(?:on |\d\d?[:.]\d\d(?:\s?[ap]m)?,? (?:on )?|(?:posted )?by (?:[a-z’'-]+,? ){1,4}(?:on )?\W*)"
)
_BYLINES = 60


def datelines(page: Page) -> tuple[Stretch, ...]:
    """When the page says it was published or updated: full dates after such words, or alone in a sentence."""
    return tuple(Stretch(*known) for m in page.of(dates) if is_dateline(m) and (known := days(m.value)))


def is_dateline(mention: Mention) -> bool:
    """Whether a date tells when the page, or what it cites, was written."""
    text = mention.block.text
    before, after = text[: mention.start], text[mention.end :]
    if _DATELINE.search(before[-40:]):
        return True
    if mention.kind != "date" or days(mention.value) is None or mention.block.kind in ("cell", "heading"):
        return False
    opens = not before.strip() or before.rstrip()[-1] in ".!?|•" or _BYLINE.fullmatch(before[-_BYLINES:].lower())
    numeric = re.fullmatch(r"[\d/.-]+", mention.quote)
    closes = not after.strip() or after.lstrip()[0] in ".!|•" or (after[0] == ":" and numeric)
    if mention.block.kind == "item" and not (before.strip() or after.strip()):
        return False
    return bool(opens and closes) and "/" not in mention.value
