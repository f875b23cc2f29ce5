"""A report written over another: the same as one written from nothing, and only what has changed is written."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from pipeline.config import OwnerConfig
from pipeline.store.text import Part
from pipeline.store.values import FindingRow, Run
from reports import kept, render
from reports.views.addresses import page_file
from reports.views.pages import PageToFix, pages_to_fix
from reports.views.survey import survey
from reports.wishes import Wishes
from rules.core.charter import Charter, load_charter
from tests.reports.audits import BEFORE, HOST, RUN, Audit, anyborough, finding
from tests.reports.test_render import everything, write

ROOT = Path(__file__).parents[2]
TOMORROW = replace(
    RUN,
    id=3,
    today=RUN.today + timedelta(1),
    started=RUN.started + timedelta(1),
    finished=(RUN.finished or RUN.started) + timedelta(1, minutes=3),
)
AUTISM = page_file(f"{HOST}/send/autism")
MONEY = page_file(f"{HOST}/send/money")
TRAVEL = page_file(f"{HOST}/send/travel")
VAGUE = "rules/links.vague-text.html"

Change = Callable[[Audit], object]


def written(before: Path, after: Path) -> set[str]:
    """The files of pages and rules in `after` that are not the very files of `before`."""
    there = {file.stat().st_ino for file in before.rglob("*.html")}
    files = {file for name in ("pages", "rules") for file in (after / name).iterdir()}
    return {str(file.relative_to(after)) for file in files if file.stat().st_ino not in there}


def again(tmp_path: Path, change: Change, run: Run = TOMORROW) -> set[str]:
    """Write a report over that of the night before, see that it is a full one, and say what was written."""
    out = tmp_path / "report"
    write(anyborough(), out)
    before = tmp_path / "before"
    shutil.copytree(out, before, copy_function=os.link)
    audit = anyborough()
    change(audit)
    write(audit, out, run)
    full = write(audit, tmp_path / "full", run).parent
    assert everything(out) == everything(full)
    return written(before, out)


def nothing(audit: Audit) -> None:
    """Change nothing."""


def on(address: str, **changes: Any) -> Change:
    def change(audit: Audit) -> None:
        rows = audit.finding_rows
        at = next(i for i, row in enumerate(rows) if row.url == HOST + address)
        rows[at] = replace(rows[at], **changes)

    return change


def of_page(address: str, **changes: Any) -> Change:
    def change(audit: Audit) -> None:
        rows = audit.page_rows
        at = next(i for i, row in enumerate(rows) if row.url == HOST + address)
        rows[at] = replace(rows[at], **changes)

    return change


def the_neighbour_is_put_right(audit: Audit) -> None:
    audit.finding_rows = [row for row in audit.finding_rows if not row.url.endswith("/travel")]


def one_more(audit: Audit) -> None:
    audit.finding_rows.append(finding("/send/travel", "links.raw-url", "See x.test now.", "x.test"))


class TestOnlyWhatChanged:
    def test_on_a_night_without_changes_no_page_and_no_rule_is_written(self, tmp_path: Path) -> None:
        assert again(tmp_path, nothing) == set()

    def test_the_first_page_tells_the_new_nights_time(self, tmp_path: Path) -> None:
        again(tmp_path, nothing)
        for name in ("index", "fix", "charter", "rules", "not-audited", "coming-up"):
            assert "Audited 2 March 2027, 2:17am" in (tmp_path / "report" / f"{name}.html").read_text("utf-8")

    def test_what_outlasts_a_night_does_not_name_it(self, tmp_path: Path) -> None:
        again(tmp_path, nothing)
        for file in (AUTISM, VAGUE):
            text = (tmp_path / "report" / file).read_text("utf-8")
            assert "March 2027, 2:1" not in text
            assert '<a href="../index.html">Date of the audit</a>' in text

    @pytest.mark.parametrize(
        "change",
        [
            on("/send/autism", message="Other words."),
            on("/send/autism", fix="Do another thing."),
            on("/send/autism", severity="advice"),
            on("/send/autism", review=True),
            on("/send/autism", end=30),
            on("/send/autism", path="main > p"),
            on("/send/autism", since=date(2027, 3, 2)),
            of_page("/send/autism", words=413),
            of_page("/send/autism", reading_age=9.0),
            of_page("/send/autism", last_modified=None),
        ],
    )
    def test_a_page_of_which_something_else_is_told_is_written(self, tmp_path: Path, change: Change) -> None:
        assert again(tmp_path, change) == {AUTISM}

    def test_another_title_is_told_on_the_page_and_wherever_it_is_named(self, tmp_path: Path) -> None:
        assert again(tmp_path, of_page("/send/autism", title="Autism")) == {AUTISM, VAGUE}

    def test_how_long_a_page_took_is_no_reason_to_write_it(self, tmp_path: Path) -> None:
        assert again(tmp_path, of_page("/send/autism", elapsed=29.0, inlinks=7, outcome="unchanged")) == set()

    def test_one_more_finding_is_told_on_its_page_and_its_rule(self, tmp_path: Path) -> None:
        assert again(tmp_path, one_more) == {TRAVEL, "rules/links.raw-url.html"}

    def test_when_a_neighbour_is_put_right_the_others_say_that_they_are_fewer(self, tmp_path: Path) -> None:
        assert again(tmp_path, the_neighbour_is_put_right) == {
            AUTISM,
            TRAVEL,
            page_file(f"{HOST}/send/short-breaks"),
            VAGUE,
        }
        assert "The same stands on 1 other page." in (tmp_path / "report" / AUTISM).read_text("utf-8")
        assert "Nothing to put right" in (tmp_path / "report" / TRAVEL).read_text("utf-8")

    def test_what_is_waived_leaves_the_page_and_comes_back(self, tmp_path: Path) -> None:
        waived = again(tmp_path, on("/send/contact", state="waived"))
        contact = page_file(f"{HOST}/send/contact")
        assert waived == {contact, "rules/accessibility.missing-alt.html"}
        assert "Nothing to put right" in (tmp_path / "report" / contact).read_text("utf-8")

    def test_a_waiver_that_lapses_brings_the_page_back(self, tmp_path: Path) -> None:
        lapsed = again(tmp_path, on("/send/money", state="still"))
        assert lapsed == {MONEY, "rules/links.raw-url.html"}

    def test_a_page_whose_text_changed_is_written_though_its_notes_are_the_same(self, tmp_path: Path) -> None:
        def other_text(audit: Audit) -> None:
            audit.texts[f"{HOST}/send/money"] = [Part("Ask them.", "paragraph", "main")]

        assert again(tmp_path, other_text) == {MONEY}

    def test_a_page_that_gets_an_owner_says_so(self, tmp_path: Path) -> None:
        out = write(anyborough(), tmp_path / "report").parent
        shutil.copytree(out, tmp_path / "before", copy_function=os.link)
        audit = anyborough()
        wishes = Wishes(owners=(OwnerConfig("Money team", ("/send/money",)),))
        counted = survey(audit.reader, RUN)
        render.render(audit.reader, counted, out, charter=load_charter(), upcoming=audit.upcoming, wishes=wishes)
        assert MONEY in written(tmp_path / "before", out)
        assert "Money team" in (out / MONEY).read_text("utf-8")

    def test_what_is_no_longer_new_is_no_longer_called_so(self, tmp_path: Path) -> None:
        assert again(tmp_path, on("/send/short-breaks", state="still")) == {page_file(f"{HOST}/send/short-breaks")}

    def test_when_another_note_of_a_page_is_the_new_one_the_page_is_written(self, tmp_path: Path) -> None:
        def other(audit: Audit) -> None:
            first, second, *rest = audit.finding_rows
            assert (first.url, first.state, second.state) == (second.url, "new", "still")
            audit.finding_rows = [replace(first, state="still"), replace(second, state="new"), *rest]

        assert again(tmp_path, other) == {page_file(f"{HOST}/send/short-breaks")}

    def test_after_the_first_audit_what_was_found_then_is_not_written_again(self, tmp_path: Path) -> None:
        first, second = anyborough(), anyborough()
        first.finding_rows = [replace(row, state="new") for row in first.finding_rows]
        first.before = None
        second.finding_rows = [replace(row, state="still") for row in second.finding_rows]
        out = write(first, tmp_path / "report").parent
        shutil.copytree(out, tmp_path / "before", copy_function=os.link)
        write(second, out, TOMORROW)
        assert written(tmp_path / "before", out) == set()

    def test_an_audit_cut_short_says_so_on_every_page_and_one_that_is_whole_does_not(self, tmp_path: Path) -> None:
        short = replace(TOMORROW, complete=False, reason="the time was up")
        assert len(again(tmp_path, nothing, short)) == 6 + len(list((tmp_path / "report" / "rules").iterdir()))
        out = write(anyborough(), tmp_path / "report").parent
        assert "cut short" not in (out / AUTISM).read_text("utf-8")

    def test_another_version_writes_everything(self, tmp_path: Path) -> None:
        assert {AUTISM, VAGUE} < again(tmp_path, nothing, replace(TOMORROW, version="0.2.0"))

    def test_another_charter_is_told_on_the_pages_of_its_rules(self, tmp_path: Path) -> None:
        def write_with(charter: Charter) -> None:
            reader = anyborough().reader
            render.render(reader, survey(reader, RUN), out, charter=charter, upcoming=())

        out, charter = tmp_path / "report", load_charter()
        write_with(charter)
        principle, *others = charter.principles
        told, *rest = principle.commitments
        reworded = replace(principle, commitments=(replace(told, words="We answer within a week."), *rest))
        write_with(replace(charter, principles=(reworded, *others)))
        promising = [
            file for file in (out / "rules").iterdir() if f"charter.html#{told.id}" in file.read_text("utf-8")
        ]
        assert promising
        assert all("We answer within a week." in file.read_text("utf-8") for file in promising)

    def test_many_changed_pages_are_each_written_once(self, tmp_path: Path) -> None:
        def club(n: int, message: str) -> FindingRow:
            return finding(f"/club/{n}", "links.vague-text", "Read more.", "more", message=message)

        def clubs(message: str) -> Audit:
            return Audit(finding_rows=[club(n, message if n % 2 else "Same.") for n in range(40)])

        out = write(clubs("Before."), tmp_path / "report").parent
        shutil.copytree(out, tmp_path / "before", copy_function=os.link)
        write(clubs("After."), out)
        assert written(tmp_path / "before", out) == {page_file(f"{HOST}/club/{n}") for n in range(1, 40, 2)}
        assert everything(out) == everything(write(clubs("After."), tmp_path / "full").parent)


class TestTheProgram:
    """The program is part of what a file shows."""

    def test_other_words_in_a_rule_a_template_or_a_view_reach_the_pages(self, tmp_path: Path) -> None:
        program, out = tmp_path / "program", tmp_path / "report"
        for package in ("pipeline", "reports", "rules", "spiders", "tests/reports", "tests/store"):
            shutil.copytree(ROOT / package, program / package)
        for shared in ("__init__.py", "conftest.py"):
            shutil.copy(ROOT / "tests" / shared, program / "tests" / shared)
        _write_with(program, out)
        for file, words, other in (
            ("rules/links/vague_text.py", 'title = "', 'title = "Other words: '),
            ("reports/templates/_text.html", "See it on the page", "See it in its place on the page"),
            ("reports/views/known.py", "Newest note from", "The newest note is from"),
        ):
            text = (program / file).read_text("utf-8")
            (program / file).write_text(text.replace(words, other), "utf-8")
            _write_with(program, out)
            assert other.removeprefix(words) in (out / AUTISM).read_text("utf-8")

    def test_its_name_is_that_of_all_its_files(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        package = tmp_path / "package"
        (package / "inside").mkdir(parents=True)
        (package / "inside" / "a.txt").write_text("a")
        monkeypatch.setattr(kept, "files", lambda _: package)
        names = [kept.made_with.__wrapped__()]
        for change in (
            lambda: (package / "inside" / "a.txt").write_text("b"),
            lambda: (package / "inside" / "a.txt").rename(package / "inside" / "c.txt"),
            (package / "d.txt").touch,
        ):
            change()
            names.append(kept.made_with.__wrapped__())
        assert len(set(names)) == len(names)


def _write_with(program: Path, out: Path) -> None:
    code = "import sys; from tests.reports.test_render import *; write(anyborough(), Path(sys.argv[1]))"
    environment = {**os.environ, "PYTHONPATH": str(program)}
    subprocess.run([sys.executable, "-c", code, str(out)], check=True, cwd=program, env=environment)


class TestTheOldReport:
    @pytest.mark.parametrize(
        "told",
        [b"", b"{", b"\xff\xfe", b"[]", b"null", b'{"pages/x.html": 1}', b"[" * 100_000, b'{"../../x": ["", 1]}'],
    )
    def test_a_list_that_cannot_be_read_leads_to_a_full_report(self, tmp_path: Path, told: bytes) -> None:
        out = write(anyborough(), tmp_path / "report").parent
        expected = everything(out)
        (out / kept.LIST).write_bytes(told)
        (out / AUTISM).write_text("old")
        write(anyborough(), out)
        assert everything(out) == expected

    def test_the_list_of_another_report_keeps_nothing_that_is_not_the_same(self, tmp_path: Path) -> None:
        out = write(anyborough(), tmp_path / "report").parent
        other = anyborough()
        other.finding_rows = [replace(row, message=f"{row.message} Or so.") for row in other.finding_rows]
        elsewhere = write(other, tmp_path / "other").parent
        shutil.copy(elsewhere / kept.LIST, out / kept.LIST)
        write(anyborough(), out)
        assert everything(out) == everything(write(anyborough(), tmp_path / "full").parent)

    def test_digests_of_any_type_are_only_digests(self, tmp_path: Path) -> None:
        out = write(anyborough(), tmp_path / "report").parent
        told = json.loads((out / kept.LIST).read_bytes())
        (out / kept.LIST).write_text(json.dumps({file: [None, None] for file in told}))
        expected = everything(write(anyborough(), tmp_path / "full").parent)
        write(anyborough(), out)
        assert everything(out) == expected

    def test_a_file_that_was_cut_off_or_lost_is_written_again(self, tmp_path: Path) -> None:
        out = write(anyborough(), tmp_path / "report").parent
        expected = everything(out)
        (out / AUTISM).write_bytes((out / AUTISM).read_bytes()[:100])
        (out / TRAVEL).unlink()
        (out / VAGUE).unlink()
        (out / VAGUE).symlink_to(tmp_path / "secret")
        (tmp_path / "secret").write_text("mine")
        write(anyborough(), out)
        assert everything(out) == expected
        assert not (out / VAGUE).is_symlink()

    def test_what_an_older_version_left_is_gone(self, tmp_path: Path) -> None:
        out = write(anyborough(), tmp_path / "report").parent
        expected = everything(out)
        (out / "pages" / "left-over.html").write_text("old")
        write(anyborough(), out)
        assert everything(out) == expected

    def test_a_disk_without_links_gets_copies(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def no_links(old: Path, new: Path) -> None:
            raise OSError(errno.EPERM, "no links here", str(old), None, str(new))

        out = write(anyborough(), tmp_path / "report").parent
        marked = (out / AUTISM).read_bytes().replace(b"Autism", b"AUTISM")
        (out / AUTISM).write_bytes(marked)
        monkeypatch.setattr(os, "link", no_links)
        write(anyborough(), out)
        assert (out / AUTISM).read_bytes() == marked, "it was not taken over"
        assert everything(out).keys() == everything(write(anyborough(), tmp_path / "full").parent).keys()


def write_until_killed(out: str) -> None:
    """Write a report in which every page is another, and be killed half way."""

    def some(*told: Any) -> Iterator[tuple[str, PageToFix]]:
        for n, page in enumerate(pages_to_fix(*told)):
            if n == 2:
                os.kill(os.getpid(), signal.SIGKILL)
            yield page

    audit = anyborough()
    audit.finding_rows = [replace(row, message="Half written.") for row in audit.finding_rows]
    with patch.object(render, "pages_to_fix", some):
        write(audit, Path(out))


def test_a_killed_build_leaves_the_old_report_whole(tmp_path: Path) -> None:
    out = write(anyborough(), tmp_path / "report").parent
    expected = everything(out)
    code = "import sys; from tests.reports import test_again; test_again.write_until_killed(sys.argv[1])"
    child = subprocess.run([sys.executable, "-c", code, str(out)], check=False, cwd=ROOT)
    assert child.returncode == -signal.SIGKILL
    assert [file.name for file in tmp_path.glob(".report-*/new/pages/*")], "it was killed before it wrote a page"
    assert everything(out) == expected
    write(anyborough(), out)
    assert everything(out) == expected


def test_the_day_of_the_newest_note_is_told(tmp_path: Path) -> None:
    out = write(anyborough(), tmp_path / "report").parent
    assert BEFORE.today == date(2027, 2, 26)
    assert "Newest note from 26 February 2027" in (out / AUTISM).read_text("utf-8")
