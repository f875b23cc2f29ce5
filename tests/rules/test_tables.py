"""Tables are read row by row, without those inside them; addresses that lead to one place are one."""

from __future__ import annotations

from datetime import date

import pytest

from rules.core.addresses import destination, medium
from rules.core.faults import holds_little, place_of
from rules.core.segment import segment
from rules.core.tables import Table, empty, tables, widths


def read(html: str) -> tuple[Table, ...]:
    return segment(html, "https://www.example.org/clubs", seen=date(2026, 11, 23)).of(tables)


def test_a_table_has_its_own_rows_and_not_those_of_a_table_in_it() -> None:
    outer, inner = read("<main><table><tr><td>A<table><tr><td>B<tr><td>C</table></table></main>")
    assert (len(outer.rows), len(inner.rows)) == (1, 2)


def test_a_table_knows_what_brings_it_in_and_what_it_stands_under() -> None:
    (table,) = read("<main><h2>Clubs</h2><p>All are free.</p><table><tr><td>Chess</table></main>")
    assert table.heading is not None
    assert table.lead_in is not None
    assert (table.heading.text, table.lead_in.text) == ("Clubs", "All are free.")


def test_a_hidden_table_is_no_table() -> None:
    assert read("<main><div hidden><table><tr><td>Chess</table></div></main>") == ()


@pytest.mark.parametrize(
    ("rows", "filled"),
    [
        ("<tr><td>a<td>b<tr><td>c<td>d", [2, 2]),
        ("<tr><td rowspan=2>a<td>b<tr><td>c", [2, 2]),
        ("<tr><td colspan=3>a<tr><td>b<td>c", [3, 2]),
        ("<tr><td rowspan=0 colspan=x>a<tr><td>b", [1, 1]),
        ("<tr><td rowspan=3 colspan=2>a<td>b<tr><td>c<tr><td>d", [3, 3, 3]),
    ],
)
def test_a_row_is_as_wide_as_its_cells_and_those_that_reach_into_it(rows: str, filled: list[int]) -> None:
    (table,) = read(f"<main><table>{rows}</table></main>")
    assert widths(table) == filled


def test_a_cell_is_empty_only_where_it_shows_nothing() -> None:
    (table,) = read("<main><table><tr><td>&nbsp;<td><img src=a alt=yes><td>x<td><input></table></main>")
    assert [empty(cell) for cell in table.rows[0]] == [True, False, False, False]


def test_an_address_is_the_same_place_with_and_without_what_makes_no_difference() -> None:
    assert destination("http://www.Example.org/a/") == destination("https://example.org/a")
    assert destination("https://example.org/a#b") != destination("https://example.org/a")
    assert destination("mailto:jo@example.org") == "mailto:jo@example.org"
    assert destination("https://[") == "https://["


def test_a_medium_is_told_by_the_ending_of_an_address() -> None:
    named = ["/talk.MP3?x=1", "/tour.webm#t=3", "/plan.jpeg", "/form.pdf", "/mp3"]
    assert [medium(address) for address in named] == ["audio", "video", "image", "", ""]


def test_the_words_of_a_place_are_cut_at_a_word_where_they_are_many() -> None:
    page = segment(f"<main><p>{'word ' * 100}</p></main>", "https://www.example.org/", seen=date(2026, 11, 23))
    place = place_of(page, page.main[0].element)
    assert place.quote.endswith("word…")
    assert len(place.quote) <= 201


def test_an_element_holds_little_up_to_five_others() -> None:
    page = segment(
        "<p>" + "<b>x</b>" * 5 + "</p><p>" + "<b>x</b>" * 6, "https://www.example.org/", seen=date(2026, 1, 1)
    )
    assert [holds_little(block.element) for block in page.blocks] == [True, False]
