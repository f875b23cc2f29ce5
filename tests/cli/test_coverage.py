"""Nights on which a site hides, blocks or breaks: each is told as what it is, and nothing counts as put right."""

from __future__ import annotations

import ssl
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.request import urlopen

import pytest

from pipeline.store.open import open_store
from pipeline.store.read import Reader
from tests.cli.command import Ran, localoffer
from tests.spiders.serving import Answer, Asked, Server, serving

PAGES = 30
CONFIG = '[site]\nname = "Anyborough"\n[crawl]\ndelay = 0\n{}\n[links]\noutside = false\n'
CHALLENGE = Answer(
    b"<title>Just a moment...</title><p>Please enable JavaScript.<script>_cf_chl_opt={}</script>",
    status=403,
    headers={"cf-mitigated": "challenge"},
)
LOGIN = Answer(
    b"<title>Sign in</title><main><h1>Sign in</h1><form><input name=u><input type=password name=p></form></main>"
)
SORRY = Answer(
    b"<title>Page not found</title><main><h1>Sorry, we cannot find that page</h1><p>Try the search.</main>"
)


def _page(body: str) -> Answer:
    return Answer(f"<html lang=en><title>Help</title><main><h1>Help</h1>{body}</main></html>".encode())


def whole(asked: Asked) -> Answer | None:
    """A site of pages with one fault each, and all of them linked from the first."""
    if asked.path == "/":
        return _page("".join(f"<p><a href=/{n}>Short breaks number {n}</a></p>" for n in range(PAGES)))
    if asked.path[1:].isdecimal() and int(asked.path[1:]) < PAGES:
        return _page(f"<p>To book room {asked.path[1:]}, <a href=/>click here</a>.</p>")
    return None


def everything(answer: Answer) -> Callable[[Asked], Answer | None]:
    """Says the same to whatever is asked, but for robots.txt, which is not there."""
    return lambda asked: None if asked.path == "/robots.txt" else answer


def to_login(asked: Asked) -> Answer | None:
    if asked.path.startswith("/welcome"):
        return LOGIN
    return Answer(status=302, headers={"Location": f"/welcome?back={asked.path}"})


def to_one_page(asked: Asked) -> Answer | None:
    if asked.path == "/sorry":
        return _page("<p>We will be back on Monday.</p>")
    return Answer(status=302, headers={"Location": "/sorry"})


def to_the_front_page(asked: Asked) -> Answer | None:
    if asked.path == "/":
        return _page("<p>We will be back on Monday.</p>")
    return Answer(status=302, headers={"Location": "/"}) if asked.path[1:].isdecimal() else None


def half_gone(asked: Asked) -> Answer | None:
    return _page("<p>All of it is new.</p>") if asked.path == "/" else None


@dataclass
class Site:
    """A site whose answers change from night to night, and the audits of it."""

    folder: Path
    server: Server | None = None
    answers: Callable[[Asked], Answer | None] = field(default=whole)

    def audit(self, day: int, *options: str, **settings: object) -> Ran:
        assert self.server is not None
        told = "\n".join(f"{name} = {value}" for name, value in settings.items())
        (self.folder / "offer.toml").write_text(CONFIG.format(told), "utf-8")
        rules = ("--select", "links.vague-text", "--fail-on", "never", "--no-progress")
        day_of = ("--today", f"2026-11-{day:02}")
        return localoffer("audit", f"{self.server.url}/", *rules, *day_of, *options, cwd=self.folder)

    def changes(self) -> tuple[int, int, list[str]]:
        """What is new and what still stands after the latest audit, and what has left."""
        with open_store(f"sqlite:///{self.folder / 'localoffer.db'}") as store:
            reader = Reader(store)
            states = [row.state for row in reader.findings(reader.latest())]
            return states.count("new"), states.count("still"), [row.left for row in reader.left(reader.latest())]

    def reasons(self) -> set[str]:
        with open_store(f"sqlite:///{self.folder / 'localoffer.db'}") as store:
            reader = Reader(store)
            return {row.reason for row in reader.not_audited(reader.latest())}


@pytest.fixture
def site(folder: Path) -> Iterator[Site]:
    site = Site(folder)

    def answers(asked: Asked) -> Answer | None:
        return site.answers(asked)

    with serving(answers) as server:
        site.server = server
        yield site


