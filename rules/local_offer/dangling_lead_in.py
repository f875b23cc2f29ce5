"""Words that lead in to something that is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.core.cms import leaked_fields
from rules.core.contacts import contacts
from rules.core.findings import Fact
from rules.core.page import Block, Page
from rules.core.rule import Rule, at
from rules.core.sections import next_content, nothing_between

_LEADS_IN = re.compile(
    r"(?:\w[)”\"']?:|\b(?:details?|information|links?|documents?|forms?|table|list|address|numbers?|dates?|times?)"
    r"(?:,? (?:is|are|can be))?(?: (?:given|set out|listed|shown|found))? below\.?"
    r"|\b(?:as follows|the following)\.?)\s*\Z",
    re.IGNORECASE,
)
_CONTACT = re.compile(r"\b(?:contact|phone|e-?mail|address|in touch)", re.IGNORECASE)
_TAIL = 60
_WORD = re.compile(r"\w{4,}")


class DanglingLeadIn(Rule):
    """Words such as “contact details below:” lead in to something, and nothing follows.

    The parent reads that the answer comes next, and finds the end of the page. It is the part they came for.

    **Left alone:**

    - a lead-in followed by a list, table, form, image or any other words
    - a lead-in followed by headings of a lower level, or by one that speaks of the same thing
    - contact details that stand in a panel beside the text
    - list items, table cells and labels
    """

    id = "local-offer.dangling-lead-in"
    title = "Lead-ins with nothing after them"
    message = "“{quote}” leads in to something, but nothing follows it."
    fix = "Put in what the words promise, or take them out."
    commitments = ("accountable.available", "communicate.open")

    def extract(self, page: Page) -> Iterator[Fact]:
        for block in page.main:
            if block.kind == "paragraph" and (match := _LEADS_IN.search(block.text, len(block.text) - _TAIL)):
                leaked = {m.block.index for m in page.of(leaked_fields) if m.end - m.start == len(m.block.text)}
                after = next_content(page, block, leaked)
                if _stops(block, after) and nothing_between(page, block, after) and not _beside(page, block):
                    yield Fact(at(page, block, _sentence_start(block.text, match.start())))


def _stops(lead_in: Block, after: Block | None) -> bool:
    """Whether the content ends here, or a section begins that has nothing to do with the lead-in."""
    if after is None:
        return True
    level = lead_in.heading.level if lead_in.heading else 1
    if after.kind != "heading" or after.level > max(level, 1):
        return False
    return not set(_words(after.text)) & set(_words(lead_in.text))


def _beside(page: Page, lead_in: Block) -> bool:
    """Whether the lead-in speaks of contact details, and the page gives some after it, outside the text."""
    if not _CONTACT.search(lead_in.text):
        return False
    return any(m.block.region == "aside" and m.block.index > lead_in.index for m in page.of(contacts))


def _sentence_start(text: str, before: int) -> int:
    return max(
        (text.rfind(mark, 0, before) + 2 for mark in (". ", "? ", "! ") if mark in text[:before]), default=0
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
