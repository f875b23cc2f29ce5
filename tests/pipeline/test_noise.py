"""What a server changes each time is no change of a page, and every change that a reader sees is one."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from itertools import count
from pathlib import Path
from time import process_time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.noise import without_noise
from rules.core.segment import segment
from tests.machine import here
from tests.pipeline.test_no_crawl import CONFIG, audit
from tests.spiders.serving import Answer, Asked, serving

DAY = date(2026, 11, 23)
WORDS = "Short breaks give families time to rest"
# Each holds one place where a server writes something else each time.
NOISY = (
    '<script nonce="{}">go()</script>',
    "<script nonce='{}' src=/a.js></script>",
    '<link rel=icon nonce="{}" href=/i.png>',
    "<script>var stamp = '{}'; if (1 < 2) go();</script>",
    '<SCRIPT type="text/javascript" src="/a.js?v={}"></SCRIPT>',
    '<input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="{}">',
    "<INPUT name=csrfmiddlewaretoken value={} type=hidden>",
    '<input value="{}" data-drupal-selector=form type="hidden" name="form_build_id" />',
    '<meta name="csrf-token" content="{}">',
    "<meta content='{}' name='request-id'>",
    '<body data-csrf="{}" class=home>',
    '<form action="/find;jsessionid={}ABCDEF12.web-3" method=get>',
    "<!-- generated {} in 0.213 s by web-03 -->",
)
TOKENS = st.text("0123456789abcdefABCDEF", min_size=1, max_size=40)
SEEN = st.text(st.characters(exclude_characters="<>&", exclude_categories=("Cs", "Cc")), min_size=1, max_size=60)


def page(noise: str, words: str = WORDS) -> bytes:
    return f"<html><head><title>Help</title></head><main><h1>Help</h1>{noise}<p>{words}</p></main>".encode()


@pytest.mark.parametrize("noisy", NOISY)
@given(first=TOKENS, second=TOKENS)
def test_what_a_server_changes_each_time_is_no_change(noisy: str, first: str, second: str) -> None:
    assert without_noise(page(noisy.format(first))) == without_noise(page(noisy.format(second)))


@pytest.mark.parametrize("noisy", NOISY)
@given(first=SEEN, second=SEEN, token=TOKENS)
def test_other_words_beside_it_are_a_change(noisy: str, first: str, second: str, token: str) -> None:
    assume(first != second and "ago" not in first + second)
    noise = noisy.format(token)
    assert without_noise(page(noise, first)) != without_noise(page(noise, second))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("3 minutes ago", "14 minutes ago"),
        ("Posted an hour ago.", "Posted 23 hours ago."),
        ("1 day ago", "2 days ago"),
        ("<time>just now</time>", "<time>3 months ago</time>"),
        ("<time datetime=x>yesterday</time>", "<time datetime=x>2 days ago</time>"),
    ],
)
def test_how_long_ago_it_was_is_no_change(first: str, second: str) -> None:
    assert without_noise(page("", first)) == without_noise(page("", second))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("We began 3 years ago.", "We began 4 years ago."),
        ("Call us within 3 days.", "Call us within 5 days."),
        ("3 days agony", "5 days agony"),
        ("1234 minutes ago", "5678 minutes ago"),
        ("<time datetime=2026-11-20>20 November</time>", "<time datetime=2026-11-20>21 November</time>"),
        ("<time datetime=2026-11-20>3 days ago</time>", "<time datetime=2026-11-21>3 days ago</time>"),
        ("<input name=q value=breaks>", "<input name=q value=clubs>"),
        ("<meta name=description content=breaks>", "<meta name=description content=clubs>"),
        ("<a href=/page?v=1>More</a>", "<a href=/page?v=2>More</a>"),
        ("<img src=/a.png?v=1 alt=''>", "<img src=/a.png?v=2 alt=''>"),
        ("<script>one()", "<script>two()"),
        ("<!-- <script> -->one<!-- </script> -->", "<!-- <script> -->two<!-- </script> -->"),
        ("<script>x</style>one<script>y</script>", "<script>x</style>two<script>y</script>"),
        ("<!-->one<!-- -->", "<!-->two<!-- -->"),
        (
            '<script type="application/ld+json">{"telephone": "01632 960123"}</script>',
            '<script type="application/ld+json">{"telephone": "01632 960124"}</script>',
        ),
        ("nonce=one", "nonce=two"),
        ("<p>data-token='one'</p>", "<p>data-token='two'</p>"),
    ],
)
def test_what_a_reader_or_a_rule_may_see_is_a_change(first: str, second: str) -> None:
    assert without_noise(page("", first)) != without_noise(page("", second))


@given(st.lists(st.sampled_from((*NOISY, "<p>", "</p>", "<script>", "</script>", "<!--", "-->", "{}", WORDS))))
def test_what_is_left_out_is_nothing_that_is_read(parts: list[str]) -> None:
    body = "".join(parts).replace("{}", "1f")
    quiet, whole = (segment(html, "http://x/", seen=DAY) for html in (without_noise(body.encode()).decode(), body))
    assert [block.text for block in quiet.blocks] == [block.text for block in whole.blocks]


@pytest.mark.parametrize(
    "part",
    [
        "<script ",
        "<script>",
        "<input type=hidden ",
        "<html data-token",
        "<meta name=a",
        "<!--",
        "<!-- -",
        "<time> ",
        " ago",
        "1 day ago",
        ";jsessionid=a",
        "<html " + "data-token" * 9_000,
        "<input type=hidden value=" + " " * 90_000,
    ],
)
def test_a_page_made_to_be_slow_is_not(part: str) -> None:
    body = (part * (100_000 // len(part)) + ">").encode()
    limit, began = here(1), process_time()
    without_noise(body)
    assert process_time() - began < limit


def test_pages_whose_template_alone_changes_are_not_read_again(tmp_path: Path) -> None:
    (tmp_path / "offer.toml").write_text(CONFIG.format(""))
    numbers, words = count(1000), {"/news": "Clubs open on Monday."}

    def answers(asked: Asked) -> Answer | None:
        token = f"<meta name=csrf-token content=t{next(numbers)}><script>at={next(numbers)}</script>"
        if asked.path == "/":
            return Answer(page(token, "<a href=/news>News</a>"))
        return Answer(page(token, words[asked.path])) if asked.path in words else None

    with serving(answers) as server:
        audit(tmp_path, server.url, "2026-11-23")
        audit(tmp_path, server.url, "2026-11-24")
        words["/news"] = "Clubs open on Tuesday."
        audit(tmp_path, server.url, "2026-11-25")
    with closing(sqlite3.connect(tmp_path / "localoffer.db")) as store, store:
        told = (
            "SELECT url, run_id, outcome FROM visit JOIN page ON page.id = page_id WHERE run_id > 1 ORDER BY 1, 2"
        )
        assert [(url.rpartition("/")[2], *rest) for url, *rest in store.execute(told)] == [
            ("", 2, "unchanged"),
            ("", 3, "unchanged"),
            ("news", 2, "unchanged"),
            ("news", 3, "read"),
        ]
