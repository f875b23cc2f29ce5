"""One page to put right: its text with every note beside its words, and what else there is to know of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Generic, TypeVar

from msgspec import structs

from pipeline.store.text import Part, unpack_text
from pipeline.store.values import FindingRow
from reports.pictures import NO_PICTURES, Pictures
from reports.views.addresses import href, page_file, work_file
from reports.views.known import Known, facts_of, known_of, praise_of
from reports.views.layout import Shown, Stretch, stretches
from reports.views.marks import Mark, Piece, pieces
from reports.views.notes import Note, Placed, Said, Teller, alike, placed
from reports.views.reading import HowItReads, how_it_reads, is_of_the_whole
from reports.views.survey import Survey
from reports.views.words import Badge, count, counted, day, number, worst
from reports.wishes import Wishes
from rules.core.findings import SEVERITIES

T = TypeVar("T")

_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True)
class Excerpt:
    """A block that stands nowhere in the text, with its words marked; faults without words have only a path."""

    pieces: tuple[Piece, ...]
    path: str
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class ToNote:
    """How many notes of one severity there are, and the first of them."""

    badge: Badge
    label: int


@dataclass(frozen=True)
class PageToFix:
    """One page: its text in its own order, with each note beside its words; and the list as text, to be copied.

    `around` is what notes are about in the header, menu and footer; `itself` is what is wrong in no words.
    """

    title: str
    address: str
    href: str | None
    edit: str | None
    owner: str
    owner_file: str
    facts: tuple[str, ...]
    badges: tuple[ToNote, ...]
    new: str | None
    lead: str
    praise: str | None
    reading: HowItReads | None
    text: tuple[Stretch, ...]
    itself: tuple[Excerpt, ...]
    around: tuple[Stretch, ...]
    around_words: str
    notes: tuple[Note, ...]
    as_text: str


def pages_to_fix(
    survey: Survey,
    wishes: Wishes,
    urls: Iterable[str],
    rows: Iterable[FindingRow],
    texts: Iterable[tuple[str, bytes]],
    pictures: Pictures = NO_PICTURES,
) -> Iterator[tuple[str, PageToFix]]:
    """The page of each address, by its file. `rows` and `texts` come by address, and may have others too."""
    open_rows = (row for row in rows if row.state != "waived")
    found = _InStep[Iterable[FindingRow]](groupby(open_rows, key=lambda row: row.url), ())
    packed = _InStep(iter(texts), b"")
    for url in sorted(urls):
        page = known_of(survey, wishes, url, pictures)
        yield page_file(url), page_to_fix(page, list(found.of(url)), unpack_text(packed.of(url)))


class _InStep(Generic[T]):
    """A stream of values by address, read in step with a list of addresses."""

    def __init__(self, stream: Iterator[tuple[str, T]], nothing: T) -> None:
        self._stream = stream
        self._nothing = nothing
        self._next: tuple[str, T] | None = next(stream, None)

    def of(self, url: str) -> T:
        """The value of an address, each of which comes after the one before."""
        while self._next is not None and self._next[0] < url:
            self._next = next(self._stream, None)
        return self._next[1] if self._next is not None and self._next[0] == url else self._nothing


def page_to_fix(page: Known, rows: Sequence[FindingRow], parts: Iterable[Part]) -> PageToFix:
    """A page as it is shown: its main content first, then what is wrong in no words, then what stands around."""
    in_order = sorted(parts, key=lambda part: part.region != "main")
    of_main = sum(part.region == "main" for part in in_order)
    of_the_whole = [row for row in rows if is_of_the_whole(row)]
    in_words, elsewhere = placed(in_order, (row for row in rows if not is_of_the_whole(row)))
    teller = Teller("\n".join(p.text for p in in_order), page.elsewhere, page.pictures, tell_new=page.new > 0)
    whole = [structs.replace(teller.tell([row]), key="") for row in of_the_whole]
    laid_out = _Laid(in_order, teller)
    text = laid_out.told(range(of_main), in_words)
    itself = tuple(_excerpts(elsewhere, teller))
    around = [s for s in laid_out.told(range(of_main, len(in_order)), in_words) if s.notes]
    notes = tuple(teller.notes)
    return PageToFix(
        title=page.title,
        address=page.url,
        href=href(page.url),
        edit=page.edit,
        owner=page.owner,
        owner_file=work_file(page.owner),
        facts=tuple(facts_of(page, rows)),
        badges=tuple(_to_notes(rows, notes)),
        new=f"{number(page.new)} new since {day(page.before)}" if page.before else None,
        lead=count(len(rows), "thing to put right", "things to put right") if rows else "Nothing to put right",
        praise=praise_of(page, rows),
        reading=how_it_reads(page.reading_age, rows, whole, notes),
        text=text,
        itself=itself,
        around=tuple(around),
        around_words=_around_words(around),
        notes=notes,
        as_text=_as_text(page, notes),
    )


@dataclass(frozen=True)
class _Laid:
    """Lays out some of a page's parts at a time, so that notes are numbered in the order of reading."""

    parts: Sequence[Part]
    teller: Teller

    def told(self, numbers: range, found: Iterable[Placed]) -> tuple[Stretch, ...]:
        marks: dict[int, list[Mark]] = {}
        notes: dict[int, list[Note]] = {}
        for group in found:
            first = group.parts[0]
            if first not in numbers:
                continue
            note = self.teller.tell(group.rows, self._text(first - 1), self._text(first + 1))
            notes.setdefault(first, []).append(note)
            for n, row in zip(group.parts, group.rows, strict=True):
                marks.setdefault(n, []).append(Mark(row.start, row.end, row.severity, note.label))
        shown = (Shown(self.parts[n], marks.get(n, ()), notes.get(n, ())) for n in numbers)
        return tuple(stretches(shown))

    def _text(self, n: int) -> str:
        return self.parts[n].text if 0 <= n < len(self.parts) else ""


