"""Workflow commands of GitHub Actions: the worst findings of each kind become annotations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TextIO

from pipeline.store.values import FindingRow
from reports.exports.clean import one_line
from reports.exports.lines import line_of
from reports.outcome import Outcome
from reports.views.addresses import href
from reports.views.words import count
from rules.core.findings import Severity

_COMMANDS: dict[Severity, str] = {"barrier": "error", "problem": "warning", "advice": "notice"}
_MOST = 10
"""GitHub shows so many annotations of each kind for one step, and drops the others without a word."""
_LONGEST = 2_000


class _Annotation(NamedTuple):
    """`rank` is 0 for what must not be dropped, and grows the less it would be missed."""

    rank: int
    command: str
    text: str


def write(outcome: Outcome, out: TextIO) -> None:
    """One command a line, no more of a kind than GitHub shows: what is new, then the rest, but none waived.

    A draft's carries its file and line. See
    https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands.
    """
    kept: dict[str, list[_Annotation]] = {command: [] for command in _COMMANDS.values()}
    dropped = 0
    for annotation in _annotations(outcome):
        of_its_kind = kept[annotation.command]
        of_its_kind.append(annotation)
        if len(of_its_kind) > _MOST:
            of_its_kind.sort(key=lambda each: each.rank)
            of_its_kind.pop()
            dropped += 1
    for of_a_kind in kept.values():
        out.writelines(each.text for each in sorted(of_a_kind, key=lambda each: each.rank))
    if dropped:
        out.write(
            f"GitHub shows {_MOST} of each kind. {count(dropped, 'more stands', 'more stand')} in the report.\n"
        )


def _annotations(outcome: Outcome) -> Iterator[_Annotation]:
    for spent in outcome.budgets:
        if spent.over:
            yield _Annotation(0, "error", _command("error", spent.told, {"title": "Over budget"}))
    for failure in outcome.failures:
        where = {**_file(failure.url), "title": f"The rule {failure.rule} failed"}
        yield _Annotation(0, "warning", _command("warning", failure.error, where))
    for row in outcome.findings:
        if row.state != "waived":
            yield _finding(row)
    for page in outcome.pages:
        if not page.read:
            where = {**_file(page.url), "title": "Not checked"}
            yield _Annotation(5, "warning", _command("warning", f"{page.reason} ({page.url})", where))


def _finding(row: FindingRow) -> _Annotation:
    look = " Please look at it first." if row.review else ""
    place = _file(row.url)
    if place:
        place["line"] = str(line_of(row))
    where = {**place, "title": row.rule}
    rank = (1 if row.state == "new" else 3) + row.review
    command = _COMMANDS[row.severity]
    return _Annotation(rank, command, _command(command, f"{row.message} {row.fix}{look} ({row.url})", where))


def _file(url: str) -> dict[str, str]:
    return {} if not url or href(url) else {"file": url}


def _command(name: str, message: str, properties: dict[str, str]) -> str:
    given = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {given}::{_data(message)}\n"


def _data(text: str) -> str:
    return one_line(text)[:_LONGEST].replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
