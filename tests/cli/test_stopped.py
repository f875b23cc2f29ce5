"""An audit that is stopped, or killed, in the middle of a slow site: what was read is kept."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipeline.store.open import open_store
from pipeline.store.read import Reader
from tests.cli.command import COMMAND, Ran, here, localoffer
from tests.spiders.serving import Answer, Asked, Server, serving

CONFIG = '[site]\nname = "Endless"\n[crawl]\ndelay = 0\nconcurrency = 4\n'
PAGE = """<html lang=en><title>Page {0}</title><main><h1>Page {0}</h1>
<p>To book <a href="/{1}">click here</a>.</p><p><a href="/{2}">The other</a></p></main>"""
STORE = "sqlite:///localoffer.db"


def slow(asked: Asked) -> Answer | None:
    """A page that leads to two more, a tenth of a second later."""
    name = asked.path.strip("/") or "0"
    if not name.isdecimal():
        return None
    time.sleep(0.1)
    return Answer(PAGE.format(name, 2 * int(name) + 1, 2 * int(name) + 2).encode())


@contextmanager
def auditing(server: Server, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """An audit under way, of which something has been saved."""
    (folder / "offer.toml").write_text(CONFIG)
    out, err = (folder / "out").open("wb"), (folder / "err").open("wb")
    command = [COMMAND, "audit", f"{server.url}/", "--jobs", "1", "--today", "2026-11-23"]
    with out, err, subprocess.Popen(command, cwd=folder, stdout=out, stderr=err) as running:
        _wait(lambda: len(server.asked) > 40 and _saved() > 16)
        yield running
        running.kill()


def _wait(until: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not until():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def _saved() -> int:
    """How many pages the store in this folder holds so far."""
    with open_store(STORE) as store:
        reader = Reader(store)
        return sum(len([*reader.pages(run)]) for run in reader.runs())


def _ended(running: subprocess.Popen[bytes], folder: Path) -> Ran:
    code = running.wait(timeout=60)
    return Ran(code, (folder / "out").read_text("utf-8"), (folder / "err").read_text("utf-8"))


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "SIGTERM"])
def test_a_stopped_audit_reports_what_it_read_and_says_that_it_is_not_whole(
    by: signal.Signals, folder: Path
) -> None:
    with serving(slow) as server, auditing(server, folder) as running:
        running.send_signal(by)
        stopped = time.monotonic()
        ran = _ended(running, folder)
        assert time.monotonic() - stopped < 20
    assert ran.code == 3
    assert "The audit was stopped" in ran.err
    assert "Traceback" not in ran.err
    assert "This is not the whole picture: the audit is not complete" in ran.out
    shown = (folder / "report/index.html").read_text("utf-8")
    assert "The audit was stopped" in shown
    document = here("report", "-f", "json").json
    assert document["complete"] is False
    read = [page["url"] for page in document["pages"] if page["read"]]
    assert len(read) > 16
    assert len([told for told in document["findings"] if told["rule"] == "links.vague-text"]) == len(read)


def test_a_command_that_fetches_nothing_is_stopped_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def asked_to_stop(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(60)

    monkeypatch.setattr("pipeline.again.report_again", asked_to_stop)
    ran = here("report")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err == "Error: Stopped. What an audit had saved is in its store.\n"


def test_a_killed_audit_loses_a_second_at_most_and_the_next_one_works(folder: Path) -> None:
    with serving(slow) as server:
        with auditing(server, folder) as running:
            running.kill()
            running.wait()
        with open_store(STORE) as store:
            reader = Reader(store)
            [killed] = reader.runs()
            kept = {page.url for page in reader.pages(killed)}
        assert (killed.finished, killed.complete) == (None, False)
        assert len(kept) >= 16
        again = localoffer("audit", f"{server.url}/", "--max-pages", "40", "-f", "json", cwd=folder)
    assert again.code == 0
    read = {page["url"] for page in again.json["pages"] if page["read"]}
    assert len(read) == 40
    assert len([told for told in again.json["findings"] if told["rule"] == "links.vague-text"]) >= 40
    assert here("history", "-f", "json").json[1]["complete"] is False


def test_an_audit_stops_when_its_time_is_over(folder: Path) -> None:
    (folder / "offer.toml").write_text(CONFIG)
    with serving(slow) as server:
        started = time.monotonic()
        ran = localoffer("audit", f"{server.url}/", "--max-time", "0.02", "-f", "json", cwd=folder)
        assert time.monotonic() - started < 20
    assert len(ran.json["pages"]) > 1
    assert any("that this audit may take" in (page["reason"] or "") for page in ran.json["pages"])
