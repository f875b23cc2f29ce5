"""Links from night to night: each audit asks for what is due, and tells what was broken twice."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.cli.command import localoffer
from tests.spiders.serving import Answer, Asked, Server, serving

DAY = date(2026, 11, 23)
PAGE = "<html lang=en><title>{title}</title><main><h1>{title}</h1>{body}</main>"


class Site:
    """A site of two pages with links to its own addresses and to another host, whose answers a test may change."""

    def __init__(self, folder: Path) -> None:
        self.answers: dict[str, Answer] = {}
        self.day = DAY
        self.folder = folder

    def answer(self, asked: Asked) -> Answer | None:
        return self.answers.get(asked.path)

    def link_to(self, *urls: str) -> None:
        links = "".join(f"<p>Read about <a href='{url}'>{n}: clubs</a>.</p>" for n, url in enumerate(urls))
        self.answers["/"] = Answer(
            PAGE.format(title="Home", body=f"{links}<p><a href='/two'>Two</a></p>").encode()
        )
        self.answers["/two"] = Answer(PAGE.format(title="Two", body=links).encode())

    def night(self, server: Server, *, config: str = "") -> dict[str, list[str]]:
        """Audit the site as it is, and give the broken links of each page."""
        (self.folder / "offer.toml").write_text(
            f'[site]\nname = "Wrenfield"\ntargets = ["{server.url}/"]\n[crawl]\ndelay = 0\n'
            f'[rules]\nselect = ["links.broken-link"]\n{config}',
            "utf-8",
        )
        told = localoffer(
            "audit", "--today", self.day, "--format", "json", "--quiet", "--no-progress", cwd=self.folder
        ).json
        self.day += timedelta(1)
        found: dict[str, list[str]] = {}
        for finding in told["findings"]:
            found.setdefault(finding["url"].removeprefix(server.url), []).append(finding["key"])
        return found


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def test_a_link_to_another_site_is_told_on_the_second_night_on_each_page_that_has_it(site: Site) -> None:
    with serving(lambda _: None) as other, serving(site.answer) as server:
        gone = f"{other.url}/gone"
        site.link_to(gone)
        assert site.night(server) == {}
        assert site.night(server) == {"/": [gone], "/two": [gone]}
        site.link_to(f"{server.url}/two")
        assert site.night(server) == {}
