"""A document that is a picture of its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import ClassVar

from rules.core.document_rule import DocumentRule
from rules.core.file import File


class ScannedText(DocumentRule):
    """Pages of the document are pictures: there are no letters in them, only their image.

    Such a page cannot be read out, searched, copied, translated or shown in larger letters. For a parent who is
    blind it is empty.

    **Left alone:**

    - scans under which the text lies, as a program for text recognition leaves it
    - a cover that is a picture, and single pages with one
    - short stretches of text that are a picture, such as a logo

    Where only some of the pages are pictures, a person must look first: they may be maps or photos.
    """

    id = "documents.scanned-text"
    title = "Documents that are pictures of words"
    message = "Every page of this document is an image, with no text that can be read out or searched."
    fix = "Publish the original as a web page, or run text recognition over the scan and read it through."
    messages: ClassVar[Mapping[str, str]] = {
        "some pages": "This document has images in place of text on {value}: nobody can have them read out."
    }
    commitments = ("partnership.participation", "value.everyone")
    severity = "barrier"
    wcag = ("1.1.1", "1.4.5")
    sources = ("https://www.w3.org/WAI/WCAG22/Techniques/pdf/PDF7",)

    def faults(self, file: File) -> Iterator[tuple[str, str]]:
        if file.scanned:
            yield "every page", f"{file.pages}"
        elif any(later == earlier + 1 for earlier, later in pairwise(file.wordless)):
            yield "some pages", f"{len(file.wordless)} of the {file.pages} pages"
