"""The values that go into the store and come out of it: frozen, and free of SQL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple

from pipeline.store.waiving import Waiver
from rules.core.findings import Failure, Severity
from spiders.fetched import Fetched, Reason

SHEETS = "core.sheets"
"""The name of the facts that tell which style sheets a page asks for: as written (key), and absolute (value).

Their kind is the digest of the style sheet that the page was read with, if any."""

State = Literal["new", "still", "waived"]
Left = Literal["fixed", "gone"]

HORIZON = timedelta(days=90)
"""How far ahead the report looks for what will go out of date."""


class Body(NamedTuple):
    """What a server sent for a page, packed against the blob that `like` names. See `pipeline.store.bodies`.

    `blob` is that blob, packed, where it is a new one.
    """

    encoding: str
    like: str
    content: bytes
    blob: bytes = b""


@dataclass(frozen=True)
class Read:
    """A page that was read: what was fetched, what was read off it, and what it was read with.

    `digest` names the rules, settings and library versions; facts read with another digest are out of date.
    `words_hash` names the words of the main content, and `seen` is the day those were first seen: a template
    that changes every night makes no content new. `facts` are those of each rule, packed by `pipeline.store.pack`,
    and `noticed` is their number. `text` is what the page says, packed by `pipeline.store.text`. `seconds` is the
    processor time that reading took. `body` is what was read, where it is to be kept.
    """

    fetched: Fetched
    title: str
    language: str | None
    words: int
    reading_age: float | None
    body_hash: str
    words_hash: str
    seen: date
    digest: str
    facts: Mapping[str, bytes]
    failures: list[Failure]
    noticed: int = 0
    text: bytes = b""
    seconds: float = 0.0
    body: Body | None = None


@dataclass(frozen=True)
class Held:
    """What the store holds of a page's last reading. `digest` is empty where a rule failed on it.

    `listed` is what a sitemap said, when the page was last asked for, of the day it changed.
    """

    body_hash: str
    words_hash: str
    seen: date
    digest: str
    listed: str | None = None


@dataclass(frozen=True)
class Trust:
    """How far a site's sitemaps have proved true since they were last wrong.

    `told` counts the changes of pages that they told, `stood` how often a page had not changed and they said so.
    `looked` is the day on which all of the site was last looked at, whatever they said.
    """

    told: int = 0
    stood: int = 0
    looked: date | None = None


@dataclass(frozen=True)
class Run:
    """One audit of a site. `complete` is false for one that was cut short, for the reason given.

    `rules` are the ids of the rules that were judged. `note` tells what else a reader of its figures should know.
    """

    id: int
    site: str
    today: date
    started: datetime
    finished: datetime | None
    version: str
    complete: bool
    reason: str | None
    figures: Mapping[str, float] = field(default_factory=dict)
    rules: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True)
class PageRow:
    """A page as an audit left it. `outcome` tells a page read tonight from one known not to have changed.

    `seen` is the day its present content was first seen. `inlinks` counts the pages of this audit that link
    here. `elapsed` is the seconds that fetching took.
    """

    url: str
    status: int
    title: str
    language: str | None
    words: int
    reading_age: float | None
    outcome: Literal["read", "unchanged"]
    seen: date
    last_modified: str | None
    depth: int
    found_on: str | None
    elapsed: float
    redirected_from: tuple[str, ...] = ()
    canonical: str | None = None
    inlinks: int = 0


@dataclass(frozen=True)
class NotAuditedRow:
    """An address that was found and not audited, and why. `status` is 0 where there was no answer."""

    url: str
    reason: Reason
    detail: str
    status: int
    found_on: str | None


@dataclass(frozen=True)
class DocumentRow:
    """A document, and the pages of this audit that link to it. `size` is in bytes."""

    url: str
    status: int
    content_type: str
    size: int | None
    pages: tuple[str, ...]


@dataclass(frozen=True)
class FindingRow:
    """A finding of an audit; the fields of the JSON contract, but for what the rule itself says.

    `since` is the day of the audit that first found it in an unbroken line; `state` compares with the audit
    before. `issue` names the same fault wherever it stands. `waiver` is what leaves it, where it is waived.
    """

    id: str
    issue: str
    rule: str
    url: str
    path: str
    block: str
    start: int
    end: int
    key: str
    value: str
    message: str
    fix: str
    severity: Severity
    review: bool
    state: State
    since: date
    waiver: Waiver | None = None

    @property
    def quote(self) -> str:
        """The exact words."""
        return self.block[self.start : self.end]


class Brief(NamedTuple):
    """A finding in short: what counting needs, at a tenth of the cost of reading it.

    `content` is a number that stands for its words: the same where all that its rule says here is the same.
    """

    url: str
    rule: str
    issue: str
    severity: Severity
    state: State
    since: date
    content: int


@dataclass(frozen=True)
class LeftRow:
    """A finding of the audit before that this one no longer has: put right, or gone with its page."""

    finding: FindingRow
    left: Left


class Changed(NamedTuple):
    """A finding that only one of two audits has: `new` in the later, or `fixed` or `gone` since the earlier."""

    how: Literal["new", "fixed", "gone"]
    id: str
    rule: str
    url: str
    severity: Severity
    quote: str


@dataclass(frozen=True)
class Upcoming:
    """What will be found on a later day, if nobody changes the page: the first such day, and the finding."""

    day: date
    finding: FindingRow
