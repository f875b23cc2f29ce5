"""A council allows words of our list and adds its own; a slip in its settings is told in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from rules.core.errors import UserError
from rules.core.findings import Finding, Site
from rules.core.registry import choose
from rules.core.segment import segment

RULE = "jargon.plain-alternative"
DAY = date(2026, 11, 23)
HTML = "<main><p>Prior to commissioning it, ask the Zed hub about a fresh offer. Fresh offers end.</p></main>"


def found(settings: Mapping[str, object]) -> list[Finding]:
    (rule,) = choose([RULE], settings={RULE: settings})
    page = segment(HTML, "https://x.test/", seen=DAY)
    return list(rule.judge(rule.extract(page), Site(DAY)))


def test_a_word_that_a_council_allows_is_left_alone() -> None:
    assert {f.key for f in found({})} == {"prior to", "commissioning"}
    assert [f.key for f in found({"allow": ["Commissioning"]})] == ["prior to"]


def test_a_word_that_a_council_adds_is_found_with_what_to_write() -> None:
    own = {"fresh offer": "idea", "fresh offers": "ideas", "Zed hub": ""}
    seen = {f.place.quote: f.fix for f in found({"add": own, "allow": ["prior to", "commissioning"]})}
    assert seen == {
        "a fresh offer": "Write “an idea”.",
        "Fresh offers": "Write “Ideas”.",
        "Zed hub": "Use a plainer word, or say what it means.",
    }


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"allow": ["comissioning"]}, "“comissioning” in `allow`"),
        ({"allow": ["comissioning"]}, "Did you mean “commissioning”?"),
        ({"allow": "commissioning"}, 'must be a list of texts, such as ["one", "two"]'),
        ({"allow": [1]}, "must be a list of texts"),
        ({"add": ["hub"]}, 'must be a table of texts, such as { "one" = "two" }'),
        ({"add": {"hub": 1}}, "must be a table of texts"),
        ({"add": {"(hub": "centre"}}, "must begin and end with a letter"),
        ({"ad": {}}, "no setting “ad”. Did you mean “add”?"),
    ],
)
def test_a_slip_is_told(settings: Mapping[str, object], said: str) -> None:
    with pytest.raises(UserError) as error:
        choose([RULE], settings={RULE: settings})
    assert said in str(error.value)


def test_a_setting_of_another_kind_is_told() -> None:
    with pytest.raises(UserError) as error:
        choose(["jargon.too-many-acronyms"], settings={"jargon.too-many-acronyms": {"most": "ten"}})
    assert "must be a value like" in str(error.value)
