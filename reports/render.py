"""Writes the report: views through templates into a folder of static pages, moved into place when whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path

from pipeline.store.read import Reader
from pipeline.store.values import Upcoming
from reports.exports.ical import calendar
from reports.files import Pages, new_folder
from reports.kept import Kept
from reports.views.addresses import page_file
from reports.views.compare import Comparison, compared
from reports.views.coverage import later_parts, not_audited
from reports.views.fixing import fix_pages
from reports.views.guide import reaches, rule_page, themes
from reports.views.overview import Frame, frame, overview
from reports.views.pages import known_of, pages_to_fix
from reports.views.promises import figures, promises
from reports.views.scorecard import scorecard, told
from reports.views.search import write_index
from reports.views.shares import work_of
from reports.views.soon import CALENDAR, coming_up, entries
from reports.views.survey import Survey
from reports.views.trend import past
from reports.views.trends import trends
from reports.views.waivers import left_as_agreed
from reports.views.work import work_lists
from reports.wishes import NO_WISHES, Wishes
from rules.core.charter import Charter
from rules.core.registry import catalogue


def render(
    reader: Reader,
    counted: Survey,
    out: Path,
    *,
    charter: Charter,
    upcoming: Sequence[Upcoming],
    wishes: Wishes = NO_WISHES,
    comparison: Comparison | None = None,
) -> Path:
    """Write the report of a counted run into the folder `out`, and return its first page.

    The old report stays until the new one is whole. Raises UserError where the folder cannot be written, and
    for a folder that holds something else than a report: that is never touched. With a `comparison` of this run
    with an earlier one, `changes.html` shows it.
    """
    out = out.resolve()
    with new_folder(out) as new:
        for name in ("pages", "rules", "work"):
            (new / name).mkdir()
        _write(reader, counted, new, out, charter, upcoming, wishes)
        if comparison:
            Pages(new, frame(counted)).write("changes.html", "changes", compared(counted, comparison, charter))
    return out / "index.html"


def _write(
    reader: Reader,
    counted: Survey,
    folder: Path,
    old: Path,
    charter: Charter,
    upcoming: Sequence[Upcoming],
    wishes: Wishes,
) -> None:
    today = counted.run.today
    shown = frame(counted)
    pages = Pages(folder, shown)
    work = work_of(counted, wishes)
    fixing = fix_pages(counted, work)
    coming = coming_up(counted.pages, today, upcoming)
    pages.write("index.html", "overview", overview(counted, fixing, coming))
    pages.write("fix.html", "fix", fixing)
    for file, listed in work_lists(counted, work):
        pages.write(file, "work", listed)
    judged = promises(counted, charter)
    before = past(reader.earlier(counted.run), counted.run, figures(counted, judged))
    pages.write("charter.html", "charter", scorecard(counted, charter, told(reader, counted.run, judged, before)))
    pages.write("trends.html", "trends", trends(counted, charter, before, upcoming))
    pages.write("rules.html", "rules", themes(counted))
    pages.write("not-audited.html", "not_audited", not_audited(counted, reader))
    for file, part in later_parts(counted, reader):
        pages.write(file, "not_audited", part)
    pages.write("coming-up.html", "coming_up", coming)
    if counted.uses:
        pages.write("left-as-agreed.html", "left_as_agreed", left_as_agreed(counted, reader))
    (folder / CALENDAR).write_bytes(calendar(shown.site, entries(counted.pages, today, upcoming)))
    write_index(counted, folder)
    _write_lasting(reader, counted, folder, old, charter, wishes, replace(shown, audited=None, judged=None))


def _write_lasting(
    reader: Reader, counted: Survey, folder: Path, old: Path, charter: Charter, wishes: Wishes, shown: Frame
) -> None:
    """Write the files of pages and rules, but for those that would be the same as in the old report."""
    pages = Pages(folder, shown)
    kept = Kept(old, folder, shown)
    run = counted.run
    changed = _changed(reader, counted, wishes, kept)
    if changed:
        rows, texts = reader.findings(run, changed), reader.texts(run, changed)
        for file, page in pages_to_fix(counted, wishes, changed, rows, texts):
            pages.write(file, "page", page)
    for rule in catalogue():
        for reach in reaches(counted, rule, charter.commitments):
            if not kept.keeps(reach.file, reach):
                pages.write(reach.file, "rule", rule_page(reach))
    kept.save()


def _changed(reader: Reader, counted: Survey, wishes: Wishes, kept: Kept) -> set[str]:
    """The addresses of the pages whose files do not show what is true now. The other files are taken over."""
    texts = {url: blake2b(packed).digest() for url, packed in reader.texts(counted.run)}
    urls = counted.pages.keys() | counted.faulty
    shown = ((url, (known_of(counted, wishes, url), texts.get(url))) for url in urls)
    return {url for url, all_of_it in shown if not kept.keeps(page_file(url), all_of_it)}
