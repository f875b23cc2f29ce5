"""Each probe in a real Chromium: what it finds on pages with a fault, and how it leaves well-made pages alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
import tomli

from pipeline.browser.browse import browse
from pipeline.browser.probes import RULES, Browsed
from rules.core.registry import catalogue
from tests.browser.test_browse import in_a_browser

pytestmark = in_a_browser

STYLE = """
body { font: 16px/1.5 sans-serif; color: #222; background: #fff; margin: 0; }
main, header, footer { max-width: 60ch; margin: 0 auto; padding: 1rem; }
a { color: #0b4a8f; } a:focus-visible, button:focus-visible { outline: 3px solid #b35900; }
img { max-width: 100%; } button, input { min-height: 2.75rem; font: inherit; }
"""


def page(body: str, style: str = "", script: str = "") -> str:
    head = "<meta charset=utf-8><meta name=viewport content='width=device-width'><title>Short breaks</title>"
    styled = f"<style>{STYLE}{style}</style>"
    return (
        f"<!doctype html><html lang=en-GB><head>{head}{styled}</head><body><main id=main>"
        f"<h1>Short breaks</h1>{body}</main><script>{script}</script></body></html>"
    )


PAGES = tomli.loads(Path(__file__).with_name("pages.toml").read_text("utf-8"))["page"]
HTML = {told["path"]: page(told.get("body", ""), told.get("style", ""), told.get("script", "")) for told in PAGES}
FAULTS = {told["path"]: told["finds"] for told in PAGES if "finds" in told}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        html = HTML.get(self.path, page("<p>Hello.</p>"))
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(html.encode())

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture(scope="module")
def seen() -> Iterator[Mapping[str, Browsed]]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}"
    yield {b.url.removeprefix(base): b for b in browse([base + path for path in HTML], jobs=4)}
    server.shutdown()
    server.server_close()


def told(browsed: Browsed) -> list[tuple[str, str]]:
    assert browsed.failure is None, browsed.failure
    return [
        (rule.removeprefix("accessibility."), f"{fact.key} {fact.place.quote}")
        for rule, facts in browsed.facts.items()
        for fact in facts
    ]


@pytest.mark.parametrize("path", FAULTS)
def test_what_a_person_would_stumble_over_is_found(seen: Mapping[str, Browsed], path: str) -> None:
    rule, words = FAULTS[path]
    assert any(name == rule and said.startswith(words) for name, said in told(seen[path])), told(seen[path])


@pytest.mark.parametrize("path", [path for path in HTML if path not in FAULTS])
def test_a_well_made_page_is_left_alone(seen: Mapping[str, Browsed], path: str) -> None:
    assert told(seen[path]) == []


def test_every_rule_that_needs_a_browser_has_its_probe(seen: Mapping[str, Browsed]) -> None:
    assert set(RULES) == {rule.id for rule in catalogue().values() if rule.in_browser}
    assert all(set(browsed.facts) == set(RULES) for browsed in seen.values())
