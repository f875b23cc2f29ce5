"""Pictures in a document that have no text alternative."""

from __future__ import annotations

from collections.abc import Iterator

from rules.core.document_rule import DocumentRule
from rules.core.file import File


class MissingAlt(DocumentRule):
    """Pictures in the document have no text alternative (alt text).

    Someone who cannot see a picture hears “graphic” and no more. A flow chart of how to ask for an assessment is
    then lost on them.

    **Left alone:**

    - pictures marked as decorative
    - PDFs without tags, and scans, which other rules find
    - boxes, arrows and other shapes that are drawn
    - files of other kinds
    """

    id = "documents.missing-alt"
    title = "Pictures in documents without a text alternative"
    message = "Pictures in this document have no text alternative (alt text): {value}."
    fix = "Say in the alt text of each picture what it tells, or mark it as decorative. Then save the file again."
    commitments = ("partnership.participation", "value.everyone")
    wcag = ("1.1.1",)
    sources = ("https://www.w3.org/WAI/WCAG22/Techniques/pdf/PDF1",)

    def faults(self, file: File) -> Iterator[tuple[str, str]]:
        if file.untold:
            yield "no alt text", f"{file.untold} of {file.pictures}"
