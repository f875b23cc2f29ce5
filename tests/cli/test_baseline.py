"""Only what is new fails: held against the night before, an earlier audit, or a file that is kept in git."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import Ran, here, localoffer
from tests.pipeline.test_nights import page, served

SELECT = ("--select", "links.vague-text", "--fail-on", "problem")
NIGHTS = ("previous", "1", "known.json")


def link(words: str, to: str) -> str:
    return f"<p>{words} <a href='/{to}'>click here</a>.</p>"


START = "<nav><a href=/moved>Moved</a> <a href=/old>Old</a> <a href=/left>Left</a> <a href=/fixed>Fixed</a></nav>"
BEFORE = {
    "/": page(f"{START}<main><h1>Start</h1><p>We can help you.</p></main>"),
    "/moved": page(f"<main><h1>Moved</h1>{link('To ask,', 'ask')}{link('To book,', 'book')}</main>"),
    "/old": page(f"<main><h1>Old</h1>{link('To join,', 'join')}</main>"),
    "/left": page(f"<main><h1>Left</h1>{link('To pay,', 'pay')}</main>"),
    "/fixed": page(f"<main><h1>Fixed</h1>{link('To tell us,', 'tell')}</main>"),
}
WAIVED = """\
[[waiver]]
because = "The form moves."
by = "Ana"
until = 2027-01-10
rule = "links.vague-text"
pages = "/left"
"""


def after() -> dict[str, str]:
    """The next night: words in other places, a page by another name, one fault less and one more."""
    moved = f"<main><h1>Moved</h1>{link('To book,', 'book')}{link('To ask,', 'ask')}</main>"
    return {
        "/": page(f"{START.replace('old', 'new')}<main><h1>Start</h1>{link('To start,', 'start')}</main>"),
        "/moved": page(f"<header><p>Anyborough</p></header><div><div>{moved}</div></div>"),
        "/new": BEFORE["/old"],
        "/left": BEFORE["/left"],
        "/fixed": page("<main><h1>Fixed</h1><p>To tell us, <a href='/tell'>fill in a form</a>.</p></main>"),
    }


@dataclass(frozen=True)
class Nights:
    """How each audit of the second night ended, by what it was held against, and the files they worked with."""

    ran: dict[str, Ran]
    first: Ran
    lapsed: dict[str, Ran]
    last: Ran
    known: dict[str, str]


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nights]:
    folder = tmp_path_factory.mktemp("nights")
    (folder / "offer.toml").write_text("[crawl]\ndelay = 0\n")
    (folder / "waivers.toml").write_text(WAIVED)
    pages = dict(BEFORE)

    def audit(today: str, *options: str) -> Ran:
        return localoffer("audit", f"{url}/", *SELECT, "--today", today, "-f", "json", *options, cwd=folder)

    with served(pages) as url:
        first = audit("2027-01-01", "--write-baseline", "known.json")
        known = json.loads((folder / "known.json").read_text())["findings"]
        pages.clear()
        pages |= after()
        ran = {name: audit("2027-01-02", "--baseline", name) for name in NIGHTS}
        lapsed = {name: audit("2027-01-11", "--baseline", name) for name in NIGHTS}
        yield Nights(ran, first, lapsed, audit("2027-01-12", "--baseline", "previous"), known)


def states(ran: Ran) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in ran.json["findings"]:
        found.setdefault(f"/{row['url'].split('/', 3)[3]}", set()).add(row["state"])
    return found


def test_a_first_night_fails_for_all_it_finds_but_what_is_waived(nights: Nights) -> None:
    assert nights.first.code == 1
    assert states(nights.first) == {"/moved": {"new"}, "/old": {"new"}, "/left": {"waived"}, "/fixed": {"new"}}


@pytest.mark.parametrize("name", NIGHTS)
def test_words_that_moved_are_known_and_a_page_with_another_address_is_new(nights: Nights, name: str) -> None:
    ran = nights.ran[name]
    assert ran.code == 1
    assert states(ran) == {"/": {"new"}, "/moved": {"still"}, "/new": {"new"}, "/left": {"waived"}}


def test_what_is_waived_is_in_no_baseline(nights: Nights) -> None:
    assert len(nights.known) == 4
    assert not [told for told in nights.known.values() if "/left" in told]


@pytest.mark.parametrize("name", NIGHTS)
def test_what_was_waived_is_new_when_its_waiver_has_lapsed(nights: Nights, name: str) -> None:
    assert states(nights.lapsed[name])["/left"] == {"new"}


def test_what_counts_again_is_new_for_one_night(nights: Nights) -> None:
    assert states(nights.lapsed["previous"])["/moved"] == {"still"}
    assert set().union(*states(nights.last).values()) == {"still"}
    assert nights.last.code == 0


def test_what_is_told_of_a_baseline_s_findings_can_be_read(nights: Nights) -> None:
    assert sorted(told.split("/", 3)[0] + told.split("/", 3)[3] for told in nights.known.values()) == [
        "links.vague-text http:fixed click here",
        "links.vague-text http:moved click here",
        "links.vague-text http:moved click here",
        "links.vague-text http:old click here",
    ]


# The file


@pytest.fixture
def draft(folder: Path) -> Path:
    path = folder / "hub.html"
    path.write_text(f"<html lang=en><title>Hub</title><main><h1>Hub</h1>{link('To ask,', 'ask')}</main>")
    return path


def check(*options: Any) -> Ran:
    return here("check", "hub.html", *SELECT, "--today", "2027-01-01", *options)


@pytest.mark.usefixtures("draft")
def test_a_file_can_be_held_against_and_written_again_in_one_go(folder: Path) -> None:
    assert check("--write-baseline", "known.json").code == 1
    first = (folder / "known.json").read_bytes()
    assert check("--baseline", "known.json", "--write-baseline", "known.json").code == 0
    assert (folder / "known.json").read_bytes() == first
    assert first.endswith(b"}\n")


@pytest.mark.usefixtures("draft")
def test_a_file_that_is_a_link_to_another_stays_one(folder: Path) -> None:
    (folder / "kept").mkdir()
    (folder / "known.json").symlink_to(folder / "kept" / "real.json")
    check("--write-baseline", "known.json")
    assert (folder / "known.json").is_symlink()
    assert json.loads((folder / "kept" / "real.json").read_text())["tool"] == "localoffer"


@pytest.mark.usefixtures("draft")
def test_a_baseline_goes_down_a_pipe_too(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    reading = os.open(folder / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    try:
        check("--write-baseline", "pipe")
        assert json.loads(os.read(reading, 65536))["tool"] == "localoffer"
    finally:
        os.close(reading)


def test_words_that_no_file_can_hold_are_written_as_they_can_be(draft: Path, folder: Path) -> None:
    odd = Path(os.fsdecode(b"h\xff.html"))
    odd.write_text(draft.read_text())
    ran = here("check", odd, *SELECT, "--write-baseline", "known.json")
    assert ran.code == 1
    assert len(json.loads((folder / "known.json").read_text("utf-8"))["findings"]) == 1


def test_a_check_of_which_a_part_could_not_be_read_writes_no_baseline(draft: Path, folder: Path) -> None:
    (folder / "empty.html").write_text("")
    ran = here("check", draft.name, "empty.html", *SELECT, "--write-baseline", "known.json")
    assert ran.code == 3
    assert "This audit is not complete, so --write-baseline changed nothing." in ran.err
    assert not (folder / "known.json").exists()
