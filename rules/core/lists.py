"""Word lists: TOML files that editors and families can read and agree, checked strictly as they are read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Any, TypeVar

import tomli
from msgspec import Struct

from rules.core import word_classes
from rules.core.errors import UserError, did_you_mean

T = TypeVar("T", bound=Struct)

HOME = Path(__file__).parents[1] / "lists"
PARTS_OF_SPEECH = ("verb", "noun", "phrase")
_DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")


class Source(Struct, frozen=True):
    """Where entries come from. `id` is what they name it by; `checked` says who read it, and when."""

    id: str
    name: str
    url: str = ""
    checked: str = ""


class Entry(Struct, frozen=True):
    """A word or phrase, and what to write instead.

    `use` holds replacements that can be pasted, the best first; where there is none, `note` says what to do.
    A `verb` is met in all its forms and a `noun` in the plural too, with the replacement to match; `forms`
    adds forms of the term, or corrects them, each with its own replacement. `unless` are phrases in which
    the term, or the end of it, is right. With `case` the capitals must be the same; with `alone` no noun may
    follow (“the disabled”, but not “the disabled toilet”). `review` asks a person to look first.

    `after` and `before` are the words, or classes of words such as `<determiner>`, of which one must stand next
    to the term (“to progress your claim”); next to those of `not_after` and `not_before` it is right (“an
    implement”). A `~` in a replacement is the verb of the word in -ing that follows: “with a view to asking” is
    “to ask”. `mistaken` are other meanings that are given to an acronym by mistake. `topic` tells the
    rule that an entry belongs to, where several rules share a list. `ended` is the last day on which the term
    was right, as in the name of a body that is no more.
    """

    term: str
    use: tuple[str, ...] = ()
    pos: str = "phrase"
    forms: Mapping[str, str] = {}
    unless: tuple[str, ...] = ()
    note: str = ""
    case: bool = False
    alone: bool = False
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    mistaken: tuple[str, ...] = ()
    topic: str = ""
    ended: str = ""
    review: bool = False
    sources: tuple[str, ...] = ()


class WordList(Struct, frozen=True, dict=True):
    """A list, with what it is for, who agreed it and when, and under what licence it may be used."""

    name: str
    about: str
    agreed_by: str
    agreed_on: str
    licence: str
    source: tuple[Source, ...]
    entry: tuple[Entry, ...]

    def __getitem__(self, term: str) -> Entry:
        """The entry of this term. Raises KeyError."""
        return self._by_term[term]

    def __contains__(self, term: str) -> bool:
        return term in self._by_term

    @cached_property
    def _by_term(self) -> Mapping[str, Entry]:
        return {entry.term: entry for entry in self.entry}


def words(text: str) -> frozenset[str]:
    """A handful of words, written in a row with spaces between."""
    return frozenset(text.split())


@cache
def load(name: str) -> WordList:
    """One of the lists that come with the project, by the name of its file."""
    return read(HOME / f"{name}.toml")


def read(path: Path) -> WordList:
    """A list from a file. Raises UserError naming the file and the entry where something is wrong."""
    try:
        raw = tomli.loads(path.read_text("utf-8"))
    except OSError as error:
        raise UserError(f"The word list {path} cannot be read: {error.strerror}.") from error
    except (tomli.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UserError(f"The word list {path} is not valid TOML: {error}.") from error
    sources = _tables(Source, "id", raw.pop("source", []), str(path), "source")
    entries = _tables(Entry, "term", raw.pop("entry", []), str(path), "entry")
    made = _made(WordList, {**raw, "name": path.stem, "source": sources, "entry": entries}, f"{path}")
    for entry in entries:
        _check(entry, {s.id for s in sources}, f"{path}, the entry “{entry.term}”")
    return made


def _check(entry: Entry, sources: Iterable[str], where: str) -> None:
    if entry.pos not in PARTS_OF_SPEECH:
        raise UserError(f"In {where}: `pos` must be one of {', '.join(PARTS_OF_SPEECH)}, not “{entry.pos}”.")
    if not entry.use and not entry.note:
        raise UserError(f"In {where}: say what to write instead, in `use`, or what to do, in `note`.")
    try:
        word_classes.check((*entry.after, *entry.before, *entry.not_after, *entry.not_before))
    except UserError as error:
        raise UserError(f"In {where}: {error}") from error
    if entry.ended and not _DAY.fullmatch(entry.ended):
        raise UserError(f"In {where}: write `ended` as a day such as 2022-06-30, not “{entry.ended}”.")
    for phrase in entry.unless:
        stems = {word[:3].lower() for form in (entry.term, *entry.forms) for word in form.split()}
        if not any(stem in phrase.lower() for stem in stems):
            raise UserError(
                f"In {where}: “{phrase}” in `unless` shares no word with the term, so it would do nothing."
            )
    for unknown in set(entry.sources) - set(sources):
        raise UserError(f"In {where}: no [[source]] has the id “{unknown}”.{did_you_mean(unknown, sources)}")


def _tables(kind: type[T], name: str, rows: object, path: str, key: str) -> tuple[T, ...]:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise UserError(f"In {path}: write each {key} under a heading of its own, [[{key}]].")
    made: dict[str, T] = {}
    for number, row in enumerate(rows, 1):
        called = row.get(name, f"number {number}")
        where = f"{path}, the {key} “{called}”"
        if called in made:
            raise UserError(f"In {where}: it stands in the list twice. Keep one of the two.")
        made[called] = _made(kind, row, where)
    return tuple(made.values())


@cache
def _fields(kind: type[Struct]) -> tuple[Mapping[str, str], frozenset[str]]:
    """The fields of a kind with their types as written, and those that must be given."""
    needed = kind.__struct_fields__[: -len(kind.__struct_defaults__) or None]
    return kind.__annotations__, frozenset(needed)


def _made(kind: type[T], row: Mapping[str, Any], where: str) -> T:
    known, needed = _fields(kind)
    for name in row.keys() - known.keys():
        raise UserError(f"In {where}: there is no field “{name}”.{did_you_mean(name, known)}")
    for name in needed - row.keys():
        raise UserError(f"In {where}: the field “{name}” is missing.")
    return kind(**{name: _value(value, known[name], where, name) for name, value in row.items()})


def _value(value: object, wanted: str, where: str, name: str) -> object:
    if wanted == type(value).__name__ and value != "":
        return value
    if wanted == "tuple[str, ...]" and isinstance(value, list) and all(isinstance(v, str) and v for v in value):
        return tuple(value)
    if (
        wanted == "Mapping[str, str]"
        and isinstance(value, dict)
        and all(isinstance(v, str) for v in value.values())
    ):
        return value
    if wanted.startswith(("tuple[Source", "tuple[Entry")):
        return value
    kinds = {"str": "some text in quotes", "bool": "true or false", "Mapping[str, str]": "a table of texts"}
    raise UserError(f"In {where}, {name}: this must be {kinds.get(wanted, 'a list of texts')}, not {value!r}.")
