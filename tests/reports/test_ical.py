"""The calendar can be read by any program, says the same for as long as the pages do, and obeys nobody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from reports.exports.ical import calendar
from reports.views.soon import Entry

ENTRY = Entry(
    uid="5f0c@localoffer",
    day=date(2027, 3, 31),
    stamp=date(2027, 2, 26),
    summary="“Our Local Offer” goes out of date",
    description="“31 March 2027”\nThis period has ended.\nGive the next one.\n\nhttps://www.anyborough.gov.uk/send",
    href="https://www.anyborough.gov.uk/send?of=a,b;c",
)


def written(*entries: Entry, name: str = "Anyborough") -> bytes:
    return calendar(name, entries)


def read_back(told: bytes) -> Sequence[Event]:
    found = Calendar.from_ical(told)
    assert isinstance(found, Calendar)
    assert found.errors == []
    events = [event for event in found.walk("VEVENT") if isinstance(event, Event)]
    assert all(event.errors == [] for event in events)
    assert len(found.subcomponents) == max(1, len(events))
    return events


def test_an_entry_is_a_whole_day_that_keeps_nobody_busy() -> None:
    (event,) = read_back(written(ENTRY))
    assert (event.start, event.end) == (date(2027, 3, 31), date(2027, 4, 1))
    assert event.decoded("DTSTAMP") == datetime(2027, 2, 26, tzinfo=UTC)
    assert event["TRANSP"] == "TRANSPARENT"
    assert (event["UID"], event["SUMMARY"]) == (ENTRY.uid, ENTRY.summary)
    assert event["DESCRIPTION"] == ENTRY.description
    assert event["URL"] == ENTRY.href


def test_a_calendar_without_entries_holds_a_component_as_the_standard_asks() -> None:
    assert read_back(written()) == []
    assert b"BEGIN:VTIMEZONE" in written()


def test_lines_are_folded_at_75_bytes_and_end_as_they_must() -> None:
    told = written(Entry("u", ENTRY.day, ENTRY.stamp, "é" * 300, "“" * 300, None))
    assert told.endswith(b"END:VCALENDAR\r\n")
    assert max(map(len, told.split(b"\r\n"))) <= 75
    assert b"\n" not in told.replace(b"\r\n", b"")
    (event,) = read_back(told)
    assert event["SUMMARY"] == "é" * 300


@pytest.mark.parametrize(
    "attack",
    [
        "x\r\nEND:VEVENT\r\nBEGIN:VALARM",
        "x\nATTENDEE:mailto:a@b.example",
        "\\n\\N\\;,",
        "\x00\x1b[2J\u202e",
        "a\u2028b",
        '";x="',
    ],
)
def test_the_words_of_a_page_stay_words(attack: str) -> None:
    hostile = Entry("u", ENTRY.day, ENTRY.stamp, attack, f"{attack}\n{attack}", f"https://x.example/{attack}")
    (event,) = read_back(written(hostile, name=attack))
    assert set(event) == {"UID", "DTSTAMP", "DTSTART", "DTEND", "TRANSP", "SUMMARY", "DESCRIPTION", "URL"}
    assert not event.subcomponents
    assert not set("\x00\x1b\u202e\u2028") & set(f"{event['SUMMARY']}{event['DESCRIPTION']}{event['URL']}")


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_words_make_one_entry(summary: str, description: str) -> None:
    (event,) = read_back(written(Entry("u", ENTRY.day, ENTRY.stamp, summary, description, None)))
    assert event["SUMMARY"] is not None
    assert not event.subcomponents
