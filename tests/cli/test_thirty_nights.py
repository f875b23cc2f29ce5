"""Thirty nights of a site that lives: what is new, still there and put right is as its editors made it."""

from __future__ import annotations

import json
import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import blake2b
from pathlib import Path
from subprocess import PIPE
from typing import Any

import pytest

from pipeline.store.open import open_store
from pipeline.store.read import Reader
from tests.spiders.serving import Answer, Asked, serving

FIRST = date(2026, 11, 1)
NIGHTS = 30
VAGUE = {"click here": "/", "read more": "/1", "this link": "/2"}  # what a link says, and where it leads
CONFIG = '[site]\nname = "Anyborough"\n[crawl]\ndelay = 0\nconcurrency = 4\n[links]\noutside = false\n'
DOWN, REDESIGN, BLOCKED, HALF_DOWN, QUIET = 8, 14, 20, 11, (17, 26)
Fault = tuple[str, str]


@dataclass
class Site:
    """Pages, each with its faults and a word that editors change; and how the site answers tonight."""

    faults: dict[str, set[str]] = field(default_factory=dict)
    words: dict[str, int] = field(default_factory=dict)
    template: str = "<header><p>Anyborough</p></header><main>{}</main>"
    troubled: dict[str, int] = field(default_factory=dict)
    sent: list[str] = field(default_factory=list)

    def body(self, path: str) -> bytes:
        links = "".join(f"<li><a href={other}>Page {other[1:]} of our offer</a>" for other in self.faults)
        faults = sorted(self.faults[path])
        told = "".join(f"<p>To book a place, <a href={VAGUE[words]}>{words}</a>.</p>" for words in faults)
        menu = f"<ul>{links}</ul>" if path == "/" else ""
        main = f"<h1>Page {path}</h1>{told}<p>We met {self.words[path]} families.</p>{menu}"
        title = f"<html lang=en><title>Page {path[1:] or 'one'}</title><body>"
        return (title + self.template.format(main)).encode()

    def __call__(self, asked: Asked) -> Answer | None:
        if (status := self.troubled.get(asked.path) or self.troubled.get("*")) is not None:
            return Answer(b"<p>Sorry", status=status)
        if asked.path not in self.faults:
            return None
        body = self.body(asked.path)
        tag = f'"{blake2b(body, digest_size=8).hexdigest()}"'
        if asked.headers.get("If-None-Match") == tag:
            return Answer(status=304, headers={"ETag": tag})
        self.sent.append(asked.path)
        return Answer(body, headers={"ETag": tag})

    def found(self) -> set[Fault]:
        return {(path, words) for path, faults in self.faults.items() for words in faults}

    def add(self, path: str, *faults: str) -> None:
        self.faults[path], self.words[path] = set(faults), 1


@dataclass
class Told:
    """What an audit said of a night."""

    code: int
    states: dict[Fault, str]
    left: Mapping[Fault, str]
    read: set[str]
    rows: int


@contextmanager
def nights(url: str, folder: Path) -> Iterator[Callable[[date], Told]]:
    """Audits the site as often as it is asked to, each time by a process of its own."""
    driver = [sys.executable, str(Path(__file__).with_name("one_by_one.py"))]
    options = ("-f", "json", "-o", "told.json", "--select", "links.vague-text", "--jobs", "1")
    with (
        (folder / "err").open("w+", encoding="utf-8") as err,
        subprocess.Popen(driver, cwd=folder, text=True, stdin=PIPE, stdout=PIPE, stderr=err) as running,
    ):

        def night(day: date) -> Told:
            command = ("audit", f"{url}/", "--today", str(day), *options, "--fail-on", "never", "--no-progress")
            print(*command, file=running.stdin, flush=True)
            assert running.stdout is not None
            code = running.stdout.readline()
            assert code in ("0\n", "3\n"), (folder / "err").read_text("utf-8")
            return told(int(code), folder)

        yield night


def told(code: int, folder: Path) -> Told:
    """What an audit that ended so has written and kept."""
    document: Any = json.loads((folder / "told.json").read_text("utf-8"))
    states = {(_path(row["url"]), row["quote"]): row["state"] for row in document["findings"]}
    with open_store(f"sqlite:///{folder / 'localoffer.db'}") as store:
        reader = Reader(store)
        run = reader.latest()
        left = {(_path(row.finding.url), row.finding.quote): row.left for row in reader.left(run)}
        read = {_path(page.url) for page in reader.pages(run) if page.outcome == "read"}
    with closing(sqlite3.connect(folder / "localoffer.db")) as plain, plain:
        ((rows,),) = plain.execute("SELECT count(*) FROM finding")
    return Told(code, states, left, read, rows)


def _path(url: str) -> str:
    return "/" + url.split("/", 3)[3]


def edit(site: Site, chance: random.Random) -> set[str]:
    """A day's work of the editors: the pages that they touched. Now and then a page comes or goes."""
    pages = sorted(site.faults.keys() - {"/"})
    touched = set(chance.sample(pages, chance.randrange(1, 3)))
    for path in touched:
        site.words[path] += 1
        site.faults[path] ^= set(chance.sample(sorted(VAGUE), chance.randrange(2)))
    if chance.random() < 0.2:
        site.add(f"/new-{len(pages)}-{chance.randrange(1000)}", *chance.sample(sorted(VAGUE), 1))
        return touched | {"/"} | (site.faults.keys() - {*pages, "/"})
    if chance.random() < 0.2:
        gone = chance.choice(sorted(set(pages) - touched - set(VAGUE.values())))
        del site.faults[gone]
        return touched | {"/"}
    return touched


@pytest.fixture
def site() -> Site:
    site, chance = Site(), random.Random(7)
    for path in ("/", *(f"/{n}" for n in range(1, 12))):
        site.add(path, *chance.sample(sorted(VAGUE), chance.randrange(3)))
    return site


@pytest.mark.timeout(1200)  # a busy machine takes its time
def test_thirty_nights(folder: Path, site: Site) -> None:
    chance, known = random.Random(11), set[Fault]()
    (folder / "offer.toml").write_text(CONFIG)
    rows = 0
    with serving(site) as server, nights(server.url, folder) as night:
        for number in range(NIGHTS):
            site.sent.clear()
            site.troubled.clear()
            touched = set(site.faults) if number == 0 else set[str]()
            if number == DOWN:
                site.troubled["*"] = 503
            elif number == BLOCKED:
                site.troubled["*"] = 403
            elif number == REDESIGN:
                site.template = (
                    "<body class=new><nav><a href=/>Home</a></nav><div><main><div>{}</div></main></div>"
                )
                touched = set(site.faults)
            elif number == HALF_DOWN:
                site.troubled = {"/3": 500}
            elif number and number not in QUIET:
                touched = edit(site, chance)
            told = night(FIRST + timedelta(number))
            whole = number not in (DOWN, BLOCKED)
            now = site.found() if whole else known
            expected = {fault: "still" if fault in known else "new" for fault in now}
            assert (number, told.code) == (number, 0 if whole else 3)
            assert (number, told.states) == (number, expected)
            assert (number, set(told.left)) == (number, known - now)
            assert {told.left[path, words] for path, words in known - now} <= {"fixed", "gone"}
            assert all((how == "gone") == (path not in site.faults) for (path, _), how in told.left.items())
            assert (number, told.read) == (number, touched if whole else set())
            assert (number, set(site.sent)) == (number, touched if whole else set())
            assert len(now - known) <= told.rows - rows <= len([path for path, _ in now if path in touched])
            known, rows = now, told.rows
