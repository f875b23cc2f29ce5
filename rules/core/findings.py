"""What rules say: facts that hold on any day, the site they are judged against, and the findings that follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from msgspec import Struct

from rules.core.page import Place

Severity = Literal["barrier", "problem", "advice"]
SEVERITIES: tuple[Severity, ...] = ("barrier", "problem", "advice")


class Fact(Struct, frozen=True):
    """Something a page states. `key` is what it is about, `value` what the page says of it.

    Both are plain normalised strings, so that facts can be stored, compared and read in SQL. `kind` is a
    recogniser's own word for the form that something took.
    """

    place: Place
    key: str = ""
    value: str = ""
    kind: str = ""


@dataclass(frozen=True)
class PageInfo:
    """What a judge may know of a page beyond its facts. A `document` is a PDF or Word file, and no web page."""

    url: str
    title: str = ""
    status: int = 200
    language: str | None = None
    words: int = 0
    reading_age: float | None = None
    inlinks: int = 0
    document: bool = False


@dataclass(frozen=True)
class Site:
    """All that a judge may know: the day, the pages that were read, and the links that are broken.

    `broken` are addresses as links write them, without their anchors, each with what happened, in words that
    follow a colon.
    """

    today: date
    pages: Mapping[str, PageInfo] = field(default_factory=dict)
    broken: Mapping[str, str] = field(default_factory=dict)


class Finding(Struct, frozen=True):
    """A fault at a place: what is wrong here, and what to do about it. `review` means a person must look first."""

    rule: str
    place: Place
    key: str
    value: str
    message: str
    fix: str
    severity: Severity
    review: bool


@dataclass(frozen=True)
class Failure:
    """A rule that raised. It is shown in the report, and the audit goes on. `url` is empty for a judge."""

    rule: str
    url: str
    error: str
