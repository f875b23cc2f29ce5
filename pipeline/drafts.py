"""Reads drafts that are not published yet: a file, a folder of them, or standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from pipeline.beside import sheets_beside
from pipeline.convert import READERS, WANTED, Reader, UnreadableError, either
from rules.core.errors import UserError
from rules.core.file import File
from spiders.fetched import Fetched, StyleSheet

_LARGEST = 20_000_000
_PAGES = frozenset((".htm", ".html", ".xhtml"))
_OTHER_DOCUMENTS = frozenset((".doc", ".odp", ".ods", ".pages", ".ppt", ".pptx", ".rtf", ".xls", ".xlsx"))


@dataclass(frozen=True)
class Draft:
    """A draft, or the reason in words why it could not be read; then `html` is empty.

    `url` is the path as it was given. `modified` is the document's own date, else the file's. `file` is what a PDF
    holds besides its words: it is published as it is, while a Word file is the draft of a page. `sheets` are the
    style sheets that it asks for and that lie in the same folder.
    """

    url: str
    html: str = ""
    modified: date | None = None
    reason: str | None = None
    file: File | None = None
    sheets: tuple[StyleSheet, ...] = ()

    def fetched(self) -> Fetched:
        """The draft as if a server had sent it."""
        return Fetched(self.url, 200, self.html.encode("utf-8", "replace"))


def drafts(target: str) -> Iterator[Draft]:
    """The drafts at a path: a file, a folder and the folders in it (in order, hidden files left out), or `-`.

    Raises UserError at once for a path that does not exist. What is there but cannot be read is a Draft with
    its reason. In a folder, files that are no documents are passed over.
    """
    if target == "-":
        return iter([_read("-", sys.stdin.buffer.read(_LARGEST + 1), either, None)])
    path = Path(target)
    if not path.exists():
        raise UserError(f"There is no file or folder “{target}”. Check the spelling, and the folder you are in.")
    return _folder(target, path, path) if path.is_dir() else iter([_file(target, path, path.parent)])


def _folder(url: str, folder: Path, root: Path) -> Iterator[Draft]:
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        yield Draft(url, reason=_told(error))
        return
    for entry in entries:
        named = f"{url.rstrip('/')}/{entry.name}"
        if entry.name.startswith((".", "~$")):
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from _folder(named, entry, root)
        elif entry.suffix.lower() in READERS or entry.suffix.lower() in _OTHER_DOCUMENTS:
            yield _file(named, entry, root)


def _file(url: str, path: Path, root: Path) -> Draft:
    url = url.encode("utf-8", "backslashreplace").decode()  # names of files need not be UTF-8, ours must
    suffix = path.suffix.lower()
    reader = READERS.get(suffix) if suffix else either
    if reader is None:
        return Draft(url, reason=f"A {suffix} file cannot be read. {WANTED}")
    try:
        if not path.is_file():
            return Draft(url, reason="It is not a file.")
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
        modified = datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
    except OSError as error:
        return Draft(url, reason=_told(error))
    draft = _read(url, data, reader, modified)
    return replace(draft, sheets=sheets_beside(draft.html, path, root)) if suffix in _PAGES else draft


def _told(error: OSError) -> str:
    return f"The computer could not read it: {error.strerror or error}."


def _read(url: str, data: bytes, reader: Reader, modified: date | None) -> Draft:
    if not data.strip():
        return Draft(url, reason="It is empty.")
    if len(data) > _LARGEST:
        return Draft(url, reason=f"It is larger than {_LARGEST // 1_000_000} MB.")
    try:
        content = reader(data, Path(url).stem)
    except UnreadableError as error:
        return Draft(url, reason=str(error))
    except Exception as error:  # noqa: BLE001 - a broken file can break its reader in any way
        told = f"The file is broken, or is not what its name says ({type(error).__name__})."
        return Draft(url, reason=f"{told} Save it again, and try again.")
    return Draft(url, content.html, content.modified or modified, file=content.file)
