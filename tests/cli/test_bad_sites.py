"""Sites that cannot be read, and places that cannot be written: each is told, and nothing is lost."""

from __future__ import annotations

import os
import shlex
import shutil
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.store.open import open_store
from pipeline.store.read import Reader
from tests.cli.command import CHARTER, COMMAND, Ran, here, localoffer, refused
from tests.spiders.serving import Answer, Asked, serving

FAST = "[crawl]\ndelay = 0\nconcurrency = 8\n"
PAGE = b"<html lang=en><title>Hub</title><main><h1>Hub</h1><p>To book, <a href=/b>click here</a>.</p></main>"


def _closed_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
    return port


def _broken(asked: Asked) -> Answer:
    return Answer(b"<p>Sorry", status=500)


def _forbidding(asked: Asked) -> Answer:
    return Answer(b"User-agent: *\nDisallow: /\n", "text/plain") if asked.path == "/robots.txt" else Answer(PAGE)


def _to_a_login(asked: Asked) -> Answer:
    return Answer(status=302, headers={"Location": "http://login.invalid/?back=1"})


def _unfinished(asked: Asked) -> Answer:
    return Answer(PAGE, headers={"Content-Length": "5000"}) if asked.path == "/" else Answer(status=404)


@pytest.mark.parametrize(
    ("site", "told"),
    [
        (None, "The server refused the connection."),
        ("http://nowhere.invalid/", "No server with this name was found."),
        (_broken, "The server answered 500 Internal Server Error."),
        (_forbidding, "The site's robots.txt asks crawlers not to read this address."),
        (_to_a_login, "login.invalid"),
    ],
    ids=["nothing listens", "no such name", "500s", "robots.txt", "login"],
)
def test_a_site_of_which_nothing_can_be_read_is_no_pass(
    site: Callable[[Asked], Answer] | str | None, told: str, folder: Path
) -> None:
    (folder / "offer.toml").write_text(FAST)
    if callable(site):
        with serving(site) as server:
            ran = localoffer("audit", server.url, cwd=folder)
    else:
        ran = localoffer("audit", site or f"http://127.0.0.1:{_closed_port()}/", cwd=folder)
    assert ran.code == 3
    assert "No page could be read, so nothing was checked." in ran.out
    assert "No page could be read." in ran.err
    assert told in ran.err
    assert told in (folder / "report/not-audited.html").read_text("utf-8").replace("&#39;", "'")


# Places that cannot be written


@pytest.fixture
def mounted(folder: Path) -> Callable[..., Ran]:
    """Runs a command with a small disk at `disk`, writable or not."""
    if os.geteuid() != 0 or shutil.which("unshare") is None:
        pytest.skip("only root can mount a disk that is full or read-only")
    disk = folder / "disk"
    disk.mkdir()

    def run(*arguments: object, size: str = "16m", before: str = "true", after: str = "true") -> Ran:
        script = (
            f"mount -t tmpfs -o size={size} none {shlex.quote(str(disk))} && {before} && "
            f"timeout 90 {shlex.join([COMMAND, *map(str, arguments)])}; code=$?; {after}; exit $code"
        )
        done = subprocess.run(
            ["unshare", "-m", "sh", "-c", script], cwd=folder, capture_output=True, check=False, timeout=120
        )
        ran = Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
        if "unshare" in ran.err or "mount:" in ran.err:
            pytest.skip(f"no disk can be mounted here: {ran.err}")
        assert "Traceback" not in ran.err
        return ran

    return run


READ_ONLY = "mount -o remount,ro disk"


def test_a_read_only_folder_for_the_report_is_told(mounted: Callable[..., Ran]) -> None:
    ran = mounted("check", CHARTER, "--report", "disk/report", before=READ_ONLY)
    assert ran.code == 2
    assert "you may not write there. Name another folder with --report." in ran.err


def test_a_read_only_folder_for_a_document_is_told(mounted: Callable[..., Ran]) -> None:
    ran = mounted("check", CHARTER, "-f", "json", "-o", "disk/found.json", before=READ_ONLY)
    assert ran.code == 2
    assert "disk/found.json cannot be written: Read-only file system. Name another file." in ran.err


