"""Reads what a PDF holds besides its words: tags, properties, permissions, bookmarks, pages that are pictures."""

from __future__ import annotations

import logging
from contextlib import closing
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
from pypdfium2 import raw

from pipeline.convert import UnreadableError
from pipeline.documents.tags import tags_of
from rules.core.file import File

LOCKED = "It is locked with a password."
# What it says of properties that are broken is for those who make PDFs.
logging.getLogger("pikepdf").setLevel(logging.CRITICAL)
_LARGEST_XMP = 1_000_000
_SPACE = 32
# The share of a page that pictures cover where the page is one.
_COVERED = 0.3


def pdf_file(data: bytes, name: str) -> File:
    """What a PDF holds besides its words. Raises UnreadableError for one that asks for a password."""
    try:
        document = pikepdf.Pdf.open(BytesIO(data))
    except pikepdf.PasswordError as error:
        raise UnreadableError(LOCKED) from error
    with document:
        root = document.Root
        tags = tags_of(document)
        marked = root.get("/MarkInfo")
        shown = root.get("/ViewerPreferences")
        return File(
            kind="PDF",
            name=name,
            pages=len(document.pages),
            title=_title(document),
            shows_title=isinstance(shown, pikepdf.Dictionary) and bool(shown.get("/DisplayDocTitle", False)),
            language=str(root.get("/Lang", "")).strip(),
            tagged=tags.elements > 0 and (not isinstance(marked, pikepdf.Dictionary) or _is_true(marked)),
            headings=tags.headings,
            pictures=tags.figures,
            untold=tags.untold,
            tables=len(tags.tables),
            headless=tags.headless,
            wordless=_wordless(data),
            bookmarks=isinstance(root.get("/Outlines"), pikepdf.Dictionary) and "/First" in root["/Outlines"],
            locked=document.is_encrypted and not document.allow.accessibility,
        )


def _is_true(marked: Any) -> bool:
    return bool(marked.get("/Marked", False))


def _title(document: pikepdf.Pdf) -> str:
    """The title of the newer properties (XMP), else of the older ones."""
    told = ""
    packet = document.Root.get("/Metadata")
    if isinstance(packet, pikepdf.Stream) and int(packet.get("/Length", 0)) < _LARGEST_XMP:
        told = str(document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False).get("dc:title") or "")
    return told.strip() or str(document.docinfo.get("/Title", "")).strip()


def _wordless(data: bytes) -> tuple[int, ...]:
    """The numbers of the pages, from 1, that pictures cover and that have not one letter."""
    with closing(pypdfium2.PdfDocument(data)) as document:
        return tuple(n for n, page in enumerate(document, 1) if not _has_words(page) and _is_covered(page))


def _has_words(page: pypdfium2.PdfPage) -> bool:
    text = page.get_textpage()
    letters = (int(raw.FPDFText_GetUnicode(text, i)) for i in range(text.count_chars()))
    return any(letter > _SPACE for letter in letters)


def _is_covered(page: pypdfium2.PdfPage) -> bool:
    width, height = page.get_size()
    covered = 0.0
    for picture in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]):
        left, bottom, right, top = picture.get_bounds()
        across = max(0.0, min(right, width) - max(left, 0))
        covered += across * max(0.0, min(top, height) - max(bottom, 0))
    return covered >= float(_COVERED * width * height)
