"""A rule of several faults tells each in its own words, and by its own standards."""

from __future__ import annotations

from datetime import date

import pytest

from rules.accessibility.empty_link import EmptyLink
from rules.accessibility.unheard_control import UnheardControl
from rules.core.faults import called
from rules.core.segment import parse, segment


@pytest.mark.parametrize(
    ("key", "act"),
    [
        ("no words: /clubs", ("c487ae",)),
        ("image without alt: a: b.png", ("c487ae", "23a2a8")),
        ("something else", EmptyLink.act),
    ],
)
def test_the_standards_of_a_fault_are_named_by_what_its_key_begins_with(key: str, act: tuple[str, ...]) -> None:
    assert EmptyLink.standards(key)[1] == act


def test_a_fault_may_fail_no_success_criterion_where_its_rule_does() -> None:
    assert UnheardControl.wcag
    assert UnheardControl.standards('decoration: alt=""') == ((), ("46ca7f",))


def test_two_faults_of_one_kind_are_told_apart_by_their_keys() -> None:
    page = segment("<main><a href=/a></a><a href=/b></a></main>", "https://example.org/", seen=date(2026, 11, 23))
    assert [fact.key for fact in EmptyLink().extract(page)] == ["no words: /a", "no words: /b"]


@pytest.mark.parametrize(
    ("html", "name"),
    [
        ("<img src='/images/map.png?w=300'>", "map.png"),
        ("<img src='data:image/png;base64,AAAA' id=map>", "map"),
        ("<a href='/'></a>", "/"),
        ("<input name=town>", "town"),
        ("<button></button>", "body > button"),
    ],
)
def test_an_element_without_words_is_called_by_what_it_names_or_where_it_stands(html: str, name: str) -> None:
    body = parse(html).find("body")
    assert body is not None
    assert called(body[0]) == name
