"""What an audit makes of a site that changes between two nights."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from pipeline.store.open import open_store
from pipeline.store.read import Reader
from pipeline.store.values import FindingRow

LOCALOFFER = str(Path(sys.executable).with_name("localoffer"))
VAGUE = "<main><h1>Help</h1><p>To get help <a href='/'>click here</a>.</p></main>"


@contextmanager
def served(pages: Mapping[str, str]) -> Iterator[str]:
    """A site whose pages can be changed while it is served."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = pages.get(self.path, "").encode()
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def audit(url: str, folder: Path, today: str, *options: str) -> None:
    config = folder / "fast.toml"
    config.write_text("[crawl]\ndelay = 0\n", "utf-8")
    kept = ["--store", f"sqlite:///{folder / 'store.db'}", "--report", str(folder / "report")]
    command = [LOCALOFFER, "audit", f"{url}/", "-c", str(config), *kept, "--today", today, "--fail-on", "never"]
    done = subprocess.run(
        [*command, "--no-progress", *options], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def page(body: str) -> str:
    return f"<!doctype html><html lang='en-GB'><title>Help</title><body>{body}</body></html>"


def test_a_page_to_which_nothing_leads_any_more_is_asked_for_and_gone(tmp_path: Path) -> None:
    pages = {"/": page("<main><h1>Start</h1><a href='/old'>Short breaks</a></main>"), "/old": page(VAGUE)}
    with served(pages) as url:
        audit(url, tmp_path, "2026-11-23", "--select", "links.vague-text")
        del pages["/old"]
        pages["/"] = page("<main><h1>Start</h1></main>")
        audit(url, tmp_path, "2026-11-24", "--select", "links.vague-text")
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as store:
        reader = Reader(store)
        second = reader.latest()
        assert [row.left for row in reader.left(second)] == ["gone"]
        assert list(reader.findings(second)) == []


def test_a_template_that_changes_every_night_makes_no_content_new(tmp_path: Path) -> None:
    promise = "<main><h1>Plans</h1><p>We will hold meetings for families in the autumn.</p></main>"
    pages = {"/": page(f"<p class='token'>night 1</p>{promise}")}
    with served(pages) as url:
        audit(url, tmp_path, "2026-11-23")
        pages["/"] = page(f"<p class='token'>night 2</p>{promise}")
        audit(url, tmp_path, "2027-10-01")
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as store:
        found: list[FindingRow] = list(Reader(store).findings(Reader(store).latest()))
    assert [row.quote for row in found if row.rule == "stale.broken-promise"] == ["autumn"]
