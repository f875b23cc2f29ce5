"""What makes a page hard to read, in words, and the changes that would make it easiest."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rules.core.difficulty import FORMAL, LONGEST, Reading, passives
from rules.core.model import band, model
from rules.core.page import Mention, Page
from rules.core.readability import measured, prose_read, prose_sentences, reading_age, why_not_scored
from rules.core.vocabulary import EVERYDAY, Word

_LONG_SENTENCES, _RARE, _FORMAL, _FEW_EVERYDAY, _NOUNS, _ABSTRACT, _PASSIVES = (
    "long sentences",
    "rare words",
    "formal words",
    "few everyday words",
    "long nouns",
    "abstract words",
    "passive verbs",
)
_GROUPS = {
    "length": _LONG_SENTENCES,
    "which": _LONG_SENTENCES,
    "frequency": _RARE,
    "rarest": _RARE,
    "unfamiliar": _RARE,
    "unknown": _RARE,
    "formal": _FORMAL,
    "everyday": _FEW_EVERYDAY,
    "latinate": _NOUNS,
    "verbs": _NOUNS,
    "prepositions": _NOUNS,
    "concrete": _ABSTRACT,
    "living": _ABSTRACT,
    "passives": _PASSIVES,
}
_LONG = 20
_AT_LEAST = 1.0
_AT_MOST = 2
_ONE = "Use an everyday word for {}, or say what it means."
_SEVERAL = "Use everyday words for {}, or say what they mean."
_SHOWN = re.compile(r"[a-z]+(?:-[a-z]+)*")


def reading_age_told(page: Page) -> tuple[Mention, ...]:
    """The reading age of a page as something recognised: its band, what drives it, and what would lower it.

    Each `value` is in words, its `kind` says which it is; for a page without an age it is `not scored`, with why.
    """
    if not page.main:
        return ()
    age = page.of(reading_age)
    told = {"not scored": page.of(why_not_scored)}
    if age is not None:
        told = {"band": band(age), "drives": drives(page), "changes": changes(page)}
    return tuple(Mention(page.main[0], 0, 0, value, kind=kind) for kind, value in told.items() if value)


def drives(page: Page) -> str:
    """What drives the reading age of a page: “long sentences and rare words (“commissioning”, “statutory”)”.

    The page must have measures. Two things are named where the second adds a year or more to a typical text.
    """
    measures = page.of(measured)
    if measures is None:
        raise ValueError(f"{page.url} has no reading age")
    years: defaultdict[str, float] = defaultdict(float)
    for name, pull in model().pulls(measures).items():
        years[_GROUPS[name]] += pull
    first, *others = sorted(years, key=lambda group: -years[group])[:_AT_MOST]
    if years[first] <= 0:
        return "nothing in particular"
    told = [first, *(group for group in others if years[group] >= _AT_LEAST)]
    return " and ".join(_with_examples(group, page.of(prose_read)) for group in told)


def _with_examples(group: str, reading: Reading) -> str:
    """A group, with the words of the page that do most to put it there."""
    weighed: defaultdict[str, float] = defaultdict(float)
    if group == _FORMAL:
        weighed.update(_formal(reading))
    for word in reading.plain:
        if not word.easy and _is_example(word, group):
            weighed[word.text] += _below_everyday(word)
    best = sorted(weighed, key=lambda text: -weighed[text])[:3]
    return f"{group} ({', '.join(f'“{text}”' for text in best)})" if best else group


def _formal(reading: Reading) -> Counter[str]:
    return Counter(word.text for sentence in reading.sentences for word in sentence if word.text in FORMAL)


def _is_example(word: Word, group: str) -> bool:
    if _SHOWN.fullmatch(word.text) is None:
        return False
    if group == _ABSTRACT:
        return word.concrete is not None and word.concrete < 0.25
    return group == _RARE or (group == _NOUNS and word.latinate and not word.verb)


def changes(page: Page) -> str:
    """The three changes that would lower the reading age of a page most, in words."""
    best = sorted(_changes(page), key=lambda change: -change.years)[:3]
    told = [f"Split the sentence of {c.what}." for c in best if c.kind == _LONG_SENTENCES]
    if rare := [f"“{c.what}”" for c in best if c.kind == _RARE]:
        told.append((_ONE if len(rare) == 1 else _SEVERAL).format(_joined(rare)))
    if passive := [f"“{c.what}”" for c in best if c.kind == _PASSIVES]:
        told.append(f"Say who acts in {_joined(passive)}.")
    return " ".join(told)


class _Change(NamedTuple):
    """A change to one sentence or word, with the years that it would take off."""

    years: float
    kind: str
    what: str


def _changes(page: Page) -> Iterator[_Change]:
    reading = page.of(prose_read)
    yield from _shorter(page.of(prose_sentences))
    yield from _plainer(reading)
    years = model().years("passives", -1 / len(reading.sentences))
    for sentence in reading.sentences:
        for start, end in passives(sentence):
            yield _Change(-years, _PASSIVES, " ".join(word.text for word in sentence[start:end]))


def _shorter(told: list[list[str]]) -> Iterator[_Change]:
    total = sum(map(len, told))
    for sentence in told:
        number = len(sentence)
        if number > _LONG:
            saved = number * (min(number, LONGEST) - min(number / 2, LONGEST))
            what = f"{number} words that begins “{' '.join(sentence[:4])}…”"
            yield _Change(model().years("length", saved / total), _LONG_SENTENCES, what)


def _plainer(reading: Reading) -> Iterator[_Change]:
    gains: defaultdict[str, float] = defaultdict(float)
    for word in reading.plain:
        if not word.easy and _SHOWN.fullmatch(word.text):
            gains[word.text] += _below_everyday(word)
    formal, total = _formal(reading), sum(map(len, reading.sentences))
    for text in dict.fromkeys([*gains, *formal]):
        unfamiliar = model().years("unfamiliar", -gains[text] / len(reading.plain))
        frequency = model().years("frequency", gains[text] / len(reading.fresh))
        stiff = model().years("formal", -formal[text] / total)
        yield _Change(-unfamiliar - frequency - stiff, _RARE, text)


def _below_everyday(word: Word) -> float:
    return max(0.0, EVERYDAY - word.zipf)


def _joined(words: Sequence[str]) -> str:
    *others, last = words
    return f"{', '.join(others)} and {last}" if others else last
