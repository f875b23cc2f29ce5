"""What code hosts take: SARIF, Code Quality, annotations and summaries, all within their limits."""

from __future__ import annotations

import gzip
import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from jsonschema import Draft202012Validator
from lxml import etree, html
from markdown_it import MarkdownIt

from pipeline.store.values import FindingRow
from pipeline.store.waiving import Waiver
from reports.exports.lines import line_of
from reports.outcome import Outcome, PageEntry, Spent
from rules.core.findings import Failure
from rules.core.registry import catalogue
from tests.reports.outcomes import BLOCK, FINDING, hostile, outcome, written

SARIF = Draft202012Validator(
    json.loads(Path(__file__).with_name("sarif.schema.json").read_text("utf-8")),
    format_checker=Draft202012Validator.FORMAT_CHECKER,
)
FAILURE = Failure("links.vague-text", "", "ValueError: broken")
OVER = Spent("jargon.unexplained-acronym", "", "", 40, 47)


def log_of(told: Outcome) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(written("sarif", told))
    SARIF.validate(log)
    return log


def many(number: int, **changes: Any) -> Iterator[FindingRow]:
    for n in range(number):
        url = f"https://www.anyborough.gov.uk/send/{n}"
        yield replace(FINDING, id=f"f{n}", issue=f"i{n}", url=url, **changes)


# SARIF


def test_sarif_is_what_the_standard_says() -> None:
    waived = replace(
        FINDING, id="f3", issue="i3", state="waived", waiver=Waiver("It moves.", "Ana", date(2027, 4, 30))
    )
    review = replace(FINDING, id="f4", issue="i4", review=True)
    elsewhere = [replace(FINDING, id=f"e{n}", url=f"https://other.example/{n % 2}") for n in range(4)]
    told = outcome(FINDING, *elsewhere, waived, review, hostile(), failures=(FAILURE,))
    log_of(replace(told, budgets=(OVER,)))


def test_sarif_of_every_rule_is_what_the_standard_says_and_what_github_takes() -> None:
    rows = [replace(FINDING, id=rule, issue=rule, rule=rule) for rule in (*catalogue(), "links.long-gone")]
    (run,) = log_of(outcome(*rows))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted(row.rule for row in rows)
    for rule in rules[:-1]:
        if rule["id"] != "links.long-gone":
            assert 0 < len(rule["name"]) <= 255
            assert 0 < len(rule["shortDescription"]["text"]) <= 1024
            assert 0 < len(rule["fullDescription"]["text"]) <= 1024
            assert rule["help"]["text"]
            assert len(rule["properties"]["tags"]) <= 20


def test_the_schema_of_the_tests_refuses_what_the_standard_refuses() -> None:
    told = log_of(outcome(FINDING, replace(FINDING, url="https://www.anyborough.gov.uk/other")))
    (result,) = told["runs"][0]["results"]
    assert SARIF.is_valid(told)
    for spoilt in (
        {"baselineState": "known"},
        {"kind": "review"},
        {"levels": "error"},
        {"relatedLocations": 2 * result["relatedLocations"]},
    ):
        assert not SARIF.is_valid(told | {"runs": [told["runs"][0] | {"results": [result | spoilt]}]})


@pytest.mark.parametrize(
    ("url", "uri"),
    [
        ("https://www.anyborough.gov.uk/send/travel?x=1", "send/travel?x=1"),
        ("https://www.anyborough.gov.uk/", "./"),
        ("https://www.anyborough.gov.uk", "./"),
        ("https://www.anyborough.gov.uk//send", ".//send"),
        ("https://www.anyborough.gov.uk/send:travel", "./send:travel"),
        ("https://www.anyborough.gov.uk/?page=2", "./?page=2"),
        ("https://www.anyborough.gov.uk/a b/ü", "a%20b/%C3%BC"),
    ],
)
def test_sarif_names_pages_below_their_site_as_github_asks(url: str, uri: str) -> None:
    (run,) = log_of(outcome(replace(FINDING, url=url)))["runs"]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == uri
    base = run["originalUriBaseIds"][place["artifactLocation"]["uriBaseId"]]["uri"]
    assert base == "https://www.anyborough.gov.uk/"
    assert unquote(base + uri.removeprefix("./")) in (url, f"{url}/")
    assert place["region"]["startLine"] == 1


