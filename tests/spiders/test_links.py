"""What is read off a page's markup, however broken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.documents import kind_of_answer, kind_of_url
from spiders.links import encoding_of, leads_of

URL = "https://example.gov.uk/send/"


def test_links_are_as_written_once_each_in_order() -> None:
    body = b'<A HREF=" b ">1</A><a href=a>2<a href="b">3</a><a>4</a><a href="#x">5</a><a href="">6</a>'
    assert leads_of(body, "utf-8", URL).hrefs == ("b", "a")


def test_a_link_in_a_comment_or_a_script_leads_nowhere() -> None:
    body = b"<!-- <a href='/a'>x</a> --><script>'<a href=\"/b\">'</script><a href='/c'>c</a>"
    assert leads_of(body, "utf-8", URL).hrefs == ("/c",)


def test_the_base_address_is_absolute_and_the_first_one_counts() -> None:
    assert leads_of(b'<base href="/x/"><base href="/y/">', "utf-8", URL).base == "https://example.gov.uk/x/"
    assert leads_of(b'<base target="_top"><p>', "utf-8", URL).base == URL
    assert leads_of(b'<base href="http://[broken"><p>', "utf-8", URL).base == URL


def test_a_page_names_its_own_address() -> None:
    assert (
        leads_of(b'<link rel="Canonical alternate" href="../a">', "utf-8", URL).canonical
        == "https://example.gov.uk/a"
    )
    assert leads_of(b'<link rel="stylesheet" href="../a">', "utf-8", URL).canonical is None


@pytest.mark.parametrize(
    ("content", "refresh", "hrefs"),
    [
        ("0;url=/next", "https://example.gov.uk/next", ()),
        ("0; URL='/next'", "https://example.gov.uk/next", ()),
        ("1 /next", "https://example.gov.uk/next", ()),
        ("10; url=/next", None, ("/next",)),
        ("300", None, ()),
        ("0;url=", None, ()),
        (".5; /next", "https://example.gov.uk/next", ()),
        ("0: https://example.gov.uk/next", None, ()),
        ("soon; url=/next", None, ()),
    ],
)
def test_a_page_may_give_way_at_once_or_later(content: str, refresh: str | None, hrefs: tuple[str, ...]) -> None:
    leads = leads_of(f'<meta http-equiv="Refresh" content="{content}">'.encode(), "utf-8", URL)
    assert (leads.refresh, leads.hrefs) == (refresh, hrefs)


def test_a_refresh_for_browsers_without_scripts_is_not_for_readers() -> None:
    body = b'<noscript><meta http-equiv="refresh" content="0;url=/no-js"></noscript>'
    assert leads_of(body, "utf-8", URL).refresh is None


@pytest.mark.parametrize("content", ["nofollow", "noindex, NoFollow", "none"])
def test_a_page_may_ask_robots_not_to_follow(content: str) -> None:
    assert leads_of(f'<meta name="ROBOTS" content="{content}">'.encode(), "utf-8", URL).nofollow


@pytest.mark.parametrize("content", ["noindex", "follow", "nonefollow", ""])
def test_other_wishes_do_not_stop_the_crawl(content: str) -> None:
    assert not leads_of(f'<meta name="robots" content="{content}">'.encode(), "utf-8", URL).nofollow


@pytest.mark.parametrize(
    "body", [b"", b"   ", b"<!-- -->", b"\0\0", b"<?xml version='1.0'?>", b"<a href", b"\xff\xfe"]
)
def test_broken_markup_leads_nowhere(body: bytes) -> None:
    assert leads_of(body, "utf-8", URL).hrefs == ()


def test_what_follows_a_null_byte_is_read() -> None:
    assert leads_of(b'<p>a\0b<a href="/x">', "utf-8", URL).hrefs == ("/x",)


@given(
    st.binary(max_size=200),
    st.sampled_from(["", "text/html; charset=utf-8", "text/html; charset=nonsense", "text/html;charset=utf-16"]),
)
def test_every_answer_has_a_charset_that_python_knows(body: bytes, content_type: str) -> None:
    encoding = encoding_of(body, content_type)
    assert isinstance(body.decode(encoding, "replace"), str)
    leads_of(body, encoding, URL)


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://a.org/x.pdf", "document"),
        ("https://a.org/x.PDF?v=1", "document"),
        ("https://a.org/form.docx", "document"),
        ("https://a.org/sheet.xls", "document"),
        ("https://a.org/talk.pptx", "document"),
        ("https://a.org/x.jpg", "other"),
        ("https://a.org/feed.xml", "other"),
        ("https://a.org/x.aspx", "page"),
        ("https://a.org/x", "page"),
        ("https://a.org/", "page"),
        ("https://a.org/x?file=y.pdf", "page"),
        ("https://a.pdf/", "page"),
        ("https://a.org/v1.2", "page"),
    ],
)
def test_an_address_promises_a_kind_of_file(url: str, kind: str) -> None:
    assert kind_of_url(url) == kind


@pytest.mark.parametrize(
    ("content_type", "disposition", "kind"),
    [
        ("text/html; charset=utf-8", "", "page"),
        ("application/xhtml+xml", "", "page"),
        ("", "", "page"),
        ("application/pdf", "", "document"),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "", "document"),
        ("application/octet-stream", 'attachment; filename="Plan 2026.docx"', "document"),
        ("application/octet-stream", "attachment; filename=a.zip", "other"),
        ("image/png", "", "other"),
    ],
)
def test_an_answer_tells_what_kind_of_file_it_is(content_type: str, disposition: str, kind: str) -> None:
    assert kind_of_answer(content_type, disposition) == kind


def test_a_page_asks_for_the_style_sheets_of_screens_and_for_those_it_imports() -> None:
    body = b"""<base href='/site/'><link rel='StyleSheet' href=' a.css '>
        <link rel=stylesheet href=/print.css media=print>
        <link rel='alternate stylesheet' href=c.css><link rel=icon href=d.ico><link rel=stylesheet href=a.css>
        <style>/* @import 'no.css'; */ @import url("b.css") screen; p { color: red }</style>"""
    asked = leads_of(body, "utf-8", URL).sheets
    assert [(sheet.href, sheet.url) for sheet in asked] == [
        ("a.css", "https://example.gov.uk/site/a.css"),
        ("b.css", "https://example.gov.uk/site/b.css"),
    ]
