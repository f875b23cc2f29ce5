"""The report in a real browser: accessible, readable on a phone, safe, and whole without JavaScript."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote, urldefrag

import lxml.html
import pypdfium2
import pytest

from pipeline.config import OwnerConfig
from pipeline.store.values import NotAuditedRow
from reports.render import render
from reports.views.addresses import Around, page_file, to_the_words, work_file
from reports.views.survey import survey
from reports.wishes import Wishes
from rules.core.charter import load_charter
from tests.reports.audits import HOST, RUN, anyborough, finding, hostile, page
from tests.reports.payloads import PAYLOADS
from tests.spiders.serving import Answer, serving

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
if CHROMIUM is None:
    pytest.skip("needs a browser: Debian's package `chromium`", allow_module_level=True)

from axe_playwright_python.sync_playwright import Axe  # noqa: E402 - comes with the browser extra
from playwright.sync_api import Browser, Page, expect, sync_playwright  # noqa: E402

WORST = page_file(f"{HOST}/send/short-breaks")
WORDLESS = page_file(f"{HOST}/send/contact")
WORK = work_file("Short breaks team")
OWNERS = (OwnerConfig("Short breaks team", ("/send/short*", "/send/club*"), "breaks@anyborough.gov.uk"),)
KINDS = [
    "index.html",
    "fix.html",
    WORK,
    WORST,
    WORDLESS,
    "charter.html",
    "trends.html",
    "rules.html",
    "rules/links.vague-text.html",
    "rules/links.vague-text-2.html",
    "not-audited.html",
    "not-audited-scope-2.html",
    "coming-up.html",
    "left-as-agreed.html",
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
    for n in range(220):
        path = f"/send/club-{n}"
        audit.page_rows.append(page(path, f"Club {n}"))
        row = finding(path, "links.vague-text", f"More about club {n}: read more.", "read more", severity="advice")
        audit.finding_rows.append(replace(row, state="new"))
    for n in range(520):
        audit.not_audited_rows.append(NotAuditedRow(f"https://www.far.test/{n}", "scope", "", 0, f"{HOST}/send"))
    run = replace(RUN, complete=False, reason="the time was up")
    counted = survey(audit.reader, run)
    out = tmp_path_factory.mktemp("browser") / "report"
    wishes = Wishes("https://cms.anyborough.gov.uk{path}", OWNERS)
    return render(
        audit.reader, counted, out, charter=load_charter(), upcoming=audit.upcoming, wishes=wishes
    ).parent


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    audit = hostile(PAYLOADS)
    out = tmp_path_factory.mktemp("attacked") / "report"
    owners = tuple(
        OwnerConfig(payload, (f"/hostile/{n}[?]*",), payload) for n, payload in enumerate(PAYLOADS[:12])
    )
    wishes = Wishes("https://cms.anyborough.gov.uk/?{url}", owners)
    counted = survey(audit.reader, RUN)
    return render(
        audit.reader, counted, out, charter=load_charter(), upcoming=audit.upcoming, wishes=wishes
    ).parent


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 360, "height": 740}) as context:
        yield context.new_page()


def told_by_pages(folder: Path) -> list[Path]:
    """The files of a report that say what pages say: all but the help of rules that found nothing."""
    silent = {file for file in (folder / "rules").iterdir() if "Not found on any page." in file.read_text("utf-8")}
    return [file for file in sorted(folder.rglob("*.html")) if file not in silent]


@contextmanager
def opened(browser: Browser, file: Path, **how: Any) -> Iterator[Page]:
    """A page of the report in a window of its own."""
    with browser.new_context(**how) as context:
        tab = context.new_page()
        tab.goto(file.as_uri())
        yield tab


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_axe_finds_nothing_on_any_kind_of_page(
    browser: Browser, report: Path, width: int, scheme: Literal["light", "dark"]
) -> None:
    with browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    ) as context:
        tab = context.new_page()
        for kind in KINDS:
            tab.goto((report / kind).as_uri())
            tab.evaluate("document.querySelectorAll('details').forEach(folded => folded.open = true)")
            results = Axe().run(tab)
            assert results.violations_count == 0, f"{kind}: {results.generate_report()}"


@pytest.mark.parametrize("width", [320, 360])
def test_nothing_scrolls_sideways_on_a_phone(browser: Browser, report: Path, attacked: Path, width: int) -> None:
    with browser.new_context(viewport={"width": width, "height": 740}) as context:
        tab = context.new_page()
        for file in (*(report / kind for kind in KINDS), *told_by_pages(attacked)):
            tab.goto(file.as_uri())
            assert tab.evaluate("document.documentElement.scrollWidth") == width, file.name


def test_at_four_times_its_size_nothing_is_lost(browser: Browser, report: Path) -> None:
    """A window of 1280 by 1024 pixels at 400% is as wide and high as one of 320 by 256 (WCAG 1.4.10)."""
    with browser.new_context(viewport={"width": 320, "height": 256}, device_scale_factor=4) as context:
        tab = context.new_page()
        for kind in KINDS:
            tab.goto((report / kind).as_uri())
            assert tab.evaluate("document.documentElement.scrollWidth") == 320, kind
            assert tab.locator("h1").is_visible()
            cut = tab.evaluate(
                """() => [...document.querySelectorAll("main *")].filter(e => {
                    const style = getComputedStyle(e), box = e.getBoundingClientRect();
                    return e.childElementCount === 0 && e.checkVisibility() && box.width > 0
                        && !e.closest(".unseen, pre, svg, .scroll")
                        && (box.right > 321 || (style.overflow === "hidden"
                        && e.scrollWidth > e.clientWidth + 1));
                }).map(e => e.outerHTML)"""
            )
            assert cut == [], kind


def test_a_note_follows_its_words_on_a_phone_and_stands_beside_them_on_a_desk(
    browser: Browser, report: Path
) -> None:
    for width, beside in ((360, False), (1240, True)):
        with opened(browser, report / WORST, viewport={"width": width, "height": 900}) as tab:
            stretch = tab.locator(".stretch:has(.card)").first
            words, note = stretch.locator(".words").bounding_box(), stretch.locator(".card").first.bounding_box()
            assert words is not None
            assert note is not None
            assert (note["x"] >= words["x"] + words["width"]) is beside
            assert (note["y"] >= words["y"] + words["height"]) is not beside


def test_nothing_a_page_says_runs(browser: Browser, attacked: Path) -> None:
    assert len(PAYLOADS) >= 100
    with browser.new_context() as context:
        tab = context.new_page()
        asked: list[str] = []
        said: list[str] = []
        tab.on("request", lambda request: asked.append(request.url))
        tab.on("console", lambda message: said.append(message.text))
        tab.on("dialog", lambda dialog: pytest.fail(dialog.message))
        for file in told_by_pages(attacked):
            tab.goto(file.as_uri())
            assert tab.evaluate("window.hurt") is None, file.name
            assert tab.locator("main").is_visible()
        tab.goto((attacked / "index.html").as_uri())
        for words in ("hurt", "script", "onerror"):
            tab.get_by_label("Find any page").fill(words)
            tab.locator("[data-search] li").first.wait_for()
        assert tab.evaluate("window.hurt") is None
        assert said == []  # the browser would complain of a script that the policy held back
        assert asked
        assert all(url.startswith(attacked.as_uri()) for url in asked)


def test_a_word_of_a_megabyte_is_shown_and_breaks_nothing(browser: Browser, tmp_path: Path) -> None:
    word = "x" * 1_000_000
    audit = hostile([word])
    out = tmp_path / "report"
    render(audit.reader, survey(audit.reader, RUN), out, charter=load_charter(), upcoming=audit.upcoming)
    with opened(browser, out / "index.html", viewport={"width": 360, "height": 740}) as tab:
        assert tab.evaluate("document.documentElement.scrollWidth") == 360
        tab.goto((out / page_file(f"{HOST}/hostile/0?{word}")).as_uri())
        assert word in tab.locator("main").inner_text()
        assert tab.evaluate("document.documentElement.scrollWidth") == 360


def test_the_look_and_the_script_load_from_disk(phone: Page, report: Path) -> None:
    complaints: list[str] = []
    phone.on("console", lambda message: complaints.append(message.text))
    phone.goto((report / "fix.html").as_uri())
    assert phone.locator(".brand span").evaluate("e => getComputedStyle(e).color") == "rgb(11, 92, 99)"
    assert phone.get_by_label("Find any page").count() == 1
    assert complaints == []


def test_a_list_can_be_searched_and_ordered(phone: Page, report: Path) -> None:
    phone.goto((report / WORK).as_uri())
    phone.get_by_label("Find a page").fill("club-11")
    assert phone.locator(".work li:visible").count() == 11
    assert phone.get_by_role("status").inner_text() == "11 of 200 shown"
    phone.get_by_label("Find a page").fill("")
    phone.get_by_label("Order").select_option(label="A to Z")
    names = phone.locator(".work .name").all_inner_texts()
    assert names[:3] == ["Club 0", "Club 1", "Club 2"]
    phone.get_by_label("Order").select_option(label="Most to do first")
    assert phone.locator(".work .name").first.inner_text() == "Short breaks for your child"


def test_every_page_can_be_found_from_disk_with_filters(phone: Page, report: Path) -> None:
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    for kind in ("index.html", "fix.html"):
        asked.clear()
        phone.goto((report / kind).as_uri())
        assert not [url for url in asked if "/search/" in url]
        place = phone.locator("[data-search]")
        status = place.get_by_role("status")
        phone.get_by_label("Find any page").fill("club 21")
        expect(status).to_have_text("12 of 226 pages")
        assert place.locator(".name").first.inner_text() == "Club 121"
        phone.get_by_label("Find any page").fill("")
        place.locator("select").select_option(label="With barriers")
        expect(status).to_have_text("2 of 226 pages")
        place.locator("select").select_option(label="With something new")
        expect(status).to_have_text("221 of 226 pages. The first 50 are shown.")
        assert place.locator("li").count() == 50
        assert len([url for url in asked if "/search/" in url]) == 1
    place.locator(".name").first.click()
    expect(phone.locator("h1")).to_have_text("Short breaks for your child")


def test_what_to_write_can_be_copied(browser: Browser, report: Path) -> None:
    with opened(browser, report / WORST, permissions=["clipboard-read", "clipboard-write"]) as tab:
        tab.get_by_role("button", name="Copy this list").click()
        tab.get_by_role("button", name="Copied").last.wait_for()
        copied = tab.evaluate("navigator.clipboard.readText()")
        assert copied.startswith(f"Short breaks for your child\n{HOST}/send/short-breaks")
        assert "Barrier: Christmas opening hours are still up.\n   Take the sentence out." in copied


def test_all_can_be_reached_without_javascript(browser: Browser, report: Path) -> None:
    with opened(browser, report / "index.html", java_script_enabled=False) as tab:
        tab.get_by_role("link", name="Fix pages").click()
        assert tab.get_by_role("button").count() == 0
        assert tab.get_by_role("searchbox").count() == 0
        tab.get_by_role("link", name="Short breaks team").click()
        tab.locator(".work").get_by_role("link", name="Short breaks for your child").click()
        expect(tab.locator("mark").first).to_be_visible()
        tab.get_by_role("link", name="Note 1").click()
        tab.wait_for_url("**#note-1")
        tab.locator(".around summary").click()
        tab.locator(".around .card a", has_text="Links that do not say where they go").first.click()
        expect(tab.get_by_role("heading", level=1)).to_have_text("Links that do not say where they go")
        tab.get_by_role("link", name="Part 2").click()
        expect(tab.get_by_role("link", name="Part 1")).to_be_visible()
        reached = _links_from(report / "index.html")
        assert {(report / kind).resolve() for kind in KINDS} <= reached


def _links_from(first: Path) -> set[Path]:
    """The files of a report that links lead to from a page of it, over any number of others."""
    reached, waiting = {first.resolve()}, [first.resolve()]
    while waiting:
        file = waiting.pop()
        for href in lxml.html.parse(file).xpath("//a/@href"):
            path = (file.parent / unquote(urldefrag(href).url)).resolve() if ":" not in href else file
            if path.suffix == ".html" and path not in reached:
                reached.add(path)
                waiting.append(path)
    return reached


@pytest.mark.parametrize("kind", KINDS)
def test_the_keyboard_alone_reaches_everything_and_shows_where_it_is(
    browser: Browser, report: Path, kind: str
) -> None:
    with opened(browser, report / kind, viewport={"width": 1280, "height": 900}) as tab:
        stops = tab.evaluate(_STOPS)
        for n in range(min(stops, 40)):
            tab.keyboard.press("Tab")
            focus = tab.evaluate(_FOCUS)
            assert focus["seen"], f"{kind}, stop {n + 1}: {focus['what']}"
        if stops <= 40:
            assert tab.evaluate("new Set(window.visited).size") == stops


_STOPS = """() => {
    window.visited = [];
    document.addEventListener("focusin", event => window.visited.push(event.target));
    const able = "a[href], button, input, select, summary, [tabindex='0']";
    return [...document.querySelectorAll(able)].filter(e => e.checkVisibility()).length;
}"""
_FOCUS = """() => {
    const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
    const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    return { what: e.outerHTML.slice(0, 200), seen: inside && style.outlineStyle !== "none" && box.width > 0 };
}"""


def test_the_keyboard_can_skip_to_the_report(phone: Page, report: Path) -> None:
    phone.goto((report / WORST).as_uri())
    phone.keyboard.press("Tab")
    assert phone.locator(":focus").inner_text() == "Skip to the report"
    phone.keyboard.press("Enter")
    phone.keyboard.press("Tab")
    assert phone.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_prints_with_its_words_and_without_its_buttons(
    browser: Browser, report: Path, kind: str, tmp_path: Path
) -> None:
    with opened(browser, report / kind) as tab:
        tab.emulate_media(media="print")
        assert tab.locator("button:visible, .tools:visible, nav[aria-label=Report]:visible").count() == 0
        tab.pdf(path=tmp_path / "page.pdf", format="A4", tagged=True)
        heading = tab.locator("h1").inner_text()
    document = pypdfium2.PdfDocument(tmp_path / "page.pdf")
    said = " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())
    document.close()
    assert heading in said
    assert "Search" not in said


FAR = "<p style='height: 4000px'></p>"
SAID = ("First, read more.", "Then a child may read more here.", "At last, read more.")


@pytest.mark.parametrize("which", [0, 1, 2])
def test_a_link_to_the_words_opens_the_page_at_the_right_ones(browser: Browser, which: int) -> None:
    page_of = FAR + "".join(f"<p id=p{n}>{said}</p>{FAR}" for n, said in enumerate(SAID))
    around = Around(" ".join(SAID), SAID[which - 1] if which else "", SAID[which + 1] if which < 2 else "")
    start = SAID[which].index("read more")
    with serving(lambda _: Answer(f"<!doctype html><title>x</title>{page_of}".encode())) as server:
        link = to_the_words(server.url + "/clubs", SAID[which], start, start + 9, around)
        assert link is not None
        with browser.new_context(viewport={"width": 800, "height": 600}) as context:
            tab = context.new_page()
            tab.goto(link)
            tab.wait_for_function("scrollY > 0")
            seen = tab.evaluate(
                "[0, 1, 2].filter(n => { const b = document.getElementById(`p${n}`).getBoundingClientRect();"
                " return b.top >= 0 && b.bottom <= innerHeight })"
            )
    assert seen == [which]
