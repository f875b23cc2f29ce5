"""What the audit of the sample site must and must not say, and how what it said differs from that."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Protocol

import tomli

import pipeline.sample

FILE = Path(pipeline.sample.__file__).with_name("expected.toml")
_HARMLESS = "advice"


class FindingLike(Protocol):
    """A finding, as the kernel, the store or a report tells it."""

    @property
    def rule(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def quote(self) -> str: ...
    @property
    def key(self) -> str: ...
    @property
    def severity(self) -> str: ...


class PageLike(Protocol):
    """A page that was audited."""

    @property
    def url(self) -> str: ...


class NotAuditedLike(Protocol):
    """An address that was found and not audited."""

    @property
    def url(self) -> str: ...
    @property
    def reason(self) -> str: ...


class DocumentLike(Protocol):
    """A document that was recorded."""

    @property
    def url(self) -> str: ...


@dataclass(frozen=True)
class Fault:
    """A finding to be made: by its exact quote or, for a fault without words, by its key."""

    rule: str
    quote: str = ""
    key: str = ""

    def is_told_by(self, finding: FindingLike, base: str) -> bool:
        """Whether the finding is this one. A key may be given without the site's address."""
        if finding.rule != self.rule:
            return False
        return finding.quote == self.quote if self.quote else finding.key.removeprefix(base) == self.key


@dataclass(frozen=True)
class Decoy:
    """Words that a rule must leave alone. Without words, the rule must be silent on the whole page."""

    rule: str
    words: str = ""

    def is_told_by(self, finding: FindingLike) -> bool:
        """Whether the finding speaks of these words."""
        if finding.rule != self.rule:
            return False
        told = finding.quote or finding.key
        return not self.words or _stands_in(self.words, told) or _stands_in(told, self.words)


def _stands_in(words: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None


@dataclass(frozen=True)
class ExpectedPage:
    """A page, what must be found on it and what must not. `also` are other addresses of it, as paths.

    `clean`: it has no finding at or above “problem”. `slow`: it does not come in time where the server is slow.
    `in_browser`: all that the rules which need a browser must find, for a page that is made for them.
    """

    path: str
    find: tuple[Fault, ...] = ()
    leave: tuple[Decoy, ...] = ()
    in_browser: tuple[Fault, ...] | None = None
    clean: bool = False
    also: tuple[str, ...] = ()
    slow: bool = False


@dataclass(frozen=True)
class Expected:
    """All that is expected of an audit of the sample site at `base`. Addresses are paths.

    `not_audited` gives the reason of each, `traps` the number of pages at most of each path whose pages
    have no end.
    """

    base: str
    pages: Mapping[str, ExpectedPage]
    not_audited: Mapping[str, str]
    documents: frozenset[str]
    traps: Mapping[str, int]


def load(base: str, *, slow: bool = False) -> Expected:
    """Read the list. `slow` means that the slow page takes longer than the audit waits."""
    told = tomli.loads(FILE.read_text("utf-8"))
    pages = {page["path"]: _page(page) for page in told["page"]}
    if len(pages) < len(told["page"]):
        raise ValueError("A page is listed twice.")
    not_audited = {entry["path"]: entry["reason"] for entry in told["not_audited"]}
    if slow:
        not_audited |= {path: "timeout" for path, page in pages.items() if page.slow}
        pages = {path: page for path, page in pages.items() if not page.slow}
    traps = {trap["path"]: trap["at_most"] for trap in told["trap"]}
    return Expected(base, pages, not_audited, frozenset(told["documents"]), traps)


def _page(told: dict[str, object]) -> ExpectedPage:
    find, leave, also = (told.pop(name, ()) for name in ("find", "leave", "also"))
    looked = told.pop("in_browser", None)
    return ExpectedPage(
        **told,  # type: ignore[arg-type]
        find=tuple(Fault(**fault) for fault in find),  # type: ignore[attr-defined]
        leave=tuple(Decoy(**decoy) for decoy in leave),  # type: ignore[attr-defined]
        in_browser=None if looked is None else tuple(Fault(**fault) for fault in looked),  # type: ignore[attr-defined]
        also=tuple(also),  # type: ignore[arg-type]
    )


def compare(
    expected: Expected,
    findings: Iterable[FindingLike],
    pages: Iterable[PageLike],
    not_audited: Iterable[NotAuditedLike],
    documents: Iterable[DocumentLike],
) -> list[str]:
    """What the audit said otherwise than expected, one plain sentence each; empty where all is well."""
    return list(
        chain(
            compare_findings(expected, findings),
            _compare_pages(expected, Counter(page.url.removeprefix(expected.base) for page in pages)),
            _compare_reasons(expected, {n.url.removeprefix(expected.base): n.reason for n in not_audited}),
            _compare_documents(expected, {d.url.removeprefix(expected.base) for d in documents}),
        )
    )


def compare_findings(expected: Expected, findings: Iterable[FindingLike]) -> Iterator[str]:
    """What was not found, and what was found that must be left alone."""
    by_path: dict[str, list[FindingLike]] = {}
    for finding in findings:
        by_path.setdefault(finding.url.removeprefix(expected.base), []).append(finding)
    for path, page in expected.pages.items():
        here = by_path.get(path, [])
        for fault in page.find:
            if not any(fault.is_told_by(finding, expected.base) for finding in here):
                yield f"{path}: {fault.rule} did not find “{fault.quote or fault.key}”."
        for decoy in page.leave:
            for finding in filter(decoy.is_told_by, here):
                yield f"{path}: {decoy.rule} must leave “{finding.quote or finding.key}” alone."
        if page.clean:
            for finding in here:
                if finding.severity != _HARMLESS:
                    yield f"{path}: {finding.rule} found “{finding.quote or finding.key}” on a good page."


def _compare_pages(expected: Expected, audited: Counter[str]) -> Iterator[str]:
    trapped: Counter[str] = Counter()
    others = {other: page.path for page in expected.pages.values() for other in page.also}
    for path, times in audited.items():
        if times > 1:
            yield f"{path} was audited {times} times."
        trap = path.partition("?")[0]
        if trap in expected.traps:
            trapped[trap] += 1
        elif path in others:
            yield f"{path} was audited, and is the same page as {others[path]}."
        elif path not in expected.pages:
            yield f"{path} was audited, and is no page of the site."
    yield from (f"{path} was not audited." for path in expected.pages.keys() - audited.keys())
    for trap, at_most in expected.traps.items():
        if not 1 <= trapped[trap] <= at_most:
            yield f"{trapped[trap]} pages of {trap} were audited, not 1 to {at_most}."


def _compare_reasons(expected: Expected, reasons: Mapping[str, str]) -> Iterator[str]:
    for path, reason in expected.not_audited.items():
        told = reasons.get(path)
        if told is None:
            yield f"{path} is not among what was not audited ({reason})."
        elif told != reason:
            yield f"{path} was not audited for the reason “{told}”, not “{reason}”."


def _compare_documents(expected: Expected, recorded: set[str]) -> Iterator[str]:
    yield from (f"{path} was not recorded as a document." for path in expected.documents - recorded)
    yield from (f"{path} was recorded as a document, and is not one." for path in recorded - expected.documents)
