"""What style sheets say of elements: those a page links to, those it imports, and its own."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date

import pytest

from rules.core.css import inline, styles
from rules.core.media import applies
from rules.core.page import Page
from rules.core.segment import segment
from rules.core.sheets import read_sheet
from tests.machine import here


def page(html: str, **sheets: str) -> Page:
    read = segment(html, "https://example.org/", seen=date(2026, 11, 23))
    return replace(read, sheets={f"{name}.css": text for name, text in sheets.items()})


def set_to(page: Page, name: str = "display") -> str | None:
    (element,) = page.dom.xpath("//*[@id='it']")
    declared = page.of(styles).get(element, name)
    return None if declared is None else declared.value


LINK = "<link rel=stylesheet href=a.css>"
IT = "<div class='menu open no-js'><ul><li class=last><p id=it class='b c'>x</p></ul></div>"


@pytest.mark.parametrize(
    ("css", "value"),
    [
        ("p{display:none}", "none"),
        (".menu p{display:none}", "none"),
        (".menu > p{display:none}", None),
        (".menu li > p{display:none}", "none"),
        ("div.menu.open .last > .b.c{display:none}", "none"),
        (".menu > ul p{display:none}", "none"),
        ("ul > .menu p, .closed p{display:none}", None),
        ("p:first-child{display:none}", "none"),
        ("p:not(.b){display:none}", None),
        ("[class~=b]{display:none}", "none"),
        ("p:hover, p:focus, p::before, a:visited p{display:none}", None),
        ("p{display:none} #it{display:block}", "block"),
        ("#it{display:block} p{display:none}", "block"),
        ("p{display:none} p{display:inline}", "inline"),
        ("p{display:none!important} #it{display:inline}", "none"),
        (":is(p, .z){display:none} p:nonsense((){display:block}", "none"),
        ("/* p{display:inline} */ p{display:none}", "none"),
        ("a::after{content:'}'} p{display:none}", "none"),
        ("p{display:none", "none"),
        ("@charset 'utf-8'; p{display:none}", "none"),
        ("@media print{p{display:none}}", None),
        ("@media (min-width: 40em){p{display:none}}", "none"),
        ("@media (max-width: 600px){p{display:none}} p{color:red}", None),
        ("@supports (display:grid){@media screen{p{display:none}}}", "none"),
        ("@font-face{display:none} @keyframes x{from{display:none}}", None),
        (".a{p{display:none}}", None),
        (".no-js p{display:none}", None),
        ("p{background:url(data:image/png;base64,AA==);display:none}", "none"),
    ],
)
def test_the_rule_that_is_for_an_element_and_weighs_most_stands(css: str, value: str | None) -> None:
    assert set_to(page(LINK + IT, a=css)) == value
    assert set_to(page(f"<style>{css}</style>{IT}")) == value


def test_sheets_count_in_the_order_of_the_page_and_its_own_attribute_before_them() -> None:
    assert set_to(page(f"<style>p{{display:none}}</style>{LINK}{IT}", a="p{display:grid}")) == "grid"
    assert set_to(page(f"{LINK}<style>p{{display:none}}</style>{IT}", a="p{display:grid}")) == "none"
    assert set_to(page(f"{LINK}<p id=it style='display:flex'>x", a="p{display:grid}")) == "flex"
    assert set_to(page(f"{LINK}<p id=it style='display:flex'>x", a="p{display:grid!important}")) == "grid"


@pytest.mark.parametrize(
    ("link", "counts"),
    [
        ("<link rel='StyleSheet' href=' a.css '>", True),
        ("<link rel=stylesheet href=a.css media=print>", False),
        ("<link rel=stylesheet href=a.css media=print onload=\"this.media='all'\">", True),
        ("<link rel='alternate stylesheet' href=a.css>", False),
        ("<link rel=preload href=a.css>", False),
        ("<link rel=stylesheet href=b.css>", False),
        ("<style>@import url('a.css') screen;</style>", True),
        ("<style>@import 'a.css' print;</style>", False),
    ],
)
def test_only_sheets_for_screens_count(link: str, counts: bool) -> None:
    assert set_to(page(link + IT, a="p{display:none}")) == ("none" if counts else None)


@pytest.mark.parametrize(
    ("media", "holds"),
    [
        ("", True),
        ("all", True),
        ("Screen", True),
        ("only screen and (min-width: 768px)", True),
        ("print, screen", True),
        ("print", False),
        ("not print", True),
        ("not all", False),
        ("not (min-width: 10em)", False),
        ("(max-width:1280px)", True),
        ("(width >= 80em)", True),
        ("(width < 600px)", False),
        ("screen and (min-width: 1000px) and (max-width: 1100px)", False),
        ("(prefers-reduced-motion: reduce)", False),
        ("(hover: hover)", True),
        ("(orientation: landscape)", False),
        ("((hover) or (pointer))", False),
        ("nonsense and (", False),
    ],
)
def test_a_media_query_is_asked_of_a_wide_screen(media: str, holds: bool) -> None:
    assert applies(media) is holds


def test_elements_are_found_by_what_is_set_for_them() -> None:
    read = page(
        f"{LINK}<p class=a>1</p><p class='a b'>2</p><i style='display:none'>3</i>",
        a=".a{display:none} .b{display:block}",
    )
    hidden = read.of(styles).where("display", "none".__eq__)
    assert sorted(str(e.text) for e in hidden) == ["1", "3"]


def test_words_that_a_sheet_adds_keep_their_letters() -> None:
    (rule,) = read_sheet("p::after{content:'Read More'}").rules
    assert rule.style["content"].value == '"Read More"'
    read = page("<p id=it style='text-transform:UPPERCASE'>x")
    assert inline(read.dom.xpath("//*[@id='it']")[0])["text-transform"].value == "uppercase"


@pytest.mark.parametrize(
    "css",
    [
        "{" * 100_000,
        "a{color:red}" * 10_000,
        "@media x{" * 20_000,
        "a," * 50_000 + "{color:red}",
        "/*" * 50_000,
        '"' * 100_000,
        "(" * 50_000 + "{color:red}",
        ":is(" * 1000 + "{display:none}",
        "[a],(" * 900 + "{display:none}",
        "p " * 2000 + "{display:none}",
        "p > " * 1000 + "p{display:none}",
        "@import 'a.css';" * 5_000,
    ],
)
def test_a_hostile_sheet_costs_little(css: str) -> None:
    deep = page(f"{LINK}{'<p><b>' * 150}<p id=it>x", a=css)
    started = time.process_time()
    set_to(deep)
    assert time.process_time() - started < here(5)
