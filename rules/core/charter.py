"""The charter that the rules are evidence for: its principles and commitments, and how each is checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import tomli

from rules.core.errors import UserError, did_you_mean
from rules.core.registry import catalogue, choose

HOME = Path(__file__).parents[1] / "charter"
_OF_TEXTS = ("rungs", "rules")
_KINDS: Mapping[str, type] = {
    **dict.fromkeys(("principle", "commitment", "ladder", *_OF_TEXTS), list),
    "score": bool,
}
_IN_WORDS = {list: "a list", str: "some text in quotes", bool: "true or false"}


@dataclass(frozen=True)
class Commitment:
    """A promise, in the charter's own words. `how` says in plain English how it is checked.

    `rules` are the ids of the rules that are evidence for it; where there are none, only people can judge, and
    `question` is what they should ask each other. Without a `score`, what rules find is there to talk about, and
    people judge. `aloud` says what families can count on where it is kept: “families can trust the dates”.
    """

    id: str
    words: str
    how: str
    rules: tuple[str, ...] = ()
    question: str = ""
    aloud: str = ""
    score: bool = True

    @property
    def people(self) -> bool:
        """Whether only people can judge this."""
        return not (self.rules and self.score)


@dataclass(frozen=True)
class Principle:
    """A principle, in the charter's own words, and the commitments that it asks for."""

    id: str
    words: str
    commitments: tuple[Commitment, ...]


@dataclass(frozen=True)
class Step:
    """A part of the co-production ladder: its rungs stand from the highest to the lowest."""

    name: str
    meaning: str
    rungs: tuple[str, ...]


@dataclass(frozen=True)
class Charter:
    """A charter. `source` is where it was published; `ladder` stands from the top."""

    name: str
    source: str
    principles: tuple[Principle, ...]
    ladder: tuple[Step, ...] = ()

    @property
    def commitments(self) -> Mapping[str, Commitment]:
        """Every commitment by its id, in the charter's order."""
        return {c.id: c for principle in self.principles for c in principle.commitments}


def load_charter(name: str = "doncaster") -> Charter:
    """One of our charters by name, or another by the path of its TOML file.

    Raises UserError, naming the file and the place in it, for one that cannot be found, read or understood.
    """
    path = HOME / f"{name}.toml"
    if not path.is_file():
        path = Path(name)
    try:
        raw = tomli.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        ours = [p.stem for p in HOME.glob("*.toml")]
        raise UserError(
            f"There is no charter “{name}”.{did_you_mean(name, ours)} Give a file, or one of: {', '.join(ours)}."
        ) from None
    except OSError as error:
        raise UserError(f"The charter {path} cannot be read: {error.strerror}.") from error
    except (tomli.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UserError(f"The charter {path} is not valid TOML: {error}.") from error
    return _charter(raw, str(path))


def _charter(raw: Mapping[str, Any], file: str) -> Charter:
    given = _checked(raw, file, texts=("name", "source"), lists=("principle",), may=("ladder",))
    principles = tuple(_principle(row, f"{file}, principle {n}") for n, row in enumerate(given["principle"], 1))
    ids = [i for p in principles for i in (p.id, *(c.id for c in p.commitments))]
    if twice := sorted({i for i in ids if ids.count(i) > 1}):
        raise UserError(f"In {file}: the id “{twice[0]}” is given twice. Each id must be different.")
    ladder = tuple(_step(row, f"{file}, ladder {n}") for n, row in enumerate(given.get("ladder", []), 1))
    return Charter(given["name"], given["source"], principles, ladder)


def _principle(raw: object, where: str) -> Principle:
    given = _checked(raw, where, texts=("id", "words"), lists=("commitment",))
    rows = enumerate(given["commitment"], 1)
    return Principle(
        given["id"], given["words"], tuple(_commitment(r, f"{where}, commitment {n}") for n, r in rows)
    )


def _commitment(raw: object, where: str) -> Commitment:
    given = _checked(raw, where, texts=("id", "words", "how"), may=("rules", "question", "aloud", "score"))
    rules = _named_rules(given["rules"], where) if "rules" in given else _rules_that_name(given["id"])
    made = Commitment(**(given | {"rules": rules}))
    if made.people and not made.question:
        raise UserError(f"In {where} ({made.id}): no rule can judge it. Give a `question` for people to ask.")
    return made


def _step(raw: object, where: str) -> Step:
    given = _checked(raw, where, texts=("name", "meaning"), lists=("rungs",))
    return Step(given["name"], given["meaning"], tuple(given["rungs"]))


def _rules_that_name(commitment: str) -> tuple[str, ...]:
    return tuple(rule.id for rule in catalogue().values() if commitment in rule.commitments)


def _named_rules(patterns: Sequence[str], where: str) -> tuple[str, ...]:
    try:
        return tuple(rule.id for rule in choose(select=patterns)) if patterns else ()
    except UserError as error:
        raise UserError(f"In {where}: {error}") from error


def _checked(
    raw: object, where: str, *, texts: Sequence[str] = (), lists: Sequence[str] = (), may: Sequence[str] = ()
) -> dict[str, Any]:
    """The table itself, once it is sure to hold these texts and lists and nothing unknown."""
    if not isinstance(raw, dict):
        raise UserError(f"In {where}: this must be a table, not {raw!r}.")
    for name in raw:
        if name not in (known := (*texts, *lists, *may)):
            raise UserError(f"In {where}: there is no field “{name}”.{did_you_mean(name, known)}")
    for name in (*texts, *lists):
        if not raw.get(name):
            raise UserError(f"In {where}: the field “{name}” is missing or empty.")
    for name, value in raw.items():
        kind = _KINDS.get(name, str)
        texts_within = (
            not isinstance(value, list) or name not in _OF_TEXTS or all(isinstance(v, str) for v in value)
        )
        if not isinstance(value, kind) or not texts_within:
            raise UserError(f"In {where}: “{name}” must be {_IN_WORDS[kind]}, not {value!r}.")
    return cast("dict[str, Any]", raw)
