"""Which addresses an audit covers, and what it says of those it leaves out."""

from __future__ import annotations

from pathlib import Path

import pytest
import tomli

import spiders
from spiders.canonical import Addresses
from spiders.scope import Alike, Scope

SITE = "https://www.example.gov.uk"


@pytest.mark.parametrize(
    ("target", "inside", "outside"),
    [
        (f"{SITE}/", ["/", "/anything?x=1"], []),
        (
            f"{SITE}/local-offer",
            ["/local-offer", "/local-offer/a", "/Local-Offer?x=1"],
            ["/", "/local-offer-old", "/a"],
        ),
        (f"{SITE}/send/index.html", ["/send/", "/send/a"], ["/schools/"]),
        (f"{SITE}/sitemap.xml", ["/", "/a"], []),
    ],
)
def test_an_audit_covers_what_lies_below_its_targets(target: str, inside: list[str], outside: list[str]) -> None:
    scope = Scope.around([target])
    assert [path for path in inside if not scope.covers(SITE + path)] == []
    assert [path for path in outside if scope.covers(SITE + path)] == []


def test_other_hosts_are_outside_and_www_is_the_same_host() -> None:
    scope = Scope.around([f"{SITE}/"])
    assert scope.covers("http://example.gov.uk/a")
    assert not scope.covers("https://example.gov.uk:8443/a")
    assert not scope.covers("https://example.gov.uk.elsewhere.org/a")
    assert scope.hosts == {"example.gov.uk", "www.example.gov.uk"}


def test_ports_and_brackets_are_no_part_of_a_hosts_name() -> None:
    assert {"::1", "localhost"} <= Scope.around(["http://[::1]:8000/", "http://localhost:8000/"]).hosts


def test_more_places_can_be_allowed() -> None:
    scope = Scope.around(
        [f"{SITE}/send"], allow=["https://directory.example.org/kb5/", "www.example.gov.uk/schools"]
    )
    assert scope.covers("https://directory.example.org/kb5/service")
    assert not scope.covers("https://directory.example.org/other")
    assert scope.covers(f"{SITE}/schools/terms")


def test_a_target_that_is_no_web_address_is_an_error_that_says_what_to_write() -> None:
    with pytest.raises(ValueError, match="https://"):
        Scope.around(["example.gov.uk/send"])


@pytest.mark.parametrize("place", ["/local-offer", "*.gov.uk", "", "www.example.gov.uk?x=1"])
def test_a_place_without_a_host_is_an_error_that_shows_how_to_write_it(place: str) -> None:
    with pytest.raises(ValueError, match="Name its host"):
        Scope.around([SITE], allow=[place])


@pytest.mark.parametrize(
    "path",
    [
        "/page?action=print",
        "/page?slaction=ADD",
        "/page?displaypref=contrast",
        "/list?a=1&sort=name",
        "/list?sorttype=field",
        "/list?order_by=x",
        "/page/print",
        "/page/print/",
        "/login.aspx",
        "/log-out",
        "/users/sign_in",
        "/basket",
        "/shop/cart/",
        "/shop?add-to-cart=3",
        "/wp-admin/x",
        "/x?print=1",
        "/x?printable=yes",
        "/a/b/a/b/a/b/c",
    ],
)
def test_what_does_something_or_repeats_a_page_is_never_followed(path: str) -> None:
    assert Scope.around([SITE]).why_not(SITE + path) is not None


@pytest.mark.parametrize(
    "path",
    [
        "/large-print-guides",
        "/blueprint",
        "/action-plan?id=3",
        "/sort-it-out",
        "/disabled-register",
        "/log-in-your-journal",
        "/orders-explained",
        "/directory?service=transactions",
        "/cartoons",
        "/a/a/b",
        "/page?page=2",
        "/2026/11/news",
    ],
)
def test_what_only_looks_like_it_is_a_page(path: str) -> None:
    assert Scope.around([SITE]).why_not(SITE + path) is None


def test_patterns_choose_and_leave_out() -> None:
    scope = Scope.around(
        [SITE], include=["/send/*", "/local-offer*"], exclude=["*/archive/*", f"{SITE}/send/old?*"]
    )
    assert scope.why_not(f"{SITE}/send/a") is None
    assert scope.why_not(f"{SITE}/local-offer") is None
    assert "include" in (scope.why_not(f"{SITE}/schools") or "")
    assert "*/archive/*" in (scope.why_not(f"{SITE}/send/archive/2") or "")
    assert scope.why_not(f"{SITE}/send/old?id=1") is not None
    assert scope.why_excluded(f"{SITE}/files/archive/a.pdf") is not None
    assert scope.why_excluded(f"{SITE}/files/a.pdf") is None


def allowed(scope: Scope, *urls: str) -> int:
    alike = Alike(scope)
    return sum(alike.why_not(url) is None for url in urls)


def test_pages_of_one_kind_are_bounded_and_dates_more_closely() -> None:
    scope = Scope((SITE,), alike=5, alike_in_query=3, alike_in_date=2)
    assert allowed(scope, *(f"{SITE}/p{n}" for n in range(9))) == 5
    assert allowed(scope, *(f"{SITE}/p?id={n}" for n in range(9))) == 3
    assert allowed(scope, *(f"{SITE}/events/2026/11/{n}" for n in range(9))) == 2
    assert allowed(scope, *(f"{SITE}/diary/2026-11-{n}" for n in range(9))) == 2
    assert allowed(scope, *(f"{SITE}/events?month={n}" for n in range(9))) == 2
    assert allowed(scope, *(f"{SITE}/news/2026/{n}-new-hall" for n in range(9))) == 5
    assert allowed(scope, *(f"{SITE}/story/2026/1234{n}" for n in range(9))) == 5
    assert allowed(scope, *(f"{SITE}/news/{word}" for word in "abcdefghi")) == 9


def test_the_order_of_parameters_makes_no_new_kind() -> None:
    scope = Scope((SITE,), alike_in_query=1)
    assert allowed(scope, f"{SITE}/p?a=1&b=2", f"{SITE}/p?b=3&a=4") == 1


COUNCILS = sorted((Path(spiders.__file__).parent / "councils").glob("*.toml"))


@pytest.mark.parametrize("path", COUNCILS, ids=lambda path: path.stem)
def test_a_councils_file_names_targets_that_its_own_scope_covers(path: Path) -> None:
    site = tomli.loads(path.read_text("utf-8"))["site"]
    scope = Scope.around(site["targets"], site.get("allow", ()), site.get("include", ()), site.get("exclude", ()))
    addresses = Addresses(scope.places)
    assert site["name"]
    assert [url for url in map(addresses, site["targets"]) if url is None or scope.why_not(url)] == []
