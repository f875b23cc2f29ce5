"""What was saved stays saved: the process is killed, the disk fills up, another writer is in the way."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from subprocess import PIPE, Popen

import pytest
import sqlalchemy as sa

from pipeline.store.open import Store, open_store
from pipeline.store.read import Reader
from pipeline.store.write import Writer
from rules.core.errors import UserError
from tests.store.cluster import Cluster
from tests.store.made import DAY, RULE, SITE, Nights, address, fact, finding, read

CRAWL = """
import sys
from itertools import count
from pipeline.store.open import open_store
from pipeline.store.write import Writer
from tests.store.made import DAY, SITE, read
writer = Writer(open_store(sys.argv[1]))
run = writer.begin(SITE, DAY, "0.1.0")
for batch in count():
    writer.save_read(run, [read(f"{batch:05}-{n:02}") for n in range(16)])
    print(batch, flush=True)
"""


def test_a_crawl_that_is_killed_loses_no_more_than_its_open_batch(url: str) -> None:
    with Popen([sys.executable, "-c", CRAWL, url], stdout=PIPE, text=True) as crawl:
        assert crawl.stdout is not None
        for _ in range(12):
            crawl.stdout.readline()
        crawl.send_signal(signal.SIGKILL)
        crawl.wait()
        told = 12 + len(crawl.stdout.readlines())
    with open_store(url) as store:
        writer, reader = Writer(store), Reader(store)
        run = writer.unfinished(SITE)
        assert run is not None
        pages = [page.url for page in reader.pages(run)]
        assert len(pages) in (16 * told, 16 * (told + 1))
        assert [f.place.url for f in reader.facts(run, RULE)] == pages
        writer.save_read(run.id, [read("one-more")])
        writer.finish(run.id, True, None)
        assert len(list(reader.pages(reader.latest(SITE)))) == len(pages) + 1


def test_a_batch_that_fails_leaves_nothing_of_itself(store: Store) -> None:
    writer, reader = Writer(store), Reader(store)
    run = writer.begin(SITE, DAY, "0.1.0")
    writer.save_read(run, [read("fair")])
    broken = replace(read("offer"), title=None)  # type: ignore[arg-type]
    with pytest.raises(sa.exc.IntegrityError):
        writer.save_read(run, [read("fair", facts={}), broken])
    assert [page.url for page in reader.pages(reader.run(run))] == [address("fair")]
    assert list(reader.facts(reader.run(run), RULE)) == [fact("fair")]


def test_a_full_disk_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as store:
        sa.event.listen(store.engine, "begin", lambda c: c.exec_driver_sql("PRAGMA max_page_count = 150"))
        writer = Writer(store)
        run = writer.begin(SITE, DAY, "0.1.0")
        saved: list[int] = []
        with pytest.raises(UserError, match=r"The disk is full.*What was saved before is safe"):
            saved.extend(_saved_until_it_fails(writer, run))
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as store:
        assert saved
        assert len(list(Reader(store).pages(Reader(store).run(run)))) == 16 * len(saved)
        writer = Writer(store)
        writer.save_read(run, [read("now-there-is-room")])
        writer.finish(run, True, None)


def _saved_until_it_fails(writer: Writer, run: int) -> Iterator[int]:
    for batch in count():
        writer.save_read(run, [read(f"{batch}-{n}") for n in range(16)])
        yield batch


def test_another_writer_in_the_way_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.store.open._BUSY_SECONDS", 0.1)
    url = f"sqlite:///{tmp_path / 'store.db'}"
    with open_store(url) as one, open_store(url) as other:
        writer = Writer(other)
        with one.writing(), pytest.raises(UserError, match="Another audit is writing"):
            writer.begin(SITE, DAY, "0.1.0")


def test_reading_goes_on_beside_writing(store: Store) -> None:
    writer, reader = Writer(store), Reader(store)
    before = Nights(writer, reader).night(["fair", "offer"], [finding("fair"), finding("offer")])
    findings = reader.findings(before)
    first = next(findings)
    Nights(writer, reader).night(["fair", "offer"], [])
    assert [first, *findings] == [*reader.findings(before)]


def test_a_server_that_goes_away_is_told(cluster: Cluster, postgresql: str) -> None:
    with open_store(postgresql) as store:
        writer = Writer(store)
        run = writer.begin(SITE, DAY, "0.1.0")
        writer.save_read(run, [read("fair")])
        assert writer.known(SITE, address("fair"), "d1") is not None
        others = "pid <> pg_backend_pid() AND datname = 'postgres'"
        cluster.run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}")
        with pytest.raises(UserError, match="What was saved before is safe"):
            writer.known(SITE, address("fair"), "d1")
        assert [page.url for page in Reader(store).pages(Reader(store).run(run))] == [address("fair")]
        writer.close()
