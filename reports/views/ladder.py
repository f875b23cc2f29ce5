"""Where the pages' own words place involvement: on which rungs of the ladder, with sentences as evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from reports.views.addresses import to_the_words
from reports.views.survey import Survey
from reports.views.words import count, listed, share
from rules.core.charter import Step
from rules.core.findings import Fact

_SHOWN = 3
_SENTENCE = 6
_AROUND = 160
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"])")


@dataclass(frozen=True)
class Evidence:
    """Words of a page that place involvement, with what stands around them in their sentence."""

    before: str
    words: str
    after: str
    rung: str
    title: str
    href: str | None


@dataclass(frozen=True)
class Rung:
    """A part of the co-production ladder, from the top down, and what speaks for it on the pages."""

    name: str
    kinds: str
    meaning: str
    width: int
    found: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class Ladder:
    """The ladder with a sentence that sums it up."""

    summary: str
    rungs: tuple[Rung, ...]


@dataclass
class _Seen:
    """What speaks for one part of the ladder: sentences, and words alone such as a heading.

    Words that several pages share are shown once.
    """

    places: int = 0
    pages: set[str] = field(default_factory=set)
    sentences: dict[str, Fact] = field(default_factory=dict)
    alone: dict[str, Fact] = field(default_factory=dict)

    def add(self, fact: Fact) -> None:
        """Count a passage, and keep it if it is one of the first to show, each from another page."""
        first = self.sentences if len(fact.place.block.split()) >= _SENTENCE else self.alone
        if len(first) < _SHOWN and fact.place.url not in self.pages:
            first.setdefault(fact.place.block, fact)
        self.places += 1
        self.pages.add(fact.place.url)

    @property
    def shown(self) -> list[Fact]:
        """What to show: sentences before words alone."""
        return [*self.sentences.values(), *self.alone.values()][:_SHOWN]


def ladder(survey: Survey, steps: Sequence[Step], facts: Iterable[Fact]) -> Ladder:
    """The ladder of a charter. `facts` are what `rules.core.ladder` saw, page by page."""
    step_of = {rung.casefold(): step.name for step in steps for rung in step.rungs}
    seen = {step.name: _Seen() for step in steps}
    for fact in facts:
        if fact.value in step_of:
            seen[step_of[fact.value]].add(fact)
    total = sum(of.places for of in seen.values())
    return Ladder(_summary(seen, total), tuple(_rung(survey, step, seen[step.name], total) for step in steps))


def _summary(seen: dict[str, _Seen], total: int) -> str:
    if not total:
        return "Our pages do not say how people are involved, so there are no words to place on the ladder."
    pages = set().union(*(of.pages for of in seen.values()))
    said = listed([f"“{name}” {count(of.places, 'time')}" for name, of in seen.items()])
    return f"Our pages speak of involving people on {count(len(pages), 'page')}. Their words place it: {said}."


def _rung(survey: Survey, step: Step, seen: _Seen, total: int) -> Rung:
    return Rung(
        name=step.name,
        kinds=listed(step.rungs),
        meaning=step.meaning,
        width=share(seen.places, total) if total else 0,
        found=f"{count(seen.places, 'time')} on {count(len(seen.pages), 'page')}" if seen.places else "not found",
        evidence=tuple(_evidence(survey, fact) for fact in seen.shown),
    )


def _evidence(survey: Survey, fact: Fact) -> Evidence:
    place = fact.place
    before = _SENTENCE_END.split(place.block[: place.start])[-1]
    after = _SENTENCE_END.split(place.block[place.end :], maxsplit=1)[0]
    return Evidence(
        before=before if len(before) <= _AROUND else f"… {before[-_AROUND:].partition(' ')[2]}",
        words=place.quote,
        after=after if len(after) <= _AROUND else f"{after[:_AROUND].rpartition(' ')[0]} …",
        rung=fact.value,
        title=survey.title(place.url),
        href=to_the_words(place.url, place.block, place.start, place.end),
    )
