"""Writes the report: views through templates into a folder of static pages, moved into place when whole."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from hashlib import blake2b
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory

from jinja2 import Environment, PackageLoader, StrictUndefined

from pipeline.store.read import Reader
from pipeline.store.values import Upcoming
from reports.exports.ical import calendar
from reports.kept import Kept
from reports.views.addresses import page_file
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
from rules.core.errors import UserError
from rules.core.registry import catalogue

_SIGN = "about-this-folder.txt"
_SIGNED = "This folder is a report of localoffer. Each audit writes it anew, so keep nothing of your own here.\n"
_READ_ONLY = "you may not write there. Name another folder with --report."
_A_FILE = "part of that path is a file. Name another folder with --report."
_FULL = "the disk is full. Make room, and write it again with `localoffer report`."
_TOLD = {
    errno.EACCES: _READ_ONLY,
    errno.EPERM: _READ_ONLY,
    errno.EROFS: _READ_ONLY,
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.ENOTDIR: _A_FILE,
    errno.EEXIST: _A_FILE,
}


def render(
    reader: Reader,
    counted: Survey,
    out: Path,
    *,
    charter: Charter,
    upcoming: Sequence[Upcoming],
    wishes: Wishes = NO_WISHES,
) -> Path:
    """Write the report of a counted run into the folder `out`, and return its first page.

    The old report stays until the new one is whole. Raises UserError where the folder cannot be written, and
    for a folder that holds something else than a report: that is never touched.
    """
    out = out.resolve()
    check_folder(out)
    with _told_plainly(out):
        out.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=out.parent, prefix=f".{out.name}-") as beside:
            new = Path(beside, "new")
            for folder in (new, new / "pages", new / "rules", new / "work"):
                folder.mkdir()
            _write(reader, counted, new, out, charter, upcoming, wishes)
            _move(new, out, Path(beside, "old"))
    return out / "index.html"


def check_folder(out: Path) -> None:
    """Raise UserError for a folder that holds something other than a report: it is never touched."""
    if out.is_dir() and any(out.iterdir()) and not _is_ours(out):
        raise UserError(
            f"The folder {out} holds something other than a report, so it was left as it is. "
            "Name another folder with --report, or an empty one."
        )
    if out.exists() and not out.is_dir():
        raise UserError(f"{out} is a file, and the report needs a folder. Name another with --report.")


def _is_ours(out: Path) -> bool:
    sign = out / _SIGN
    return sign.is_file() and sign.read_text("utf-8", "replace") == _SIGNED


@contextmanager
def _told_plainly(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno not in _TOLD:
            raise
        raise UserError(f"The report could not be written to {out}: {_TOLD[error.errno]}") from error


def _move(new: Path, out: Path, old: Path) -> None:
    if out.exists():
        out.rename(old)
    try:
        new.rename(out)
    except OSError:
        if old.exists():
            old.rename(out)
        raise


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
    pages = _Pages(folder, shown)
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
    with as_file(files("reports") / "assets") as assets:
        shutil.copytree(assets, folder / "assets")
    (folder / _SIGN).write_text(_SIGNED, "utf-8")


def _write_lasting(
    reader: Reader, counted: Survey, folder: Path, old: Path, charter: Charter, wishes: Wishes, shown: Frame
) -> None:
    """Write the files of pages and rules, but for those that would be the same as in the old report."""
    pages = _Pages(folder, shown)
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


class _Pages:
    """Writes views through templates, each a stream, so that a long list is never held as text."""

    def __init__(self, folder: Path, shown: Frame) -> None:
        self._folder = folder
        self._shown = shown

    def write(self, file: str, template: str, view: object) -> None:
        """Write one page, never over one that was kept. Links in it start from the folder of the report."""
        root = "../" * file.count("/")
        stream = _templates().get_template(f"{template}.html").generate(view=view, root=root, frame=self._shown)
        with (self._folder / file).open("x", encoding="utf-8", errors="replace") as page:
            page.writelines(stream)


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
