"""The sample site is served as a council's web server would serve it."""

from __future__ import annotations

import gzip
import time
from collections.abc import Iterator, Mapping
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlsplit
from urllib.request import urlopen
from urllib.robotparser import RobotFileParser

import lxml.etree
import pytest

from pipeline.sample.serve import serve
from tests.sample.expected import load


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    with serve() as address:
        yield address


def ask(
    base: str, path: str, headers: Mapping[str, str] | None = None, method: str = "GET"
) -> tuple[HTTPResponse, bytes]:
    """One answer, with no redirect followed."""
    connection = HTTPConnection(urlsplit(base).netloc, timeout=10)
    try:
        connection.request(method, path, headers=dict(headers or {}))
        response = connection.getresponse()
        return response, response.read()
    finally:
        connection.close()


def places(base: str, path: str) -> list[str]:
    _, body = ask(base, path)
    raw = gzip.decompress(body) if path.endswith(".gz") else body
    return [str(place.text) for place in lxml.etree.fromstring(raw).iter("{*}loc")]


def test_a_page_stands_in_the_template(base: str) -> None:
    response, body = ask(base, "/education/transport")
    assert response.status == 200
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert b"<h1>Getting to school</h1>" in body
    assert b'<li><a href="/education/">School, nursery and college</a></li>\n</ol>' in body


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/health/equipment-shop", 404),
        ("/things-to-do/find-a-club", 500),
        ("/things-to-do/calendar?month=2031-07", 200),
        ("/things-to-do/calendar?month=2031-13", 404),
        ("/support/newsletter;jsessionid=8F3A21", 200),
        ("/things-to-do/events/?sort=age", 200),
        ("/education/index.html", 200),
        ("/documents/Transport%20policy%202024-2026%20v7%20FINAL%20(2).pdf", 200),
    ],
)
def test_each_address_answers_with_its_status(base: str, path: str, status: int) -> None:
    assert ask(base, path)[0].status == status


@pytest.mark.parametrize(
    ("path", "to"),
    [
        ("/send", "/send-pages"),
        ("/education", "/education/"),
        ("/education/transport/", "/education/transport"),
        ("/old/swimming-lessons", "/things-to-do/swimming-lessons"),
        ("/forum", "https://www.example.org/wrenfield-parents/forum"),
    ],
)
def test_an_old_address_redirects(base: str, path: str, to: str) -> None:
    response, _ = ask(base, path)
    assert (response.status, response.headers["Location"]) == (301, to)


def test_a_chain_of_redirects_ends_at_the_home_page(base: str) -> None:
    with urlopen(f"{base}/send") as response:
        assert response.url == f"{base}/"


@pytest.mark.parametrize(
    ("path", "other"), [(page.path, other) for page in load("").pages.values() for other in page.also]
)
def test_another_address_of_a_page_gives_the_same_page(base: str, path: str, other: str) -> None:
    with urlopen(base + path) as page, urlopen(base + other) as same:
        assert same.read() == page.read()


@pytest.mark.parametrize("named", [("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since")])
def test_an_unchanged_page_is_not_sent_again(base: str, named: tuple[str, str]) -> None:
    stamp, condition = named
    first, _ = ask(base, "/care/larch-house")
    again, body = ask(base, "/care/larch-house", {condition: first.headers[stamp]})
    assert (again.status, body) == (304, b"")


@pytest.mark.parametrize(
    "header", [{"If-None-Match": '"other"'}, {"If-Modified-Since": "Thu, 01 Jan 2015 00:00:00 GMT"}]
)
def test_a_changed_page_is_sent_again(base: str, header: Mapping[str, str]) -> None:
    assert ask(base, "/care/larch-house", header)[0].status == 200


def test_a_condition_that_is_no_date_is_passed_over(base: str) -> None:
    assert ask(base, "/care/larch-house", {"If-Modified-Since": "yesterday"})[0].status == 200


def test_a_head_request_has_the_size_and_no_body(base: str) -> None:
    response, body = ask(base, "/documents/special-school-places.xlsx", method="HEAD")
    assert int(response.headers["Content-Length"]) > 5000
    assert body == b""


@pytest.mark.parametrize(
    ("name", "declared", "encoding", "words"),
    [
        ("blue-badge", "text/html; charset=windows-1252", "windows-1252", "It costs £10"),
        ("music-service", "text/html; charset=iso-8859-1", "utf-8-sig", "“Noé plays the drums"),
        ("toy-library", "text/html; charset=utf-8", "windows-1252", "favourites – they’re yours"),
        ("warm-pool", "text/html", "windows-1252", "You’ll need one adult"),
    ],
)
def test_an_older_page_comes_in_its_own_encoding(
    base: str, name: str, declared: str, encoding: str, words: str
) -> None:
    response, body = ask(base, f"/legacy/{name}.html")
    assert response.headers["Content-Type"] == declared
    assert words in body.decode(encoding)


@pytest.mark.parametrize("name", ["toy-library", "warm-pool"])
def test_a_page_of_another_encoding_is_not_utf_8_by_chance(base: str, name: str) -> None:
    with pytest.raises(UnicodeDecodeError):
        ask(base, f"/legacy/{name}.html")[1].decode()


def test_robots_txt_keeps_a_part_for_staff(base: str) -> None:
    robots = RobotFileParser(f"{base}/robots.txt")
    robots.read()
    assert not robots.can_fetch("localoffer", f"{base}/staff/rota")
    assert robots.can_fetch("localoffer", f"{base}/care/")
    assert robots.site_maps() == [f"{base}/sitemap.xml"]


def test_the_sitemaps_list_pages_that_are_there(base: str) -> None:
    parts = places(base, "/sitemap.xml")
    listed = [place.removeprefix(base) for part in parts for place in places(base, part.removeprefix(base))]
    assert len(listed) >= 60
    assert {ask(base, path)[0].status for path in listed if path != "/health/waiting-times"} == {200}


def test_only_the_compressed_sitemap_knows_the_unlisted_page(base: str) -> None:
    assert places(base, "/sitemap-more.xml.gz") == [f"{base}/unlisted/family-hubs"]
    assert f"{base}/unlisted/family-hubs" not in places(base, "/sitemap-pages.xml")


def test_the_big_page_has_three_megabytes(base: str) -> None:
    assert len(ask(base, "/things-to-do/all-activities")[1]) > 3_000_000


def test_the_calendar_has_no_end(base: str) -> None:
    _, body = ask(base, "/things-to-do/calendar?month=2026-12")
    assert b"month=2026-11" in body
    assert b"month=2027-01" in body


def test_the_slow_page_takes_as_long_as_it_is_told() -> None:
    with serve(slow=0.4) as base:
        began = time.monotonic()
        ask(base, "/health/waiting-times")
        assert time.monotonic() - began >= 0.4
        began = time.monotonic()
        ask(base, "/health/continence")
        assert time.monotonic() - began < 0.4


def test_the_server_stops_when_the_block_ends() -> None:
    with serve() as base:
        pass
    with pytest.raises(ConnectionRefusedError):
        ask(base, "/")
