"""What a person reads in a terminal: the findings page by page, and what it comes to in plain English."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from operator import attrgetter
from textwrap import TextWrapper
from typing import TextIO

from rich.color import ColorSystem
from rich.console import Console
from rich.style import Style

from pipeline.store.values import FindingRow
from reports.exports.clean import one_line
from reports.outcome import Outcome
from reports.views.help import help_of, known
from reports.views.waivers import about, again
from reports.views.words import count, day, listed
from rules.core.findings import SEVERITIES, Severity

_AROUND = 60
_INDENT = 11
_ASIDE, _QUOTE, _PAGE = "dim", "bold", "bold underline"
_COLOURS: dict[Severity, str] = {"barrier": "bold red", "problem": "bold yellow", "advice": "bold cyan"}


def write(outcome: Outcome, out: TextIO) -> None:
    """Page by page, the worst first, in colour on a terminal unless NO_COLOR is set. What is waived is counted."""
    paper = _Paper.on(out)
    titles = {page.url: page.title for page in outcome.pages if page.title}
    counted = _Count()
    shown = (row for row in outcome.findings if counted.shows(row))
    for url, rows in groupby(shown, attrgetter("url")):
        counted.pages += 1
        _page(paper, url, titles.get(url, ""), rows)
    _unread(paper, outcome)
    for sentence in _summary(outcome, counted):
        paper.paragraph(sentence, 0)


def summary(outcome: Outcome) -> Iterator[str]:
    """What it comes to, in a few sentences."""
    counted = _Count()
    counted.pages = len({row.url for row in outcome.findings if counted.shows(row)})
    yield from _summary(outcome, counted)


@dataclass
class _Count:
    """What was met on the way: enough for the summary."""

    pages: int = 0
    waived: int = 0
    new: int = 0
    review: int = 0
    severities: Counter[Severity] = field(default_factory=Counter)

    def shows(self, row: FindingRow) -> bool:
        """Count a finding, and say whether it is shown."""
        if row.state == "waived":
            self.waived += 1
            return False
        self.severities[row.severity] += 1
        self.new += row.state == "new"
        self.review += row.review
        return True


@dataclass(frozen=True)
class _Paper:
    """Where the words go. `width` is None where lines are not to be broken."""

    out: TextIO
    coloured: bool
    width: int | None

    @classmethod
    def on(cls, out: TextIO) -> _Paper:
        console = Console(file=out)
        coloured = console.color_system is not None and not console.no_color
        return cls(out, coloured, console.width if console.is_terminal else None)

    def line(self, indent: int, *parts: tuple[str, str]) -> None:
        """A line of (style, text) parts, made harmless."""
        painted = "".join(self._painted(style, text) for style, text in parts)
        self.out.write(f"{' ' * indent}{painted}\n")

    def paragraph(self, text: str, indent: int, style: str = "") -> None:
        """Text on as many lines as the terminal needs."""
        for line in _broken(one_line(text), self.width, indent):
            self.line(indent, (style, line))

    def gap(self) -> None:
        self.out.write("\n")

    def _painted(self, style: str, text: str) -> str:
        if not (self.coloured and style):
            return text
        return Style.parse(style).render(text, color_system=ColorSystem.STANDARD)


def _broken(text: str, width: int | None, indent: int) -> list[str]:
    if width is None or len(text) + indent <= width:
        return [text]
    return _wrapper(max(width - indent, 20)).wrap(text)


@cache
def _wrapper(width: int) -> TextWrapper:
    return TextWrapper(width, break_long_words=False, break_on_hyphens=False)


def _page(paper: _Paper, url: str, title: str, rows: Iterable[FindingRow]) -> None:
    paper.line(0, (_PAGE, one_line(url)))
    if title:
        paper.line(0, (_ASIDE, one_line(title)))
    explained: set[str] = set()
    for row in sorted(rows, key=lambda row: SEVERITIES.index(row.severity)):
        _finding(paper, row, why=row.rule not in explained)
        explained.add(row.rule)
    paper.gap()


def _finding(paper: _Paper, row: FindingRow, *, why: bool) -> None:
    first, *others = _broken(one_line(row.message), paper.width, _INDENT)
    paper.line(
        2, (_COLOURS[row.severity], row.severity), ("", " " * (_INDENT - 2 - len(row.severity))), ("", first)
    )
    for line in others:
        paper.line(_INDENT, ("", line))
    if row.block:
        paper.line(_INDENT, *_in_context(row))
    if why and (reason := _why(row.rule)):
        paper.paragraph(f"Why: {reason}", _INDENT)
    paper.paragraph(f"Fix: {row.fix}", _INDENT)
    look = "please look first · " if row.review else ""
    before = "seen before · " if row.state == "still" else ""
    paper.line(_INDENT, (_ASIDE, f"{before}{look}{row.rule} · {one_line(row.path)}"))


def _in_context(row: FindingRow) -> Iterator[tuple[str, str]]:
    """The exact words, with some of those around them."""
    before, after = row.block[: row.start], row.block[row.end :]
    if len(before) > _AROUND:
        before = f"… {before[-_AROUND:].split(' ', 1)[-1]}"
    if len(after) > _AROUND:
        after = f"{after[:_AROUND].rsplit(' ', 1)[0]} …"
    yield _ASIDE, _spaced(before)
    yield _QUOTE, _spaced(row.quote)
    yield _ASIDE, _spaced(after)


def _spaced(text: str) -> str:
    """Like `one_line`, but keeping the spaces at both ends: a block's text has single spaces."""
    kept = one_line(f"|{text}|")
    return kept[1:-1]