@contextmanager
def encrypted(server: Server, folder: Path) -> Iterator[str]:
    """The same server behind TLS, with a certificate that it has signed itself."""
    names = ("-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1")
    keys = ("-newkey", "rsa:2048", "-nodes", "-keyout", folder / "key.pem", "-out", folder / "cert.pem")
    subprocess.run(["openssl", "req", "-x509", *keys, *names], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            with urlopen(f"{behind}/") as answer:
                body = answer.read()
            self.send_response(200 if self.path == "/" else 404)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    behind = server.url

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """A crawler that does not trust a certificate hangs up."""

    with Quiet(("127.0.0.1", 0), Handler) as https:
        https.socket = context.wrap_socket(https.socket, server_side=True)
        Thread(target=https.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield f"https://127.0.0.1:{https.server_address[1]}"
        https.shutdown()


NIGHTS: list[tuple[Callable[[Asked], Answer | None], str, str]] = [
    (everything(Answer(b"No", status=403)), "turned our program away", "blocked"),
    (everything(CHALLENGE), "a challenge page", "blocked"),
    (everything(Answer(b"Who?", status=401)), "asks people to sign in", "login"),
    (to_login, "asks people to sign in", "login"),
    (everything(LOGIN), "asks people to sign in", "login"),
    (everything(SORRY), "a soft 404", "soft 404"),
    (to_one_page, "a soft 404", "soft 404"),
    (to_the_front_page, "30 addresses that had pages of their own now all lead to one.", "moved"),
    (half_gone, "The site has shrunk: 1 pages were found, and 31 in the last complete audit.", "error"),
]


@pytest.mark.parametrize(
    ("night", "told", "reason"),
    NIGHTS,
    ids=["403", "challenge", "401", "to a login", "login", "soft 404", "one page", "front page", "shrunk"],
)
def test_a_night_on_which_the_site_is_not_to_be_seen_is_told_and_puts_nothing_right(
    site: Site, night: Callable[[Asked], Answer | None], told: str, reason: str
) -> None:
    first = site.audit(1)
    assert first.code == 0, first.err
    assert site.changes()[0] == PAGES
    site.answers = night
    ran = site.audit(2)
    assert ran.code == 3
    assert told in ran.err
    assert reason in site.reasons()
    assert site.changes() == (0, PAGES, [])
    site.answers = whole
    again = site.audit(3)
    assert again.code == 0, again.err
    assert site.changes() == (0, PAGES, [])


def test_what_was_found_adds_up_every_night(site: Site) -> None:
    def with_faults(asked: Asked) -> Answer | None:
        if asked.path == "/robots.txt":
            return Answer(b"User-agent: *\nDisallow: /4\n", "text/plain")
        return Answer(b"No", status=403) if asked.path == "/7" else SORRY if asked.path == "/9" else whole(asked)

    site.answers = with_faults
    for day, unchanged in ((1, 0), (2, PAGES - 1)):
        told = site.audit(day, "-f", "json").json
        coverage = told["coverage"]
        assert coverage["found"] == coverage["audited"] + coverage["not_audited"] == len(told["pages"])
        assert coverage["audited"] == coverage["read"] + coverage["unchanged"]
        assert coverage["audited"] == sum(page["read"] for page in told["pages"])
        assert coverage["not_audited"] == sum(coverage["reasons"].values())
        assert coverage["reasons"] == {"error": 1, "robots": 1}
        assert coverage["unchanged"] == unchanged


def test_a_site_that_is_meant_to_shrink_is_whole_again_once_that_is_said(site: Site) -> None:
    site.audit(1)
    site.answers = half_gone
    assert site.audit(2).code == 3
    assert site.audit(3, least_of_last=0).code == 0
    assert site.changes() == (0, 0, ["gone"] * PAGES)
    assert site.audit(4).code == 0


def test_a_certificate_that_is_not_valid_is_told_unless_the_owner_says_otherwise(
    site: Site, tmp_path: Path
) -> None:
    assert site.server is not None
    with encrypted(site.server, tmp_path) as url:
        site.server.url = url
        ran = site.audit(1)
        assert ran.code == 3
        assert "The certificate of the server is not valid, so browsers warn people away." in ran.err
        trusting = site.audit(2, check_certificates="false")
        assert trusting.code == 0, trusting.err
