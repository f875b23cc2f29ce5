"""Keeps what is still true of the last report: a file is written again only if what it shows has changed."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

LIST = "what-is-kept.json"
_LIBRARIES = ("jinja2", "markdown-it-py", "markupsafe")
_PROGRAM = ("reports", "rules")


class Kept:
    """Takes files over from the old report into the new one, and tells the next report what its files show.

    `everywhere` is what all these files show. The old report need not exist; whatever is wrong with its list,
    its files are then written again.
    """

    def __init__(self, old: Path, new: Path, everywhere: object) -> None:
        self._old = old
        self._new = new
        self._everywhere = f"{made_with()}{everywhere!r}"
        self._before = _read(old / LIST)
        self._digests: dict[str, str] = {}

    def keeps(self, file: str, shown: object) -> bool:
        """Whether the old file shows the same, and so is now in the new report; else it has to be written.

        `shown` has a `repr` that is the same only if all that the file shows is.
        """
        digest = _hash(f"{self._everywhere}{shown!r}".encode())
        self._digests[file] = digest
        old = self._old / file
        return self._before.get(file) == [digest, _size(old)] and linked(old, self._new / file)

    def save(self) -> None:
        """Leave the list for the next report."""
        files = {file: [digest, _size(self._new / file)] for file, digest in sorted(self._digests.items())}
        (self._new / LIST).write_text(json.dumps(files), "utf-8")


def _read(file: Path) -> dict[str, object]:
    try:
        told = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def _size(file: Path) -> int | None:
    """The size in bytes, by which a file that was cut off is known; None where there is none."""
    try:
        return file.lstat().st_size
    except OSError:
        return None


def linked(old: Path, new: Path) -> bool:
    """Take a file over, as a copy where the disk knows no links. False where it has gone in the meantime."""
    try:
        os.link(old, new)
    except FileNotFoundError:
        return False
    except OSError:
        shutil.copyfile(old, new)
    return True


@cache
def made_with() -> str:
    """The name of the program that makes the report: every file of it and of the rules, and its libraries."""
    parts = [f"{name} {version(name)}".encode() for name in _LIBRARIES]
    for package in _PROGRAM:
        parts += _files(files(package), package)
    return _hash(b"\0".join(parts))


def _files(folder: Traversable, name: str) -> Iterator[bytes]:
    for inside in sorted(folder.iterdir(), key=lambda file: file.name):
        path = f"{name}/{inside.name}"
        if inside.is_file():
            yield path.encode()
            yield inside.read_bytes()
        elif inside.name != "__pycache__":
            yield from _files(inside, path)


def _hash(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()
