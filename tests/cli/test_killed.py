"""An audit that is killed again and again comes to the same end, and asks for no page that it has kept."""

from __future__ import annotations

import random
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest

from pipeline.store.open import open_store
from pipeline.store.read import Reader
from pipeline.store.write import Writer
from tests.cli.command import COMMAND, here
from tests.spiders.serving import Answer, Asked, Server, serving
from tests.store.made import DAY, SITE, read

CONFIG = '[site]\nname = "Anyborough"\n[crawl]\ndelay = 0\nconcurrency = 2\n'
PAGES = 90
KILLS = 10
RULES = ("--select", "links.vague-text,links.same-text,local-offer,plain-english")
BEFORE_PAGES = 3  # robots.txt, the sitemap, and an address that does not exist


def slow(asked: Asked) -> Answer | None:
    """One of so many pages, each of which leads to two more, a little later."""
    name = asked.path.strip("/") or "0"
    if not name.isdecimal() or int(name) >= PAGES:
        return None
    time.sleep(0.03)
    links = " ".join(f"<a href=/{n}>Group {n}</a>" for n in (2 * int(name) + 1, 2 * int(name) + 2) if n < PAGES)
    words = "<p>To utilise this facility, <a href=/>click here</a>.</p>" * (int(name) % 3)
    return Answer(f"<html lang=en><title>{name}</title><main><h1>Group {name}</h1>{words}{links}</main>".encode())


@contextmanager
def auditing(server: Server) -> Iterator[subprocess.Popen[bytes]]:
    options = ("--jobs", "1", "--today", "2026-11-23", "--fail-on", "never", "--no-progress")
    command = [COMMAND, "audit", f"{server.url}/", *RULES, *options]
    with Path("out").open("wb") as out, subprocess.Popen(command, stdout=out, stderr=out) as running:
        yield running
        running.kill()


def kept() -> set[str]:
    """The paths of the pages that audits cut short have saved."""
    with open_store("sqlite:///localoffer.db") as store:
        reader = Reader(store)
        return {"/" + page.url.split("/", 3)[3] for run in reader.runs() for page in reader.pages(run)}


def pages_asked_for(server: Server) -> list[str]:
    return sorted(path for path in server.paths() if path == "/" or path[1:].isdecimal())


def found(server: Server) -> set[tuple[str, str, str, str, str]]:
    told = here("report", "-f", "json").json
    assert told["complete"] is True
    rows = ((row["rule"], row["url"], row["quote"], row["path"], row["state"]) for row in told["findings"])
    return {(rule, url.removeprefix(server.url), *rest) for rule, url, *rest in rows}


def test_ten_kills_come_to_the_findings_of_an_undisturbed_audit(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(7)
    (folder / "offer.toml").write_text(CONFIG)
    (folder / "whole").mkdir()
    (folder / "whole" / "offer.toml").write_text(CONFIG)
    with serving(slow) as server:
        for _ in range(KILLS):
            before = kept() if Path("localoffer.db").exists() else set()
            server.asked.clear()
            enough = chance.randrange(1, 16)
            with auditing(server) as running:
                while running.poll() is None and len(server.asked) < enough + BEFORE_PAGES:
                    time.sleep(0.02)
                time.sleep(chance.random())
                running.kill()
                running.wait()
            assert before.isdisjoint(pages_asked_for(server))
        before = kept()
        assert 0 < len(before) < PAGES
        server.asked.clear()
        with auditing(server) as running:
            assert running.wait(timeout=120) == 0
        assert pages_asked_for(server) == sorted(kept() - before)
        assert "goes on from one that was cut short" in Path("out").read_text("utf-8")
        disturbed = found(server)
        monkeypatch.chdir(folder / "whole")
        with auditing(server) as running:
            assert running.wait(timeout=120) == 0
        assert found(server) == disturbed
    assert {state for *_, state in disturbed} == {"new"}
    assert len(disturbed) >= PAGES


class TestWhatIsTakenOver:
    @pytest.fixture
    def writer(self, folder: Path) -> Iterator[Writer]:
        with open_store("sqlite:///localoffer.db") as store:
            writer = Writer(store)
            yield writer
            writer.close()

    @staticmethod
    def met(today: date) -> set[str]:
        with open_store("sqlite:///localoffer.db") as store:
            run = Writer(store).begin(SITE, today, "0.1.0")
            reader = Reader(store)
            return {url.rpartition("/")[2] for url in reader.met_before(reader.run(run))}

    @pytest.mark.parametrize(("later", "names"), [(0, {"fair"}), (1, {"fair"}), (2, set()), (-1, set())])
    def test_only_what_was_met_lately(self, writer: Writer, later: int, names: set[str]) -> None:
        writer.save_read(writer.begin(SITE, DAY, "0.1.0"), [read("fair")])
        assert self.met(DAY + timedelta(later)) == names

    def test_of_all_runs_since_the_last_that_ended(self, writer: Writer) -> None:
        ended = writer.begin(SITE, DAY, "0.1.0")
        writer.save_read(ended, [read("fair"), read("walk"), read("club")])
        writer.finish(ended, True, None)
        writer.save_read(writer.begin(SITE, DAY, "0.1.0"), [read("walk")])
        writer.save_read(writer.begin(SITE, DAY, "0.1.0"), [read("club")])
        writer.begin(SITE, DAY, "0.1.0")
        assert self.met(DAY) == {"walk", "club"}

    def test_nothing_after_a_run_that_ended(self, writer: Writer) -> None:
        writer.save_read(writer.begin(SITE, DAY, "0.1.0"), [read("walk")])
        writer.finish(writer.begin(SITE, DAY, "0.1.0"), True, None)
        assert self.met(DAY) == set()
