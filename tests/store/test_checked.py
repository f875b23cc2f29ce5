"""What came of checking links, from night to night: three states, and what counts as broken."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pipeline.store.checked import LinkRow, after
from pipeline.store.read import Reader
from pipeline.store.write import Writer
from spiders.linkcheck.answer import Checked, State
from tests.store.made import DAY, SITE

URL = "https://www.example.org/clubs/chess"
WHY = "the server answered “404 Not Found”"


def nights(*states: State, needed: int = 2) -> list[LinkRow]:
    """What is kept after each of some nights."""
    kept: list[LinkRow] = []
    for n, state in enumerate(states):
        told = Checked(URL, state, "" if state == "fine" else WHY if state == "broken" else "it took too long")
        kept.append(after(kept[-1] if kept else None, URL, told, DAY + timedelta(n), needed))
    return kept


@pytest.mark.parametrize(
    ("states", "told"),
    [
        (("broken",), [False]),
        (("broken", "broken"), [False, True]),
        (("broken", "fine", "broken"), [False, False, False]),
        (("broken", "unknown", "broken"), [False, False, True]),
        (("unknown", "unknown", "unknown"), [False, False, False]),
        (("broken", "broken", "unknown", "broken"), [False, True, True, True]),
        (("broken", "broken", "unknown", "fine"), [False, True, True, False]),
    ],
)
def test_a_link_counts_as_broken_after_two_nights_until_it_is_fine(
    states: tuple[State, ...], told: list[bool]
) -> None:
    kept = nights(*states)
    assert [bool(row.fault) for row in kept] == told
    assert {row.fault for row in kept} <= {"", WHY}


def test_how_many_nights_is_a_setting_and_what_counts_goes_on_to_count() -> None:
    assert [bool(row.fault) for row in nights("broken", "broken", "broken", needed=3)] == [False, False, True]
    first = after(None, URL, Checked(URL, "broken", WHY), DAY, 1)
    assert after(first, URL, Checked(URL, "broken", WHY), DAY + timedelta(1), 3).fault == WHY


def test_two_audits_of_one_day_are_one_night() -> None:
    broken = Checked(URL, "broken", WHY)
    again = after(after(None, URL, broken, DAY, 2), URL, broken, DAY, 2)
    assert (again.nights, again.fault) == (1, "")


def test_what_was_kept_of_links_is_read_again_and_replaced(writer: Writer, reader: Reader) -> None:
    run_id = writer.begin(SITE, DAY, "0.1.0")
    run = reader.run(run_id)
    rows = nights("broken", "broken")
    other = LinkRow("https://a.example.org/\x00", "unknown", "it took too long", "", "", 0, DAY)
    writer.save_links(run_id, [rows[0], other])
    writer.save_links(run_id, [rows[1]])
    assert [row.url for row in reader.links(run)] == ["https://a.example.org/\ufffd", URL]
    assert list(reader.links(run))[1] == rows[1]
    assert reader.site_at(run, DAY).broken == {URL: WHY}


def test_each_site_has_links_of_its_own_and_lets_go_of_them(writer: Writer, reader: Reader) -> None:
    one, two = (writer.begin(name, DAY, "0.1.0") for name in (SITE, "Otherborough"))
    row = nights("broken", "broken")[1]
    for run_id in (one, two):
        writer.save_links(run_id, [row])
    writer.forget_links(one, {URL})
    assert list(reader.links(reader.run(one))) == []
    assert list(reader.links(reader.run(two))) == [row]