@cache
def _why(name: str) -> str:
    rule = known(name)
    return help_of(rule).reason if rule else ""


def _unread(paper: _Paper, outcome: Outcome) -> None:
    unread = [page for page in outcome.pages if not page.read]
    if unread:
        paper.line(0, ("bold", "Not checked"))
    for page in unread:
        paper.paragraph(f"{page.url}: {page.reason}", 2)
    if outcome.failures:
        paper.line(0, ("bold", "Checks that failed, through no fault of the page"))
    for failure in outcome.failures:
        paper.paragraph(f"{failure.rule} on {failure.url or 'the whole site'}: {failure.error}", 2)
    if unread or outcome.failures:
        paper.gap()


def _summary(outcome: Outcome, counted: _Count) -> Iterator[str]:
    read = sum(page.read for page in outcome.pages)
    if not read:
        yield "No page could be read, so nothing was checked."
        return
    unread = len(outcome.pages) - read
    more = f" {count(unread, 'more address', 'more addresses')} could not be checked." if unread else ""
    same = outcome.coverage.unchanged if outcome.coverage else 0
    unchanged = f" Of these, {same:,} had not changed." if same else ""
    yield f"Checked {count(read, 'page')} for {day(outcome.today)}.{unchanged}{more}"
    yield _found(counted)
    yield from _waivers(outcome)
    if not outcome.complete:
        yield "This is not the whole picture: the audit is not complete, so there may be more to find."


def _waivers(outcome: Outcome) -> Iterator[str]:
    for use in outcome.waivers:
        what = one_line(about(use.waiver))
        if use.state == "lapsed":
            yield f"A waiver lapsed on {day(use.waiver.until)}: {what}. {again(use)}"
        elif use.state == "unused":
            yield f"A waiver is not needed any more: {what}. Take it out of the file."


def _found(counted: _Count) -> str:
    names: Mapping[Severity, tuple[str, str]] = {
        "barrier": ("barrier", "barriers"),
        "problem": ("problem", "problems"),
        "advice": ("piece of advice", "pieces of advice"),
    }
    total = counted.severities.total()
    waived = f" {count(counted.waived, 'finding')} waived." if counted.waived else ""
    if not total:
        return f"Found nothing to put right.{waived}"
    each = listed([count(n, *names[s]) for s in SEVERITIES if (n := counted.severities[s])])
    told = f"Found {count(total, 'thing')} to put right on {count(counted.pages, 'page')}: {each}."
    if counted.new != total:
        told += f" New since last time: {counted.new:,}."
    if counted.review:
        told += f" A person must look first at {counted.review:,} of them."
    return told + waived
