"""`localoffer check`: what goes in, and what comes out in each format."""

from __future__ import annotations

import csv
import json
import zipfile
from io import StringIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from jsonschema import Draft202012Validator

import reports
from rules.core.registry import catalogue
from tests.cli.command import CHARTER, SEEN, here, localoffer, refused
from tests.spiders.serving import Answer, serving

SCHEMA = json.loads(Path(reports.__file__).with_name("schema.json").read_text("utf-8"))
PAGE = ["url", "title", "status", "language", "words", "reading_age", "read", "reason"]
FINDING = [
    *("id", "issue", "rule", "url", "path", "block", "start", "end", "quote", "key", "value"),
    *("message", "fix", "severity", "review", "state", "commitments", "wcag", "act"),
]
FACT = ["rule", "url", "block", "start", "end", "quote", "key", "value", "kind"]
HEAD = ["tool", "version", "today", "complete", "pages", "findings", "failures"]
VAGUE = "<html lang=en><title>A page</title><main><h1>A page</h1><p>To book, <a href=/b>click here</a>.</p></main>"


@pytest.fixture
def charter() -> Any:
    return here("check", CHARTER, *SEEN, "-f", "json").json


def test_the_charters_own_page_shows_what_it_is_known_for(charter: Any) -> None:
    found = {(told["rule"], told["quote"]) for told in charter["findings"]}
    assert {
        ("stale.seasonal-notice", "Christmas Opening Hours, Useful Information and Key Contacts"),
        ("stale.broken-promise", "Autumn"),
        ("local-offer.leaked-cms-field", "Display your introduction over featured image?: No"),
        ("local-offer.empty-section", "Downloads & Resources"),
        ("accessibility.table-headers", "Doing with | Doing for | Doing to"),
        ("documents.no-type-size", "View the Co-Production Charter (PDF)"),
    } <= found
    long = [quote for rule, quote in found if rule == "plain-english.long-sentence"]
    assert any(quote.startswith("Co-produced by Doncaster parents") for quote in long)
    assert any(quote.startswith("The local partnership has asked families") for quote in long)


def test_nothing_says_that_send_is_unexplained_on_the_charters_page(charter: Any) -> None:
    assert [told for told in charter["findings"] if told["rule"] == "jargon.unexplained-acronym"] == []


def test_the_document_holds_every_field_of_the_contract_in_its_order(charter: Any) -> None:
    Draft202012Validator(SCHEMA).validate(charter)
    assert list(charter) == HEAD
    assert [*map(list, charter["pages"])] == [PAGE]
    assert {tuple(told) for told in charter["findings"]} == {tuple(FINDING)}
    assert (charter["tool"], charter["today"], charter["complete"]) == ("localoffer", "2027-03-01", True)
    assert charter["pages"][0]["url"] == CHARTER


def test_every_quote_stands_in_its_block(charter: Any) -> None:
    for told in charter["findings"]:
        assert told["block"][told["start"] : told["end"]] == told["quote"]


def test_facts_are_listed_where_they_are_asked_for() -> None:
    shown = here("check", "-", "--today", "2026-11-23", "--facts", "-f", "json", given=FACTS.encode()).json
    Draft202012Validator(SCHEMA).validate(shown)
    assert list(shown) == [*HEAD, "facts"]
    assert {tuple(fact) for fact in shown["facts"]} == {tuple(FACT)}
    told = {(fact["rule"], fact["value"]) for fact in shown["facts"]}
    assert {
        ("core.dates", "2026-12-05"),
        ("core.hours", "mon 08:30-17:00"),
        ("core.contacts", "+441632960001"),
        ("core.dated-hours", "2026-12-24 09:00-12:00"),
        ("core.page-type", "policy"),
    } <= told
    assert {"core.acronyms", "core.sentences"} <= {rule for rule, _ in told}
    for fact in shown["facts"]:
        assert fact["block"][fact["start"] : fact["end"]] == fact["quote"]


