"""A calendar of what goes out of date, to subscribe to: iCalendar, as RFC 5545 lays it down."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from urllib.parse import quote

from reports.exports.clean import clean, one_line
from reports.views.soon import Entry

_MAKER = "-//Local Offer Audit//Coming up//EN"
_UNRESERVED = "!#$%&'()*+,/:;=?@[]~"


def calendar(name: str, entries: Iterable[Entry]) -> bytes:
    """The calendar as a file. It tells nothing of when it was made, so it changes only when what it says does."""
    from icalendar import Calendar, Event  # it takes a while to load, and few commands write a calendar

    told = Calendar()
    told.add("prodid", _MAKER)
    told.add("version", "2.0")
    told.add("x-wr-calname", f"{one_line(name)}: what goes out of date")
    told.add("refresh-interval", timedelta(days=1), parameters={"VALUE": "DURATION"})
    for entry in entries:
        event = Event()
        event.add("uid", entry.uid)
        event.add("dtstamp", datetime.combine(entry.stamp, time(), UTC))
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        event.add("summary", one_line(entry.summary))
        event.add("description", "\n".join(map(clean, entry.description.split("\n"))))
        if entry.href:
            event.add("url", quote(entry.href, safe=_UNRESERVED, errors="replace"))
        told.add_component(event)
    return bytes(told.to_ical())
