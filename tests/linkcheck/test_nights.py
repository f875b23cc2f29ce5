"""Links from night to night: each audit asks for what is due, and tells what was broken twice."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from signal import SIGINT
from subprocess import DEVNULL, Popen
from time import monotonic, sleep

import pytest

from pipeline.store.checked import LinkRow
from pipeline.store.open import open_store
from pipeline.store.read import Reader
from tests.cli.command import COMMAND, localoffer
from tests.spiders.serving import Answer, Asked, Server, serving

PAGE = "<html lang=en><title>{title}</title><main><h1>{title}</h1>{body}</main>"
OK, GONE, BUSY = Answer(b"<p>Clubs"), Answer(status=404), Answer(status=503)


class Site:
    """Two pages that have the same links, audited night after night."""

    def __init__(self, folder: Path) -> None:
        self.answers: dict[str, Answer] = {}
        self.folder = folder
        self._day = date(2026, 11, 23)

    def answer(self, asked: Asked) -> Answer | None:
        return self.answers.get(asked.path)

    def link_to(self, *urls: str) -> None:
        links = "".join(f"<p>Read about <a href='{url}'>{n}: clubs</a>.</p>" for n, url in enumerate(urls))
        home = PAGE.format(title="Home", body=f"{links}<p><a href='/two'>Two</a></p>")
        self.answers |= {"/": Answer(home.encode()), "/two": Answer(PAGE.format(title="Two", body=links).encode())}

    def night(self, server: Server, links: str = "") -> set[str]:
        """Audit the site as it is, and give the addresses that are told as broken."""
        ran = localoffer(*self.command(server, links), cwd=self.folder)
        assert ran.code in (0, 1), ran.err
        found = Counter(finding["key"] for finding in json.loads(ran.out)["findings"])
        assert set(found.values()) <= {2}  # each page that has the link has a finding
        return set(found)

    def command(self, server: Server, links: str = "") -> tuple[str, ...]:
        (self.folder / "offer.toml").write_text(
            f'[site]\nname = "Wrenfield"\ntargets = ["{server.url}/"]\n[crawl]\ndelay = 0\nmin_coverage = 0\n'
            f'[rules]\nselect = ["links.broken-link"]\n[links]\n{links}',
            "utf-8",
        )
        told = ("audit", "--today", str(self._day), "--format", "json", "--no-progress")
        self._day += timedelta(1)
        return told

    def rows(self) -> dict[str, LinkRow]:
        with open_store(f"sqlite:///{self.folder / 'localoffer.db'}") as store:
            reader = Reader(store)
            return {row.url: row for row in reader.links(reader.runs()[0])}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def test_a_link_is_told_after_two_nights_and_until_it_is_mended(site: Site) -> None:
    others = {"/a": GONE, "/b": BUSY, "/c": OK}
    with serving(lambda asked: others.get(asked.path)) as other, serving(site.answer) as server:
        a, b, c = (f"{other.url}/{name}" for name in "abc")
        own, later = f"{server.url}/own", f"{server.url}/later"
        site.answers["/later"] = Answer(PAGE.format(title="Later", body="").encode())
        site.link_to(a, b, c, own, later, "http://192.0.2.1/never-asked")
        assert site.night(server) == {own}  # at a first audit, the site's own count at once
        told = (site.folder / "report/not-audited.html").read_text("utf-8")
        assert "Links that may be broken" in told
        assert "Links that could not be checked" in told
        assert f"{server.url}/own" not in told.partition("Links that may be broken")[2]
        del site.answers["/later"]
        assert site.night(server) == {own, a}
        assert site.night(server) == {own, a, later}
        others["/a"] = OK
        assert site.night(server) == {own, later}
        site.link_to(c)
        assert site.night(server) == set()
        assert {url: row.state for url, row in site.rows().items()} == {c: "fine"}


def test_a_night_asks_for_so_many_and_for_what_was_not_asked_the_longest(site: Site) -> None:
    with serving(lambda asked: OK if asked.path < "/x" else BUSY) as other, serving(site.answer) as server:
        site.link_to(*(f"{other.url}/{name}" for name in "abx"))

        def asked() -> list[str]:
            before = len(other.paths("HEAD"))
            site.night(server, "a_night = 2\ndays = 2\n")
            return other.paths("HEAD")[before:]

        assert [asked() for _ in range(4)] == [["/a", "/b"], ["/x"], ["/a", "/b"], ["/x"]]


def test_ctrl_c_while_links_are_checked_keeps_what_came_and_says_that_it_is_not_whole(site: Site) -> None:
    slow = Answer(forever=True)
    with serving(lambda asked: {"/a": OK, "/b": slow}.get(asked.path)) as other, serving(site.answer) as server:
        a, b = f"{other.url}/a", f"{other.url}/b"
        site.link_to(a, b)
        command = [COMMAND, *site.command(server)]
        with Popen(command, cwd=site.folder, stdout=DEVNULL, stderr=DEVNULL) as running:
            _wait(lambda: "/b" in other.paths("HEAD"))
            running.send_signal(SIGINT)
            assert running.wait(60) == 3
        assert {url: row.state for url, row in site.rows().items()} == {a: "fine"}
        assert "stopped while it checked links" in (site.folder / "report/index.html").read_text("utf-8")


def _wait(until: Callable[[], bool]) -> None:
    deadline = monotonic() + 60
    while not until():
        assert monotonic() < deadline
        sleep(0.02)
