"""The charter as a scorecard: how each promise is checked, how many pages keep it, what to talk about."""

from __future__ import annotations

from dataclasses import dataclass

from reports.views.addresses import href
from reports.views.guide import rule_line
from reports.views.help import known
from reports.views.survey import Survey
from reports.views.words import count, listed, number, sentence, share
from rules.core.charter import Charter, Commitment, Principle

_TALK_ABOUT = 3


@dataclass(frozen=True)
class Talk:
    """A rule that found something under a promise, on so many pages."""

    words: str
    file: str | None
    pages: str


@dataclass(frozen=True)
class Promise:
    """A commitment of the charter. `share` is None where only people can judge: then there is a question."""

    id: str
    words: str
    how: str
    share: int | None
    kept: str
    talk: tuple[Talk, ...]
    question: str
    unsure: str | None


@dataclass(frozen=True)
class Score:
    """A principle of the charter. `share` is None where none of its promises can be checked by machine."""

    id: str
    words: str
    share: int | None
    kept: str
    promises: tuple[Promise, ...]


@dataclass(frozen=True)
class Rung:
    """A part of the co-production ladder, from the top down."""

    name: str
    kinds: str
    meaning: str


@dataclass(frozen=True)
class Scorecard:
    """The charter's own page."""

    name: str
    source: str | None
    lead: str
    scores: tuple[Score, ...]
    people: str
    ladder: tuple[Rung, ...]


def scorecard(survey: Survey, charter: Charter) -> Scorecard:
    """The scorecard of a run. A page keeps a promise when no barrier or problem was found under it."""
    scores = tuple(_score(survey, principle) for principle in charter.principles)
    promises = [promise for score in scores for promise in score.promises]
    people = sum(promise.share is None for promise in promises)
    return Scorecard(
        name=charter.name,
        source=href(charter.source),
        lead=_lead(survey, scores),
        scores=scores,
        people=f"{number(people)} of {count(len(promises), 'promise')} can only be judged by people. "
        "For those there is a question to ask, and never a score.",
        ladder=tuple(Rung(step.name, listed(step.rungs), step.meaning) for step in charter.ladder),
    )


def _lead(survey: Survey, scores: tuple[Score, ...]) -> str:
    read = f"{count(len(survey.pages), 'page')} checked."
    scored = sorted((s.share, s.words) for s in scores if s.share is not None)
    if not survey.pages or not scored:
        return sentence(read)
    worst, best = scored[0], scored[-1]
    if worst[0] == 100:
        return f"{read} No barrier or problem was found under any promise that a machine can check."
    most = f" “{best[1]}” is kept on {_in_100(best[0])}." if best[0] > worst[0] else ""
    return f"{read}{most} “{worst[1]}” is where most work is left: it is kept on {_in_100(worst[0])}."


def _in_100(percent: int) -> str:
    return {0: "none of them", 100: "all of them"}.get(percent, f"{percent} in 100 of them")


def _score(survey: Survey, principle: Principle) -> Score:
    rules = {rule for commitment in principle.commitments for rule in commitment.rules}
    percent, kept = _kept(survey, rules)
    return Score(
        id=principle.id,
        words=principle.words,
        share=percent,
        kept=kept,
        promises=tuple(_promise(survey, commitment) for commitment in principle.commitments),
    )


def _kept(survey: Survey, rules: set[str]) -> tuple[int | None, str]:
    pages = len(survey.pages)
    if not rules or not pages:
        return None, ""
    kept = pages - len(survey.breaking(rules))
    return share(kept, pages), f"{number(kept)} of {count(pages, 'page')}"


def _promise(survey: Survey, commitment: Commitment) -> Promise:
    rules = set(commitment.rules)
    percent, kept = _kept(survey, rules)
    return Promise(
        id=commitment.id,
        words=commitment.words,
        how=commitment.how,
        share=percent,
        kept=kept,
        talk=_talk(survey, rules),
        question=commitment.question,
        unsure=_unsure(survey, rules),
    )


def _talk(survey: Survey, rules: set[str]) -> tuple[Talk, ...]:
    lines = [rule_line(survey, rule) for rule in rules if survey.where(rule)]
    lines.sort(key=lambda line: (-len(survey.where(line.id)), line.title))
    return tuple(
        Talk(line.title, line.file, count(len(survey.where(line.id)), "page")) for line in lines[:_TALK_ABOUT]
    )


def _unsure(survey: Survey, rules: set[str]) -> str | None:
    failed = sorted({failure.rule for failure in survey.failures if failure.rule in rules})
    if not failed:
        return None
    titles = [f"“{rule.title}”" for rule in map(known, failed) if rule]
    return f"{listed(titles or failed)} could not be checked everywhere, so this may be too high."
