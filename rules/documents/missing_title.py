"""A PDF without a title, or with one that is no title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import ClassVar

from rules.core.document_rule import DocumentRule
from rules.core.file import File

_LEFT_BY_A_PROGRAM = re.compile(
    r"(?:microsoft (?:word|powerpoint|excel|publisher) ?-.*|untitled(?:[-\s]?\d+)?|document ?\d*|presentation ?\d*"
    r"|powerpoint presentation|slide 1|blank|title|(?:print|scan)(?:ned)?(?: document)?[-_\d]*"
    r"|.*\.(?:docx?|indd|pub|pptx?|xlsx?|qxd|pdf|rtf|odt|tiff?|jpe?g))",
    re.IGNORECASE,
)


class MissingTitle(DocumentRule):
    """The properties of the PDF give no title, or one that a program left there, such as the name of a file.

    The title is what a screen reader says first, what stands on the tab of the browser, and what a search engine
    shows. With five letters from school open, a family needs it to tell them apart.

    **Left alone:**

    - Word and OpenDocument files, which programs call by their file name
    - scans, which another rule finds
    - titles that are not shown in the window’s bar where the PDF has no tags: those come first
    """

    id = "documents.missing-title"
    title = "PDFs without a proper title"
    message = "This PDF has no title in its document properties."
    fix = "Give it a title in the document properties, such as “Short breaks: how to apply”, and save it again."
    messages: ClassVar[Mapping[str, str]] = {
        "file name": "The title in the document properties of this PDF is “{value}”, which is no title.",
        "not shown": "This PDF has a title, and shows its file name instead: DisplayDocTitle is not set.",
    }
    fixes: ClassVar[Mapping[str, str]] = {
        "not shown": "In the document properties, set the initial view to show the document title."
    }
    commitments = ("accountable.documented", "communicate.aware")
    severity = "advice"
    wcag = ("2.4.2",)
    sources = ("https://www.w3.org/WAI/WCAG22/Techniques/pdf/PDF18",)

    def faults(self, file: File) -> Iterator[tuple[str, str]]:
        if file.kind != "PDF" or file.scanned:
            return
        if not file.title:
            yield "missing", ""
        elif _is_no_title(file):
            yield "file name", file.title
        elif file.tagged and not file.shows_title:
            yield "not shown", ""


def _is_no_title(file: File) -> bool:
    return file.title == PurePosixPath(file.name).stem or _LEFT_BY_A_PROGRAM.fullmatch(file.title) is not None