def _excerpts(rows: Iterable[FindingRow], teller: Teller) -> Iterator[Excerpt]:
    """What stands in no part of the text, worst first, the same told once."""
    blocks: dict[tuple[str, str], list[FindingRow]] = {}
    for row in rows:
        blocks.setdefault((row.block, "" if row.block else row.path), []).append(row)
    for found in sorted(blocks.values(), key=_place_in_list):
        block, notes, marks = found[0].block, [], []
        for group in alike((0, row) for row in found):
            note, row = teller.tell(group.rows), group.rows[0]
            notes.append(note)
            marks.append(Mark(row.start, row.end, row.severity, note.label))
        yield Excerpt(pieces(block, marks) if block else (), found[0].path, tuple(notes))


def _place_in_list(found: Sequence[FindingRow]) -> tuple[object, ...]:
    path = [int(part) if part.isdigit() else part for part in _DIGITS.split(found[0].path)]
    return SEVERITIES.index(worst(row.severity for row in found)), path


def _to_notes(rows: Iterable[FindingRow], notes: Iterable[Note]) -> Iterator[ToNote]:
    first: dict[str, int] = {}
    for note in notes:
        first.setdefault(note.badge.severity, note.label)
    for badge in counted(Counter(row.severity for row in rows)):
        yield ToNote(badge, first[badge.severity])


def _around_words(around: Sequence[Stretch]) -> str:
    notes = sum(note.times for stretch in around for note in stretch.notes)
    return f"Around the text, in the header, menu or footer: {count(notes, 'thing')}"


def _as_text(page: Known, notes: Iterable[Note]) -> str:
    lines = [page.title, page.url, ""]
    for note in notes:
        lines += [
            f"{note.label}. {note.badge.words}: {note.message}",
            f"   {_aloud(note.fix)}",
        ]
        if note.quote and f"“{note.quote}”" not in note.message:
            lines.append(f"   The words: “{note.quote}”")
    return "\n".join(lines)


def _aloud(fix: Sequence[Said]) -> str:
    """What to do as text, with the words to write in quotation marks again."""
    if len(fix) == 1:
        return fix[0].text
    return "".join(f"“{said.text}”" if said.paste else said.text for said in fix)
