"""Pages to fix and work lists in a real browser: accessible, notes in their place, links to the very words."""

from __future__ import annotations

import functools
import shutil
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Literal

import pytest

from pipeline.config import OwnerConfig
from pipeline.store.text import pack_text, parts_of
from pipeline.store.values import FindingRow
from reports.render import render
from reports.views.addresses import page_file, work_file
from reports.views.pages import pages_to_fix
from reports.views.survey import survey
from reports.wishes import NO_WISHES, Wishes
from rules.core.charter import load_charter
from rules.core.segment import segment
from tests.reports.audits import HOST, RUN, TODAY, Audit, anyborough, finding, page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
if CHROMIUM is None:
    pytest.skip("needs a browser: Debian's package `chromium`", allow_module_level=True)

from axe_playwright_python.sync_playwright import Axe  # noqa: E402 - comes with the browser extra
from playwright.sync_api import Browser, sync_playwright  # noqa: E402

SHORT_BREAKS = page_file(f"{HOST}/send/short-breaks")
CLEAN = page_file(f"{HOST}/send")
TEAM = OwnerConfig("Short breaks team", ("/send/short-breaks*",), "breaks@example.org")
KINDS = ["fix.html", SHORT_BREAKS, CLEAN, work_file(TEAM.name), work_file("No owner yet")]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    audit = anyborough()
    out = tmp_path_factory.mktemp("pages") / "report"
    wishes = Wishes("https://cms.example.org/edit?page={url}", (TEAM,))
    return render(
        audit.reader, survey(audit.reader, RUN), out, charter=load_charter(), upcoming=(), wishes=wishes
    ).parent


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_they_are_accessible_at_every_width(
    browser: Browser, report: Path, width: int, scheme: Literal["light", "dark"]
) -> None:
    size = {"width": width, "height": 900}
    with browser.new_context(viewport=size, color_scheme=scheme, bypass_csp=True) as context:  # type: ignore[arg-type]
        tab = context.new_page()
        for kind in KINDS:
            tab.goto((report / kind).as_uri())
            for folded in tab.locator("details:not([open]) > summary").all():
                folded.click()
            results = Axe().run(tab)
            assert results.violations_count == 0, f"{kind}: {results.generate_report()}"
            assert tab.evaluate("document.documentElement.scrollWidth") == width, kind


def test_a_note_stands_beside_its_words_and_on_a_phone_between_them_and_what_follows(
    browser: Browser, report: Path
) -> None:
    for width, beside in ((360, False), (1240, True)):
        with browser.new_context(viewport={"width": width, "height": 900}) as context:
            tab = context.new_page()
            tab.goto((report / SHORT_BREAKS).as_uri())
            stretch = tab.locator(".stretch:has(.after)").first
            words, note, after = (
                stretch.locator(part).first.bounding_box() for part in (".words", ".card", ".after")
            )
            assert words
            assert note
            assert after
            assert (note["x"] >= words["x"] + words["width"]) is beside
            assert (note["y"] >= words["y"] + words["height"]) is not beside
            assert (after["y"] >= note["y"] + note["height"]) is not beside


def test_a_link_to_a_note_unfolds_what_it_stands_in(browser: Browser, report: Path) -> None:
    tab = browser.new_page()
    tab.goto((report / SHORT_BREAKS).as_uri())
    last = tab.locator(".around .card")
    assert not last.is_visible()
    tab.goto(f"{(report / SHORT_BREAKS).as_uri()}#{last.get_attribute('id')}")
    tab.reload()
    last.wait_for()
    tab.close()


def test_words_to_write_are_copied_without_what_stands_around_them(browser: Browser, tmp_path: Path) -> None:
    row = finding(
        "/send", "inclusive.deficit-language", "They suffer from it.", "suffer from", fix="Write “have”."
    )
    audit = Audit(page_rows=[page("/send", "Send")], finding_rows=[row])
    counted = survey(audit.reader, RUN)
    render(audit.reader, counted, tmp_path / "report", charter=load_charter(), upcoming=())
    with browser.new_context(permissions=["clipboard-read", "clipboard-write"]) as context:
        tab = context.new_page()
        tab.goto((tmp_path / "report" / page_file(f"{HOST}/send")).as_uri())
        tab.get_by_role("button", name="Copy", exact=True).click()
        tab.get_by_role("button", name="Copied").wait_for()
        assert tab.evaluate("navigator.clipboard.readText()") == "have"


REPEATED = "".join(
    f"<div style='height: 1500px'></div>{html}"
    for html in (
        "<ul><li><a id=first href=/a>Read more</a></li></ul>",
        "<p>Ask us about it.</p>",
        "<ul><li><a id=second href=/b>Read more</a></li></ul>",
        "<p id=third>Our well-being page is here.</p>",
        "<p id=fourth>Look here, too.</p>",
    )
)


IN_SIGHT = """[...document.querySelectorAll('[id]')].filter(e => {
    const { top } = e.getBoundingClientRect();
    return top >= 0 && top < innerHeight;
}).map(e => e.id)"""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    html = f"<!doctype html><title>Clubs</title><main>{REPEATED}<div style='height: 3000px'></div></main>"
    (tmp_path / "clubs.html").write_text(html)
    handler = functools.partial(Quiet, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/clubs.html"
        server.shutdown()


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without a word."""

    def log_message(self, *args: object) -> None:
        pass


def test_links_lead_to_the_very_words_where_these_repeat(browser: Browser, site: str) -> None:
    seen = segment(f"<main>{REPEATED}</main>", site, seen=TODAY)
    rows: list[FindingRow] = []
    for block, quote in (
        ("Read more", "Read more"),
        ("Our well-being page is here.", "here"),
        ("Look here, too.", "here"),
    ):
        for found in (b for b in seen.blocks if b.text == block):
            row = finding(
                "/clubs.html", "links.vague-text", block, quote, css=found.path, message=f"No {len(rows)}."
            )
            rows.append(row)
    audit = Audit(page_rows=[page("/clubs.html", "Clubs")], finding_rows=rows)
    counted = survey(audit.reader, RUN)
    packed = pack_text(parts_of(seen, {}))
    ((_, view),) = pages_to_fix(counted, NO_WISHES, counted.faulty, rows, [(rows[0].url, packed)])
    there = []
    for note in view.notes:
        assert note.words_href
        tab = browser.new_page(viewport={"width": 800, "height": 600})
        tab.goto(note.words_href.replace(rows[0].url, site))
        tab.wait_for_function("scrollY > 0")
        there.append(tab.evaluate(IN_SIGHT))
        tab.close()
    assert there == [["first"], ["second"], ["third"], ["fourth"]]
