"""An audit without a crawl: nothing is fetched, and what the store holds is read and judged by today's rules."""

from __future__ import annotations

import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from pipeline.store.open import open_store
from pipeline.store.read import Reader
from pipeline.store.values import Run
from tests.cli.command import COMMAND, Ran
from tests.spiders.serving import Answer, Asked, Server, serving

CONFIG = '[site]\nname = "Anyborough"\n[crawl]\ndelay = 0\n{}'
BOTH = ("--select", "links.vague-text,accessibility.text-style")
LONG = "Short breaks give families time to rest, and children time with friends. Ask us about them at any time."
PROMISE = "We will hold meetings for families in the autumn."


def answer(asked: Asked) -> Answer | None:
    start = "<html lang=en><title>Help</title><link rel=stylesheet href=/a.css><main><h1>Help</h1>"
    pages = {
        "/": f"{start}<a href=/breaks>Breaks</a> <a href=/gone>Gone</a> <a href=/form.pdf>Form</a>",
        "/breaks": f"{start}<p class=note>{LONG}</p><p>{PROMISE}</p><p>To book, <a href=/>click here</a>.",
    }
    if asked.path == "/a.css":
        return Answer(b"p.note { font-style: italic }", "text/css")
    return Answer(pages[asked.path].encode()) if asked.path in pages else None


