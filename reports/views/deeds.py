"""You said, we did: what was put right under each promise since an earlier audit, ready to publish.

The promises are what families said: they wrote the charter. What was done is told from what is no longer found.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.store.values import Changed
from reports.views.words import count
from rules.core.charter import Charter

_DONE = {
    "accessibility": ("We took away {} that can shut people out", "thing"),
    "contact": ("We put right {} about how to reach us", "thing"),
    "documents": ("We put right {} about our documents", "thing"),
    "inclusive": ("We chose kinder words in {}", "place"),
    "jargon": ("We explained hard words, or took them out, in {}", "place"),
    "links": ("We put right {}", "link"),
    "local-offer": ("We filled {} in what our pages say", "gap"),
    "plain-english": ("We made our words plainer in {}", "place"),
    "spelling": ("We put right the spelling in {}", "place"),
    "stale": ("We put right or took away {} that had gone out of date", "thing"),
}
_ANYTHING = ("We put right {}", "thing")


@dataclass(frozen=True)
class Answer:
    """A promise in the charter's words, and what was done to keep it."""

    said: str
    did: tuple[str, ...]


@dataclass
class _Done:
    """What was put right of one kind."""

    places: int = 0
    pages: set[str] = field(default_factory=set)


def deeds(lost: Iterable[Changed], charter: Charter) -> tuple[Answer, ...]:
    """What was put right under each promise, most first. Each thing is told once, under the first of its promises.

    What has gone with its page is not put right, so it is left out.
    """
    first = {rule: c.id for c in [*charter.commitments.values()][::-1] for rule in c.rules}
    kept: dict[str, dict[str, _Done]] = {}
    for change in lost:
        if change.how == "fixed" and change.rule in first:
            _add(kept.setdefault(first[change.rule], {}), change)
    most_first = sorted(kept, key=lambda id_: -sum(told.places for told in kept[id_].values()))
    return tuple(Answer(charter.commitments[id_].words, _did(kept[id_])) for id_ in most_first)


def done(lost: Iterable[Changed]) -> tuple[str, ...]:
    """What was put right, whatever its promise, most first."""
    kinds: dict[str, _Done] = {}
    for change in lost:
        if change.how == "fixed":
            _add(kinds, change)
    return _did(kinds)


def _add(kinds: dict[str, _Done], change: Changed) -> None:
    told = kinds.setdefault(change.rule.partition(".")[0], _Done())
    told.places += 1
    told.pages.add(change.url)


def _did(kinds: dict[str, _Done]) -> tuple[str, ...]:
    most_first = sorted(kinds.items(), key=lambda kind: (-kind[1].places, kind[0]))
    return tuple(_sentence(theme, told) for theme, told in most_first)


def _sentence(theme: str, told: _Done) -> str:
    words, noun = _DONE.get(theme, _ANYTHING)
    return f"{words.format(count(told.places, noun))}, on {count(len(told.pages), 'page')}."
