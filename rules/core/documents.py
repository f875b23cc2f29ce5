"""The links of a page that lead to a document: PDF, Word, Excel, PowerPoint or OpenDocument."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

from rules.core.page import Link, Page

_TYPES = {
    "PDF": ("pdf",),
    "Word document": ("doc", "docx", "docm", "dot", "dotx", "rtf"),
    "Excel spreadsheet": ("xls", "xlsx", "xlsm", "xlsb"),
    "PowerPoint presentation": ("ppt", "pptx", "pps", "ppsx"),
    "OpenDocument file": ("odt", "ods", "odp"),
}
_BY_EXTENSION = {extension: name for name, extensions in _TYPES.items() for extension in extensions}
_FILE = re.compile(r"[^/]+\.([a-z]{3,4})\Z", re.IGNORECASE)
_WORDS = {"word": "docx", "excel": "xlsx", "powerpoint": "pptx"}
_IN_BRACKETS = re.compile(
    r"[(\[][^()\[\]]{0,30}\b(pdf|docx?|word|xlsx?|excel|pptx?|powerpoint)\b[^()\[\]]{0,30}[)\]]", re.IGNORECASE
)


@dataclass(frozen=True)
class Document:
    """A link to a document. `type` is what a person calls it; `file` its file name without escapes, or empty."""

    link: Link
    type: str
    file: str


def documents(page: Page) -> tuple[Document, ...]:
    """The links to documents outside the navigation: by the ending of the address, or by “(PDF)” in the text."""
    found = (_document(link) for link in page.links if link.region != "nav" and link.name)
    return tuple(d for d in found if d)


def _document(link: Link) -> Document | None:
    path = link.href.partition("#")[0].partition("?")[0]
    match = _FILE.search(path)
    if match and (kind := _BY_EXTENSION.get(match[1].lower())):
        return Document(link, kind, unquote(match[0]))
    if "(" in link.name and (match := _IN_BRACKETS.search(link.name)):
        word = match[1].lower()
        return Document(link, _BY_EXTENSION[_WORDS.get(word, word)], "")
    return None
