"""`localoffer upcoming` looks ahead from the store: in words, as JSON and as a calendar, and fetches nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from icalendar import Calendar
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from tests.cli.command import here, refused
from tests.pipeline.test_nights import audit, page, served

FAIR = "<p>Join us at the open day on Saturday 5 December 2026.</p>"
DEADLINE = "<p>The deadline to apply is 20 January 2027.</p>"
BANNER = "<div class='site-banner'><p>Join us at the winter fair on Saturday 19 December 2026.</p></div>"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("store")
    links = "".join(f"<a href='/page-{n}'>Page number {n}</a>" for n in range(6))
    pages = {"/": page(f"{BANNER}<main><h1>Start</h1>{links}</main>")}
    for n in range(6):
        pages[f"/page-{n}"] = page(
            f"{BANNER}<main><h1>Help</h1>{FAIR if n < 2 else DEADLINE if n == 2 else ''}</main>"
        )
    with served(pages) as url:
        audit(url, folder, "2026-11-23", "--select", "stale.past-event")
    return f"sqlite:///{folder / 'store.db'}"


def ahead(store: str, *arguments: object) -> Mapping[str, object]:
    ran = here("upcoming", "--store", store, "--today", "2026-11-23", "-f", "json", *arguments)
    assert (ran.code, ran.err) == (0, "")
    told = ran.json
    assert isinstance(told, dict)
    return told


def test_it_tells_day_by_day_what_to_do(store: str) -> None:
    ran = here("upcoming", "--store", store, "--today", "2026-11-23")
    assert ran.code == 0
    assert ran.out.startswith("Sunday 13 December 2026\n")
    assert "Words: Saturday 5 December 2026" in ran.out
    assert "20 January" not in ran.out
    assert "2 things on 2 pages go out of date by 23 December 2026" in ran.out


def test_what_the_template_says_on_every_page_is_told_once(store: str) -> None:
    ran = here("upcoming", "--store", store, "--today", "2026-11-23", "--days", "60")
    assert ran.out.count("Words: Saturday 19 December 2026") == 1
    assert "The same stands on 6 other pages." in ran.out


def test_the_json_keeps_its_contract(store: str) -> None:
    told = ahead(store, "--days", "90")
    schemas = {name: json.loads(files("reports").joinpath(name).read_text("utf-8")) for name in SCHEMAS}
    known = Registry().with_resources(
        (schema["$id"], Resource.from_contents(schema)) for schema in schemas.values()
    )
    validator = Draft202012Validator(schemas["upcoming.schema.json"], registry=known)
    assert [error.message for error in validator.iter_errors(told)] == []
    assert (told["today"], told["audited"], told["days"]) == ("2026-11-23", "2026-11-23", 90)


SCHEMAS = ("schema.json", "upcoming.schema.json")


def test_more_days_tell_more(store: str) -> None:
    def days(number: int) -> list[str]:
        told = ahead(store, "--days", number)["upcoming"]
        assert isinstance(told, list)
        return [item["day"] for item in told if item["finding"]["path"].startswith("main")]

    assert days(7) == []
    assert days(30) == ["2026-12-13", "2026-12-13"]
    assert days(90) == ["2026-12-13", "2026-12-13", "2027-01-28"]


def test_what_has_gone_out_of_date_since_the_audit_is_told_too(store: str) -> None:
    ran = here("upcoming", "--store", store, "--today", "2026-12-20", "--days", "7")
    assert "Sunday 13 December 2026" in ran.out
    assert "Since that audit, 2 of them are out of date already." in ran.out


def test_a_day_before_the_audit_has_nothing_to_tell(store: str) -> None:
    ran = here("upcoming", "--store", store, "--today", "2026-01-01", "--days", "7")
    assert (ran.code, ran.out.count("\n")) == (0, 1)
    assert "Nothing we know of goes out of date by 8 January 2026." in ran.out


def test_the_calendar_has_one_entry_for_each_page_and_day(store: str, folder: Path) -> None:
    ran = here("upcoming", "--store", store, "--today", "2026-11-23", "--days", "90", "--ical", "coming/up.ics")
    assert (ran.code, ran.err) == (0, "The calendar is at coming/up.ics\n")
    events = Calendar.from_ical((folder / "coming" / "up.ics").read_bytes()).walk("VEVENT")
    starts = [event.decoded("DTSTART") for event in events]
    assert starts == [date(2026, 12, 13), date(2026, 12, 13), date(2026, 12, 27), date(2027, 1, 28)]
    assert len({event["UID"] for event in events}) == len(events)


def test_the_calendar_of_a_later_night_says_the_same_in_the_same_bytes(store: str, folder: Path) -> None:
    for name, today, days in (("one.ics", "2026-11-23", 40), ("two.ics", "2026-11-24", 39)):
        assert here("upcoming", "--store", store, "--today", today, "--days", days, "--ical", name).code == 0
    one, two = folder / "one.ics", folder / "two.ics"
    assert one.read_bytes() == two.read_bytes()
    written = one.stat().st_mtime_ns
    assert here("upcoming", "--store", store, "--today", "2026-11-23", "--days", 40, "--ical", "one.ics").code == 0
    assert one.stat().st_mtime_ns == written


def test_the_report_holds_the_same_calendar(store: str, folder: Path) -> None:
    assert here("report", "--store", store, "--report", "shown", "-q").code == 0
    assert here("upcoming", "--store", store, "--today", "2026-11-23", "--days", 90, "--ical", "own.ics").code == 0
    assert (folder / "shown" / "coming-up.ics").read_bytes() == (folder / "own.ics").read_bytes()
    assert 'href="coming-up.ics"' in (folder / "shown" / "coming-up.html").read_text("utf-8")


def test_it_writes_to_a_file_that_is_named(store: str, folder: Path) -> None:
    ran = here("upcoming", "--store", store, "--today", "2026-11-23", "-f", "json", "-o", "ahead/next.json")
    assert (ran.code, ran.out) == (0, "")
    assert json.loads((folder / "ahead" / "next.json").read_text("utf-8"))["tool"] == "localoffer"


def test_mistakes_are_told_plainly(store: str, folder: Path) -> None:
    (folder / "file").write_text("", "utf-8")
    assert "--days" in refused("upcoming", "--store", store, "--days", "0")
    assert "Name another file" in refused("upcoming", "--store", store, "--ical", "file/up.ics")
    assert refused("upcoming", "--store", "sqlite:///none.db")
