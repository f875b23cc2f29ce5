"""What is waived fails nothing, is told apart, and lapses by itself; `localoffer waive` writes it down."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import tomli
from jsonschema import Draft202012Validator

from pipeline.store.open import open_store
from pipeline.store.read import Reader
from pipeline.store.values import FindingRow
from pipeline.store.waiving import Waiver, Waivers
from pipeline.waivers import load_waivers
from rules.core.registry import catalogue
from tests.cli.command import here, refused
from tests.reports.large import fill

SCHEMA = json.loads(files("reports").joinpath("schema.json").read_text("utf-8"))
PAGES = {
    "pass.html": "<p>To ask for a bus pass, <a href='/pass'>click here</a>.</p>",
    "club.html": "<p>To join the club, <a href='/club'>read more</a>.</p>",
}
SELECT = ("--select", "links.vague-text", "--today", "2026-11-23")
AGREED = ("--because", "The form moves in April.", "--by", "Ana", "--until", "2027-04-30", "--today", "2026-11-23")


@pytest.fixture(autouse=True)
def drafts(folder: Path) -> Path:
    (folder / "drafts").mkdir()
    for name, words in PAGES.items():
        (folder / "drafts" / name).write_text(f"<html lang=en><title>{name}</title><main>{words}</main></html>")
    return folder


def told(*arguments: object) -> dict[str, Any]:
    ran = here("check", "drafts", *SELECT, "-f", "json", *arguments)
    document = ran.json
    Draft202012Validator(SCHEMA).validate(document)
    assert isinstance(document, dict)
    return document


def states(document: Mapping[str, Any]) -> dict[str, str]:
    return {row["quote"]: row["state"] for row in document["findings"]}


def issue_of(quote: str) -> str:
    return str(next(row["issue"] for row in told()["findings"] if row["quote"] == quote))


def test_an_issue_is_waived_by_its_id_and_the_file_says_what_it_is(drafts: Path) -> None:
    ran = here("waive", issue_of("click here"), *AGREED)
    assert ran.out.startswith("Written in waivers.toml: the issue ")
    assert (ran.code, ran.err) == (0, "")
    after = told()
    assert states(after) == {"click here": "waived", "read more": "new"}
    assert after["waivers"] == [
        {
            "because": "The form moves in April.",
            "by": "Ana",
            "until": "2027-04-30",
            "issue": issue_of("click here"),
            "state": "used",
            "findings": 1,
        }
    ]


def test_what_is_waived_fails_nothing() -> None:
    failing = ("check", "drafts", *SELECT, "--fail-on", "problem", "-q")
    assert here(*failing).code == 1
    assert here("waive", "links.vague-text", "--pages", "*", *AGREED).code == 0
    assert here(*failing).code == 0


def test_a_rule_is_waived_on_the_pages_of_a_pattern_alone() -> None:
    here("waive", "links.vague-text", "--pages", "drafts/p*", *AGREED)
    assert states(told()) == {"click here": "waived", "read more": "new"}


def test_a_waiver_lapses_by_itself_and_that_is_told() -> None:
    here("waive", issue_of("click here"), *AGREED)
    assert states(told("--today", "2027-04-30"))["click here"] == "waived"
    late = told("--today", "2027-05-01")
    assert states(late)["click here"] == "new"
    assert [(use["state"], use["findings"]) for use in late["waivers"]] == [("lapsed", 1)]
    words = here("check", "drafts", *SELECT, "--today", "2027-05-01").out
    assert "A waiver lapsed on 30 April 2027: the issue " in words
    assert "1 thing counts again." in words


def test_a_check_of_some_pages_does_not_call_the_other_waivers_unused() -> None:
    here("waive", "links.vague-text", "--pages", "/elsewhere/*", *AGREED)
    assert "waivers" not in told()


def test_a_waiver_is_renewed_in_its_place_and_comments_are_kept(drafts: Path) -> None:
    id_ = issue_of("click here")
    here("waive", id_, *AGREED)
    file = drafts / "waivers.toml"
    file.write_text(f"# Ours.\n{file.read_text()}# The end.\n")
    ran = here(
        "waive", id_, "--because", "It moved.", "--by", "Bo", "--until", "2027-06-01", "--today", "2027-05-02"
    )
    assert ran.out.startswith("Renewed in waivers.toml")
    here("waive", issue_of("read more"), *AGREED)
    (first, second) = tomli.loads(file.read_text())["waiver"]
    assert (first["by"], first["until"], second["by"]) == ("Bo", date(2027, 6, 1), "Ana")
    assert file.read_text().startswith("# Ours.\n# What we leave")
    assert "# The end." in file.read_text()
    assert states(told()) == {"click here": "waived", "read more": "waived"}


def test_the_file_lies_beside_the_configuration_that_names_it(drafts: Path) -> None:
    (drafts / "conf").mkdir()
    (drafts / "conf" / "send.toml").write_text('waivers = "left.toml"\n')
    here("waive", issue_of("click here"), *AGREED, "-c", "conf/send.toml")
    assert (drafts / "conf" / "left.toml").is_file()
    assert states(told("-c", "conf/send.toml"))["click here"] == "waived"


def test_code_hosts_are_told_why() -> None:
    here("waive", issue_of("click here"), *AGREED)
    log = here("check", "drafts", *SELECT, "-f", "sarif").json
    assert [result.get("suppressions") for result in log["runs"][0]["results"]] == [
        None,
        [
            {
                "kind": "external",
                "status": "accepted",
                "justification": "The form moves in April. Agreed by Ana, until 2027-04-30.",
            }
        ],
    ]


def test_a_report_lists_what_is_left_apart(drafts: Path) -> None:
    here("waive", issue_of("click here"), *AGREED)
    here("waive", "links.raw-url", "--pages", "/old/*", *AGREED)
    here("check", "drafts", *SELECT, "--report", "report")
    listed = (drafts / "report" / "left-as-agreed.html").read_text("utf-8")
    assert "The form moves in April." in listed
    assert "does not say where the link goes" in listed
    assert "1 thing is left as agreed" in listed
    assert "Not checked this time" in listed
    assert "1 finding left as agreed" in (drafts / "report" / "index.html").read_text("utf-8")


def test_what_will_go_out_of_date_is_waived_as_long_as_the_waiver_stands() -> None:
    waivers = Waivers([Waiver("It moves.", "Ana", date(2027, 1, 5), rule="stale.past-event", pages="/news/*")])
    asked = ("f", "i", "stale.past-event", "https://www.example.test/news/1")
    assert waivers.of(*asked, date(2027, 1, 5))
    assert waivers.of(*asked, date(2027, 1, 6)) is None
    assert waivers.of(*asked[:3], "https://www.example.test/send", date(2027, 1, 5)) is None


WHOLE = '[[waiver]]\nbecause = "It moves."\nby = "Ana"\nuntil = 2027-04-30\n'


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[[waver]]\n", "there is no setting “waver”. Did you mean “waiver”?"),
        ('waiver = "x"\n', "under a line of its own that says `[[waiver]]`"),
        (f'{WHOLE}isue = "x"\n', "waiver 1: there is no setting “isue”. Did you mean “issue”?"),
        (WHOLE, "waiver 1 must name one of"),
        (f'{WHOLE}issue = "x"\nfinding = "y"\n', "waiver 1 must name one of"),
        (f'{WHOLE}rule = "links.vague-text"\n', "a `rule` and its `pages` go together"),
        (
            f'{WHOLE}rule = "links.vague-txt"\npages = "*"\n',
            "waiver 1: There is no rule “links.vague-txt”. Did you mean",
        ),
        ('[[waiver]]\nissue = "x"\nby = "Ana"\nuntil = 2027-04-30\n', "does not say “because”"),
        ('[[waiver]]\nissue = "x"\nby = "Ana"\nbecause = "y"\nuntil = "soon"\n', "“until” is not a day"),
        (f"{WHOLE}issue = 3\n", "“issue” has the wrong kind of value"),
        ("[[waiver]\n", "is not valid TOML"),
    ],
)
def test_a_mistake_in_the_file_is_told_by_its_place(drafts: Path, text: str, why: str) -> None:
    (drafts / "waivers.toml").write_text(text)
    for command in (("check", "drafts"), ("waive", "links.vague-text", "--pages", "*", *AGREED)):
        said = refused(*command)
        assert "waivers.toml" in said
        assert why in said


def test_what_cannot_be_waived_is_told_in_plain_words(drafts: Path) -> None:
    assert "30 April 2027 has passed" in refused("waive", "0" * 16, *AGREED[:6], "--today", "2027-05-01")
    assert "On which pages?" in refused("waive", "links.vague-text", *AGREED)
    assert "Did you mean “links.vague-text”?" in refused("waive", "links.vague-txt", "--pages", "*", *AGREED)
    assert "There is no store" in refused("waive", "no-id", *AGREED)
    assert "--because is empty" in refused("waive", "0" * 16, "--because", " ", *AGREED[2:])
    assert not (drafts / "waivers.toml").exists()


def test_the_rules_of_a_file_are_known_by_their_names_of_today(drafts: Path) -> None:
    (drafts / "waivers.toml").write_text(f'{WHOLE}rule = "links.vague-text"\npages = "*"\n')
    assert load_waivers(drafts / "waivers.toml").rules == {"links.vague-text"}


@pytest.fixture
def stored(folder: Path) -> list[FindingRow]:
    """The findings of an audit of a few pages, in the store that the commands look in."""
    with open_store("sqlite:///localoffer.db") as store:
        fill(store, 4)
        reader = Reader(store)
        return list(reader.findings(reader.latest()))


def reported() -> dict[str, Any]:
    document = here("report", "-f", "json").json
    Draft202012Validator(SCHEMA).validate(document)
    assert isinstance(document, dict)
    return document


def test_an_issue_on_many_pages_and_a_single_finding_are_told_apart_by_the_store(stored: list[FindingRow]) -> None:
    issues = Counter(row.issue for row in stored)
    ((shared, times),) = issues.most_common(1)
    alone = next(row for row in stored if issues[row.issue] == 1)
    ran = here("waive", shared, *AGREED)
    assert (
        f"the issue {shared} is left until 30 April 2027. That is {times} findings of the last audit." in ran.out
    )
    ran = here("waive", alone.id, *AGREED)
    assert f"the finding {alone.id} is left until 30 April 2027." in ran.out
    document = reported()
    waived = {row["id"] for row in document["findings"] if row["state"] == "waived"}
    assert waived == {row.id for row in stored if row.issue == shared} | {alone.id}
    assert [(use["state"], use["findings"]) for use in document["waivers"]] == [("used", times), ("used", 1)]
    assert f"# {alone.rule}: {alone.message}"[:60] in Path("waivers.toml").read_text("utf-8")


def test_an_id_with_a_slip_is_asked_about(stored: list[FindingRow], folder: Path) -> None:
    issue = stored[0].issue
    slip = issue[:-1] + ("0" if issue[-1] != "0" else "1")
    said = refused("waive", slip, *AGREED)
    assert f"has no issue or finding “{slip}”. Did you mean “{issue}”?" in said
    assert not (folder / "waivers.toml").exists()


def test_after_a_whole_audit_what_names_nothing_is_told(stored: list[FindingRow]) -> None:
    here("waive", stored[0].rule, "--pages", "/elsewhere/*", *AGREED)
    unasked = next(rule for rule in catalogue() if rule not in {row.rule for row in stored})
    here("waive", unasked, "--pages", "*", *AGREED)
    states = [(use["rule"], use["state"]) for use in reported()["waivers"]]
    assert states == [(stored[0].rule, "unused"), (unasked, "unasked")]
    here("report", "--report", "report")
    listed = Path("report/left-as-agreed.html").read_text("utf-8")
    assert "Not needed any more" in listed
    assert "Not checked this time" in listed
    assert "1 waiver is not needed any more." in Path("report/index.html").read_text("utf-8")
