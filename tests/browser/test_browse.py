"""Pages are looked at in a real Chromium, and no page can stop the others from being looked at."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from threading import Thread

import pytest
import tomli

from pipeline.browser.browse import browse
from pipeline.browser.facts import facts
from pipeline.browser.probes import RULES, Browsed
from rules.accessibility import axe as axe_rule
from rules.accessibility.axe import Axe, checks, covered
from rules.core.errors import UserError
from rules.core.findings import Fact, Site
from rules.core.page import Place
from rules.core.registry import catalogue

CHROMIUM = shutil.which("chromium") or shutil.which("/usr/bin/chromium")
in_a_browser = pytest.mark.skipif(
    CHROMIUM is None or find_spec("playwright") is None or find_spec("axe_playwright_python") is None,
    reason="needs Debian's package chromium and the extra [browser]",
)


def page(body: str, script: str = "") -> str:
    head = f"<meta charset=utf-8><title>Short breaks</title><script>{script}</script>"
    return f"<!doctype html><html lang=en-GB><head>{head}</head><body><main><h1>Breaks</h1>{body}</main></html>"


PALE = "<p style='color:#bbb;background:#fff'>Call us on\n Mondays.</p>"
FAULTY = """<!doctype html><html lang=en><meta charset=utf-8><title>Clubs</title>
<h1>Clubs</h1><h2 role=button tabindex=0>Ask</h2><p aria-live=loud>Come on Mondays.</p>
<label>Tea <input type=checkbox aria-checked=true></label><p style='color:#ccc'>Bring a friend.</p>
<p style='color:#111'>Read about <a href=/a style='color:#222;text-decoration:none'>our summer clubs</a> today.</p>
<div style='height:3rem;overflow:auto'><p>One</p><p>Two</p><p>Three</p><p>Four</p></div>
<table summary=Times><caption>Times</caption><tr><th>Day<tr><td>Monday</table>"""
SUITED = """<!doctype html><html lang=en><title>Clubs</title><body><header role=banner>Clubs</header>
<nav role=navigation><a href=/a role=button>A</a><div role=tablist><a href=/b role=tab>B</a>
<button role=tab>C</button></div></nav><main role=main><form role=search><input aria-label=Search></form>
<div role=region aria-label=One>1</div><span role=img aria-label=Two>2</span><div role=alert>3</div>
<ul role=list><li>4</ul></main><aside role=complementary>5</aside><footer role=contentinfo>6</footer>"""
PAGES = {
    "/faulty": FAULTY,
    "/suited": SUITED,
    "/good": page("<p>Ask us <a href=/help>for help with a short break</a>.</p>"),
    "/pale": page(PALE),
    "/scripted": page("<div id=here></div>", 'onload = () => here.innerHTML = "<p style=color:#ccc>Come</p>"'),
    "/added": page("<p>Words</p><div id=here></div>", "onload = () => here.innerHTML = '<img src=/map.png>'"),
    "/picture": page("<img src=/map.png><a href=/map><img src=/map.png></a>"),
    "/frame": page("<iframe title=Map src=/pale></iframe>"),
    "/framed-pictures": page("<iframe title=Map src=/pictures></iframe>"),
    "/pictures": page("<p>One</p>" * 20 + "<img src=/map.png>"),
    "/strict": page(PALE),
    "/dialogs": page(PALE, "alert(1); confirm(2); prompt(3); open('/good')"),
    "/busy": page(PALE, "setInterval(() => fetch('/good'), 50)"),
    "/hangs": page("<p>Words</p>", "for (;;) {}"),
    "/hangs-later": page("<p>Words</p>", "setTimeout(() => { for (;;) {} }, 100)"),
    "/alerts": page("<p>Words</p>", "for (;;) alert(1)"),
    "/leads-away": page(
        "<span role=button tabindex=0 style=display:inline-block;padding:2rem "
        "onclick=\"location = 'http://127.0.0.1:9/'\">Go</span>" + PALE
    ),
    "/lost": page("<p>Words</p>", "location = 'http://127.0.0.1:9/'"),
    "/elsewhere": page("<p>Words</p>", "location = '/good'"),
}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/slow":
            time.sleep(20)
        self.send_response(200 if self.path in PAGES or self.path in ("/file", "/data") else 404)
        if self.path == "/file":
            self.send_header("Content-Disposition", "attachment; filename=a.bin")
        if self.path == "/strict":
            self.send_header("Content-Security-Policy", "script-src 'none'; require-trusted-types-for 'script'")
        kinds = {"/file": "application/octet-stream", "/data": "application/json"}
        self.send_header("Content-Type", kinds.get(self.path, "text/html"))
        self.end_headers()
        self.wfile.write(PAGES.get(self.path, "{}").encode())

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def look(site: str, *paths: str, jobs: int = 2, seconds: float = 30) -> dict[str, Browsed]:
    pages = browse([site + p for p in paths], jobs=jobs, seconds=seconds, rules=[Axe.id])
    return {b.url.removeprefix(site): b for b in pages}


def found(browsed: Browsed) -> list[tuple[str, str]]:
    assert browsed.failure is None, browsed.failure
    return [(fact.key, fact.place.quote) for fact in browsed.facts[Axe.id]]


@in_a_browser
def test_a_browser_finds_what_markup_cannot_show(site: str) -> None:
    seen = look(site, "/good", "/pale", "/scripted", "/frame")
    assert found(seen["/good"]) == []
    assert found(seen["/pale"]) == [("color-contrast", "Call us on Mondays.")]
    assert found(seen["/scripted"]) == [("color-contrast", "Come")]
    assert found(seen["/frame"]) == [("color-contrast", "Call us on Mondays.")]
    assert [fact.place.path for fact in seen["/frame"].facts[Axe.id]] == ["main > iframe main > p"]


@in_a_browser
def test_a_fact_says_where_how_bad_and_what_it_looks_like(site: str) -> None:
    (fact,) = look(site, "/pale")["/pale"].facts[Axe.id]
    assert fact == Fact(
        Place(f"{site}/pale", "main > p", "Call us on Mondays.", 0, 19), "color-contrast", "serious"
    )


def test_an_element_without_words_is_shown_by_its_start_tag() -> None:
    (fact,) = facts(
        "https://a.example/", [{"path": "input", "tag": "<input>", "text": "", "key": "k", "value": "v"}]
    )
    assert fact == Fact(Place("https://a.example/", "input", "<input>", 0, 0), "k", "v")


@in_a_browser
def test_what_our_own_rules_find_is_not_told_twice(site: str) -> None:
    assert found(look(site, "/picture")["/picture"]) == []


@in_a_browser
def test_what_stands_in_a_frame_is_not_taken_for_what_a_script_has_added(site: str) -> None:
    assert found(look(site, "/framed-pictures")["/framed-pictures"]) == []


@in_a_browser
def test_what_a_script_adds_is_told_though_another_rule_looks_for_it_in_the_markup(site: str) -> None:
    fault = ("image-alt", "")
    assert found(look(site, "/added")["/added"]) == [fault]
    (finding,) = Axe().judge(look(site, "/added")["/added"].facts[Axe.id], Site(date(2026, 11, 23)))
    assert "a script has put this on the page" in finding.message
    assert Axe.standards("image-alt") == (catalogue()[covered()["image-alt"]].wcag, ())


@in_a_browser
def test_policies_dialogs_popups_and_endless_loading_do_not_hide_faults(site: str) -> None:
    for browsed in look(site, "/strict", "/dialogs", "/busy").values():
        assert found(browsed) == [("color-contrast", "Call us on Mondays.")]


@in_a_browser
def test_what_leads_away_when_it_is_pressed_keeps_no_page_from_being_seen(site: str) -> None:
    urls = [f"{site}/leads-away", f"{site}/pale"] * 2
    for browsed in browse(urls, jobs=1):
        assert found(browsed) == [("color-contrast", "Call us on Mondays.")]
        assert set(browsed.facts) == set(RULES)


@in_a_browser
def test_what_is_no_page_says_what_it_is(site: str) -> None:
    seen = look(site, "/file", "/data", "/nothing", "/elsewhere", "/lost")
    assert {path: str(b.failure and b.failure.error) for path, b in seen.items()} == {
        "/file": "The address is a download, not a page.",
        "/data": "It is not a web page but application/json.",
        "/nothing": "The server answered 404.",
        "/lost": "The page moves on by itself to an address that does not answer.",
        "/elsewhere": f"The page sends its readers on to {site}/good.",
    }


@in_a_browser
def test_a_page_that_hangs_or_crashes_costs_its_limit_and_no_other_page(site: str) -> None:
    bad = ("/hangs", "/hangs-later", "/alerts", "/slow")
    started = time.monotonic()
    seen = look(site, *bad, "/pale", jobs=1, seconds=5)
    assert time.monotonic() - started < 5 * len(bad) + 30
    for path in bad:
        failure = seen[path].failure
        assert failure is not None
        assert (failure.rule, failure.url) == (Axe.id, site + path)
        assert "not ready within 5 seconds" in failure.error
    assert found(seen["/pale"]) == [("color-contrast", "Call us on Mondays.")]


@in_a_browser
def test_a_crash_is_told_and_the_next_page_is_seen(site: str) -> None:
    crashed, after = browse(["chrome://crash", f"{site}/good"], jobs=1)
    assert crashed.failure is not None
    assert crashed.failure.error == "The page crashed the browser."
    assert after.failure is None


@in_a_browser
def test_nobody_has_to_wait_for_the_rest(site: str) -> None:
    pages = browse(f"{site}/good" for _ in range(10_000))
    assert next(pages).failure is None
    pages.close()  # type: ignore[attr-defined]


@in_a_browser
def test_our_table_agrees_with_axe_core_itself() -> None:
    from axe_playwright_python.base import AXE_FILE_PATH
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        tab = browser.new_page()
        tab.evaluate(Path(AXE_FILE_PATH).read_text("utf-8"))
        theirs = {rule["ruleId"]: rule for rule in tab.evaluate("axe.getRules()")}
        browser.close()
    for name, check in checks().items():
        tags = set(theirs[name]["tags"])
        assert {f"wcag{criterion.replace('.', '')}" for criterion in check.wcag} <= tags, name
        assert set(check.act) <= set(theirs[name].get("actIds") or []), name
        assert not {"deprecated", "experimental", "wcag2aaa"} & tags, name


@in_a_browser
def test_every_check_of_axe_core_is_asked_where_it_could_find_anything(site: str) -> None:
    keys = {key for key, _ in found(look(site, "/faulty")["/faulty"])}
    assert keys == set(checks())


@in_a_browser
def test_axe_core_agrees_on_what_it_is_not_asked(site: str) -> None:
    from axe_playwright_python.sync_playwright import Axe as Whole
    from playwright.sync_api import sync_playwright

    ours = look(site, "/suited", "/faulty")
    asked = {"runOnly": {"type": "rule", "values": list(checks())}}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        tab = browser.new_page()
        for path, browsed in ours.items():
            tab.goto(site + path)
            whole = Whole().run(tab, options=asked).response["violations"]
            assert {key for key, _ in found(browsed)} == {told["id"] for told in whole}
        browser.close()


def test_every_check_left_to_another_rule_is_left_to_one_that_exists() -> None:
    read = tomli.loads(Path(axe_rule.__file__).with_name("axe_checks.toml").read_text("utf-8"))
    assert {entry["covered"] for entry in read.values() if "covered" in entry} <= set(catalogue())


def test_a_check_we_have_no_words_for_is_reported_by_its_name() -> None:
    fact = Fact(Place("https://a.example/", "p", "Hello.", 0, 6), "check-of-tomorrow", "minor")
    (finding,) = Axe().judge([fact], Site(date(2026, 11, 23)))
    assert "“check-of-tomorrow”" in finding.message
    assert finding.severity == "advice"
    assert Axe.standards("check-of-tomorrow") == ((), ())
    assert Axe.standards("color-contrast")[0] == ("1.4.3",)


def test_what_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "axe.js"
    with pytest.raises(UserError, match="could not be read"):
        browse([], axe=script)
    script.write_text("")
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(UserError, match="apt install chromium"):
        browse([], axe=script)


@in_a_browser
def test_a_browser_that_does_not_start_is_named(site: str) -> None:
    with pytest.raises(UserError, match="/bin/false could not be started"):
        list(browse([f"{site}/good"], chromium="/bin/false"))
