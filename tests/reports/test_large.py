"""The report of a large site: built in little memory, in small files, and quick to search from disk."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import tracemalloc
from collections import Counter
from dataclasses import dataclass
from multiprocessing import get_all_start_methods
from pathlib import Path

import pytest
from lxml.html import HtmlElement, parse

from pipeline.store.open import open_store
from pipeline.store.read import Reader
from reports.render import render
from reports.sharing import share_out
from reports.views.survey import survey
from rules.core.charter import load_charter
from tests.reports.large import FINDINGS, fill

ROOT = Path(__file__).parents[2]
FEW, MANY = 120, 620
LARGEST = 200_000
A_PAGE_HOLDS = 24_000
PATIENCE = 120


@dataclass(frozen=True)
class Large:
    """A report of so many pages, and the most memory that writing it took, in bytes."""

    folder: Path
    pages: int
    peak: int

    def dom(self, file: str) -> HtmlElement:
        return parse(self.folder / file).getroot()


def written(folder: Path, pages: int) -> Large:
    with open_store(f"sqlite:///{folder / 'large.db'}") as store:
        fill(store, pages)
        reader = Reader(store)
        tracemalloc.start()
        try:
            counted = survey(reader, reader.latest())
            render(reader, counted, folder / "report", charter=load_charter(), upcoming=())
            return Large(folder / "report", pages, tracemalloc.get_traced_memory()[1])
        finally:
            tracemalloc.stop()


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Large:
    written(tmp_path_factory.mktemp("one"), 1)  # loads what is loaded once
    return written(tmp_path_factory.mktemp("few"), FEW)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Large:
    return written(tmp_path_factory.mktemp("many"), MANY)


def test_memory_grows_by_what_is_counted_and_not_by_what_is_written(few: Large, many: Large) -> None:
    growth = (many.peak - few.peak) / (MANY - FEW)
    a_page = sum(file.stat().st_size for file in (many.folder / "pages").iterdir()) / MANY
    assert a_page > A_PAGE_HOLDS
    assert growth < a_page / 2


def test_no_page_grows_with_the_site(few: Large, many: Large) -> None:
    sizes = {file: file.stat().st_size for file in many.folder.rglob("*.html")}
    assert max(sizes.values()) < LARGEST, max(sizes, key=lambda file: sizes[file])
    first = [(large.folder / "index.html").stat().st_size for large in (few, many)]
    assert first[1] - first[0] < 500
    assert max(file.stat().st_size for file in many.folder.rglob("*.js")) < LARGEST


def test_the_parts_of_a_long_list_hold_every_page_once(many: Large) -> None:
    last = next((many.folder / "rules").glob("*-4.html"))
    rule = last.stem.removesuffix("-4")
    files = [f"rules/{rule}.html", *(f"rules/{rule}-{n}.html" for n in (2, 3, 4))]
    listed: Counter[str] = Counter()
    for file in files:
        dom = many.dom(file)
        listed.update(dom.xpath("//ul[contains(@class, 'lines')]//a/@href"))
        named = dom.xpath("//nav[@aria-label='Parts of this list']//li//text()[normalize-space()]")
        assert named == ["Part 1", "Part 2", "Part 3", "Part 4"]
    assert len(listed) == MANY
    assert set(listed.values()) == {1}
    assert dom.xpath("//h2/text()") == ["Where it was found"]


def test_the_index_of_the_search_holds_every_page_and_every_finding(many: Large) -> None:
    pieces = sorted((many.folder / "search").iterdir())
    assert [piece.name for piece in pieces] == ["1.js", "2.js"]
    pages = [page for piece in pieces for page in json.loads(piece.read_text("ascii")[6:-3])]
    assert len({page[2] for page in pages}) == MANY
    assert sum(sum(page[3:6]) for page in pages) == MANY * FINDINGS
    assert all((many.folder / page[2]).is_file() for page in pages)


def test_few_pages_are_written_here_in_order() -> None:
    done: list[str] = []
    share_out({"c", "a", "b"}, done.extend, lambda: None)
    assert done == ["a", "b", "c"]


def alone(code: str, folder: Path) -> str:
    """Run a program in a process of one thread, where sharing out begins at four pages. Returns what it prints."""
    begun = (
        "import os, sys; from pathlib import Path; from reports import sharing; folder = Path(sys.argv[1]);"
        "sharing._WORTH_IT, sharing._A_TURN, sharing.cpu_count = 4, 2, lambda: 2\n"
    )
    command = [sys.executable, "-c", begun + code, str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT, timeout=PATIENCE)
    return done.stdout.strip()


@pytest.mark.skipif("fork" not in get_all_start_methods(), reason="needs processes that can be copied")
class TestShared:
    def test_many_pages_are_each_written_once_by_copies_of_the_process(self, tmp_path: Path) -> None:
        pid = alone(
            "def write(urls):\n"
            "    for url in urls:\n"
            "        with (folder / url).open('x') as file: file.write(str(os.getpid()))\n"
            "sharing.share_out({f'page-{n}' for n in range(9)}, write, (folder / 'copied').touch)\n"
            "print(os.getpid())",
            tmp_path,
        )
        pages = {file.name: file.read_text() for file in tmp_path.glob("page-*")}
        assert pages.keys() == {f"page-{n}" for n in range(9)}
        assert pid not in pages.values()
        assert (tmp_path / "copied").exists()

    def test_what_goes_wrong_in_a_copy_is_told(self, tmp_path: Path) -> None:
        said = alone(
            "def write(urls): raise OSError(28, 'no room')\n"
            "try: sharing.share_out([str(n) for n in range(9)], write, lambda: None)\n"
            "except OSError as error: print(error.errno)",
            tmp_path,
        )
        assert said == "28"

    def test_a_copy_that_the_system_ends_is_told_and_not_waited_for(self, tmp_path: Path) -> None:
        said = alone(
            "from concurrent.futures.process import BrokenProcessPool\n"
            "def write(urls): os.kill(os.getpid(), 9)\n"
            "try: sharing.share_out([str(n) for n in range(9)], write, lambda: None)\n"
            "except BrokenProcessPool: print('told')",
            tmp_path,
        )
        assert said == "told"

    def test_copies_end_with_the_process_they_work_for(self, tmp_path: Path) -> None:
        code = (
            "import time\n"
            "def write(urls):\n"
            "    (folder / str(os.getpid())).touch()\n"
            "    if len(list(folder.iterdir())) == 2: os.kill(os.getppid(), 9)\n"
            "    time.sleep(600)\n"
            "sharing.share_out([str(n) for n in range(9)], write, lambda: None)"
        )
        with pytest.raises(subprocess.CalledProcessError):
            alone(code, tmp_path)
        copies = [Path("/proc") / file.name for file in tmp_path.iterdir()]
        deadline = time.monotonic() + PATIENCE
        while any(copy.exists() for copy in copies):
            assert time.monotonic() < deadline
            time.sleep(0.05)

    def test_the_pages_are_the_same_whoever_writes_them(self, few: Large, tmp_path: Path) -> None:
        alone(f"from tests.reports.test_large import written; written(folder, {FEW})", tmp_path)
        by_copies, by_one = (
            {file.name: file.read_bytes() for file in (folder / "pages").iterdir()}
            for folder in (tmp_path / "report", few.folder)
        )
        assert by_copies == by_one
