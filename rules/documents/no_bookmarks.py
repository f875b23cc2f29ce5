"""A long PDF without bookmarks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rules.core.document_rule import DocumentRule
from rules.core.file import File


@dataclass(frozen=True)
class NoBookmarks(DocumentRule):
    """A long PDF has no bookmarks: no list of its parts beside the text.

    Nobody reads a plan of 40 pages from its first word to its last. With bookmarks, a family gets to the page
    about their child’s school with one press.

    The setting `pages` is how many pages a PDF may have without them: 20.

    **Left alone:**

    - shorter PDFs
    - scans, which another rule finds
    - Word files, where the headings make such a list
    """

    id = "documents.no-bookmarks"
    title = "Long PDFs without bookmarks"
    message = "This PDF of {value} pages has no bookmarks."
    fix = "Make bookmarks from the headings as the PDF is saved, or split it into web pages."
    commitments = ("communicate.aware", "accountable.available")
    severity = "advice"
    wcag = ("2.4.5",)
    sources = ("https://www.w3.org/WAI/WCAG22/Techniques/pdf/PDF2",)

    pages: int = 20

    def faults(self, file: File) -> Iterator[tuple[str, str]]:
        if file.pages > self.pages and not file.bookmarks and not file.scanned:
            yield "no bookmarks", f"{file.pages}"
