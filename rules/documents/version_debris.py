"""A document whose name still carries the marks of its drafting."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rules.core.documents import documents
from rules.core.findings import Fact, Finding, Site
from rules.core.page import Link, Page, Place
from rules.core.rule import Rule, at

_DEBRIS = re.compile(
    r"(?<![^\W_])(?:[vV](?:er(?:sion)?)?[ _.-]?\d+(?:[._]\d+)*|(?i:copy[ _-]of)|FINAL(?:[ _-]?\d+)?"
    r"|(?i:final[ _-]?(?:draft|version|copy|v?\d+)|draft[ _-]?(?:v?\d+|final|copy|version|clean)"
    r"|(?:tracked|track[ _-]changes|clean[ _-](?:copy|version)|do[ _-]not[ _-]use|old[ _-]version)))(?![^\W_])"
)
_COPY_NUMBER = re.compile(r"\((\d{1,2})\)\s*(?:\.\w{3,4}|[(\[].*)?\Z")
_NOTE = re.compile(
    r"\s*[(\[][^()\[\]]*\b(?:pdf|word|docx?|excel|xlsx?|[km]b)\b[^()\[\]]*[)\]]\s*\Z", re.IGNORECASE
)
_ONLY_OPENS = re.compile(
    r"(?:download|view|open|read)(?: (?:file|document|pdf|now|here))?\s*(?:[(\[].*)?\Z", re.IGNORECASE
)


class VersionDebris(Rule):
    """The name of a document still carries the marks of its drafting: “v10”, “(1)”, “FINAL draft2”.

    A family cannot tell whether this is the version that counts, or a working copy put up by mistake.

    A mark that is only in the file name, which fewer people see, is for a person to look at first.

    **Left alone:**

    - years (“2022 to 2025”)
    - the word “draft” alone (“draft strategy for consultation”)
    - the word “final” in a sentence (“final report”)
    - numbers of parts and forms
    """

    id = "documents.version-debris"
    title = "Document names with marks of drafting"
    message = "The name of this document carries a mark of its drafting: “{value}”."
    fix = "Give the document the name a reader would use, and its date if it has several versions."
    commitments = ("accountable.documented",)
    severity = "advice"

    def extract(self, page: Page) -> Iterator[Fact]:
        for document in page.of(documents):
            link = document.link
            named = _named(page, link)
            if marks := _marks(_NOTE.sub("", named.quote)):
                yield Fact(named, key=link.target, value=marks)
            elif marks := _marks(document.file):
                yield Fact(at(page, link), key=f"{link.target} file", value=marks)

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        del site
        for fact in facts:
            if fact.key.endswith(" file"):
                message = f"The file name of “{fact.place.quote}” carries a mark of its drafting: “{fact.value}”."
                yield self.finding(fact, message=message, review=True)
            else:
                yield self.finding(fact)


def _named(page: Page, link: Link) -> Place:
    """Where the document's name stands: the link, or the words before a link that only says “Download”."""
    block = link.block
    if block is None or not _ONLY_OPENS.match(link.text):
        return at(page, link)
    if before := block.text[: link.start].rstrip(" :-–"):
        return at(page, block, 0, len(before))
    above = page.blocks[block.index - 1] if block.index else block
    return at(page, above if above.region == block.region else link)


def _marks(name: str) -> str:
    """The marks of drafting in a name, as they stand; empty where there are none."""
    found = [m[0] for m in _DEBRIS.finditer(name)]
    if match := _COPY_NUMBER.search(name):
        found.append(f"({match[1]})")
    return ", ".join(found)
