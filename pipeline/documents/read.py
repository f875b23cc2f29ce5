"""Reads a document that a site publishes into a page: its words, and beside them what the file is like."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from pipeline.convert import READERS, Content, UnreadableError
from rules.core.file import File
from rules.core.page import Page, with_file
from rules.core.segment import segment

if TYPE_CHECKING:
    from spiders.fetched import Fetched


def document_page(fetched: Fetched, seen: date) -> Page:
    """The page that a document amounts to. Raises UnreadableError, in words for whoever published it."""
    name = PurePosixPath(unquote(urlsplit(fetched.url).path)).stem
    try:
        content = READERS[fetched.document](fetched.body, name)
        file = _file(fetched, content, name)
    except (UnreadableError, TimeoutError):
        raise
    except Exception as error:
        told = type(error).__name__
        raise UnreadableError(f"The file is broken, or is not what its name says ({told}).") from error
    page = segment(content.html, fetched.url, seen=seen, modified=content.modified)
    return with_file(replace(page, language=file.language or page.language), file)


def _file(fetched: Fetched, content: Content, name: str) -> File:
    """What the file holds besides its words. It has been unpacked, so that it is known not to be too large."""
    if fetched.document == ".docx":
        from pipeline.documents.word_file import word_file  # most sites on most nights need none

        return word_file(fetched.body, name)
    return content.file or File("OpenDocument", name)