def test_sarif_lets_no_page_write_links_or_gaps_into_its_messages() -> None:
    row = replace(FINDING, message="“[Log in](https://evil.example) {0} {name}” is vague.")
    (result,) = log_of(outcome(row))["runs"][0]["results"]
    assert result["message"]["text"].startswith("“[Log in] (https://evil.example) {{0}} {name}” is vague.")


def test_sarif_keeps_within_what_github_takes() -> None:
    shared = (replace(row, issue="shared", severity="advice") for row in many(1_200))
    long = "so " * 2_000
    told = replace(outcome(), findings=(*shared, *many(25_500, block=long, message=long), *many(1)))
    text = written("sarif", told)
    (run,) = json.loads(text)["runs"]
    assert len(run["results"]) == 25_000
    assert len(gzip.compress(text.encode())) < 10_000_000
    assert {result["level"] for result in run["results"]} == {"warning"}
    told_of = [note["message"]["text"] for note in run["invocations"][0]["toolExecutionNotifications"]]
    assert "There are 501 more issues than a code host takes. They are left out." in told_of
    few = replace(outcome(), findings=(replace(row, issue="shared") for row in many(1_200)))
    (result,) = log_of(few)["runs"][0]["results"]
    assert (1 + len(result["relatedLocations"]), result["occurrenceCount"]) == (1_000, 1_200)


def test_sarif_says_what_is_over_budget() -> None:
    (run,) = log_of(replace(outcome(), budgets=(OVER,)))["runs"]
    assert run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"] == OVER.told


# Lines of drafts


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("a.html", f"<html>\n<main>\n<p>First.</p>\n<p>{BLOCK}</p>", 4),
        ("a.html", "<p\nclass=a\n>To ask for a\nbus pass <a\nhref=/>click\nhere</a> today.</p>", 5),
        ("a.html", "<p>Tea &amp; cake.</p>\n\n<p>To ask for a bus pass <b>click here</b> today.</p>", 3),
        ("a.md", "# Travel\n\nTo ask for a bus pass [click here](/pass) today.\n", 3),
        ("a.txt", "Nothing of the kind.\n", 1),
        ("a.txt", "", 1),
        ("a.docx", BLOCK, 1),
    ],
)
def test_a_finding_of_a_draft_has_its_line(tmp_path: Path, name: str, text: str, line: int) -> None:
    (tmp_path / name).write_text(text)
    assert line_of(replace(FINDING, url=str(tmp_path / name))) == line


def test_a_draft_that_has_changed_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    for line in (1, 3, 2):
        path.write_text("\n" * (line - 1) + BLOCK)
        os.utime(path, ns=(line, line))
        assert line_of(replace(FINDING, url=str(path))) == line


def test_a_finding_of_a_page_or_of_no_file_has_the_first_line(tmp_path: Path) -> None:
    assert line_of(FINDING) == 1
    assert line_of(replace(FINDING, url=str(tmp_path / "gone.html"))) == 1
    assert line_of(replace(FINDING, url="-")) == 1