FACTS = """<html lang=en><title>Hub</title><main><h1>Our hub policy</h1><p>Come on 5 December 2026. We are open
Monday 8.30am to 5pm. Ring 01632 960001. Ask the SENCO.
On 24 December 2026 we are open from 9am to 12 noon.</p></main>"""


def test_a_draft_may_come_from_standard_input() -> None:
    shown = here("check", "-", "-f", "json", given=VAGUE.encode()).json
    assert [(told["rule"], told["quote"], told["url"]) for told in shown["findings"] if told["quote"]] == [
        ("links.vague-text", "click here", "-")
    ]


def test_the_list_of_targets_may_come_from_a_file_or_from_standard_input(folder: Path) -> None:
    for name in ("one.html", "two.html"):
        (folder / name).write_text(VAGUE)
    listed = "\ufeff# our drafts\r\n\r\n one.html \r\ntwo.html\r\n".encode()
    (folder / "list.txt").write_bytes(listed)
    for read in (
        here("check", "--targets", "list.txt", "-f", "json"),
        here("check", "--targets", "-", "-f", "json", given=listed),
    ):
        assert [page["url"] for page in read.json["pages"]] == ["one.html", "two.html"]


def test_standard_input_is_one_thing_or_the_other() -> None:
    assert "cannot be both" in refused("check", "-", "--targets", "-", given=b"x.html")


def test_a_folder_is_read_with_the_folders_in_it(folder: Path) -> None:
    (folder / "drafts/deep").mkdir(parents=True)
    (folder / "drafts/b.md").write_text("# Hub\n\nTo book, [click here](/b).\n")
    (folder / "drafts/deep/a.html").write_text(VAGUE)
    (folder / "drafts/c.txt").write_text("We will endeavour to utilise this.\n")
    (folder / "drafts/notes.py").write_text("print()")
    shown = here("check", "drafts", "-f", "json").json
    assert [page["url"] for page in shown["pages"]] == ["drafts/b.md", "drafts/c.txt", "drafts/deep/a.html"]
    assert {told["url"] for told in shown["findings"] if told["rule"] == "links.vague-text"} == {
        "drafts/b.md",
        "drafts/deep/a.html",
    }


def test_what_cannot_be_read_is_told_and_the_rest_is_checked(folder: Path) -> None:
    (folder / "good.html").write_text(VAGUE)
    (folder / "empty.html").write_text("")
    ran = here("check", "good.html", "empty.html", "-f", "json")
    pages = {page["url"]: (page["read"], page["reason"]) for page in ran.json["pages"]}
    assert pages == {"good.html": (True, None), "empty.html": (False, "It is empty.")}
    assert ran.code == 3
    assert "Only 50% of the pages" in ran.err


def test_a_check_lists_what_it_found() -> None:
    ran = here("check", CHARTER, *SEEN)
    assert "“Downloads & Resources”" in ran.out
    assert "local-offer.empty-section" in ran.out
    assert ran.out.rstrip().splitlines()[-1].startswith("Found ")
    assert ran.err == ""


def test_a_page_is_checked_by_its_address_alone(folder: Path) -> None:
    with serving(lambda asked: Answer(VAGUE.encode()) if asked.path == "/a" else None) as server:
        shown = localoffer("check", f"{server.url}/a", "-f", "json", cwd=folder)
        assert "/b" not in server.paths()
    Draft202012Validator(SCHEMA).validate(shown.json)
    assert [page["url"] for page in shown.json["pages"] if page["read"]] == [f"{server.url}/a"]
    assert "links.vague-text" in {told["rule"] for told in shown.json["findings"]}
    assert [*folder.iterdir()] == []


