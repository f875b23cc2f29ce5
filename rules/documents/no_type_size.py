"""A link to a document that does not say what will open, or how big it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.core.documents import documents
from rules.core.findings import Fact
from rules.core.page import Link, Page
from rules.core.rule import Rule, at

_TYPE = re.compile(
    r"\b(?:pdf|docx?|(?:ms )?word|excel|xlsx?|csv|spreadsheet|power ?point|pptx?|rtf|open ?document|od[tsp])\b",
    re.IGNORECASE,
)
_SIZE = re.compile(r"\d\s?(?:[kmg]i?b|bytes|(?:kilo|mega|giga)bytes?)\b", re.IGNORECASE)
_LONGEST_NOTE = 100


class NoTypeSize(Rule):
    """A link to a PDF, Word, Excel or PowerPoint file should give its type and its size.

    A document opens in another program, may not open at all on an older phone, and may use up a family’s data.
    People who use a screen reader or large text want to know before they choose.

    **Left alone:**

    - links that give both, in their text, in a label or just after the link: “PDF, 214 KB”
    - links that give both in the next cell or on the next line
    - links to pages
    - documents in the navigation
    """

    id = "documents.no-type-size"
    title = "Documents without their type and size"
    message = "“{quote}” leads to a document and does not give its {value}."
    fix = "Add the type and size to the link, for example “Short breaks guide (PDF, 214 KB)”."
    commitments = ("accountable.available", "communicate.aware")
    severity = "advice"
    sources = ("https://www.gov.uk/guidance/content-design/planning-content#attachments",)

    def extract(self, page: Page) -> Iterator[Fact]:
        for document in page.of(documents):
            told = f"{document.link.name} {_beside(page, document.link)}"
            missing = [name for name, given in (("type", _TYPE), ("size", _SIZE)) if not given.search(told)]
            if missing:
                value = " or ".join(missing)
                yield Fact(at(page, document.link), key=document.link.target, value=value)


def _beside(page: Page, link: Link) -> str:
    """What stands just after the link: up to the next link, and a short note in the block that follows."""
    block = link.block
    if block is None:
        return link.element.get("title", "")
    next_link = min((i.start for i in block.inlines if i.tag == "a" and i.start >= link.end), default=None)
    told = [link.element.get("title", ""), block.text[link.end : next_link]]
    if next_link is None:
        for after in page.blocks[block.index + 1 : block.index + 3]:
            if len(after.text) > _LONGEST_NOTE or any(i.tag == "a" for i in after.inlines):
                break
            told.append(after.text)
    return " ".join(told)
