"""A message as a mail program shows it: accessible in light and dark, whole on a phone, and nothing is fetched."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

import pytest

from reports.digest import Digest, Part, as_html
from tests.telling.messages import ITEM, MESSAGE, hostile

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
if CHROMIUM is None:
    pytest.skip("needs a browser: Debian's package `chromium`", allow_module_level=True)

from axe_playwright_python.sync_playwright import Axe  # noqa: E402 - comes with the browser extra
from playwright.sync_api import Browser, sync_playwright  # noqa: E402

FULL = replace(
    MESSAGE,
    caution="The audit of 1 March 2027 did not see the whole site. The site did not answer.",
    parts=(Part("New", (ITEM, replace(ITEM, others="The same is wrong in 2 other places.")), 12),),
)
LONG_WORD = hostile("Llanfairpwllgwyngyll" * 20)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1240])
@pytest.mark.parametrize("message", [FULL, LONG_WORD], ids=["full", "long word"])
def test_a_message_is_accessible_whole_and_fetches_nothing(
    browser: Browser, message: Digest, width: int, scheme: Literal["light", "dark"]
) -> None:
    tab = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.set_content(as_html(message))
    results = Axe().run(tab)
    assert [(found["id"], found["nodes"][0]["html"]) for found in results.response["violations"]] == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert asked == []
    tab.close()