def test_each_format_is_what_it_says(folder: Path) -> None:
    formats = ("text", "json", "csv", "xlsx", "sarif", "junit", "github")
    ran = here("check", CHARTER, *SEEN, *(part for name in formats for part in ("-f", name)), "-o", "out")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    out = {path.name: path for path in (folder / "out").iterdir()}
    findings = json.loads(out["localoffer-json.json"].read_text())["findings"]
    found, issues = len(findings), len({told["issue"] for told in findings})
    assert len([*csv.DictReader(StringIO(out["localoffer-csv.csv"].read_text(), newline=""))]) == found
    assert len(json.loads(out["localoffer-sarif.sarif"].read_text())["runs"][0]["results"]) == issues
    assert len(ElementTree.parse(out["localoffer-junit.xml"]).findall(".//testcase")) >= issues
    with zipfile.ZipFile(out["localoffer-xlsx.xlsx"]) as book:
        assert book.testzip() is None
    assert "::" in out["localoffer-github.txt"].read_text()
    assert f"Found {found} things" in out["localoffer-text.txt"].read_text()


def test_one_format_goes_to_the_file_named_and_makes_its_folder(folder: Path) -> None:
    ran = here("check", CHARTER, "-f", "json", "-o", "new/found.json")
    assert (ran.out, json.loads((folder / "new/found.json").read_text())["tool"]) == ("", "localoffer")


def test_without_a_format_the_file_named_holds_text(folder: Path) -> None:
    here("check", CHARTER, "-o", "found.txt")
    assert "Found " in (folder / "found.txt").read_text("utf-8")


def test_the_report_of_a_check_is_written_where_it_is_asked_for(folder: Path) -> None:
    assert [*folder.iterdir()] == []
    ran = here("check", CHARTER, "-f", "html", "-f", "json", "-o", "out")
    assert (ran.code, ran.out) == (0, "")
    assert f"The report is at {folder / 'out/report/index.html'}" in ran.err
    assert (folder / "out/report/index.html").is_file()
    assert json.loads((folder / "out/localoffer-json.json").read_text())["tool"] == "localoffer"
    here("check", CHARTER, "-f", "html", "-o", "alone")
    assert (folder / "alone/index.html").is_file()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("-f", "json", "-f", "csv"), "Several formats need a folder"),
        (("-f", "xlsx"), "not text. Name a file"),
        (("-f", "json", "-f", "csv", "-o", "file"), "file is a file. Several formats need a folder"),
        (("-f", "json", "-o", "file/in/it"), "cannot be written"),
        (("-f", "json", "-o", "."), "cannot be written"),
        (("-f", "html", "--report", "file"), "is a file, and the report needs a folder"),
        (("-f", "html", "--report", "theirs"), "holds something other than a report"),
    ],
)
def test_a_document_that_has_no_place_is_refused(arguments: tuple[str, ...], told: str, folder: Path) -> None:
    (folder / "file").write_text("theirs")
    (folder / "theirs").mkdir()
    (folder / "theirs/photo.png").write_text("theirs")
    assert told in refused("check", CHARTER, *arguments)
    assert ((folder / "file").read_text(), (folder / "theirs/photo.png").read_text()) == ("theirs", "theirs")


def test_a_rule_that_raises_is_told_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def raises(*_: object) -> object:
        raise ZeroDivisionError("a fault of the rule")

    monkeypatch.setattr(catalogue()["links.vague-text"], "extract", raises)
    monkeypatch.setattr(catalogue()["local-offer.empty-section"], "judge", raises)
    shown = here("check", CHARTER, *SEEN, "-f", "json").json
    Draft202012Validator(SCHEMA).validate(shown)
    error = "ZeroDivisionError: a fault of the rule"
    assert shown["failures"] == [
        {"rule": "links.vague-text", "url": CHARTER, "error": error},
        {"rule": "local-offer.empty-section", "url": "", "error": error},
    ]
    assert "stale.broken-promise" in {told["rule"] for told in shown["findings"]}
    assert "Checks that failed, through no fault of the page" in here("check", CHARTER).out
