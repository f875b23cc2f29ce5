"""Pages that leave out their head and body tags, as HTML allows, are read like any other."""

from __future__ import annotations

from datetime import date

import pytest

from rules.core.segment import segment


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("<title>A</title><main><p>One.</p></main>", ["One."]),
        ("<title>A</title><header>Top</header><main>One.</main><p>Two.</p>", ["Top", "One.", "Two."]),
        ("<title>A</title>\n<main>One.</main> loose <footer>End</footer>", ["One.", "loose", "End"]),
        ("<title>A</title><!-- x --><script>no()</script><meta name=b><p>One.</p>", ["One."]),
    ],
)
def test_content_after_the_title_is_read(html: str, texts: list[str]) -> None:
    page = segment(html, "https://www.anyborough.gov.uk/send", seen=date(2026, 11, 23))
    assert [block.text for block in page.blocks] == texts
    assert page.title == "A"
    assert page.dom.find("head/title") is not None


def test_the_main_content_is_known() -> None:
    html = "<title>A</title><header>Top</header><main><p>One.</p></main>"
    page = segment(html, "https://www.anyborough.gov.uk/send", seen=date(2026, 11, 23))
    assert [block.region for block in page.blocks] == ["header", "main"]
