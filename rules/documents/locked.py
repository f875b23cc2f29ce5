"""A PDF that forbids programs to read it out."""

from __future__ import annotations

from collections.abc import Iterator

from rules.core.document_rule import DocumentRule
from rules.core.file import File


class Locked(DocumentRule):
    """The PDF is encrypted, and its permissions do not let assistive technology take the text from it.

    Programs that keep to these permissions stay silent. A parent who has letters read out to them opens the
    document and hears nothing.

    **Left alone:**

    - PDFs that forbid printing, copying or changing, and let the text be read out
    - PDFs that ask for a password to open: nobody can read them, and they are listed as not audited
    """

    id = "documents.locked"
    title = "PDFs that screen readers may not read"
    message = (
        "The security settings of this PDF do not allow assistive technology, such as a screen reader, to read it."
    )
    fix = "Take the protection off, or allow “text access for screen reader devices” in the security settings."
    commitments = ("partnership.participation", "value.everyone")
    severity = "barrier"
    wcag = ("1.3.1", "4.1.2")
    sources = ("https://www.w3.org/WAI/WCAG22/Techniques/#pdf", "https://www.iso.org/standard/64599.html")

    def faults(self, file: File) -> Iterator[tuple[str, str]]:
        if file.locked:
            yield "locked", ""
