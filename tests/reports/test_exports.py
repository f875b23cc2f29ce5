"""The formats for machines keep their contracts, whatever the pages say."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, ValidationError
from lxml import etree

from pipeline.config import OwnerConfig
from pipeline.store.values import FindingRow
from reports.exports import FORMATS, BinaryFormat, TextFormat
from reports.outcome import FactEntry, Outcome
from reports.wishes import Wishes
from rules.core.findings import Failure
from tests.reports.outcomes import BLOCK, FINDING, HOSTILE, hostile, outcome, written

FAILURE = Failure("links.vague-text", "", "ValueError: \x1bbroken ]]>")


def document(told: Outcome) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(written("json", told))
    return found


def validator() -> Draft202012Validator:
    schema = json.loads(files("reports").joinpath("schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


# JSON


def test_json_is_what_the_schema_says() -> None:
    validator().validate(document(outcome(FINDING, hostile(), failures=(FAILURE,))))


def test_the_schema_refuses_a_page_that_was_not_read_without_a_reason() -> None:
    told = document(outcome(FINDING))
    told["pages"][-1]["reason"] = None
    with pytest.raises(ValidationError):
        validator().validate(told)


def test_json_keeps_the_order_of_the_contract() -> None:
    told = document(outcome(FINDING, failures=(FAILURE,)))
    assert " ".join(told) == "tool version today complete pages findings failures"
    assert " ".join(told["pages"][0]) == "url title status language words reading_age read reason"
    assert " ".join(told["findings"][0]) == (
        "id issue rule url path block start end quote key value message fix severity review state "
        "commitments wcag act"
    )
    assert " ".join(told["failures"][0]) == "rule url error"


def test_json_gives_the_commitments_and_standards_of_the_rule() -> None:
    found = document(outcome(FINDING))["findings"][0]
    assert found["commitments"] == ["communicate.plain-english"]
    assert found["wcag"] == ["2.4.4", "2.4.9"]
    assert found["quote"] == "click here"


def test_json_writes_a_finding_of_a_rule_that_is_no_longer_there() -> None:
    found = document(outcome(replace(FINDING, rule="links.long-gone")))["findings"][0]
    assert (found["commitments"], found["wcag"], found["act"]) == ([], [], [])


def test_json_keeps_hostile_text_to_the_letter_in_ascii_alone() -> None:
    text = written("json", outcome(hostile()))
    assert text.isascii()
    assert not set(text) & set("\x00\x07\x1b")
    assert json.loads(text)["findings"][0]["quote"] == HOSTILE


def test_json_lists_facts_only_when_they_were_asked_for() -> None:
    fact = FactEntry("core.dates", FINDING.url, "Open on 3 October 2026.", 8, 22, "", "2026-10-03", "day")
    told = document(replace(outcome(), facts=iter([fact])))
    validator().validate(told)
    assert told["facts"] == [
        {
            "rule": "core.dates",
            "url": FINDING.url,
            "block": "Open on 3 October 2026.",
            "start": 8,
            "end": 22,
            "quote": "3 October 2026",
            "key": "",
            "value": "2026-10-03",
            "kind": "day",
        }
    ]
    assert document(replace(outcome(), facts=()))["facts"] == []


@pytest.mark.parametrize("name", ["text", "json", "csv", "gitlab"])
def test_findings_are_written_as_they_come(name: str) -> None:
    out = StringIO()
    sizes = []

    def many() -> Iterator[FindingRow]:
        for n in range(50):
            sizes.append(out.tell())
            yield replace(FINDING, id=str(n), url=f"https://www.anyborough.gov.uk/{n}")

    form = FORMATS[name]
    assert isinstance(form, TextFormat)
    form.write(replace(outcome(), findings=many()), out)
    assert sizes[-1] > out.tell() / 2


# CSV


def test_csv_has_the_columns_of_the_contract() -> None:
    (row,) = csv.DictReader(StringIO(written("csv", outcome(FINDING))))
    assert row["quote"] == "click here"
    assert row["wcag"] == "2.4.4 2.4.9"
    assert (row["start"], row["review"]) == ("22", "no")


@pytest.mark.parametrize("start", ["=1+1", "+44 1302", "-1", "@SUM(A1)", " =1", "\t=1", "\r=1", "\x1b=1", "＝1"])
def test_csv_has_no_formulas(start: str) -> None:
    (row,) = csv.DictReader(StringIO(written("csv", outcome(replace(FINDING, message=start))), newline=""))
    assert row["message"].startswith("'")


def test_csv_is_one_row_a_finding_whatever_the_page_says() -> None:
    rows = list(csv.DictReader(StringIO(written("csv", outcome(FINDING, hostile())))))
    assert [row["id"] for row in rows] == ["f1", "f2"]
    assert not set(rows[1]["block"]) & set("\x00\x07\x1b\u202e")


# Excel


def sheets(told: Outcome) -> dict[str, etree._Element]:
    form = FORMATS["xlsx"]
    assert isinstance(form, BinaryFormat)
    out = BytesIO()
    form.write(told, out)
    with ZipFile(out) as book:
        return {n: etree.fromstring(book.read(n)) for n in book.namelist() if n.endswith((".xml", ".rels"))}


def test_xlsx_holds_the_findings_as_text_and_no_formula() -> None:
    parts = sheets(outcome(FINDING, hostile()))
    sheet = parts["xl/worksheets/sheet1.xml"]
    assert not sheet.findall(".//{*}f")
    texts = ["".join(cell.itertext()) for cell in sheet.iterfind(".//{*}is")]
    assert BLOCK in texts
    assert any(text.startswith("=HYPERLINK(1)") for text in texts)


def test_xlsx_links_to_the_pages_and_to_nothing_else() -> None:
    draft = replace(FINDING, url="drafts/=cmd.docx")
    script = replace(FINDING, url="javascript:alert(1)")
    parts = sheets(outcome(FINDING, draft, script))
    relations = parts["xl/worksheets/_rels/sheet1.xml.rels"]
    assert [link.get("Target") for link in relations] == [FINDING.url]


def test_xlsx_links_lead_to_the_words() -> None:
    (link,) = sheets(outcome(FINDING))["xl/worksheets/sheet1.xml"].iterfind(".//{*}hyperlink")
    assert unquote(link.get("location", "")) == ":~:text=click here"


def test_xlsx_has_a_sheet_for_each_owner_that_can_be_filtered() -> None:
    owners = (
        OwnerConfig("Travel: bus/train [a very long name indeed]", ("/send/travel*",)),
        OwnerConfig("PAGES", ("/send/money*",)),
    )
    other = replace(
        FINDING, id="f3", url="https://www.anyborough.gov.uk/send/other", block=BLOCK.replace("bus", "car")
    )
    told = replace(outcome(FINDING, other), wishes=Wishes(owners=owners))
    parts = sheets(told)
    names = [sheet.get("name") for sheet in parts["xl/workbook.xml"].iterfind(".//{*}sheet")]
    assert names == [
        "Travel bus train a very long na",
        "PAGES 2",
        "No owner yet",
        "Pages",
        "Failures",
        "About",
    ]
    texts = [
        {"".join(cell.itertext()) for cell in parts[f"xl/worksheets/sheet{n}.xml"].iterfind(".//{*}is")}
        for n in (1, 2, 3)
    ]
    assert [BLOCK in text for text in texts] == [True, False, False]
    assert [BLOCK.replace("bus", "car") in text for text in texts] == [False, False, True]
    for n in (1, 2, 3):
        assert parts[f"xl/worksheets/sheet{n}.xml"].find(".//{*}autoFilter") is not None


def test_xlsx_is_the_same_every_time() -> None:
    form = FORMATS["xlsx"]
    assert isinstance(form, BinaryFormat)
    first, second = BytesIO(), BytesIO()
    form.write(outcome(FINDING), first)
    form.write(outcome(FINDING), second)
    assert first.getvalue() == second.getvalue()


# SARIF


def run_of(*findings: FindingRow, complete: bool = True) -> dict[str, Any]:
    log = json.loads(written("sarif", outcome(*findings, complete=complete)))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    found: dict[str, Any] = run
    return found


def test_sarif_has_one_result_for_an_issue_on_many_pages() -> None:
    elsewhere = replace(FINDING, id="f9", url="https://www.anyborough.gov.uk/send/other", state="still")
    (result,) = run_of(FINDING, elsewhere)["results"]
    assert result["partialFingerprints"] == {"issue/v1": "i1", "primaryLocationLineHash": "i1"}
    assert result["occurrenceCount"] == 2
    place = result["relatedLocations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": "send/other", "uriBaseId": "SITE1"}
    assert result["baselineState"] == "unchanged"


@pytest.mark.parametrize(("severity", "level"), [("barrier", "error"), ("problem", "warning"), ("advice", "note")])
def test_sarif_says_how_bad_and_how_new_it_is(severity: Any, level: str) -> None:
    (result,) = run_of(replace(FINDING, severity=severity))["results"]
    assert (result["level"], result["baselineState"]) == (level, "new")


def test_sarif_marks_what_a_person_must_look_at() -> None:
    (result,) = run_of(replace(FINDING, review=True))["results"]
    assert (result["kind"], result["level"]) == ("review", "none")


def test_sarif_suppresses_what_is_waived_everywhere() -> None:
    waived = replace(FINDING, state="waived")
    assert run_of(waived)["results"][0]["suppressions"] == [{"kind": "external"}]
    assert "suppressions" not in run_of(waived, replace(FINDING, id="f9"))["results"][0]


def test_sarif_carries_the_help_of_its_rules() -> None:
    (rule,) = run_of(FINDING)["tool"]["driver"]["rules"]
    assert rule["id"] == "links.vague-text"
    assert "**Left alone:**" in rule["help"]["markdown"]
    assert "**" not in rule["help"]["text"]


def test_sarif_says_what_was_not_checked() -> None:
    (invocation,) = run_of(FINDING, complete=False)["invocations"]
    assert invocation["executionSuccessful"] is False
    (told,) = invocation["toolExecutionNotifications"]
    assert "The page was not found." in told["message"]["text"]


def test_sarif_writes_addresses_as_addresses() -> None:
    (result,) = run_of(replace(FINDING, url="drafts/a b\x1bü.docx"))["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "drafts/a%20b%1B%C3%BC.docx"


# JUnit


def test_junit_has_a_suite_for_every_page() -> None:
    waived = replace(FINDING, id="f9", state="waived")
    root = etree.fromstring(written("junit", outcome(FINDING, waived, hostile(), failures=(FAILURE,))).encode())
    suites = {
        str(s.get("name")).rsplit("/", 1)[-1]: tuple(s.get(c) for c in ("tests", "failures", "errors", "skipped"))
        for s in root
    }
    assert suites == {
        "travel": ("2", "1", "0", "1"),
        "z": ("1", "1", "0", "0"),
        "fine": ("1", "0", "0", "0"),
        "gone": ("1", "0", "1", "0"),
        "localoffer": ("1", "0", "1", "0"),
    }


def test_junit_tells_what_is_wrong_and_what_to_do() -> None:
    root = etree.fromstring(written("junit", outcome(FINDING)).encode())
    (failure,) = root.iter("failure")
    assert failure.get("type") == "problem"
    assert FINDING.fix in str(failure.text)
    assert BLOCK in str(failure.text)


# GitHub


def test_github_has_one_command_a_finding() -> None:
    advice = replace(FINDING, url="drafts/a,b:c%.md", severity="advice")
    lines = written("github", outcome(FINDING, advice, replace(FINDING, state="waived"))).splitlines()
    assert lines[0].startswith("::warning title=links.vague-text::“click here” does not say")
    assert lines[1].startswith("::warning title=Not checked::The page was not found.")
    assert lines[2].startswith("::notice file=drafts/a%2Cb%3Ac%25.md,line=1,title=links.vague-text::")
    assert len(lines) == 3


def test_github_obeys_no_command_of_a_page() -> None:
    text = written("github", outcome(hostile()))
    assert all(line.startswith("::warning title=") for line in text.split("\n") if line)
    assert "%0A" not in text
    assert not set(text) & set("\x00\x07\x1b\r\u202e")


# All of them


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_can_be_written_to_a_file(name: str, tmp_path: Path) -> None:
    form = FORMATS[name]
    told = outcome(FINDING, hostile(), failures=(FAILURE,))
    path = tmp_path / f"out{form.suffix}"
    if isinstance(form, BinaryFormat):
        with path.open("wb") as raw:
            form.write(told, raw)
    else:
        with path.open("w", encoding="utf-8") as out:
            form.write(told, out)
    assert path.stat().st_size > 100


@given(words=st.text(alphabet=st.characters(exclude_categories=()), max_size=60))
def test_no_words_of_a_page_can_break_a_format(words: str) -> None:
    row = replace(FINDING, block=words, start=0, end=len(words), message=words, key=words, value=words, path=words)
    (found,) = document(outcome(row))["findings"]
    assert (found["quote"], found["message"]) == (words, words)
    assert len(list(csv.DictReader(StringIO(written("csv", outcome(row)), newline="")))) == 1
    (result,) = json.loads(written("sarif", outcome(row)))["runs"][0]["results"]
    assert result["partialFingerprints"]["issue/v1"] == "i1"
    assert len(json.loads(written("gitlab", outcome(row)))) == 1
    assert len(list(etree.fromstring(written("junit", outcome(row)).encode()).iter("failure"))) == 1
    assert len(written("github", outcome(row)).splitlines()) == 2
    assert len(sheets(outcome(row))["xl/worksheets/sheet1.xml"].findall(".//{*}row")) == 2
    for name in ("text", "csv", "github", "gitlab", "junit", "markdown", "sarif"):
        written(name, outcome(row)).encode()
