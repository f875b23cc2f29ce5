"""A long document without headings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rules.core.document_rule import DocumentRule
from rules.core.file import File


@dataclass(frozen=True)
class NoHeadings(DocumentRule):
    """A long document has no headings that programs can tell from the rest, whatever it looks like.

    People who listen to a document jump from heading to heading to find the part that matters. Without any,
    they have to hear it from start to end. In Word, large bold letters are no heading: a heading style is.

    The setting `words` is how long a document may be without one: 400 words.

    **Left alone:**

    - short documents, such as letters and forms
    - PDFs without tags, which another rule finds
    - files of other kinds than PDF and Word
    """

    id = "documents.no-headings"
    title = "Long documents without headings"
    message = "This document of {value} words has no headings that a screen reader can find."
    fix = "Mark each heading with a heading style (Heading 1, Heading 2), and save the document again."
    commitments = ("communicate.plain-english", "partnership.participation")
    wcag = ("1.3.1", "2.4.6")
    sources = (
        "https://www.w3.org/WAI/WCAG22/Techniques/pdf/PDF9",
        "https://www.gov.uk/guidance/publishing-accessible-documents",
    )

    words: int = 400

    def faults(self, file: File) -> Iterator[tuple[str, str]]:
        if file.tagged and not file.headings and file.kind != "OpenDocument" and file.words > self.words:
            yield "no headings", f"{file.words:,}"
