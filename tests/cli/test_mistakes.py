"""What people mistype: flags, days, targets, settings. Each is told plainly, with what to do."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.config import load
from tests.cli.command import CHARTER, here, refused


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("chekc",), "No such command 'chekc'. Did you mean 'check'?"),
        (("check", CHARTER, "--todya", "2026-11-23"), "No such option '--todya'"),
        (("check", CHARTER, "--today", "2026-13-01"), "“2026-13-01” is not a day. Write it as 2026-11-23."),
        (("check", CHARTER, "--seen", "last week"), "“last week” is not a day. Write it as 2026-11-23."),
        (("check", CHARTER, "--fail-on", "error"), "'error' is not one of 'barrier', 'problem'"),
        (("check", CHARTER, "-f", "yaml"), "'yaml' is not one of 'text', 'json'"),
        (("check", CHARTER, "--jobs", "0"), "0 is not in the range"),
        (("check", CHARTER, "--max-pages", "many"), "'many' is not a valid integer"),
        (("audit", "https://a.example/", "--max-depth", "0"), "0 is not in the range"),
        (("audit", "https://a.example/", "--max-time", "0"), "0.0 is not in the range"),
        (("check",), "What should be checked? Name files, folders or addresses, or - for standard input."),
        (("check", "nowhere.html"), "There is no file or folder “nowhere.html”. Check the spelling"),
        (("check", "ftp://a.example/"), "“ftp://a.example/” is not a web address."),
        (("check", "--targets", "nowhere.txt"), "nowhere.txt cannot be read: No such file or directory."),
        (("check", "--targets", "."), ". cannot be read: Is a directory."),
        (("check", "--targets", "bytes.txt"), "The list of targets is not text in UTF-8."),
        (("check", "--targets", "empty.txt"), "What should be checked?"),
        (("audit",), "Which site? Name its address, or put `targets` under `[site]` in offer.toml."),
        (("audit", "www.anyborough.gov.uk"), "Give one that starts with https:// or http://."),
        (("audit", "http:///"), "“http:///” is not a web address."),
        (("audit", "http://127.0.0.1:99999/"), "is not a web address."),
        (("audit", "leeds"), "leeds cannot be read: No such file or directory."),
        (("audit", "a.toml", "b.toml"), "For several councils, run one audit each."),
        (("audit", "https://a.example/", "a.toml"), "Name addresses, or one council's file."),
        (("audit", "council.toml"), "council.toml names no targets."),
        (("history",), "There is no store at “localoffer.db”. Run `localoffer audit` first, or name --store."),
        (("report",), "There is no store at “localoffer.db”."),
        (("report", "--run", "one"), "'one' is not a valid integer"),
    ],
)
def test_a_mistake_is_told_with_what_to_do(arguments: tuple[str, ...], told: str, folder: Path) -> None:
    (folder / "bytes.txt").write_bytes(b"\xff\xfe\x00")
    (folder / "empty.txt").write_text("# nothing yet\n")
    (folder / "council.toml").write_text('[site]\nname = "Anyborough"\n')
    before = {*folder.iterdir()}
    assert told in refused(*arguments)
    assert {*folder.iterdir()} == before


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b"a = = b", "is not valid TOML: Invalid value (at line 1, column 5). Put that line right"),
        (b"\xff\xfe\x00", "is not text in UTF-8. Save it as UTF-8"),
        (b"stor = 'x'", "there is no setting “stor”. Did you mean “store”?"),
        (b"[site]\nnme = 'x'", "[site]: there is no setting “nme”. Did you mean “name”?"),
        (b"[crawl]\nobey_robot = true", "Did you mean “obey_robots”?"),
        (b"site = 3", "“site” must be a table, written as `[site]`."),
        (b"[crawl]\nmax_pages = 'x'", "“crawl.max_pages” has the wrong kind of value. Expected"),
        (b"[site]\ntargets = 'https://a.example/'", "“site.targets” has the wrong kind of value."),
        (b"[site]\ntargets = [3]", "“site.targets[0]” has the wrong kind of value."),
        (b"[site]\ncharter = 'leeds'", "There is no charter “leeds”. Give a file, or one of: doncaster."),
        (b"[rules]\nselect = ['stal']", "“stal” matches no rule. Did you mean “stale”?"),
        (b"[rules]\nslect = ['stale']", "Did you mean “select”?"),
        (b"[rules.'stale.past-evnt']\ngrace_days = 3", "Did you mean “stale.past-event”?"),
        (b"[rules.'stale.past-event']\ngrace = 3", "has no setting “grace”. Did you mean “grace_days”?"),
        (b"[rules.'stale.past-event']\ngrace_days = '3'", "must be a value like 7 (int)"),
    ],
)
def test_a_wrong_configuration_is_told_by_file_and_key(text: bytes, told: str, folder: Path) -> None:
    (folder / "our.toml").write_bytes(text)
    assert told in refused("check", CHARTER, "--config", "our.toml")


def test_a_configuration_that_is_not_there_is_told() -> None:
    assert "nowhere.toml cannot be read: No such file or directory." in refused(
        "check", CHARTER, "-c", "nowhere.toml"
    )
    assert ". cannot be read: Is a directory." in refused("check", CHARTER, "-c", ".")


def test_the_configuration_is_found_where_the_command_runs(folder: Path) -> None:
    (folder / "pyproject.toml").write_text("[tool.localoffer.rules]\nselect = ['stale']\n")
    assert rules_of() == {"stale"}
    (folder / "offer.toml").write_text("[rules]\nselect = ['jargon']\n")
    assert rules_of() == {"jargon"}
    (folder / "other.toml").write_text("[rules]\nignore = ['jargon', 'stale']\n")
    assert rules_of("-c", "other.toml").isdisjoint({"jargon", "stale"})
    assert rules_of("--select", "links,documents") == {"documents"}


def rules_of(*arguments: str) -> set[str]:
    shown = here("check", CHARTER, "--today", "2027-03-01", "--seen", "2026-11-23", "-f", "json", *arguments)
    return {told["rule"].split(".")[0] for told in shown.json["findings"]}


def test_a_rules_own_settings_hold(folder: Path) -> None:
    (folder / "offer.toml").write_text("[rules.'stale.past-event']\ngrace_days = 30\n")
    draft = b"<html lang=en><main><p>Join us at the open day on 3 November 2026.</p></main>"
    checked = ("check", "-", "--today", "2026-11-23", "--select", "stale", "-f", "json")
    assert here(*checked, given=draft).json["findings"] == []
    (folder / "offer.toml").unlink()
    assert [told["rule"] for told in here(*checked, given=draft).json["findings"]] == ["stale.past-event"]


def test_the_first_configuration_loads_and_is_never_written_over(folder: Path) -> None:
    ran = here(
        "init", "--site", 'https://a.example/"quoted"', "--name", "Any Borough’s", "--contact", "a@b.example"
    )
    assert (ran.code, ran.out) == (0, "offer.toml is ready. Read it through, then run `localoffer audit`.\n")
    config = load(None)
    assert config.site.targets == ('https://a.example/"quoted"',)
    assert (config.site.name, config.crawl.contact) == ("Any Borough’s", "a@b.example")
    written = (folder / "offer.toml").read_bytes()
    assert "offer.toml is there already." in refused("init", "--site", "https://b.example/")
    assert (folder / "offer.toml").read_bytes() == written
    assert here("init", "--site", "https://b.example/", "--force").code == 0
    assert load(None).site.targets == ("https://b.example/",)


def test_a_first_configuration_needs_an_address_and_a_place() -> None:
    assert "“a.example” is not a web address." in refused("init", "--site", "a.example")
    assert "no/offer.toml cannot be written" in refused("init", "no/offer.toml", "--site", "https://a.example/")
    asked = here("init", "asked.toml", given=b"https://a.example/\n")
    assert "Which address does your Local Offer start at" in asked.out
    assert load(Path("asked.toml")).site.targets == ("https://a.example/",)


def test_a_rehearsal_says_what_would_be_done_and_does_nothing(folder: Path) -> None:
    ran = here("audit", "http://127.0.0.1:1/send/", "--dry-run", "--max-pages", "50", "--select", "stale")
    assert (ran.code, ran.err) == (0, "")
    assert "Nothing was fetched." in ran.out
    assert "start from http://127.0.0.1:1/send/" in ran.out
    assert "It would stop after 50 pages." in ran.out
    assert "stale.past-event" in ran.out
    assert os.listdir(folder) == []  # noqa: PTH208 - hidden files too
