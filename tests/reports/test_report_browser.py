"""The report in a real browser: accessible, readable on a phone, safe, and whole without JavaScript."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest

from reports.render import render
from reports.views.addresses import page_file
from reports.views.survey import survey
from rules.core.charter import load_charter
from tests.reports.audits import HOST, RUN, anyborough, finding, hostile, page
from tests.reports.test_render import PAYLOADS

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
if CHROMIUM is None:
    pytest.skip("needs a browser: Debian's package `chromium`", allow_module_level=True)

from axe_playwright_python.sync_playwright import Axe  # noqa: E402 - comes with the browser extra
from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402

WORST = page_file(f"{HOST}/send/short-breaks")
WORDLESS = page_file(f"{HOST}/send/contact")
KINDS = [
    "index.html",
    "fix.html",
    WORST,
    WORDLESS,
    "charter.html",
    "rules.html",
    "rules/links.vague-text.html",
    "not-audited.html",
    "coming-up.html",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    audit = anyborough()
    for n in range(12):
        path = f"/send/club-{n}"
        audit.page_rows.append(page(path, f"Club {n}"))
        row = finding(path, "links.vague-text", "More about clubs: read more.", "read more", severity="advice")
        audit.finding_rows.append(replace(row, state="new"))
    run = replace(RUN, complete=False, reason="the time was up")
    out = tmp_path_factory.mktemp("browser") / "report"
    return render(
        audit.reader, survey(audit.reader, run), out, charter=load_charter(), upcoming=audit.upcoming
    ).parent


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    audit = hostile(PAYLOADS)
    out = tmp_path_factory.mktemp("attacked") / "report"
    return render(
        audit.reader, survey(audit.reader, RUN), out, charter=load_charter(), upcoming=audit.upcoming
    ).parent


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 360, "height": 740}) as context:
        yield context.new_page()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1240])
def test_axe_finds_nothing_on_any_kind_of_page(
    browser: Browser, report: Path, width: int, scheme: Literal["light", "dark"]
) -> None:
    with browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    ) as context:
        tab = context.new_page()
        for kind in KINDS:
            tab.goto((report / kind).as_uri())
            results = Axe().run(tab)
            assert results.violations_count == 0, f"{kind}: {results.generate_report()}"


@pytest.mark.parametrize("width", [320, 360])
def test_nothing_scrolls_sideways_on_a_phone(browser: Browser, report: Path, attacked: Path, width: int) -> None:
    with browser.new_context(viewport={"width": width, "height": 740}) as context:
        tab = context.new_page()
        for folder in (report, attacked):
            for file in sorted(folder.rglob("*.html")):
                tab.goto(file.as_uri())
                assert tab.evaluate("document.documentElement.scrollWidth") == width, file.name


def test_a_note_follows_its_words_on_a_phone_and_stands_beside_them_on_a_desk(
    browser: Browser, report: Path
) -> None:
    for width, beside in ((360, False), (1240, True)):
        with browser.new_context(viewport={"width": width, "height": 900}) as context:
            tab = context.new_page()
            tab.goto((report / WORST).as_uri())
            excerpt = tab.locator(".excerpt").first
            words, note = excerpt.locator(".words").bounding_box(), excerpt.locator(".card").first.bounding_box()
            assert words is not None
            assert note is not None
            assert (note["x"] >= words["x"] + words["width"]) is beside
            assert (note["y"] >= words["y"] + words["height"]) is not beside


def test_nothing_a_page_says_runs(browser: Browser, attacked: Path) -> None:
    with browser.new_context() as context:
        tab = context.new_page()
        asked: list[str] = []
        tab.on("request", lambda request: asked.append(request.url))
        tab.on("dialog", lambda dialog: pytest.fail(dialog.message))
        for file in sorted(attacked.rglob("*.html")):
            tab.goto(file.as_uri())
            assert tab.evaluate("window.hurt") is None
            assert tab.locator("main").is_visible()
        assert asked
        assert all(url.startswith(attacked.as_uri()) for url in asked)


def test_the_look_and_the_script_load_from_disk(phone: Page, report: Path) -> None:
    complaints: list[str] = []
    phone.on("console", lambda message: complaints.append(message.text))
    phone.goto((report / "fix.html").as_uri())
    assert phone.locator(".brand span").evaluate("e => getComputedStyle(e).color") == "rgb(11, 92, 99)"
    assert phone.locator(".tools").count() == 1
    assert complaints == []


def test_a_long_list_can_be_searched_and_ordered(phone: Page, report: Path) -> None:
    phone.goto((report / "fix.html").as_uri())
    phone.get_by_label("Find a page").fill("club-1")
    assert phone.locator(".lines li:visible").count() == 3
    assert phone.get_by_role("status").inner_text() == "3 of 16 shown"
    phone.get_by_label("Find a page").fill("")
    phone.get_by_label("Order").select_option(label="A to Z")
    assert phone.locator(".lines .name").first.inner_text() == "Autism: help and support"
    phone.get_by_label("Order").select_option(label="Most to do first")
    assert phone.locator(".lines .name").first.inner_text() == "Short breaks for your child"


def test_what_to_write_can_be_copied(browser: Browser, report: Path) -> None:
    with browser.new_context(permissions=["clipboard-read", "clipboard-write"]) as context:
        tab = context.new_page()
        tab.goto((report / WORST).as_uri())
        tab.get_by_role("button", name="Copy", exact=True).first.click()
        assert tab.evaluate("navigator.clipboard.readText()") == "Take the sentence out."
        tab.get_by_role("button", name="Copy this list").click()
        tab.get_by_role("button", name="Copied").last.wait_for()
        copied = tab.evaluate("navigator.clipboard.readText()")
        assert copied.startswith(f"Short breaks for your child\n{HOST}/send/short-breaks")
        assert "1. Barrier: Christmas opening hours are still up.\n   Take the sentence out." in copied


def test_all_can_be_reached_without_javascript(browser: Browser, report: Path) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        tab = context.new_page()
        tab.goto((report / "index.html").as_uri())
        tab.get_by_role("link", name="Fix pages").click()
        assert tab.get_by_role("button").count() == 0
        tab.locator(".lines").get_by_role("link", name="Short breaks for your child").click()
        assert tab.locator("mark").first.is_visible()
        tab.get_by_role("link", name="Note 1").click()
        assert tab.url.endswith("#note-1")
        tab.get_by_role("link", name="Links that do not say where they go").click()
        assert tab.get_by_role("heading", level=1).inner_text() == "Links that do not say where they go"


def test_the_keyboard_finds_the_way_in(phone: Page, report: Path) -> None:
    phone.goto((report / WORST).as_uri())
    phone.keyboard.press("Tab")
    assert phone.locator(":focus").inner_text() == "Skip to the report"
    phone.keyboard.press("Enter")
    phone.keyboard.press("Tab")
    assert phone.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_it_prints_without_its_buttons(phone: Page, report: Path) -> None:
    phone.goto((report / WORST).as_uri())
    phone.emulate_media(media="print")
    assert phone.locator("button:visible").count() == 0
    assert phone.locator("mark").first.is_visible()
