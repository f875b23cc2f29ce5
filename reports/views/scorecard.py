"""The charter as a scorecard: how each promise is checked, how many pages keep it, what to talk about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.store.read import Reader
from pipeline.store.values import Changed, Run
from reports.views.addresses import href, page_file
from reports.views.aloud import aloud
from reports.views.charts import Line, line
from reports.views.deeds import Answer, deeds
from reports.views.guide import rule_line
from reports.views.help import known
from reports.views.ladder import Ladder, ladder
from reports.views.promises import Promises
from reports.views.survey import Survey
from reports.views.trend import TERM, Past
from reports.views.words import count, day, listed, number, sentence, share
from rules.core.charter import Charter, Commitment
from rules.core.findings import Fact
from rules.core.recognisers import LADDER

_TALK_ABOUT = 3
_WORST = 3


@dataclass(frozen=True)
class Change:
    """How a share has changed: by a shape, a word and a number."""

    kind: str
    shape: str
    words: str
    number: str


@dataclass(frozen=True)
class Named:
    """A rule or a page by its name, with its file and a number of what was found."""

    words: str
    file: str | None
    number: str


@dataclass(frozen=True)
class Kept:
    """The pages that keep something: their share in per cent, and how that has changed."""

    share: int
    pages: str
    change: Change | None
    line: Line | None


@dataclass(frozen=True)
class Promise:
    """A commitment of the charter. `kept` is None where only people can judge: then there is a question."""

    id: str
    words: str
    how: str
    kept: Kept | None
    talk: tuple[Named, ...]
    worst: tuple[Named, ...]
    question: str
    unsure: str | None


@dataclass(frozen=True)
class Score:
    """A principle of the charter. `kept` is None where none of its promises can be checked by machine."""

    id: str
    words: str
    kept: Kept | None
    promises: tuple[Promise, ...]


@dataclass(frozen=True)
class Scorecard:
    """The charter's own page. `unscored` says why something has no score, `since` what the changes are compared
    with; `did` is what to publish.
    """

    name: str
    source: str | None
    lead: str
    unscored: str
    since: str | None
    scores: tuple[Score, ...]
    people: str
    silent: str | None
    better: str
    did: tuple[Answer, ...]
    ladder: Ladder | None


@dataclass(frozen=True)
class Told:
    """What the scorecard is made of beside the survey: the count of promises, the past, the words of the pages."""

    promises: Promises
    past: Past
    lost: Iterable[Changed]
    steps: Iterable[Fact]


def told(reader: Reader, run: Run, promises: Promises, past: Past) -> Told:
    """What the store has for the scorecard of a run."""
    lost = reader.lost(past.base, run) if past.base else ()
    return Told(promises, past, lost, reader.facts(run, LADDER))


def scorecard(survey: Survey, charter: Charter, given: Told) -> Scorecard:
    """The scorecard of a run. A page keeps a promise when no barrier or problem was found under it."""
    scores = tuple(
        Score(p.id, p.words, _kept(p.id, given), tuple(_promise(survey, c, given) for c in p.commitments))
        for p in charter.principles
    )
    people = sum(commitment.people for commitment in charter.commitments.values())
    base = given.past.base
    did = deeds(given.lost, charter)
    return Scorecard(
        name=charter.name,
        source=href(charter.source),
        lead=aloud(charter, given.promises, given.past),
        unscored="Only people can judge this." if given.promises.pages else "No page could be read.",
        since=_since(given.past),
        scores=scores,
        people=f"{number(people)} of {count(len(charter.commitments), 'promise')} can only be judged by people. "
        "For those there is a question to ask, and never a score.",
        silent=_silent(given.past),
        better=_better(did, day(base.today) if base else None),
        did=did,
        ladder=ladder(survey, charter.ladder, given.steps) if charter.ladder else None,
    )


def _since(past: Past) -> str | None:
    base = past.base
    if base is None or not base.figures:
        return None
    recent = past.now.day - base.today <= TERM
    return f"since {base.today.day} {base.today:%B}" if recent else f"since {day(base.today)}"


def _silent(past: Past) -> str | None:
    if not past.silent:
        return None
    audits = count(past.silent, "earlier audit")
    return f"{sentence(audits)} kept no figures for each promise, so nothing is shown for them."


def _better(did: tuple[Answer, ...], since: str | None) -> str:
    if since is None:
        return "There is no earlier audit to compare with. What is put right from now on is told here."
    if not did:
        return f"Nothing that was found on {since} has been put right yet."
    return f"You wrote the charter, so its words are yours. This is no longer found on our pages since {since}."


def _kept(id_: str, given: Told) -> Kept | None:
    kept, pages = given.promises.kept(id_), given.promises.pages
    if kept is None or not pages:
        return None
    now, before = share(kept, pages), given.past.before(id_)
    return Kept(
        share=now,
        pages=f"{number(kept)} of {count(pages, 'page')}",
        change=None if before is None else _change(now - before),
        line=line(given.past.shares(id_), 100),
    )


def _change(by: int) -> Change:
    if by == 0:
        return Change("same", "", "no change", "")
    return Change("up", "▲", "up", str(by)) if by > 0 else Change("down", "▼", "down", str(-by))


def _promise(survey: Survey, commitment: Commitment, given: Told) -> Promise:
    return Promise(
        id=commitment.id,
        words=commitment.words,
        how=commitment.how,
        kept=_kept(commitment.id, given),
        talk=_talk(survey, commitment.rules),
        worst=_worst(survey, given.promises, commitment.id),
        question=commitment.question,
        unsure=_unsure(survey, set(commitment.rules)),
    )


def _talk(survey: Survey, rules: Iterable[str]) -> tuple[Named, ...]:
    lines = [rule_line(survey, rule) for rule in rules if survey.where(rule)]
    lines.sort(key=lambda line: (-len(survey.where(line.id)), line.title))
    return tuple(
        Named(line.title, line.file, count(len(survey.where(line.id)), "page")) for line in lines[:_TALK_ABOUT]
    )


def _worst(survey: Survey, promises: Promises, id_: str) -> tuple[Named, ...]:
    """The pages that break a promise most."""
    broken = promises.broken.get(id_)
    most = sorted(broken.items(), key=lambda page: (-page[1], page[0]))[:_WORST] if broken else ()
    return tuple(Named(survey.title(url), page_file(url), f"{number(n)}×") for url, n in most)


def _unsure(survey: Survey, rules: set[str]) -> str | None:
    failed = sorted({failure.rule for failure in survey.failures if failure.rule in rules})
    if not failed:
        return None
    titles = [f"“{rule.title}”" for rule in map(known, failed) if rule]
    return f"{listed(titles or failed)} could not be checked everywhere, so this may be too high."
