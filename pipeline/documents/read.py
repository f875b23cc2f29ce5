"""Reads a document's bytes into a page: its words as HTML, and beside them what the file is like."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from html import escape
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from pipeline.convert import READERS, Content, UnreadableError
from rules.core.file import File
from rules.core.page import Page
from rules.core.segment import segment

if TYPE_CHECKING:
    from spiders.fetched import Fetched


def document_page(fetched: Fetched, seen: date) -> Page:
    """The page that a document amounts to. Raises UnreadableError, in words for whoever published it."""
    name = file_name(fetched.url)
    try:
        file = _FILES[fetched.document](fetched.body, name)
        content = _content(fetched, file)
    except (UnreadableError, TimeoutError):
        raise
    except Exception as error:
        told = type(error).__name__
        raise UnreadableError(f"The file is broken, or is not what its name says ({told}).") from error
    page = segment(content.html, fetched.url, seen=seen, modified=content.modified)
    file = replace(file, words=sum(block.text.count(" ") + 1 for block in page.blocks))
    return replace(page, title=file.title or name, language=file.language or None, file=file)


def _content(fetched: Fetched, file: File) -> Content:
    """The words of a document; none, for one that is nothing but pictures of them."""
    if file.scanned:
        return Content(f"<!DOCTYPE html><title>{escape(file.name)}</title>")
    return READERS[fetched.document](fetched.body, PurePosixPath(file.name).stem)


def file_name(url: str) -> str:
    """The last part of an address, as people read it."""
    return unquote(urlsplit(url).path.rpartition("/")[2])


def _pdf(data: bytes, name: str) -> File:
    from pipeline.documents.pdf_file import pdf_file

    return pdf_file(data, name)


def _word(data: bytes, name: str) -> File:
    from pipeline.documents.word_file import word_file

    return word_file(data, name)


def _open_document(data: bytes, name: str) -> File:
    del data
    return File("OpenDocument", name)


# The readers of PDF and Word are imported where the first such file is read: on most nights there is none.
_FILES: Mapping[str, Callable[[bytes, str], File]] = {".pdf": _pdf, ".docx": _word, ".odt": _open_document}
