"""What the partnership and families open, in a real browser: accessible, safe, and one side of paper in print."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest

from pipeline.store.keys import clean
from pipeline.store.values import LeftRow
from tests.reports.audits import finding, hostile, step
from tests.reports.meetings import PAGES, full, written
from tests.reports.payloads import PAYLOADS

if shutil.which("chromium") is None:
    pytest.skip("needs a browser: Debian's package `chromium`", allow_module_level=True)

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright


@pytest.fixture(scope="module")
def meeting(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(full(), tmp_path_factory.mktemp("meeting"))


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    payloads = [clean(payload) for payload in PAYLOADS]
    audit = hostile(payloads)
    audit.steps = [step(f"/{n}", f"Before {p} after", p, "co-design", "with") for n, p in enumerate(payloads)]
    rows = [finding(f"/{n}?{p}", "links.vague-text", p, p) for n, p in enumerate(payloads)]
    audit.left_rows = [LeftRow(row, "gone") for row in rows]
    return written(audit, tmp_path_factory.mktemp("attacked"), contact="javascript:window.hurt=1")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing(browser: Browser, meeting: Path, width: int, scheme: Literal["light", "dark"]) -> None:
    with browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    ) as context:
        tab = context.new_page()
        for page in PAGES:
            tab.goto((meeting / page).as_uri())
            results = Axe().run(tab)
            assert results.violations_count == 0, f"{page}: {results.generate_report()}"


def test_nothing_scrolls_sideways_on_a_phone(browser: Browser, meeting: Path, attacked: Path) -> None:
    with browser.new_context(viewport={"width": 320, "height": 740}) as context:
        tab = context.new_page()
        for folder in (meeting, attacked):
            for page in PAGES:
                tab.goto((folder / page).as_uri())
                assert tab.evaluate("document.documentElement.scrollWidth") == 320, page


def test_nothing_a_page_says_runs_and_the_policy_blocks_nothing_of_ours(browser: Browser, attacked: Path) -> None:
    with browser.new_context() as context:
        tab = context.new_page()
        complaints: list[str] = []
        tab.on("console", lambda message: complaints.append(message.text))
        for page in PAGES:
            tab.goto((attacked / page).as_uri())
            assert tab.evaluate("window.hurt") is None
            assert tab.locator("main").is_visible()
        assert complaints == []
        assert tab.locator(".reach a").count() == 0


def test_a_chart_has_its_numbers_as_a_table(browser: Browser, meeting: Path) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        tab = context.new_page()
        tab.goto((meeting / "report/trends.html").as_uri())
        tab.get_by_text("The same as a table").first.click()
        rows = tab.locator("table").first.locator("tbody tr")
        assert rows.all_inner_texts()[0].split("\t") == ["1 September 2026", "17%", "17%", "17%", "17%"]
        assert tab.locator("svg.spark").count() == 17


def test_what_was_done_can_be_copied_to_publish_it(browser: Browser, meeting: Path) -> None:
    with browser.new_context(permissions=["clipboard-read", "clipboard-write"]) as context:
        tab = context.new_page()
        tab.goto((meeting / "report/charter.html").as_uri())
        tab.get_by_role("button", name="Copy this to publish it").click()
        tab.get_by_role("button", name="Copied").wait_for()
        copied = tab.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("You said: ")
    assert "\nWe made our words plainer in 20 places, on 20 pages." in copied


def test_paper_is_never_dark(browser: Browser, meeting: Path) -> None:
    with browser.new_context(color_scheme="dark") as context:
        tab = context.new_page()
        tab.goto((meeting / "report/charter.html").as_uri())
        tab.emulate_media(media="print")
        colours = tab.locator(".change.up").first.evaluate(
            "e => [getComputedStyle(e).color, getComputedStyle(document.body).backgroundColor]"
        )
    assert colours == ["rgb(28, 102, 56)", "rgb(255, 255, 255)"]
