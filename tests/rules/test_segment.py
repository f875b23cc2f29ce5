"""A page is read as a reader sees it: every word once, in its place, and nothing that is not there to see."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rules.core.page import Block, Page
from rules.core.segment import segment

URL = "https://www.anyborough.gov.uk/send/help?x=1#y"
INLINE = ["a", "abbr", "b", "em", "i", "span", "strong", "sub", "time", "u"]
BLOCKS = ["p", "div", "section", "ul", "li", "table", "tr", "td", "th", "h1", "h2", "h3", "dl", "dt", "dd", "pre"]
HIDING = [
    "hidden",
    "hidden=''",
    "aria-hidden='true'",
    "style='display: none'",
    "style='color:red;visibility:hidden'",
]
UNREAD = ["script", "style", "template", "noscript", "textarea", "svg", "iframe", "select", "title"]

words = st.text(alphabet="abcdefgh é’-&<\u00a0\u00ad\u200b\n\t ", max_size=12)
tags = st.sampled_from([*INLINE, *BLOCKS, "br", "img", "main", "nav", "button", "blockquote", "font", "x-y"])
markup = st.lists(
    st.one_of(
        words, tags.map("<{}>".format), tags.map("</{}>".format), st.sampled_from(["<a href=/b>", "<!-- c -->"])
    ),
    max_size=40,
).map("".join)


def read(html: str) -> Page:
    return segment(html, URL, seen=date(2026, 11, 23))


def texts(html: str) -> list[str]:
    return [block.text for block in read(html).blocks]


def one(html: str) -> Block:
    (block,) = read(html).blocks
    return block


def solid(text: str) -> str:
    """The text without what is not seen: spaces of every kind, soft hyphens, zero-width marks."""
    return re.sub(r"[\s\u00ad\u200b\u2060\ufeff]", "", text)


# Held on any markup


@given(st.one_of(markup, st.text(max_size=200)))
@example("<a href='http://[bad'>x</a>")
@example("<base href='http://[bad'><a href='y'>x</a>")
@example("\x00<p>a")
@example("<html><frameset><frame></frameset>")
@example("<p>\ud800")
def test_no_markup_is_too_broken_to_read(html: str) -> None:
    read(html)


@given(markup)
def test_every_block_has_words_with_single_spaces(html: str) -> None:
    for text in texts(html):
        assert text == " ".join(text.split())
        assert text


@given(markup)
def test_offsets_slice_back_to_what_they_stand_for(html: str) -> None:
    page = read(html)
    for index, block in enumerate(page.blocks):
        assert block.index == index
        assert list(block.breaks) == sorted(set(block.breaks))
        assert all(0 < b < len(block.text) for b in block.breaks)
        for inline in block.inlines:
            assert 0 <= inline.start < inline.end <= len(block.text)
            inside = block.text[inline.start : inline.end]
            assert solid(inside) in solid("".join(inline.element.itertext()))
    for link in page.links:
        if link.block is not None:
            assert link.block.text[link.start : link.end] == link.text


@given(markup)
def test_every_visible_word_is_read_once_and_in_order(html: str) -> None:
    page = read(html)
    body = page.dom.find("body")
    seen = "" if body is None else "".join(t for t in body.xpath(".//text()[not(ancestor::noscript)]"))
    assert solid("".join(block.text for block in page.blocks)) == solid(seen)


@given(markup)
def test_a_path_leads_back_to_its_element(html: str) -> None:
    page = read(html)
    for block in page.blocks:
        if block.path.startswith(("main", "body")):
            assert block.element in page.dom.cssselect(block.path)


@given(markup, st.sampled_from(HIDING), st.sampled_from(["div", "p", "span", "section", "a", "li"]))
def test_hidden_text_is_never_read(html: str, hiding: str, tag: str) -> None:
    assert "SECRET" not in " ".join(texts(f"<div><{tag} {hiding}>SECRET</{tag}></div>{html}"))


@given(st.text(alphabet="abcé", min_size=2, max_size=12), st.data())
def test_inline_tags_do_not_break_words(word: str, data: st.DataObject) -> None:
    cut = data.draw(st.integers(1, len(word) - 1))
    tag = data.draw(st.sampled_from(INLINE))
    assert texts(f"<p>{word[:cut]}<{tag}>{word[cut:]}</{tag}></p>") == [word]
    assert texts(f"<p><{tag}>{word[:cut]}</{tag}>{word[cut:]}</p>") == [word]


# What is not read


@pytest.mark.parametrize("tag", UNREAD)
def test_what_is_not_for_readers_is_not_read(tag: str) -> None:
    assert texts(f"<main><p>Before</p><{tag}>SECRET</{tag}><p>after</p></main>") == ["Before", "after"]


def test_a_closed_dialog_is_not_read_and_an_open_one_is() -> None:
    assert texts("<main><dialog>Secret</dialog><dialog open>Shown</dialog></main>") == ["Shown"]


def test_text_that_is_only_for_screen_readers_is_read() -> None:
    assert texts("<p>Read more<span class='visually-hidden'> about sleep</span></p>") == ["Read more about sleep"]


@pytest.mark.parametrize(
    "banner",
    [
        "<div id='cookie-banner'><p>Cookies!</p></div>",
        "<section class='js-cookie-consent'>Cookies!</section>",
        "<div id='onetrust-banner-sdk'>Cookies!</div>",
        "<div aria-label='Cookies'>Cookies!</div>",
        "<div id='ccc'>Cookies!</div>",
    ],
)
def test_a_cookie_banner_is_not_content(banner: str) -> None:
    assert texts(f"<body>{banner}<main><p>Help</p></main>") == ["Help"]


def test_a_page_about_cookies_is_content() -> None:
    page = read("<main><div class='cookies'><h1>Cookies</h1><p>We use two cookies.</p></div></main>")
    assert [b.text for b in page.main] == ["Cookies", "We use two cookies."]


# Blocks


def test_line_breaks_separate_words_and_are_remembered() -> None:
    block = one("<p>Town Hall<br>High Street<br/>Anyborough</p>")
    assert block.text == "Town Hall High Street Anyborough"
    assert [block.text[:b] for b in block.breaks] == ["Town Hall", "Town Hall High Street"]


def test_two_line_breaks_begin_a_new_block() -> None:
    assert texts("<p>Ring us.<br><br>Or write.</p>") == ["Ring us.", "Or write."]


def test_cells_and_items_are_blocks_of_their_own_with_rows_and_columns() -> None:
    page = read("<table><tr><th>Day</th><td colspan=2>9 to 5</td><td>Hall</td></tr><tr><td>Fri</td></tr></table>")
    assert [(b.text, b.kind, b.row, b.column) for b in page.blocks] == [
        ("Day", "cell", 1, 0),
        ("9 to 5", "cell", 1, 1),
        ("Hall", "cell", 1, 3),
        ("Fri", "cell", 2, 0),
    ]


def test_a_table_inside_a_cell_counts_its_own_columns() -> None:
    page = read("<table><tr><td>a<table><tr><td>b</td><td>c</td></tr></table></td><td>d</td></tr></table>")
    assert [(b.text, b.row, b.column) for b in page.blocks] == [("a", 1, 0), ("b", 2, 0), ("c", 2, 1), ("d", 1, 1)]


def test_paragraphs_in_an_item_or_cell_stay_items_and_cells() -> None:
    page = read("<ul><li><p>One</p><p>two</p></li></ul><table><tr><td><p>Three</p></td></tr></table>")
    assert [b.kind for b in page.blocks] == ["item", "item", "cell"]


def test_a_term_and_its_definition_share_a_row() -> None:
    page = read("<dl><dt>Cost</dt><dd>None</dd><dt>Ages</dt><dd>All</dd></dl>")
    assert [(b.kind, b.row, b.column) for b in page.blocks] == [
        ("term", 1, 0),
        ("item", 1, 1),
        ("term", 2, 0),
        ("item", 2, 1),
    ]


def test_text_is_read_however_deep_it_lies() -> None:
    deep = 1000
    within = "<p>here</p><script>SECRET</script><p hidden>SECRET</p><p>and <b>th</b>ere</p>"
    html = "<div>" * deep + within + "</div>" * deep + "<p>and after</p>"
    assert " ".join(texts(html)) == "here and there and after"


def test_a_link_of_any_depth_has_a_name() -> None:
    (link,) = read("<a href='/x'>" + "<b>" * 900 + "Sleep").links
    assert link.name == "Sleep"


def test_markup_that_is_never_closed_is_read_as_a_browser_would() -> None:
    assert texts("<ul><li>One<li>two</ul><p>Three<p>four <b>five") == ["One", "two", "Three", "four five"]


# Headings and lead-ins


def test_a_block_knows_the_heading_it_stands_under() -> None:
    page = read("<main><h1>Help</h1><p>a</p><h2>Cost</h2><p>b</p><h3>Refunds</h3><h2>Ages</h2><p>c</p></main>")
    above = [(b.text, b.heading.text if b.heading else None) for b in page.blocks]
    assert above == [
        ("Help", None),
        ("a", "Help"),
        ("Cost", "Help"),
        ("b", "Cost"),
        ("Refunds", "Cost"),
        ("Ages", "Help"),
        ("c", "Ages"),
    ]


def test_headings_of_the_template_are_no_headings_of_the_content() -> None:
    page = read(
        "<header><h2>Anyborough</h2></header><main><p>Help</p></main><footer><h3>About</h3><p>Us</p></footer>"
    )
    assert [(b.text, b.heading.text if b.heading else None) for b in page.blocks] == [
        ("Anyborough", None),
        ("Help", None),
        ("About", None),
        ("Us", "About"),
    ]


def test_an_item_knows_what_leads_in_to_its_list() -> None:
    page = read("<p>Bring:</p><ul><li>a drink</li><li>a hat</li></ul><p>That is all.</p>")
    assert [b.lead_in.text if b.lead_in else None for b in page.blocks] == [None, "Bring:", "Bring:", None]


def test_the_first_list_of_a_region_has_no_lead_in_from_another() -> None:
    page = read("<header><p>Anyborough</p></header><main><ul><li>One</li></ul></main>")
    assert page.main[0].lead_in is None


# Regions


def regions(html: str) -> dict[str, str]:
    return {block.text: block.region for block in read(html).blocks}


def test_landmarks_make_regions() -> None:
    html = """<body><div role='alert'>Shut</div><header>Logo</header><nav>Menu</nav><main>Help</main>
    <aside>Beside</aside><div role='contentinfo'>Foot</div>"""
    assert regions(html) == {
        "Shut": "banner",
        "Logo": "header",
        "Menu": "nav",
        "Help": "main",
        "Beside": "aside",
        "Foot": "footer",
    }


def test_names_make_regions_where_there_are_no_landmarks() -> None:
    html = """<body><div class='site-alert'>Shut</div><div id='header'>Logo</div>
    <ul class='main-menu'><li>Menu</ul><div class='breadcrumb'>Home</div>
    <p>Help</p><div class='site-footer'>Foot</div>"""
    assert regions(html) == {
        "Shut": "banner",
        "Logo": "header",
        "Menu": "nav",
        "Home": "nav",
        "Help": "main",
        "Foot": "footer",
    }


def test_a_header_or_footer_inside_the_content_is_content() -> None:
    assert set(regions("<main><header>Top</header><article><footer>End</footer></article></main>").values()) == {
        "main"
    }


def test_a_menu_inside_the_content_is_a_menu() -> None:
    assert regions("<main><p>Help</p><nav>Steps</nav></main>") == {"Help": "main", "Steps": "nav"}


@pytest.mark.parametrize(
    "content",
    [
        "<div id='content'>{}</div>",
        "<div role='main'>{}</div>",
        "<article>{}</article>",
        "<table><tr><td id='main'>{}</table>",
    ],
)
def test_the_content_is_found_without_a_main_element(content: str) -> None:
    help_ = "<p>We can help you with your child’s sleep.</p>" * 3
    html = f"<body><div>Anyborough</div>{content.format(help_)}<div>Crown copyright</div>"
    assert regions(html) == {
        "Anyborough": "aside",
        "We can help you with your child’s sleep.": "main",
        "Crown copyright": "aside",
    }


def test_the_fullest_main_is_the_content_where_a_page_has_two() -> None:
    assert regions("<main>Hi</main><main>We can help you.</main>")["We can help you."] == "main"


# Links


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("/a/b.html?x=1#y", "https://www.anyborough.gov.uk/a/b.html?x=1#y"),
        (" sleep ", "https://www.anyborough.gov.uk/send/sleep"),
        ("../a/./b", "https://www.anyborough.gov.uk/a/b"),
        ("/a/../b", "https://www.anyborough.gov.uk/b"),
        ("//cdn.example/x", "https://cdn.example/x"),
        ("#top", "https://www.anyborough.gov.uk/send/help?x=1#top"),
        ("?page=2", "https://www.anyborough.gov.uk/send/help?page=2"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("http://[bad", "http://[bad"),
        ("/a?", "https://www.anyborough.gov.uk/a"),
    ],
)
def test_links_lead_where_a_browser_would_go(href: str, target: str) -> None:
    (link,) = read(f"<a href='{href}'>x</a>").links
    assert link.target == target


def test_links_are_relative_to_the_base_that_a_page_names() -> None:
    page = read("<head><base href='https://x.example/y/z'></head><a href='a'>1</a><a href='/b'>2</a>")
    assert [link.target for link in page.links] == ["https://x.example/y/a", "https://x.example/b"]


def test_a_link_has_the_name_that_a_screen_reader_says() -> None:
    page = read(
        "<a href=1>Read <img src=x alt='about sleep'></a><a href=2 aria-label='Sleep'>Go</a>"
        "<a href=3><svg aria-label='Sleep'></svg></a><a href=4 title='Sleep'></a><a href=5>Sl<b>eep</b></a>"
        "<a href=6><span aria-hidden=true>X</span>Sleep</a><i id=i>Sleep</i><a href=7 aria-labelledby='i j'>Go</a>"
    )
    assert [link.name for link in page.links] == ["Read about sleep", *["Sleep"] * 6]


def test_a_link_around_a_block_is_found_in_it() -> None:
    (link,) = read("<a href='/sleep'><h2>Sleep</h2></a>").links
    assert (link.text, link.block and link.block.kind) == ("Sleep", "heading")


# The page


def test_a_page_knows_its_title_and_language_and_whether_it_is_whole() -> None:
    page = read("<!doctype html><html lang=' en-GB '><title> Sleep\n help </title><p>x")
    assert (page.title, page.language, page.english, page.fragment) == ("Sleep help", "en-GB", True, False)
    assert read("<p>x</p>").fragment


def test_a_page_knows_its_tags_that_do_not_match_and_not_those_of_the_page_before() -> None:
    assert read("<main><div>Clubs</span></div><section><b>Trips</section></main>").mismatched == ("span", "b")
    assert read("<main><ul><li>Clubs<li>Trips</ul></main>").mismatched == ()


@pytest.mark.parametrize(
    "html", ["<head><main>One</main></head>&#1;two", "<title>x</title><main>One</main></head>\x02two"]
)
def test_a_character_that_is_no_text_is_left_out_where_content_moves_to_the_body(html: str) -> None:
    assert [block.text for block in read(html).blocks][-1].endswith("two")