def test_a_read_only_folder_for_the_store_is_told_before_anything_is_fetched(mounted: Callable[..., Ran]) -> None:
    with serving(lambda asked: Answer(PAGE)) as server:
        ran = mounted("audit", server.url, "--store", "sqlite:///disk/our.db", before=READ_ONLY)
        assert server.asked == []
    assert ran.code == 2
    assert "disk/our.db" in ran.err
    assert "--store" in ran.err


def test_a_full_disk_for_the_report_loses_nothing(mounted: Callable[..., Ran], folder: Path) -> None:
    (folder / "offer.toml").write_text(FAST)
    with serving(lambda asked: Answer(PAGE) if asked.path == "/" else None) as server:
        ran = mounted("audit", server.url, "--report", "disk/report", size="100k")
    assert ran.code == 2
    assert "the disk is full. Make room, and write it again with `localoffer report`." in ran.err
    assert [told["rule"] for told in here("report", "-f", "json").json["findings"]].count("links.vague-text") == 1


def test_a_full_disk_for_the_store_keeps_what_was_saved(mounted: Callable[..., Ran], folder: Path) -> None:
    (folder / "offer.toml").write_text(FAST)

    def endless(asked: Asked) -> Answer:
        page = asked.path.strip("/") or "0"
        words = "".join(f"<p>We utilise room {page}-{n}.</p>" for n in range(100))
        links = f"<a href=/{page}1>One</a> <a href=/{page}2>Two</a>"
        return Answer(f"<html lang=en><title>{page}</title><main>{words}{links}</main>".encode())

    with serving(endless) as server:
        ran = mounted(
            *("audit", server.url, "--store", "sqlite:///disk/our.db", "--max-pages", "80", "--jobs", "1"),
            size="1m",
            after="cp disk/our.db* .",
        )
    assert ran.code == 2
    assert "The disk is full: “disk/our.db” could not grow. What was saved before is safe." in ran.err
    with open_store("sqlite:///our.db") as store:
        reader = Reader(store)
        assert len([*reader.pages(reader.run(1))]) >= 16


# Stores that are none


@pytest.mark.parametrize(
    ("store", "told"),
    [
        ("sqlite:///photo.png", "“photo.png” is not a SQLite database. Name another file with --store."),
        ("sqlite:///nowhere/our.db", "“nowhere/our.db” cannot be opened. Check that its folder exists"),
        ("our.db", "--store is not a database URL. Write `sqlite:///localoffer.db` for a file"),
        ("mysql://here/ours", "--store names “mysql”, which we cannot use."),
        ("postgresql://us:sesame@127.0.0.1:{port}/ours", "cannot be reached"),
    ],
)
def test_a_store_that_is_none_is_told_before_anything_is_fetched(store: str, told: str, folder: Path) -> None:
    (folder / "photo.png").write_bytes(b"\x89PNG" + os.urandom(9000))
    photo = (folder / "photo.png").read_bytes()
    shown = refused("audit", "http://127.0.0.1:1/", "--store", store.format(port=_closed_port()))
    assert told in shown
    assert "sesame" not in shown
    assert (folder / "photo.png").read_bytes() == photo


def test_an_empty_store_has_no_history_and_no_report(folder: Path) -> None:
    open_store("sqlite:///localoffer.db").close()
    assert here("history").out == "The store holds no audits yet. Run `localoffer audit` first.\n"
    assert here("history", "-f", "json").json == []
    assert "There is no finished audit in the store. Run `localoffer audit` first." in refused("report")


# Files that cannot be read


@pytest.mark.parametrize(
    ("name", "body", "reason"),
    [
        ("empty.html", b"", "It is empty."),
        ("spaces.txt", b" \n\t", "It is empty."),
        ("large.html", b"a" * 20_000_001, "It is larger than 20 MB."),
        ("broken.docx", b"PK\x03\x04 no document", "broken"),
        ("broken.pdf", b"%PDF-1.7 no document", ""),
        ("photo.png", b"\x89PNG", "A .png file cannot be read."),
        ("old.doc", b"\xd0\xcf\x11\xe0", "A .doc file cannot be read."),
        ("noise.html", bytes(range(256)) * 20, "not text"),
    ],
)
def test_a_file_that_cannot_be_read_is_no_pass(name: str, body: bytes, reason: str, folder: Path) -> None:
    (folder / name).write_bytes(body)
    ran = here("check", name)
    assert ran.code == 3
    assert f"{name}: " in ran.out
    assert reason in ran.out
    assert "No page could be read" in ran.err
