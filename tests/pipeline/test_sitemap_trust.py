"""A sitemap is believed only once it has proved true, checked every night, and never again after it was wrong."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from pipeline.store.open import open_store
from pipeline.store.read import Reader
from pipeline.store.values import Trust
from pipeline.vouching import Vouching
from spiders.fetched import Fetched, Known
from tests.pipeline.test_no_crawl import CONFIG, audit
from tests.spiders.serving import Answer, Asked, Server, serving

DAY = date(2026, 11, 23)
OLD = "2026-11-01"
EARNED = Trust(told=5, stood=50, looked=DAY - timedelta(1))
MANY = [f"https://www.anyborough.gov.uk/{n}" for n in range(400)]
PAGES = 60


def vouching(trust: Trust = EARNED, run: int = 7, met: frozenset[str] = frozenset(), count: int = 400) -> Vouching:
    return Vouching(trust, run, DAY, lambda: MANY[:count], met)


def let_stand(told: Vouching, listed: str | None = OLD, known: str | None = OLD) -> set[str]:
    return {url for url in MANY if told.stands(url, Known(None, None, (), known), listed)}


def weighed(told: Vouching, before: str | None, listed: str, *, changed: bool | None) -> str | None:
    return told.weigh(Fetched("https://www.anyborough.gov.uk/", 200), before, listed, changed=changed).listed


class TestTrust:
    def test_a_sitemap_that_proved_true_lets_pages_stand_but_for_a_sample(self) -> None:
        assert len(let_stand(vouching())) == 400 - 20

    def test_the_sample_is_another_each_night_and_the_same_for_one_night(self) -> None:
        assert let_stand(vouching(run=7)) == let_stand(vouching(run=7)) != let_stand(vouching(run=8))

    def test_ten_pages_are_asked_for_at_least(self) -> None:
        told = vouching(count=30)
        assert sum(told.stands(url, Known(None, None, (), OLD), OLD) for url in MANY[:30]) == 20

    @pytest.mark.parametrize(
        "trust",
        [
            Trust(),
            replace(EARNED, told=4),
            replace(EARNED, stood=49),
            replace(EARNED, looked=None),
            replace(EARNED, looked=DAY - timedelta(7)),
            replace(EARNED, looked=DAY + timedelta(1)),
        ],
        ids=str,
    )
    def test_without_enough_of_it_every_page_is_asked_for(self, trust: Trust) -> None:
        assert not vouching(trust).lets_stand
        assert let_stand(vouching(trust)) == set()

    @pytest.mark.parametrize(("listed", "known"), [(None, OLD), (OLD, None), ("2026-11-20", OLD), (None, None)])
    def test_what_says_something_else_is_asked_for(self, listed: str | None, known: str | None) -> None:
        assert let_stand(vouching(), listed, known) == set()

    def test_what_an_audit_that_was_cut_short_has_met_stands_whatever_a_sitemap_says(self) -> None:
        told = vouching(Trust(), met=frozenset(MANY[:3]))
        assert told.lets_stand
        assert let_stand(told, None, None) == set(MANY[:3])


class TestWeighing:
    @pytest.mark.parametrize(
        ("before", "listed", "changed", "after"),
        [
            (OLD, OLD, False, Trust(5, 51)),
            (OLD, "2026-11-20", True, Trust(6, 50)),
            (OLD, "2026-11-20", False, Trust(5, 50)),
            (OLD, OLD, True, Trust(0, 0)),
            (None, OLD, True, Trust(5, 50)),
            (OLD, OLD, None, Trust(5, 50)),
        ],
    )
    def test_what_each_page_tells(
        self, before: str | None, listed: str, changed: bool | None, after: Trust
    ) -> None:
        told = vouching()
        weighed(told, before, listed, changed=changed)
        assert told.ended(whole=False) == replace(after, looked=EARNED.looked)
        assert told.believed == (after.told > 0)

    @pytest.mark.parametrize("listed", ["2026-11-22", "2026-11-22T23:59:59+00:00", "2021-01-01T00:00Z"])
    def test_a_stamp_of_a_day_that_has_passed_is_remembered(self, listed: str) -> None:
        assert weighed(vouching(), None, listed, changed=None) == listed

    @pytest.mark.parametrize(
        "listed", ["2026-11-23", "2026-11-23T01:00:00Z", "2027-01-01", "yesterday", "2026-11", ""]
    )
    def test_a_stamp_of_today_or_of_no_day_is_not(self, listed: str) -> None:
        assert weighed(vouching(), None, listed, changed=None) is None

    def test_all_was_looked_at_only_by_a_whole_audit_that_believed_nothing(self) -> None:
        assert vouching().ended(whole=True).looked == EARNED.looked
        assert vouching(Trust()).ended(whole=True).looked == DAY
        assert vouching(Trust()).ended(whole=False).looked is None


@dataclass
class Site:
    """Pages that differ by a word, and a sitemap that says when each has changed."""

    words: dict[int, str] = field(default_factory=lambda: dict.fromkeys(range(PAGES), "Monday"))
    stamps: dict[int, str] = field(default_factory=lambda: dict.fromkeys(range(PAGES), OLD))
    url: str = ""

    def __call__(self, asked: Asked) -> Answer | None:
        if asked.path == "/robots.txt":
            return Answer(f"Sitemap: {self.url}/map.xml".encode(), "text/plain")
        if asked.path == "/map.xml":
            told = "".join(
                f"<url><loc>{self.url}/{n or ''}</loc><lastmod>{s}</lastmod></url>" for n, s in self.stamps.items()
            )
            return Answer(f"<urlset>{told}</urlset>".encode(), "application/xml")
        number = int(asked.path[1:] or 0) if asked.path[1:].isdecimal() or asked.path == "/" else PAGES
        if number >= PAGES:
            return None
        links = "".join(f"<a href=/{n}>Group {n}</a> " for n in (2 * number + 1, 2 * number + 2) if n < PAGES)
        words = f"<p>We meet on {self.words[number]}.</p>"
        return Answer(f"<html lang=en><title>{number}</title><main><h1>Help</h1>{words}{links}</main>".encode())

    def change(self, pages: range, word: str, stamp: str | None) -> None:
        self.words |= dict.fromkeys(pages, word)
        self.stamps |= dict.fromkeys(pages, stamp) if stamp else {}


@pytest.fixture
def night(tmp_path: Path) -> Callable[[Server, str], tuple[int, dict[str, int]]]:
    """Audits a site on a day: how many pages it asked for, and how many it read or knew to stand."""

    def audited(server: Server, day: str) -> tuple[int, dict[str, int]]:
        server.asked.clear()
        done = audit(tmp_path, server.url, day, "--select", "links.vague-text")
        assert done.code == 0, done.err
        asked = [path for path in server.paths() if path == "/" or path[1:].isdecimal()]
        with closing(sqlite3.connect(tmp_path / "localoffer.db")) as store, store:
            rows = store.execute(
                "SELECT outcome, count(*) FROM visit WHERE run_id = (SELECT max(id) FROM run) GROUP BY 1"
            )
            return len(asked), dict(rows.fetchall())

    (tmp_path / "offer.toml").write_text(CONFIG.format("concurrency = 4\n"))
    return audited


def test_night_by_night(tmp_path: Path, night: Callable[[Server, str], tuple[int, dict[str, int]]]) -> None:
    site = Site()
    with serving(site) as server:
        site.url = server.url
        assert night(server, "2026-11-20") == (PAGES, {"read": PAGES})
        site.change(range(5), "Tuesday", "2026-11-20")
        assert night(server, "2026-11-21") == (PAGES, {"read": 5, "unchanged": PAGES - 5})
        site.change(range(5, 7), "Tuesday", "2026-11-21")
        asked, outcomes = night(server, "2026-11-22")
        assert 10 <= asked <= 12
        assert outcomes == {"read": 2, "unchanged": PAGES - 2}
        site.change(range(PAGES), "Friday", None)
        asked, outcomes = night(server, "2026-11-23")
        assert outcomes == {"read": PAGES}
        assert PAGES <= asked <= PAGES + 12
        assert night(server, "2026-11-24") == (PAGES, {"unchanged": PAGES})
    with open_store(f"sqlite:///{tmp_path / 'localoffer.db'}") as store:
        assert Reader(store).trust("Anyborough") == Trust(0, PAGES, date(2026, 11, 24))
