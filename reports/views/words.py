"""How the report says numbers, dates and shares, so that every page says them alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from rules.core.findings import SEVERITIES, Severity

_LONDON = ZoneInfo("Europe/London")
_SHAPES = {"barrier": "■", "problem": "◆", "advice": "●"}
_NAMES = {"barrier": "Barrier", "problem": "Problem", "advice": "To improve"}
_COUNTED = {
    "barrier": ("barrier", "barriers"),
    "problem": ("problem", "problems"),
    "advice": ("to improve", "to improve"),
}
_THEMES = {
    "contact": "Contact details",
    "inclusive": "Words about people",
    "local-offer": "The Local Offer",
    "plain-english": "Plain English",
    "stale": "Out of date",
}


@dataclass(frozen=True)
class Badge:
    """A severity as it is shown: by colour (the class), by shape and by word."""

    severity: Severity
    shape: str
    words: str


def badge(severity: Severity) -> Badge:
    """The badge of one finding: “Barrier”."""
    return Badge(severity, _SHAPES[severity], _NAMES[severity])


def counted(numbers: dict[Severity, int]) -> tuple[Badge, ...]:
    """The badges of several findings, worst first: “2 barriers”, “1 to improve”. None for a number of 0."""
    return tuple(
        Badge(severity, _SHAPES[severity], count(numbers[severity], *_COUNTED[severity]))
        for severity in SEVERITIES
        if numbers.get(severity)
    )


def worst(severities: Iterable[Severity]) -> Severity:
    """The worst of some severities, of which there is at least one."""
    return min(severities, key=SEVERITIES.index)


def number(n: int) -> str:
    """A number with commas: “1,204”."""
    return f"{n:,}"


def count(n: int, one: str, many: str | None = None) -> str:
    """A number with its noun: “1 page”, “1,204 pages”, “no pages”."""
    noun = one if n == 1 else many or f"{one}s"
    return f"{number(n) if n else 'no'} {noun}"


def sentence(text: str) -> str:
    """The text with a capital at its start."""
    return text[:1].upper() + text[1:]


def beginning(text: str, words: int) -> str:
    """The first so many words of a text, with “…” where there are more."""
    told = text.split()
    return " ".join(told[:words]) + (" …" if len(told) > words else "")


def share(part: int, whole: int) -> int:
    """A share in whole per cent. 100 is only said of all, and 0 only of none."""
    if not whole or part == whole:
        return 100
    return 0 if not part else min(99, max(1, round(100 * part / whole)))


def listed(things: Sequence[str]) -> str:
    """“a”, “a and b”, “a, b and c”."""
    return " and ".join([", ".join(things[:-1]), things[-1]] if len(things) > 1 else things)


def day(when: date) -> str:
    """“1 March 2027”."""
    return f"{when.day} {when:%B %Y}"


def short_day(when: date) -> str:
    """“1 Mar 2027”, where there is little room."""
    return f"{when.day} {when:%b %Y}"


def weekday(when: date) -> str:
    """“Monday 1 March 2027”."""
    return f"{when:%A} {day(when)}"


def moment(when: datetime) -> str:
    """“1 March 2027, 2:14am”, by the clocks in England. A time without a zone is taken as UTC."""
    aware = when if when.tzinfo else when.replace(tzinfo=ZoneInfo("UTC"))
    local = aware.astimezone(_LONDON)
    return f"{day(local)}, {local.hour % 12 or 12}:{local:%M}{'am' if local.hour < 12 else 'pm'}"


def stamp(last_modified: str | None) -> str | None:
    """The day of a Last-Modified header, or None where there is none to be read."""
    try:
        return day(parsedate_to_datetime(last_modified or ""))
    except ValueError:
        return None


def seconds(time: float) -> str:
    """“0.4 seconds”, “12 seconds”."""
    return f"{time:.0f} seconds" if time >= 10 else f"{time:.1f} seconds"


def duration(time: float) -> str:
    """“12 seconds”, “4 minutes”, “2 hours and 5 minutes”."""
    if time < 60:
        return seconds(time)
    hours, minutes = divmod(round(time / 60), 60)
    return listed([count(n, unit) for n, unit in ((hours, "hour"), (minutes, "minute")) if n])


def theme(name: str) -> str:
    """A theme's name as people say it: “Plain English”, “Out of date”."""
    return _THEMES.get(name, sentence(name.replace("-", " ")))
