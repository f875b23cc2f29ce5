"""What was agreed to leave as it is: each waiver with what it leaves, those that lapsed and those not needed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.store.read import Reader
from pipeline.store.values import FindingRow
from pipeline.store.waiving import Use, Waiver
from reports.views.addresses import rule_file, to_the_words
from reports.views.help import known
from reports.views.survey import Survey
from reports.views.words import Badge, badge, count, day, sentence

_SHOWN = 50


@dataclass(frozen=True)
class Left:
    """A finding that is left as it is."""

    badge: Badge
    message: str
    title: str
    href: str | None


@dataclass(frozen=True)
class Agreed:
    """A waiver. `about` says what it leaves; `left` are the first of its findings, and `more` counts the rest."""

    about: str
    file: str | None
    because: str
    by: str
    until: str
    number: str | None
    left: tuple[Left, ...]
    more: str | None


@dataclass(frozen=True)
class Group:
    """The waivers of one kind, with what to do about them."""

    anchor: str
    title: str
    advice: str
    waivers: tuple[Agreed, ...]


@dataclass(frozen=True)
class LeftAsAgreed:
    """All that was agreed to leave as it is."""

    lead: str
    groups: tuple[Group, ...]


_GROUPS = {
    "used": ("Left for now", "These are not counted anywhere else in this report."),
    "lapsed": (
        "The agreed day has passed",
        "What these name counts again. Put it right, or agree on a new day.",
    ),
    "unused": ("Not needed any more", "These name nothing that was found. Take them out of the file of waivers."),
    "unasked": ("Not checked this time", "The rules that these are about were left out of this audit."),
}


def left_as_agreed(survey: Survey, reader: Reader) -> LeftAsAgreed:
    """The waivers of a run, those that need someone's attention after those in force."""
    found = _found(survey, reader)
    groups = (
        Group(
            state, title, advice, tuple(_agreed(survey, use, found) for use in survey.uses if use.state == state)
        )
        for state, (title, advice) in _GROUPS.items()
    )
    things = count(survey.waived, "thing is", "things are")
    return LeftAsAgreed(
        lead=f"{sentence(things)} left as agreed, each for a reason and until a day.",
        groups=tuple(group for group in groups if group.waivers),
    )


def _found(survey: Survey, reader: Reader) -> Mapping[Waiver, Sequence[FindingRow]]:
    """The first findings that each waiver leaves, or left until it lapsed."""
    found: defaultdict[Waiver, list[FindingRow]] = defaultdict(list)
    for use in survey.uses:
        if use.state == "lapsed" and use.findings and not use.waiver.rule:
            found[use.waiver] = reader.named(survey.run, use.waiver.issue or use.waiver.finding)[:_SHOWN]
    for row in reader.findings(survey.run, survey.leaving) if survey.waived else ():
        if row.waiver and len(found[row.waiver]) < _SHOWN:
            found[row.waiver].append(row)
    return found


def _agreed(survey: Survey, use: Use, found: Mapping[Waiver, Sequence[FindingRow]]) -> Agreed:
    waiver = use.waiver
    rows = found.get(waiver, ())
    rule = known(waiver.rule or next((row.rule for row in rows), ""))
    more = use.findings - len(rows) if rows else 0
    return Agreed(
        about=sentence(about(waiver)) if waiver.rule or not rows else rows[0].message,
        file=rule_file(rule.id) if rule else None,
        because=waiver.because,
        by=waiver.by,
        until=day(waiver.until),
        number=count(use.findings, "thing") if use.findings else None,
        left=tuple(_left(survey, rows)),
        more=f"And {count(more, 'more', 'more')} like these." if more > 0 else None,
    )


def _left(survey: Survey, rows: Iterable[FindingRow]) -> Iterator[Left]:
    for row in rows:
        words = to_the_words(row.url, row.block, row.start, row.end)
        yield Left(badge(row.severity), row.message, survey.title(row.url), words)


def about(waiver: Waiver) -> str:
    """What a waiver leaves, in words."""
    if waiver.rule:
        rule = known(waiver.rule)
        where = "every page" if waiver.pages == "*" else f"pages like {waiver.pages}"
        return f"“{rule.title if rule else waiver.rule}” on {where}"
    return f"the issue {waiver.issue}" if waiver.issue else f"the finding {waiver.finding}"


def again(use: Use) -> str:
    """What a lapsed waiver comes to."""
    if not use.findings:
        return "It names nothing any more, so take it out of the file."
    return f"{sentence(count(use.findings, 'thing counts', 'things count'))} again."
