"""One page, one address: the ways of writing it that are one, and those that are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.canonical import Addresses, canonical, site_of

ORIGIN = "https://www.example.gov.uk"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("HTTPS://WWW.Example.GOV.uk", "/"),
        ("https://www.example.gov.uk:443/a", "/a"),
        ("https://www.example.gov.uk./a", "/a"),
        ("https://www.example.gov.uk/a#top", "/a"),
        ("https://www.example.gov.uk/a?", "/a"),
        ("https://www.example.gov.uk/a?utm_source=x&b=1&fbclid=2&gclid=3", "/a?b=1"),
        ("https://www.example.gov.uk/a?PHPSESSID=abc", "/a"),
        ("https://www.example.gov.uk/a;jsessionid=0A1B?b=1", "/a?b=1"),
        ("https://www.example.gov.uk/a?z=1&b=2", "/a?z=1&b=2"),
        ("https://www.example.gov.uk/caf%c3%a9/%7Esend", "/caf%C3%A9/~send"),
        ("https://www.example.gov.uk/café and more", "/caf%C3%A9%20and%20more"),
        ("https://www.example.gov.uk/a/../b/./c", "/b/c"),
        ("https://www.example.gov.uk/.well-known/x", "/.well-known/x"),
        ("https://www.example.gov.uk/a%2Fb", "/a%2Fb"),
    ],
)
def test_spellings_are_brought_to_one(written: str, read: str) -> None:
    assert canonical(written) == ORIGIN + read


@pytest.mark.parametrize(
    "url",
    ["mailto:a@example.gov.uk", "tel:123", "javascript:void(0)", "/a", "http://", "http://[::1/", "http://a:x/"],
)
def test_what_is_no_web_address_has_no_canonical_form(url: str) -> None:
    assert canonical(url) is None


def test_an_unusual_port_is_part_of_the_site() -> None:
    assert canonical("http://example.org:8080/") == "http://example.org:8080/"
    assert canonical("http://example.org:443/") == "http://example.org:443/"
    assert site_of("http://www.example.org:8080/a") == "example.org:8080"


@given(st.text(max_size=40), st.text(max_size=40))
def test_the_canonical_form_is_its_own(path: str, query: str) -> None:
    once = canonical(f"http://example.org/{path}?{query}")
    assert once is not None
    assert canonical(once) == once


@given(st.text())
def test_no_address_is_too_odd_to_read(url: str) -> None:
    read = canonical(url)
    assert read is None or read.startswith(("http://", "https://"))


@pytest.fixture
def addresses() -> Addresses:
    addresses = Addresses(["example.gov.uk"])
    assert addresses("https://www.example.gov.uk/") == f"{ORIGIN}/"
    return addresses


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("http://example.gov.uk/a", "/a"),
        ("https://example.gov.uk/a/", "/a/"),
        ("https://www.example.gov.uk/index.html", "/"),
        ("https://www.example.gov.uk/send/Default.aspx?id=3", "/send/?id=3"),
        ("https://www.example.gov.uk/send/Pages/default.aspx", "/send/Pages/default.aspx"),
        ("https://www.example.gov.uk/my-index.html", "/my-index.html"),
    ],
)
def test_a_covered_site_has_one_form_and_its_folders_one_name(
    addresses: Addresses, written: str, read: str
) -> None:
    assert addresses(written) == ORIGIN + read


def test_other_sites_keep_their_own_form(addresses: Addresses) -> None:
    assert addresses("http://www.other.org/index.html") == "http://www.other.org/index.html"
    assert addresses("http://other.org/") == "http://other.org/"


def test_links_are_read_against_the_address_of_the_page(addresses: Addresses) -> None:
    written = [
        "../money?a=1#b",
        "/index.html",
        "//example.gov.uk/x",
        "httpd-notes",
        "?page=2",
        "http://[broken",
        "/index.html",
    ]
    assert list(addresses.of_links(f"{ORIGIN}/send/help/", written)) == [
        f"{ORIGIN}/send/money?a=1",
        f"{ORIGIN}/",
        f"{ORIGIN}/x",
        f"{ORIGIN}/send/help/httpd-notes",
        f"{ORIGIN}/send/help/?page=2",
        None,
        f"{ORIGIN}/",
    ]
    assert list(addresses.of_links(f"{ORIGIN}/other/", ["httpd-notes"])) == [f"{ORIGIN}/other/httpd-notes"]


def test_a_site_tells_its_own_form_by_redirects_until_a_page_was_read() -> None:
    addresses = Addresses(["example.gov.uk"])
    assert addresses("http://example.gov.uk/") == "http://example.gov.uk/"
    addresses.learn("http://example.gov.uk/", "https://example.gov.uk/")
    addresses.learn("https://example.gov.uk/", "https://www.example.gov.uk/")
    assert addresses("http://example.gov.uk/a") == f"{ORIGIN}/a"
    addresses.settle(f"{ORIGIN}/")
    addresses.learn(f"{ORIGIN}/a", "http://www.example.gov.uk/a/")
    assert addresses("http://www.example.gov.uk/a/") == f"{ORIGIN}/a/"


def test_a_redirect_to_another_site_tells_nothing_of_this_one(addresses: Addresses) -> None:
    addresses.learn(f"{ORIGIN}/", "http://other.org/")
    assert addresses("http://example.gov.uk/") == f"{ORIGIN}/"
