"""A page's elements are sorted once, by tag, id and attribute, in the document's order."""

from __future__ import annotations

from datetime import date

from rules.core.markup import markup
from rules.core.segment import segment

PAGE = "<main><!-- none --><p id=a>One</p><div><p>Two</p><h2 id=b>Three</h2><i id=a>Four</i></div></main>"


def test_elements_are_found_by_tag_by_id_and_by_attribute() -> None:
    found = segment(PAGE, "https://example.org/", seen=date(2026, 11, 23)).of(markup)
    assert [element.text for element in found.of("h2", "p", "table")] == ["Three", "One", "Two"]
    assert [element.tag for element in found.ids["a"]] == ["p", "i"]
    assert "c" not in found.ids
    assert [element.tag for element in found.having("class", "id")] == ["p", "h2", "i"]
