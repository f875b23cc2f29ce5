"""What a document (a PDF, a Word or an OpenDocument file) holds besides its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FileKind = Literal["PDF", "Word", "OpenDocument"]
DOCUMENT = "core.document"


@dataclass(frozen=True)
class File:
    """A document as programs see it that read to people, or that help them find their way.

    `pages` is 0 where the file does not know its number. `title` and `language` are those of its properties,
    empty where it has none; `shows_title` is whether a PDF asks for its title in the window's bar. `tagged` is
    whether its structure can be read: `headings`, `pictures` and `tables` are counted only there.
    `untold` are the pictures without a text alternative, `headless` the tables of several rows and columns
    without a header, `doubtful` those among them that only look as if they had one. `wordless` are the numbers
    of the pages that are pictures without a letter of text. `locked`: it forbids programs to read it out.
    """

    kind: FileKind
    name: str = ""
    pages: int = 0
    words: int = 0
    title: str = ""
    shows_title: bool = True
    language: str = ""
    tagged: bool = True
    headings: int = 0
    pictures: int = 0
    untold: int = 0
    tables: int = 0
    headless: int = 0
    doubtful: int = 0
    wordless: tuple[int, ...] = ()
    bookmarks: bool = False
    locked: bool = False

    @property
    def scanned(self) -> bool:
        """Whether it is nothing but pictures of words."""
        return self.pages > 0 and len(self.wordless) == self.pages
