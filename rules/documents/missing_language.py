"""A document that does not say what language it is in."""

from __future__ import annotations

from collections.abc import Iterator

from rules.core.document_rule import DocumentRule
from rules.core.file import File


class MissingLanguage(DocumentRule):
    """The PDF or Word file does not say what language it is in.

    A screen reader chooses its voice by it. Without it, English may be read out with the sounds of another
    language, and then nobody can follow.

    **Left alone:**

    - scans, which another rule finds
    - OpenDocument files, whose language is not looked at
    """

    id = "documents.missing-language"
    title = "Documents without a language"
    message = "This {value} file does not say what language it is in."
    fix = "Set the language in the document properties, for example “English (United Kingdom)”, and save it again."
    commitments = ("partnership.participation", "value.everyone")
    wcag = ("3.1.1",)
    sources = ("https://www.w3.org/WAI/WCAG22/Techniques/pdf/PDF16",)

    def faults(self, file: File) -> Iterator[tuple[str, str]]:
        if not file.language and file.kind != "OpenDocument" and not file.scanned:
            yield "missing", file.kind
