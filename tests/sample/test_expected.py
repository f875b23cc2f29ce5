"""The rules say of the sample site what its list says they must, and the list itself is sound."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import pytest
from lxml.html import tostring

from pipeline.sample.content import SITE
from rules.core.page import Page
from rules.core.registry import catalogue
from tests.sample.expected import Expected, compare, compare_findings, load
from tests.sample.in_process import BASE, Found, audit, read

EXPECTED = load(BASE)
IN_A_BROWSER = {name for name, rule in catalogue().items() if rule.in_browser}
OF_THE_WHOLE_SITE = {"accessibility.statement-missing"}  # where one site cannot be both wrong and right


@pytest.fixture(scope="module")
def found() -> list[Found]:
    return audit()


@pytest.mark.parametrize("path", EXPECTED.pages)
def test_the_rules_say_of_a_page_what_they_must_and_no_more(path: str, found: list[Found]) -> None:
    page = replace(EXPECTED, pages={path: EXPECTED.pages[path]})
    assert list(compare_findings(page, found)) == []


def test_every_page_is_listed() -> None:
    assert set(EXPECTED.pages) == set(read())
    assert len(EXPECTED.pages) >= 45


@pytest.mark.parametrize("rule", sorted(catalogue().keys() - IN_A_BROWSER))
def test_every_rule_has_something_to_find_and_something_to_leave(rule: str) -> None:
    found = any(fault.rule == rule for page in EXPECTED.pages.values() for fault in page.find)
    assert found or rule in OF_THE_WHOLE_SITE
    assert any(decoy.rule == rule for page in EXPECTED.pages.values() for decoy in page.leave)


def test_the_list_names_rules_that_exist() -> None:
    pages = EXPECTED.pages.values()
    named = {f.rule for page in pages for f in page.find} | {d.rule for page in pages for d in page.leave}
    assert named <= catalogue().keys()


@pytest.mark.parametrize("path", EXPECTED.pages)
def test_the_words_of_the_list_stand_on_the_page(path: str) -> None:
    page, listed = read()[path], EXPECTED.pages[path]
    for words in (*(fault.quote for fault in listed.find), *(decoy.words for decoy in listed.leave)):
        assert all(part in _all_of(page) for part in words.split(" | "))  # a table's headers, told as one


def test_a_good_page_expects_nothing() -> None:
    assert [page.path for page in EXPECTED.pages.values() if page.clean and page.find] == []


def test_every_document_is_there() -> None:
    names = {f"/documents/{file.name.replace(' ', '%20')}" for file in (SITE / "files/documents").iterdir()}
    assert names == EXPECTED.documents


def test_telephone_numbers_and_addresses_are_nobodys() -> None:
    for page in read().values():
        shown = _all_of(page)
        numbers = re.findall(r"\b0[\d ]{8,}\d", shown)
        assert [n for n in numbers if not re.match(r"01632 ?960|07700 ?900", n)] == []
        assert [h for h in re.findall(r"[\w.]+@([\w.-]+\w)", shown) if not h.endswith(".example")] == []


def _all_of(page: Page) -> str:
    markup = tostring(page.dom, encoding="unicode")
    return "\n".join([markup, *(block.text for block in page.blocks)])


# The comparison tells each way in which an audit can differ


@dataclass(frozen=True)
class Address:
    """A page, a document, or an address with the reason it was not audited."""

    url: str
    reason: str = ""


def perfect() -> dict[str, list[object]]:
    findings = [
        Found(fault.rule, BASE + path, fault.quote, fault.key, "advice")
        for path, page in EXPECTED.pages.items()
        for fault in page.find
    ]
    trapped = [Address(f"{BASE}{trap}?month=2026-11") for trap in EXPECTED.traps]
    return {
        "findings": [*findings],
        "pages": [*(Address(BASE + path) for path in EXPECTED.pages), *trapped],
        "not_audited": [Address(BASE + path, reason) for path, reason in EXPECTED.not_audited.items()],
        "documents": [Address(BASE + path) for path in EXPECTED.documents],
    }


def differences(expected: Expected = EXPECTED, **changed: list[object]) -> list[str]:
    return compare(expected, **(perfect() | changed))  # type: ignore[arg-type]


def test_an_audit_as_expected_has_no_differences() -> None:
    assert differences() == []


def test_a_missed_finding_is_told() -> None:
    missed = [f for f in perfect()["findings"] if not (isinstance(f, Found) and f.quote == "utilise")]
    assert differences(findings=missed) == [
        "/education/sen-support: jargon.plain-alternative did not find “utilise”."
    ]


def test_a_decoy_that_was_found_is_told() -> None:
    decoy = Found("stale.past-event", f"{BASE}/education/transport", "on 4 March 2024", "", "problem")
    told = differences(findings=[*perfect()["findings"], decoy])
    assert told == ["/education/transport: stale.past-event must leave “on 4 March 2024” alone."]


def test_other_words_of_a_decoys_page_may_be_found() -> None:
    other = Found("contact.invalid-phone", f"{BASE}/education/transport", "01632 9601402", "", "problem")
    assert differences(findings=[*perfect()["findings"], other]) == []


@pytest.mark.parametrize(("severity", "told"), [("advice", 0), ("problem", 1), ("barrier", 1)])
def test_a_good_page_may_have_advice_only(severity: str, told: int) -> None:
    finding = Found("links.vague-text", f"{BASE}/care/", "Short breaks", "", severity)
    assert len(differences(findings=[*perfect()["findings"], finding])) == told


def test_two_addresses_of_one_page_are_told() -> None:
    twice = Address(f"{BASE}/things-to-do/events/?print=1")
    told = differences(pages=[*perfect()["pages"], twice])
    assert told == ["/things-to-do/events/?print=1 was audited, and is the same page as /things-to-do/events/."]


def test_a_page_nobody_knows_is_told() -> None:
    told = differences(pages=[*perfect()["pages"], Address(f"{BASE}/staff/rota")])
    assert told == ["/staff/rota was audited, and is no page of the site."]


def test_a_page_that_was_not_audited_is_told() -> None:
    pages = [p for p in perfect()["pages"] if isinstance(p, Address) and p.url != f"{BASE}/money/"]
    assert differences(pages=[*pages]) == ["/money/ was not audited."]


def test_a_page_audited_twice_is_told() -> None:
    assert differences(pages=[*perfect()["pages"], Address(f"{BASE}/money/")]) == ["/money/ was audited 2 times."]


def test_a_trap_without_bounds_is_told() -> None:
    months = [Address(f"{BASE}/things-to-do/calendar?month={2000 + n}-01") for n in range(101)]
    assert differences(pages=[*perfect()["pages"], *months]) == [
        "102 pages of /things-to-do/calendar were audited, not 1 to 100."
    ]


def test_another_reason_is_told() -> None:
    others = [n for n in perfect()["not_audited"] if isinstance(n, Address) and not n.url.endswith("/forum")]
    wrong = Address(f"{BASE}/forum", "limit")
    assert differences(not_audited=[*others, wrong]) == [
        "/forum was not audited for the reason “limit”, not “scope”."
    ]
    assert differences(not_audited=[*others]) == ["/forum is not among what was not audited (scope)."]


def test_a_document_that_was_passed_over_is_told() -> None:
    fewer = replace(EXPECTED, documents=EXPECTED.documents - {"/documents/covid-19-letter.pdf"})
    assert differences(fewer) == ["/documents/covid-19-letter.pdf was recorded as a document, and is not one."]


def test_a_slow_site_times_out_where_it_is_slow() -> None:
    slow = load(BASE, slow=True)
    assert slow.not_audited["/health/waiting-times"] == "timeout"
    assert "/health/waiting-times" not in slow.pages
