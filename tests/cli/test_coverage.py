"""Nights on which a site hides, blocks or breaks: each is told as what it is, and nothing counts as put right."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

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
