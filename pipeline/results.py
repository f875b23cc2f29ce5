"""What comes of a run: documents in the formats asked for, a summary, a baseline, an exit status."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from pipeline.audit import VERSION
from pipeline.saying import standard_output
from pipeline.store.read import Reader
from pipeline.store.values import FindingRow, Run, State
from reports.exports import FORMATS, BinaryFormat, markdown
from reports.outcome import Coverage, FactEntry, Outcome, PageEntry
from rules.core.errors import UserError


def outcome(
    reader: Reader,
    run: Run,
    known: frozenset[str] | None = None,
    *,
    facts: bool = False,
    whole: bool = True,
) -> Outcome:
    """A run in the shape that every format is written from. `known` are the findings of a baseline.

    Where a run was not meant to see the whole site, only the waivers that name something in it are told.
    """
    return Outcome(
        version=VERSION,
        today=run.today,
        complete=run.complete,
        pages=list(_pages(reader, run)),
        findings=findings(reader, run, known),
        failures=reader.failures(run),
        facts=_facts(reader, run) if facts else None,
        waivers=[use for use in reader.uses(run) if use.findings or (whole and run.complete)],
        coverage=_coverage(reader, run) if whole else None,
    )


def _coverage(reader: Reader, run: Run) -> Coverage:
    visited = reader.visited(run)
    reasons = Counter(row.reason for row in reader.not_audited(run))
    return Coverage(visited["read"], visited["unchanged"], reasons)


def findings(reader: Reader, run: Run, known: frozenset[str] | None = None) -> Iterator[FindingRow]:
    """The findings of a run; with a baseline, `new` means not in it."""
    for row in reader.findings(run):
        state: State = row.state if known is None else "still" if row.id in known else "new"
        yield replace(row, state="waived" if row.state == "waived" else state)


def _pages(reader: Reader, run: Run) -> Iterator[PageEntry]:
    for page in reader.pages(run):
        yield PageEntry(page.url, page.title, page.status, page.language, page.words, page.reading_age)
    for missed in reader.not_audited(run):
        yield PageEntry(missed.url, status=missed.status, read=False, reason=missed.detail or missed.reason)


def _facts(reader: Reader, run: Run) -> Iterator[FactEntry]:
    for rule, fact in reader.all_facts(run):
        place = fact.place
        yield FactEntry(rule, place.url, place.block, place.start, place.end, fact.key, fact.value, fact.kind)


def write(name: str, document: Outcome, output: Path | None) -> None:
    """Write a document in one format to a file, or to standard output where that can be."""
    form = FORMATS[name]
    if isinstance(form, BinaryFormat):
        assert output is not None  # noqa: S101 - as `places` says
        with told_plainly(output), output.open("wb") as binary:
            form.write(document, binary)
    elif output is None:
        with standard_output() as out:
            form.write(document, out)
    else:
        with told_plainly(output), output.open("w", encoding="utf-8") as text:
            form.write(document, text)


def summarise_job(told: Callable[[], Outcome]) -> None:
    """Add the summary of a run to that of its job, where GitHub Actions runs it."""
    if path := os.environ.get("GITHUB_STEP_SUMMARY"):
        with told_plainly(Path(path)), Path(path).open("a", encoding="utf-8") as page:
            markdown.write(told(), page)


def places(formats: Sequence[str], output: Path | None) -> dict[str, Path | None]:
    """Where each format but the report goes: to standard output, to the file named, or with others to its folder.

    Raises UserError where a format cannot go there.
    """
    written = [name for name in formats if name in FORMATS]
    if output is None:
        if len(written) > 1:
            raise UserError("Several formats need a folder: name one with --output.")
        if binary := [name for name in written if isinstance(FORMATS[name], BinaryFormat)]:
            raise UserError(f"The format {binary[0]} is not text. Name a file for it with --output.")
    if len(formats) <= 1 or output is None:
        return dict.fromkeys(written, output)
    if output.exists() and not output.is_dir():
        raise UserError(f"{output} is a file. Several formats need a folder: name one with --output.")
    return {name: output / f"localoffer-{name}{FORMATS[name].suffix}" for name in written}


def put(path: Path, text: str) -> None:
    """Write a file as a whole: one who reads it meanwhile finds the old or the new text, and never a part.

    Raises UserError where it cannot be written.
    """
    place = path.resolve()
    beside = place.with_name(f"{place.name}.new")
    with told_plainly(path):
        if place.exists() and not place.is_file():  # a pipe or a terminal, which nothing can take the place of
            place.write_text(text, "utf-8", errors="replace")
            return
        try:
            beside.write_text(text, "utf-8", errors="replace")
            beside.replace(place)
        finally:
            beside.unlink(missing_ok=True)


@contextmanager
def told_plainly(path: Path) -> Iterator[None]:
    """Make the folder of a file, and raise UserError where the file cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        raise UserError(f"{path} cannot be written: {error.strerror}. Name another file.") from error
