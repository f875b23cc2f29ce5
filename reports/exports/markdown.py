"""A summary in Markdown, for job summaries and merge requests: what it came to, and the worst that is new."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TextIO

from pipeline.store.values import FindingRow
from reports.exports.clean import one_line
from reports.outcome import Outcome
from reports.views.addresses import href, to_the_words
from reports.views.help import help_of, known
from reports.views.words import badge, beginning, count, counted, day, listed
from rules.core.findings import SEVERITIES, Severity

_SHOWN = 10
_WORDS, _LONGEST = 30, 500
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~&$]")


@dataclass
class _Told:
    """What was met on the way: counts, and the first finding of each of the worst new issues."""

    severities: Counter[Severity] = field(default_factory=Counter)
    new: Counter[Severity] = field(default_factory=Counter)
    waived: int = 0
    worst: dict[str, FindingRow] = field(default_factory=dict)
    places: Counter[str] = field(default_factory=Counter)

    def add(self, row: FindingRow) -> None:
        if row.state == "waived":
            self.waived += 1
            return
        self.severities[row.severity] += 1
        if row.state == "new":
            self.new[row.severity] += 1
            self.places[row.issue] += 1
            self.worst.setdefault(row.issue, row)

    def first(self) -> list[FindingRow]:
        """The worst new ones: those that are sure before those to look at, and what many pages share first."""
        return sorted(
            self.worst.values(),
            key=lambda row: (SEVERITIES.index(row.severity), row.review, -self.places[row.issue]),
        )[:_SHOWN]


def write(outcome: Outcome, out: TextIO) -> None:
    """A heading, what was found, the ten worst new findings with why they matter, and where the report is.

    Nothing that a page says is taken for Markdown or HTML.
    """
    told = _Told()
    for row in outcome.findings:
        told.add(row)
    titles = {page.url: page.title for page in outcome.pages if page.title}
    paragraphs = (*_headline(outcome, told), *_worst(told, titles), *_unchecked(outcome))
    out.writelines(f"{paragraph}\n\n" for paragraph in paragraphs)
    if outcome.report:
        where = f"<{outcome.report}>" if href(outcome.report) else _plain(outcome.report)
        out.write(f"The report is at {where}.\n")


def _headline(outcome: Outcome, told: _Told) -> Iterator[str]:
    new = told.new.total()
    if not any(page.read for page in outcome.pages):
        yield "## Local Offer: no page could be read"
    elif not outcome.complete:
        yield "## Local Offer: the audit is not complete"
    else:
        yield f"## Local Offer: {count(new, 'new thing')} to put right" if new else "## Local Offer: nothing new"
    read = sum(page.read for page in outcome.pages)
    yield f"Checked {count(read, 'page')} for {day(outcome.today)}. {_found(told)}"
    yield from (f"- {_plain(spent.told)}" for spent in outcome.budgets if spent.over)


def _found(told: _Told) -> str:
    waived = f" {count(told.waived, 'finding')} waived." if told.waived else ""
    if not told.severities:
        return f"There is nothing to put right.{waived}"
    every, new = (listed([each.words for each in counted(dict(n))]) for n in (told.severities, told.new))
    return f"In all: {every}. New: {new or 'none'}.{waived}"


def _worst(told: _Told, titles: Mapping[str, str]) -> Iterator[str]:
    first = told.first()
    if first:
        yield "### What is new" if len(told.worst) <= _SHOWN else f"### The {_SHOWN} worst of what is new"
    for number, row in enumerate(first, 1):
        first_line, *others = _finding(row, titles.get(row.url, row.url), told.places[row.issue])
        indent = " " * len(f"{number}. ")
        yield "  \n".join((f"{number}. {first_line}", *(f"{indent}{line}" for line in others)))


def _finding(row: FindingRow, page: str, places: int) -> Iterator[str]:
    yield f"**{badge(row.severity).words}:** {_plain(row.message)}"
    if row.quote not in row.message:
        yield f"“{_plain(beginning(row.quote, _WORDS))}”"
    to = to_the_words(row.url, row.block, row.start, row.end)
    others = f", and {count(places - 1, 'other place')}" if places > 1 else ""
    yield f"On {f'[{_plain(page)}](<{_target(to)}>)' if to else _plain(row.url)}{others}"
    if rule := known(row.rule):
        yield f"Why: {_plain(help_of(rule).reason)}"
    look = " A person must look first." if row.review else ""
    yield f"Fix: {_plain(row.fix)}{look} (`{row.rule}`)"


def _target(url: str) -> str:
    return one_line(url).replace("<", "%3C").replace(">", "%3E").replace("\\", "%5C").replace("&", "&amp;")


def _unchecked(outcome: Outcome) -> Iterator[str]:
    unread = [page for page in outcome.pages if not page.read]
    if unread:
        first = unread[0]
        more = f" The report lists {len(unread) - 1:,} more." if len(unread) > 1 else ""
        yield f"Not checked: {_plain(first.url)}: {_plain(first.reason or '')}{more}"
    for failure in outcome.failures[:1]:
        yield f"The rule `{failure.rule}` failed: {_plain(failure.error)}"


def _plain(text: str) -> str:
    """Text of a page as nothing but text: one short line, with all that Markdown or HTML would obey escaped."""
    return _SPECIAL.sub(lambda found: f"\\{found[0]}", one_line(text)[:_LONGEST])