def test_the_line_of_a_hostile_draft_is_found_in_time_that_grows_with_it(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<" * 400_000 + "\n" + BLOCK)
    assert line_of(replace(FINDING, url=str(path))) == 2


# GitLab


def test_gitlab_gets_what_its_documentation_lays_down() -> None:
    draft = replace(FINDING, id="f2", url="./drafts/pass.md", severity="advice")
    review = replace(FINDING, id="f3", review=True, severity="barrier")
    front = replace(FINDING, id="f4", url="https://www.anyborough.gov.uk/", severity="barrier")
    waived = replace(FINDING, id="f5", state="waived")
    told = json.loads(written("gitlab", outcome(FINDING, draft, review, front, waived)))
    assert told[0] == {
        "description": "“click here” does not say where the link goes. Make the task the link.",
        "check_name": "links.vague-text",
        "fingerprint": "f1",
        "severity": "major",
        "location": {"path": "send/travel", "lines": {"begin": 1}},
    }
    assert [(issue["severity"], issue["location"]["path"]) for issue in told] == [
        ("major", "send/travel"),
        ("minor", "drafts/pass.md"),
        ("info", "send/travel"),
        ("critical", "/"),
    ]


def test_gitlab_gets_a_list_where_nothing_was_found() -> None:
    assert json.loads(written("gitlab", outcome())) == []


def test_gitlab_gets_one_harmless_line_of_ascii_a_finding() -> None:
    text = written("gitlab", outcome(FINDING, hostile()))
    assert text.isascii()
    assert len(text.splitlines()) == 4
    assert not set(json.loads(text)[1]["description"]) & set("\x00\x07\x1b\n\u202e")


# GitHub


def test_github_gets_no_more_annotations_of_a_kind_than_it_shows_and_the_new_ones_first() -> None:
    old = many(30, state="still")
    new = many(8, state="new")
    look = many(3, state="new", review=True)
    advice = many(12, severity="advice")
    told = replace(outcome(), findings=(*old, *look, *new, *advice), budgets=(OVER,), failures=(FAILURE,))
    lines = written("github", told).splitlines()
    kinds = Counter(line.split(" ")[0] for line in lines if line.startswith("::"))
    assert kinds == {"::error": 1, "::warning": 10, "::notice": 10}
    assert lines[0] == f"::error title=Over budget::{OVER.told}"
    assert lines[1].startswith("::warning title=The rule links.vague-text failed::")
    assert [line.endswith(f"/send/{n})") for n, line in enumerate(lines[2:10])] == [True] * 8
    assert "Please look at it first." in lines[10]
    assert lines[-1] == "GitHub shows 10 of each kind. 35 more stand in the report."


def test_github_shows_a_draft_s_annotation_at_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("pass.html").write_text(f"<main>\n<p>{BLOCK}</p></main>")
    lines = written("github", outcome(replace(FINDING, url="pass.html"))).splitlines()
    assert lines[0].startswith("::warning file=pass.html,line=2,title=links.vague-text::")


# Markdown


def shown(told: Outcome) -> html.HtmlElement:
    """The summary as a code host shows it."""
    markdown = MarkdownIt("gfm-like", {"linkify": False, "html": True})
    return html.fromstring(f"<div>{markdown.render(written('markdown', told))}</div>")


def test_the_summary_tells_the_ten_worst_that_are_new_and_where_the_report_is() -> None:
    advice = (replace(row, issue=f"advice {row.issue}") for row in many(9, severity="advice"))
    barriers = many(4, severity="barrier")
    known = many(3, severity="barrier", state="still")
    told = replace(
        outcome(),
        findings=(*advice, *known, *barriers, replace(FINDING, state="waived")),
        report="report/index.html",
        budgets=(OVER, replace(OVER, findings=3)),
    )
    page = shown(told)
    words = " ".join(page.text_content().split())
    assert page.findtext(".//h2") == "Local Offer: 13 new things to put right"
    assert "Checked 1 page for 23 November 2026. In all: 7 barriers and 9 to improve. " in words
    assert "New: 4 barriers and 9 to improve. 1 finding waived." in words
    assert page.findtext(".//h3") == "The 10 worst of what is new"
    entries = page.findall(".//ol/li")
    assert len(entries) == 10
    assert [str(entry.text_content()).strip().startswith("Barrier:") for entry in entries] == [True] * 4 + [
        False
    ] * 6
    assert "Why: " in words
    assert "Fix: Make the task the link." in words
    assert words.count("The budget for") == 1
    assert OVER.told in words
    assert words.endswith("The report is at report/index.html.")


def test_the_summary_gathers_what_many_pages_share() -> None:
    shared = (replace(row, issue="shared") for row in many(5))
    pages = (PageEntry("https://www.anyborough.gov.uk/send/0", "Help with *travel*"),)
    page = shown(replace(outcome(), findings=(*many(1), *shared), pages=pages))
    first, second = page.findall(".//ol/li")
    assert "On Help with *travel*, and 4 other places" in first.text_content()
    (link,) = first.findall(".//a")
    assert link.get("href") == "https://www.anyborough.gov.uk/send/0#:~:text=click%20here"
    assert "other place" not in second.text_content()


def test_the_summary_of_nothing_new_and_of_nothing_read_says_so() -> None:
    assert shown(outcome(replace(FINDING, state="still"))).findtext(".//h2") == "Local Offer: nothing new"
    assert shown(outcome(complete=False)).findtext(".//h2") == "Local Offer: the audit is not complete"
    unread = (PageEntry("https://x.example/", status=0, read=False, reason="No answer."),)
    page = shown(replace(outcome(complete=False), pages=unread))
    assert page.findtext(".//h2") == "Local Offer: no page could be read"
    assert "Not checked: https://x.example/: No answer.\n" in page.text_content()
    page = shown(replace(outcome(), pages=4 * unread))
    assert "No answer. The report lists 3 more." in page.text_content()


def test_no_words_of_a_page_become_markdown_or_html() -> None:
    nasty = "</li> <img src=x> [a](https://evil.example) **b** `c` &lt; # d | e ~~f~~ $g$ \\ _h_"
    page = shown(outcome(hostile(), replace(FINDING, message=nasty, block=nasty, start=0, end=len(nasty))))
    assert page.findall(".//img") == []
    assert page.findall(".//s") == page.findall(".//script") == []
    assert {urlsplit(str(a.get("href"))).netloc for a in page.iter("a")} == {"www.anyborough.gov.uk"}
    assert nasty in str(page.text_content())
    assert not set(written("markdown", outcome(hostile()))) & set("\x00\x07\x1b\u202e")


def test_a_summary_and_annotations_stay_short_however_long_a_page_s_words_are() -> None:
    long = "so " * 100_000
    told = outcome(*(replace(row, message=long, block=long, end=len(long), fix=long) for row in many(30)))
    assert len(written("markdown", told)) < 50_000
    told = outcome(*(replace(row, message=long, block=long, end=len(long), fix=long) for row in many(30)))
    assert len(written("github", told)) < 50_000


# JUnit


def test_junit_says_why_something_is_waived() -> None:
    row = replace(FINDING, state="waived", waiver=Waiver("The form moves.", "Ana", date(2027, 4, 30)))
    (skipped,) = etree.fromstring(written("junit", outcome(row)).encode()).iter("skipped")
    assert str(skipped.get("message")).endswith("Waived: The form moves.")


def test_junit_tests_each_budget() -> None:
    told = replace(outcome(), budgets=(OVER, replace(OVER, findings=3, path="/send/*")))
    over, kept = etree.fromstring(written("junit", told).encode()).iterfind("testsuite[@name='budgets']/testcase")
    assert [failure.get("message") for failure in over] == [OVER.told]
    assert (len(kept), kept.get("name")) == (0, "jargon.unexplained-acronym on pages like /send/*: 40 at most")


def test_junit_has_what_build_servers_ask_for() -> None:
    told = outcome(FINDING, replace(FINDING, id="f9"), hostile(), failures=(FAILURE,))
    root = etree.fromstring(written("junit", told).encode())
    assert root.tag == "testsuites"
    for suite in root:
        assert suite.tag == "testsuite"
        assert re.fullmatch(r"\d+", str(suite.get("tests")))
        assert len(suite) == int(str(suite.get("tests")))
        for test in suite:
            assert test.tag == "testcase"
            assert test.get("classname")
            assert test.get("name")
            assert len(test) <= 1
    names = [(test.get("classname"), test.get("name")) for test in root.iter("testcase")]
    assert len(names) == len(set(names))
