"""Bold or large text that stands where a heading should."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.core.findings import Fact
from rules.core.page import Block, Page
from rules.core.rule import Rule, at

_LOOKS = re.compile(
    r"font-size\s*:\s*(?:1\.[3-9]|[2-9]|1[3-9]\d%|[2-9]\d\d%|(?:2\d|[3-9]\d)px|x+-large)", re.IGNORECASE
)
_CLASS = re.compile(r"(?:^|\s)h[1-6](?:\s|$)", re.IGNORECASE)
_NOT_ONE = re.compile(
    r"(?:please )?(?:note|important|warning|remember|new)\W*\Z|.*[.!?:;,…”\"]\Z|.*:\s|[^A-Za-z]", re.IGNORECASE
)
_MOST_WORDS = 10
_UNDER_IT = 12


class FakeHeading(Rule):
    """A line in bold over some text looks like a heading, but is not marked up as one.

    People who listen to a page call up a list of its headings and go straight to the one they need. Bold lines
    are not in that list.

    **Left alone:**

    - lines that end in a stop, a comma or a colon, and long ones
    - labels before a few words, such as “Telephone”, or with what they name, such as “Cost: £5”
    - bold lines in tables, lists and quotations, and words such as “Important”
    - several bold lines in a row
    """

    id = "accessibility.fake-heading"
    title = "Bold text used as a heading"
    message = "“{quote}” looks like a heading, but is not marked up as one."
    fix = "Make it a heading, one level below the one it stands under, and take the bold out."
    commitments = ("partnership.participation", "communicate.plain-english")
    severity = "advice"
    wcag = ("1.3.1",)
    sources = ("https://www.w3.org/WAI/WCAG22/Techniques/failures/F2",)

    def extract(self, page: Page) -> Iterator[Fact]:
        blocks = page.main
        for before, block, after in zip((None, *blocks), blocks, (*blocks[1:], None), strict=False):
            if block.kind != "paragraph" or block.quoted or len(block.text.split()) > _MOST_WORDS:
                continue
            if not _looks_like_one(block) or (before and _looks_like_one(before)):
                continue
            if _is_headed(after) or _is_large(block):
                yield Fact(at(page, block))


def _looks_like_one(block: Block) -> bool:
    if block.kind != "paragraph" or block.breaks or _NOT_ONE.match(block.text):
        return False
    if block.within(0, len(block.text), "b", "strong"):
        return not block.within(0, len(block.text), "a")
    return _CLASS.search(block.element.get("class", "")) is not None or _is_large(block)


def _is_large(block: Block) -> bool:
    """Whether the block’s own style makes it large and bold."""
    style = block.element.get("style", "")
    return _LOOKS.search(style) is not None and "bold" in style


def _is_headed(after: Block | None) -> bool:
    """Whether what comes next is text of the same part of the page, and long enough to need a heading."""
    if after is None or after.kind not in ("paragraph", "item") or _looks_like_one(after):
        return False
    return after.kind == "item" or len(after.text.split()) >= _UNDER_IT
