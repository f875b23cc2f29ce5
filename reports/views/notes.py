"""Notes: what stands beside the words of a page about what to put right, and which words each is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from msgspec import Struct

from pipeline.store.text import Part
from pipeline.store.values import FindingRow
from reports.pictures import Pictures
from reports.views.addresses import Around, rule_file, to_the_words
from reports.views.help import help_of, known
from reports.views.words import Badge, badge, count, number

_TO_PASTE = re.compile(r"((?<=[Ww]rite )|(?<= or ))“([^“”]+)”")


class Said(Struct, frozen=True):
    """Some of what to do. With `paste`, it is ready to be copied: all of it, or words to write, without quotes."""

    text: str
    paste: bool = False


class Note(Struct, frozen=True):
    """What stands beside the words: what is wrong, why it matters, what to do. `why` is told once a page.

    `times` counts the findings that the note stands for: the same fault in the same words is told once. `fix`
    says what to do, in the pieces of which some can be copied by themselves.
    """

    label: int
    times: int
    often: str | None
    badge: Badge
    message: str
    quote: str
    why: str
    fix: tuple[Said, ...]
    new: bool
    review: bool
    others: str | None
    words_href: str | None
    rule: str
    rule_file: str | None
    key: str
    picture: str | None


class Placed(Struct, frozen=True):
    """Findings that say the same of the same words, each with the number of the part that has those words."""

    rows: tuple[FindingRow, ...]
    parts: tuple[int, ...]


def placed(parts: Sequence[Part], rows: Iterable[FindingRow]) -> tuple[list[Placed], list[FindingRow]]:
    """The findings in the order of their words, the same told once; and those whose words stand in no part."""
    where: dict[str, list[int]] = {}
    for n, part in enumerate(parts):
        where.setdefault(part.text, []).append(n)
    found: list[tuple[int, FindingRow]] = []
    elsewhere = []
    for row in rows:
        if row.block and row.block in where:
            found.append((_nearest(parts, where[row.block], row.path), row))
        else:
            elsewhere.append(row)
    return list(alike(found)), elsewhere


def _nearest(parts: Sequence[Part], numbers: Sequence[int], path: str) -> int:
    """Of parts with the same text the one that a path leads into; the first where that cannot be told."""
    if len(numbers) == 1:
        return numbers[0]
    return max(numbers, key=lambda n: (len(parts[n].path) if _leads_into(path, parts[n].path) else 0, -n))


def _leads_into(path: str, outer: str) -> bool:
    return path == outer or path.startswith(f"{outer} > ")


def alike(found: Iterable[tuple[int, FindingRow]]) -> Iterator[Placed]:
    """Findings with the numbers of their parts in the order of their words, those that say the same together."""
    told: dict[tuple[str, int, int, str, str, str], list[tuple[int, FindingRow]]] = {}
    for n, row in sorted(found, key=lambda item: (item[0], item[1].start, item[1].end)):
        told.setdefault((row.block, row.start, row.end, row.rule, row.message, row.state), []).append((n, row))
    for same in told.values():
        yield Placed(tuple(row for _, row in same), tuple(n for n, _ in same))


class Teller:
    """Writes the notes of one page, and numbers them as they are told.

    `text` has all that the page says, by which words that repeat are known; `elsewhere` has the ids of issues
    that stand on other pages too, each with the number of all its pages. `tell_new` is false in a first audit.
    """

    def __init__(self, text: str, elsewhere: Mapping[str, int], pictures: Pictures, *, tell_new: bool) -> None:
        self._text = text
        self._elsewhere = elsewhere
        self._pictures = pictures
        self._tell_new = tell_new
        self._explained: set[str] = set()
        self.notes: list[Note] = []

    def tell(self, rows: Sequence[FindingRow], before: str = "", after: str = "") -> Note:
        """The next note, about findings that say the same of a block between two others."""
        row = rows[0]
        rule = known(row.rule)
        others = self._elsewhere.get(row.issue, 1) - 1
        note = Note(
            label=len(self.notes) + 1,
            times=len(rows),
            often=f"{number(len(rows))} times on this page" if len(rows) > 1 else None,
            badge=badge(row.severity),
            message=row.message,
            quote=row.quote,
            why="" if row.rule in self._explained else _why(row.rule),
            fix=_said(row.fix),
            new=self._tell_new and row.state == "new",
            review=row.review,
            others=f"The same stands on {count(others, 'other page')}." if others else None,
            words_href=to_the_words(row.url, row.block, row.start, row.end, Around(self._text, before, after)),
            rule=rule.title if rule else row.rule,
            rule_file=rule_file(row.rule) if rule else None,
            key="" if row.quote else row.key,
            picture=next(filter(None, (self._pictures.of(row.id) for row in rows)), None),
        )
        self._explained.add(row.rule)
        self.notes.append(note)
        return note


def _said(fix: str) -> tuple[Said, ...]:
    """What to do, in pieces: the words to write stand by themselves; without any, all of it can be copied."""
    if "rite “" not in fix:
        return (Said(fix, paste=True),)
    told, at = [], 0
    for words in _TO_PASTE.finditer(fix):
        told += [Said(fix[at : words.start()]), Said(words[2], paste=True)]
        at = words.end()
    return (*told, Said(fix[at:]))


@cache
def _why(rule: str) -> str:
    cls = known(rule)
    return help_of(cls).reason if cls else ""
