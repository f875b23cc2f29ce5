"""A calendar of what goes out of date, to subscribe to: iCalendar, as RFC 5545 lays it down."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from urllib.parse import quote

from icalendar import Calendar, Event, Timezone, TimezoneStandard

from reports.exports.clean import clean, one_line
from reports.views.soon import Entry

_MAKER = "-//Local Offer Audit//Coming up//EN"
_UNRESERVED = "!#$%&'()*+,/:;=?@[]~"
_DAY = timedelta(days=1)


def calendar(name: str, entries: Iterable[Entry]) -> bytes:
    """The calendar as a file. It tells nothing of when it was made, so it changes only when what it says does."""
    told = Calendar()
    told.add("prodid", _MAKER)
    told.add("version", "2.0")
    told.add("x-wr-calname", f"{one_line(name)}: what goes out of date")
    told.add("refresh-interval", _DAY, parameters={"VALUE": "DURATION"})
    for entry in entries:
        told.add_component(_event(entry))
    if not told.subcomponents:
        told.add_component(_nothing())
    return bytes(told.to_ical())


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", datetime.combine(entry.stamp, time(), UTC))
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + _DAY)
    event.add("transp", "TRANSPARENT")
    event.add("summary", one_line(entry.summary))
    event.add("description", "\n".join(map(clean, entry.description.split("\n"))))
    if entry.href:
        event.add("url", quote(entry.href, safe=_UNRESERVED, errors="replace"))
    return event


def _nothing() -> Timezone:
    """A component that says nothing, for a calendar without entries: the standard asks for one at least."""
    zone, always = Timezone(), TimezoneStandard()
    zone.add("tzid", "UTC")
    always.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001 - by the clocks of the zone it describes
    always.add("tzoffsetfrom", timedelta())
    always.add("tzoffsetto", timedelta())
    zone.add_component(always)
    return zone
