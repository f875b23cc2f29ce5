"""Long lists in parts: each part is a file of its own, so that no page grows with the size of a site."""

from __future__ import annotations

from dataclasses import dataclass

from reports.views.words import number


@dataclass(frozen=True)
class Part:
    """A part of a long list, by its number. The part that is being read has no file."""

    number: str
    file: str | None


def parts_in(things: int, a_part: int) -> int:
    """How many parts so many things make."""
    return -(-things // a_part)


def part_file(file: str, part: int) -> str:
    """The file of a part: that of the list itself for the first."""
    return file if part == 1 else f"{file.removesuffix('.html')}-{part}.html"


def parts(file: str, things: int, a_part: int, here: int, first: str = "") -> tuple[Part, ...]:
    """The parts of a list of so many things, seen from one of them; none for a list that is short.

    `first` is where the first part stands, if that is no file of its own.
    """
    total = parts_in(things, a_part)
    if total < 2:
        return ()
    files = (first or file, *(part_file(file, n) for n in range(2, total + 1)))
    return tuple(Part(number(n), None if n == here else there) for n, there in enumerate(files, 1))