def audit(folder: Path, url: str, day: str, *options: str) -> Ran:
    command = [COMMAND, "audit", f"{url}/", "--today", day, "--fail-on", "never", "--no-progress", *options]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    assert "Traceback" not in done.stderr
    return Ran(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def crawled(tmp_path: Path) -> str:
    """A site that was audited by one rule, and whose server is gone."""
    (tmp_path / "offer.toml").write_text(CONFIG.format(""))
    with serving(answer) as server:
        assert audit(tmp_path, server.url, "2026-11-23", "--select", "links.vague-text").code == 0
    return server.url


@contextmanager
def latest(folder: Path) -> Iterator[tuple[Reader, Run]]:
    with open_store(f"sqlite:///{folder / 'localoffer.db'}") as store:
        reader = Reader(store)
        yield reader, reader.latest()


def found(folder: Path) -> dict[str, str]:
    with latest(folder) as (reader, run):
        return {row.rule: row.state for row in reader.findings(run)}


def test_pages_are_read_again_by_other_rules_with_the_style_sheets_of_then(tmp_path: Path, crawled: str) -> None:
    ran = audit(tmp_path, crawled, "2026-11-24", "--no-crawl", *BOTH)
    assert ran.code == 0, ran.err
    assert "Nothing was fetched. The pages are as the audit of 23 November 2026 found them." in ran.err
    assert "2 of them were read again" in ran.err
    assert "could not be read again" not in ran.err
    assert found(tmp_path) == {"links.vague-text": "still", "accessibility.text-style": "new"}
    assert "Nothing was fetched." in (tmp_path / "report" / "index.html").read_text("utf-8")


def test_what_the_crawl_met_and_missed_stands(tmp_path: Path, crawled: str) -> None:
    audit(tmp_path, crawled, "2026-11-24", "--no-crawl", *BOTH)
    with latest(tmp_path) as (reader, second):
        first = reader.run(1)
        assert [(p.url, p.seen, p.status) for p in reader.pages(second)] == [
            (p.url, p.seen, p.status) for p in reader.pages(first)
        ]
        assert {row.status for row in reader.not_audited(second)} == {404}
        assert reader.documents(second) == reader.documents(first)
        assert reader.site_at(second, second.today) == reader.site_at(first, second.today)
        assert (second.complete, second.reason) == (first.complete, first.reason)


def test_where_nothing_has_changed_all_is_judged_for_today_and_nothing_is_read(
    tmp_path: Path, crawled: str
) -> None:
    ran = audit(tmp_path, crawled, "2026-11-24", "--no-crawl", "--select", "links.vague-text")
    assert "read again" not in ran.err
    with latest(tmp_path) as (reader, run):
        assert run.note == "Nothing was fetched. The pages are as the audit of 23 November 2026 found them."
        assert {page.outcome for page in reader.pages(run)} == {"unchanged"}


def test_content_stays_as_old_as_it_was(tmp_path: Path, crawled: str) -> None:
    audit(tmp_path, crawled, "2027-10-01", "--no-crawl", "--select", "stale.broken-promise")
    assert found(tmp_path) == {"stale.broken-promise": "new"}


def test_pages_of_which_nothing_is_kept_stay_as_they_are_and_that_is_said(tmp_path: Path, crawled: str) -> None:
    with closing(sqlite3.connect(tmp_path / "localoffer.db")) as store, store:
        store.execute("DELETE FROM body WHERE page_id IN (SELECT id FROM page WHERE url LIKE '%breaks')")
    ran = audit(tmp_path, crawled, "2026-11-24", "--no-crawl", *BOTH)
    assert "1 of them were read again" in ran.err
    assert "1 could not be read again, and keep what was known of them." in ran.err
    assert found(tmp_path) == {"links.vague-text": "still"}


def test_a_style_sheet_that_is_not_kept_leaves_its_pages_as_they_are(tmp_path: Path, crawled: str) -> None:
    with closing(sqlite3.connect(tmp_path / "localoffer.db")) as store, store:
        store.execute('DELETE FROM blob WHERE digest NOT IN (SELECT "like" FROM body)')
    assert "2 could not be read again" in audit(tmp_path, crawled, "2026-11-24", "--no-crawl", *BOTH).err


def test_nothing_is_kept_where_that_is_not_wanted(tmp_path: Path) -> None:
    (tmp_path / "offer.toml").write_text(CONFIG.format("keep_bodies = 0\n"))
    with serving(answer) as server:
        audit(tmp_path, server.url, "2026-11-23", *BOTH)
    with closing(sqlite3.connect(tmp_path / "localoffer.db")) as store, store:
        assert store.execute("SELECT (SELECT count(*) FROM body), (SELECT count(*) FROM blob)").fetchone() == (
            0,
            0,
        )


def test_a_site_that_was_never_crawled_is_told_with_those_that_were(tmp_path: Path, crawled: str) -> None:
    (tmp_path / "offer.toml").write_text("")
    ran = audit(tmp_path, crawled, "2026-11-24", "--no-crawl")
    assert ran.code == 2
    assert f"The store has no finished audit of “{crawled}/”. It holds “Anyborough”." in ran.err
    assert "Run `localoffer audit` without --no-crawl first." in ran.err
    with latest(tmp_path) as (_, run):
        assert run.id == 1


@pytest.mark.parametrize("option", ["--browser", "--dry-run"])
def test_what_does_not_go_with_it_is_told(tmp_path: Path, option: str) -> None:
    ran = audit(tmp_path, "https://www.example.org", "2026-11-24", "--no-crawl", option)
    assert ran.code == 2
    assert f"Leave out {option} or --no-crawl." in ran.err


def test_after_it_the_next_crawl_asks_only_for_what_has_changed(tmp_path: Path) -> None:
    (tmp_path / "offer.toml").write_text(CONFIG.format(""))

    def tagged(asked: Asked) -> Answer | None:
        told = answer(asked)
        if told is None or asked.headers.get("If-None-Match"):
            return told and Answer(status=304)
        return Answer(told.body, told.type, headers={"ETag": '"1"'})

    with serving(tagged) as server:
        audit(tmp_path, server.url, "2026-11-23", "--select", "links.vague-text")
        audit(tmp_path, server.url, "2026-11-24", "--no-crawl", *BOTH)
        server.asked.clear()
        audit(tmp_path, server.url, "2026-11-25", *BOTH)
        assert _asked_with_tags(server) == {"/", "/breaks"}
    assert set(found(tmp_path).values()) == {"still"}


def _asked_with_tags(server: Server) -> set[str]:
    return {asked.path for asked in server.asked if "If-None-Match" in asked.headers}
