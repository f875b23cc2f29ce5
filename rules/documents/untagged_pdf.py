"""A PDF whose headings, lists and tables are only to be seen."""

from __future__ import annotations

from collections.abc import Iterator

from rules.core.document_rule import DocumentRule
from rules.core.file import File


class UntaggedPdf(DocumentRule):
    """The PDF is not tagged: it says nowhere what is a heading, a list or a table, or what comes after what.

    A screen reader guesses the order, and often reads across columns. On a phone the text does not fit itself to
    the screen. A parent who uses one of these may get the steps of a form in the wrong order.

    **Left alone:**

    - PDFs that are nothing but pictures of words, which another rule finds
    - Word and OpenDocument files, which always have a structure

    A document last changed before 23 September 2018 is for a person to look at first: the law does not ask it of
    those."""

    id = "documents.untagged-pdf"
    title = "PDFs without tags"
    message = "This PDF is not tagged, so its headings, lists and tables are lost on a screen reader."
    fix = "Make it a web page. Or save it from Word again as a tagged PDF, with “Document structure tags” ticked."
    commitments = ("partnership.participation", "value.everyone")
    wcag = ("1.3.1", "1.3.2")
    sources = (
        "https://www.w3.org/WAI/WCAG22/Techniques/pdf/PDF9",
        "https://www.gov.uk/guidance/publishing-accessible-documents",
    )

    def faults(self, file: File) -> Iterator[tuple[str, str]]:
        if not file.tagged and not file.scanned:
            yield "not tagged", ""
