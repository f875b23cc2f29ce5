"""What was found and not audited, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from pipeline.store.read import Reader
from reports.views.addresses import href, short
from reports.views.parts import Part, part_file, parts, parts_in
from reports.views.survey import Survey
from reports.views.words import count
from spiders.fetched import Reason

_REASONS: dict[Reason, tuple[str, str]] = {
    "error": ("The page gave an error", "Families who follow a link to it see the same. Mend or remove the link."),
    "timeout": ("The page took too long to answer", "Ask the web team why. A family on a phone gives up sooner."),
    "soft 404": (
        "The page is not there, though the server says it is",
        "Families see an error page there. Mend or remove the links to it, and let the server answer 404.",
    ),
    "trouble": (
        "The server was in trouble",
        "It failed again and again, so we left it alone. Ask the web team what happened then.",
    ),
    "blocked": (
        "The site turned our program away",
        "Ask those who run the web server, or the guard in front of it, to let our program in.",
    ),
    "login": (
        "The site asks people to sign in",
        "Families without an account cannot read it. If that is meant, leave it out of the audit.",
    ),
    "robots": ("The site asks programs not to read it", "Its robots.txt says so, and we keep to it."),
    "too large": ("The page is too large to read", "It takes long to open on a phone too."),
    "not HTML": ("It is not a web page", "It is a file or a feed. Documents are counted on the overview."),
    "document": ("The document could not be read", "Offer it as a web page, or as a PDF or Word file that opens."),
    "moved": ("It leads to another page", "That page was looked at under its own address. Link to it directly."),
    "limit": ("The audit reached its limit first", "Raise the limit to have these read too."),
    "scope": ("It is outside what was asked for", "It belongs to another site, or to a part that was left out."),
}

_ALL = "not-audited.html"
_A_PART = 500
_FOLDED: tuple[Reason, ...] = ("moved", "limit", "scope")


@dataclass(frozen=True)
class Missed:
    """An address that was not audited, and what happened in plain words."""

    address: str
    href: str | None
    detail: str
    found_on: str | None


@dataclass(frozen=True)
class Why:
    """The addresses that were not audited for one reason; of many, one part. `rows` are read as they are shown."""

    anchor: str
    title: str
    advice: str
    number: str
    folded: bool
    rows: Iterable[Missed]
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class NotAudited:
    """Everything that was found and not audited."""

    lead: str
    reasons: tuple[Why, ...]


def not_audited(survey: Survey, reader: Reader) -> NotAudited:
    """What was not audited, those reasons first that someone can do something about."""
    total = survey.unread.total()
    return NotAudited(
        lead=f"{count(total, 'address', 'addresses')} found and not audited."
        if total
        else "Every address that was found was audited.",
        reasons=tuple(_first(survey, reader, reason) for reason in _REASONS if survey.unread[reason]),
    )


def later_parts(survey: Survey, reader: Reader) -> Iterator[tuple[str, NotAudited]]:
    """What the list of what was not audited is too long for, by the files of its later parts."""
    for reason in _REASONS:
        many = parts_in(survey.unread[reason], _A_PART)
        rows = islice(_missed(survey, reader, reason), _A_PART, None) if many > 1 else iter(())
        for part in range(2, many + 1):
            why = _why(survey, reason, islice(rows, _A_PART), part)
            yield part_file(_file(reason), part), NotAudited(f"This is part {part} of a long list.", (why,))


def _first(survey: Survey, reader: Reader, reason: Reason) -> Why:
    return _why(survey, reason, islice(_missed(survey, reader, reason), _A_PART), 1)


def _why(survey: Survey, reason: Reason, rows: Iterable[Missed], part: int) -> Why:
    title, advice = _REASONS[reason]
    there = survey.unread[reason]
    return Why(
        anchor=_anchor(reason),
        title=title,
        advice=advice,
        number=count(there, "address", "addresses"),
        folded=reason in _FOLDED and part == 1,
        rows=rows,
        parts=parts(_file(reason), there, _A_PART, part, first=f"{_ALL}#{_anchor(reason)}"),
    )


def _anchor(reason: Reason) -> str:
    return reason.replace(" ", "-").lower()


def _file(reason: Reason) -> str:
    return f"not-audited-{_anchor(reason)}.html"


def _missed(survey: Survey, reader: Reader, reason: Reason) -> Iterator[Missed]:
    for row in reader.not_audited(survey.run):
        if row.reason == reason:
            yield Missed(row.url, href(row.url), row.detail, short(row.found_on) if row.found_on else None)


def reasons_counted(unread: Counter[Reason]) -> tuple[tuple[str, str], ...]:
    """Each reason with its number, in the order of the page that lists them."""
    return tuple((title, f"{unread[reason]:,}") for reason, (title, _) in _REASONS.items() if unread[reason])
