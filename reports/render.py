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
from reports.pictures import FOLDER, Pictures, take_over
from reports.sharing import share_out
from reports.views.addresses import page_file
from reports.views.compare import Comparison, compared
from reports.views.coverage import later_parts, not_audited
from reports.views.fixing import fix_pages
from reports.views.guide import reaches, rule_page, themes
from reports.views.known import known_of
from reports.views.overview import frame, overview
from reports.views.pages import pages_to_fix
from reports.views.promises import figures, promises
from reports.views.scorecard import scorecard, told
from reports.views.search import write_index
from reports.views.shares import work_of
from reports.views.soon import CALENDAR, coming_up, entries
from reports.views.survey import Survey
from reports.views.trend import past
from reports.views.trends import trends
from reports.views.unsure import unsure_links
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
    pictures: Path | None = None,
) -> Path:
    """Write the report of a counted run into the folder `out`, and return its first page.

    The old report stays until the new one is whole. Raises UserError where the folder cannot be written, and
    for a folder that holds something else than a report: that is never touched. With a `comparison` of this run
    with an earlier one, `changes.html` shows it. `pictures` is a folder of them, each named by its finding;
    without it, those of the old report stay.
    """
    out = out.resolve()
    with new_folder(out) as new:
        for name in ("pages", "rules", "work"):
            (new / name).mkdir()
        taken = take_over(pictures or out / FOLDER, new)
        _write(reader, counted, new, out, charter, upcoming, wishes, taken)
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
    pictures: Pictures,
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
    missed = not_audited(counted, reader)
    missed = replace(missed, reasons=(*missed.reasons, *unsure_links(reader, counted.run)))
    pages.write("not-audited.html", "not_audited", missed)
    for file, part in later_parts(counted, reader):
        pages.write(file, "not_audited", part)
    pages.write("coming-up.html", "coming_up", coming)
    if counted.uses:
        pages.write("left-as-agreed.html", "left_as_agreed", left_as_agreed(counted, reader))
    (folder / CALENDAR).write_bytes(calendar(shown.site, entries(counted.pages, today, upcoming)))
    write_index(counted, folder)
    lasting = replace(shown, audited=None, judged=None)
    kept = Kept(old, folder, lasting)
    _write_pages(reader, counted, Pages(folder, lasting), kept, wishes, pictures)
    _write_rules(counted, Pages(folder, lasting), kept, charter)
    kept.save()


def _write_pages(
    reader: Reader, counted: Survey, pages: Pages, kept: Kept, wishes: Wishes, pictures: Pictures
) -> None:
    """Write the files of pages, but for those that would be the same as in the old report."""
    texts = {url: blake2b(packed).digest() for url, packed in reader.texts(counted.run)}
    changed = set()
    for url in counted.pages.keys() | counted.faulty:
        shown = (known_of(counted, wishes, url, pictures), texts.get(url))
        if not kept.keeps(page_file(url), shown):
            changed.add(url)

    def write(urls: Sequence[str]) -> None:
        rows, packed = reader.findings(counted.run, urls), reader.texts(counted.run, urls)
        for file, page in pages_to_fix(counted, wishes, urls, rows, packed, pictures):
            pages.write(file, "page", page)

    if changed:
        share_out(changed, write, reader.copied)


def _write_rules(counted: Survey, pages: Pages, kept: Kept, charter: Charter) -> None:
    """Write the files of rules, but for those that would be the same as in the old report."""
    for rule in catalogue():
        for reach in reaches(counted, rule, charter.commitments):
            if not kept.keeps(reach.file, reach):
                pages.write(reach.file, "rule", rule_page(reach))
