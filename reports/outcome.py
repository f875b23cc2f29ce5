"""What an audit or a check came to, in the one shape that every export is written from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.store.values import FindingRow
from pipeline.store.waiving import Use
from reports.views.help import known
from reports.views.words import count
from reports.wishes import NO_WISHES, Wishes
from rules.core.findings import Failure
from spiders.fetched import Reason

FINDING = (
    "id",
    "issue",
    "rule",
    "url",
    "path",
    "block",
    "start",
    "end",
    "quote",
    "key",
    "value",
    "message",
    "fix",
    "severity",
    "review",
    "state",
    "commitments",
    "wcag",
    "act",
)
_FACT = ("rule", "url", "block", "start", "end", "quote", "key", "value", "kind")


@dataclass(frozen=True)
class PageEntry:
    """A page of the document. One that was not audited has `read` false and the reason in words.

    `status` is 0 where there was no answer; `reading_age` is in years.
    """

    url: str
    title: str = ""
    status: int = 200
    language: str | None = None
    words: int = 0
    reading_age: float | None = None
    read: bool = True
    reason: str | None = None


@dataclass(frozen=True)
class FactEntry:
    """A fact of a rule, or what a shared recogniser saw (`core.dates`); `kind` is the form it took."""

    rule: str
    url: str
    block: str
    start: int
    end: int
    key: str
    value: str
    kind: str = ""

    @property
    def quote(self) -> str:
        """The exact words."""
        return self.block[self.start : self.end]


@dataclass(frozen=True)
class Spent:
    """A budget, and how many findings count against it. What it does not name is empty."""

    rule: str
    commitment: str
    path: str
    most: int
    findings: int

    @property
    def over(self) -> bool:
        """Whether there are more findings than there may be."""
        return self.findings > self.most

    @property
    def name(self) -> str:
        """What it is about, in words."""
        about = [self.rule, self.commitment and f"the promise {self.commitment}"]
        pages = self.path and f"pages like {self.path}"
        what = " and ".join(filter(None, about))
        return f"{what} on {pages}" if what and pages else what or pages

    @property
    def told(self) -> str:
        """What it comes to, in a sentence."""
        are = "is" if self.findings == 1 else "are"
        return (
            f"The budget for {self.name} allows {count(self.most, 'finding')}, and there {are} {self.findings:,}."
        )


@dataclass(frozen=True)
class Coverage:
    """What an audit made of the addresses that it found: each was read, was known not to have changed, or was not
    audited for one of the `reasons`.
    """

    read: int
    unchanged: int
    reasons: Counter[Reason]

    def fields(self) -> dict[str, object]:
        """The figures by the names of the JSON contract. Each sum is there beside its parts."""
        audited, missed = self.read + self.unchanged, self.reasons.total()
        return {
            "found": audited + missed,
            "audited": audited,
            "read": self.read,
            "unchanged": self.unchanged,
            "not_audited": missed,
            "reasons": dict(sorted(self.reasons.items())),
        }


@dataclass(frozen=True)
class Outcome:
    """An audit's outcome on the day `today`. `complete` is false where it was cut short.

    `findings` may be an iterator: each export reads it once, from front to back, and keeps next to nothing. They
    come page by page. `facts` is None unless they were asked for. `waivers` are there if any are in force or were,
    each with what it comes to. `wishes` say who looks after which page. `budgets` say how many findings there may
    be, and are. `coverage` is there of an audit of a site. `report` is where the report is: a file, or an address
    on the web.
    """

    version: str
    today: date
    complete: bool
    pages: Sequence[PageEntry]
    findings: Iterable[FindingRow]
    failures: Sequence[Failure] = ()
    facts: Iterable[FactEntry] | None = None
    waivers: Sequence[Use] = ()
    wishes: Wishes = NO_WISHES
    budgets: Sequence[Spent] = ()
    report: str = ""
    coverage: Coverage | None = None


def finding_fields(row: FindingRow) -> dict[str, object]:
    """A finding by the names of the JSON contract, in its order.

    The commitments and standards are the rule's own; they are empty for a rule that is no longer there.
    """
    rule = known(row.rule)
    wcag, act = rule.standards(row.key) if rule else ((), ())
    told: Mapping[str, object] = {
        "commitments": list(rule.commitments) if rule else [],
        "wcag": list(wcag),
        "act": list(act),
    }
    return {name: told[name] if name in told else getattr(row, name) for name in FINDING}


def fact_fields(fact: FactEntry) -> dict[str, object]:
    """A fact by the names of the JSON contract, in its order."""
    return {name: getattr(fact, name) for name in _FACT}


def waiver_fields(use: Use) -> dict[str, object]:
    """A waiver and what it comes to, by the names of the JSON contract. What it does not name is left out."""
    told = {name: value for name, value in vars(use.waiver).items() if value}
    return {**told, "until": use.waiver.until.isoformat(), "state": use.state, "findings": use.findings}


def budget_fields(spent: Spent) -> dict[str, object]:
    """A budget and what counts against it, by the names of the JSON contract, without what it does not name."""
    named = {name: value for name in ("rule", "commitment", "path") if (value := getattr(spent, name))}
    return {**named, "most": spent.most, "findings": spent.findings, "over": spent.over}
