"""Puts the sample site together: every address of Wrenfield's Local Offer, with what is answered there."""

from __future__ import annotations

import gzip
import mimetypes
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from pathlib import Path
from typing import Any

import tomli
from jinja2 import Environment, FileSystemLoader

SITE = Path(__file__).parent / "site"
HTML = "text/html; charset=utf-8"
_INDEX = "/index.html"
_BIG = 3_000_000
_MONTH = re.compile(r"20\d\d-(?:0[1-9]|1[0-2])")


@dataclass(frozen=True)
class Answer:
    """What the server says at an address. `modified` is the page's own date; `slow` means after a delay."""

    body: bytes = b""
    content_type: str = HTML
    status: int = 200
    location: str = ""
    modified: date | None = None
    slow: bool = False


@dataclass(frozen=True)
class _Page:
    path: str
    title: str
    content: str
    modified: date
    lang: str = "en-GB"
    canonical: str = ""


class Sample:
    """The sample site as it stands at `base`, such as `http://127.0.0.1:8000`."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._odd = tomli.loads((SITE / "answers.toml").read_text("utf-8"))
        self._templates = Environment(loader=FileSystemLoader(SITE), autoescape=False)  # noqa: S701 - our own HTML
        self._pages = {page.path: page for page in _pages()}
        self.answers: Mapping[str, Answer] = dict(self._all())

    def answer(self, path: str, query: Mapping[str, str]) -> Answer:
        """What is answered at a path, without its query and `;parameters`. Unknown paths answer 404."""
        if path == self._odd["calendar"] and _MONTH.fullmatch(month := query.get("month", "")):
            return self._calendar(*map(int, month.split("-")))
        path = f"{path.removesuffix(_INDEX)}/" if path.endswith(_INDEX) else path
        if path in self.answers:
            return self.answers[path]
        other = path.removesuffix("/") if path.endswith("/") else f"{path}/"
        if other in self.answers:
            return Answer(status=301, location=other)
        return self._message(404, "Page not found", "This page has moved or never was.")

    def _all(self) -> Iterator[tuple[str, Answer]]:
        for path, page in self._pages.items():
            yield path, Answer(self._render(page), modified=page.modified, slow=path in self._odd["slow"])
        for file in sorted((SITE / "files").rglob("*.*")):
            path = f"/{file.relative_to(SITE / 'files').as_posix()}"
            kind = self._odd["types"].get(path) or mimetypes.guess_type(path)[0] or "application/octet-stream"
            yield path, Answer(file.read_bytes(), kind, modified=self._odd["modified"])
        for path, target in self._odd["redirects"].items():
            yield path, Answer(status=301, location=target)
        for path in self._odd["errors"]:
            yield path, self._message(500, "Something went wrong", "Please try again later.")
        yield self._odd["big"], self._everything()
        yield from self._for_robots()

    def _render(self, page: _Page) -> bytes:
        above = accumulate(f"{part}/" for part in page.path.split("/")[:-1])
        html = self._templates.get_template("template.html").render(
            vars(page),
            base=self._base,
            sections=[(path, self._pages[path].title) for path in self._odd["sections"]],
            trail=[(path, self._pages[path].title) for path in above if path in self._pages and path != page.path],
        )
        return html.encode()

    def _message(self, status: int, title: str, words: str) -> Answer:
        page = _Page("", title, f"<p>{words}</p>", self._odd["modified"])
        return Answer(self._render(page), status=status)

    def _calendar(self, year: int, month: int) -> Answer:
        def link(words: str, months: int) -> str:
            there = date((year * 12 + month - 1 + months) // 12, (month - 1 + months) % 12 + 1, 1)
            return f'<a href="{self._odd["calendar"]}?month={there:%Y-%m}">{words}: {there:%B %Y}</a>'

        content = (
            f"<p>{link('Earlier', -1)} {link('Later', 1)}</p><p>The Friday club is at the Mill each week.</p>"
        )
        page = _Page(
            self._odd["calendar"], f"Calendar: {date(year, month, 1):%B %Y}", content, self._odd["modified"]
        )
        return Answer(self._render(page), modified=page.modified)

    def _everything(self) -> Answer:
        row = "<tr><td>Messy play</td><td>Willow Children’s Centre</td><td>Mondays at 10am</td></tr>\n"
        rows = row * (_BIG // len(row.encode()) + 1)
        content = f"<table><tr><th>What</th><th>Where</th><th>When</th></tr>\n{rows}</table>"
        page = _Page(self._odd["big"], "All activities", content, self._odd["modified"])
        return Answer(self._render(page), modified=page.modified)

    def _for_robots(self) -> Iterator[tuple[str, Answer]]:
        listed = [path for path in self._pages if not path.startswith(("/staff/", "/unlisted/"))]
        for name in ("robots.txt", "sitemap.xml", "sitemap-pages.xml", "sitemap-more.xml"):
            body = self._templates.get_template(f"robots/{name}").render(base=self._base, paths=listed).encode()
            if name == "sitemap-more.xml":
                yield f"/{name}.gz", Answer(gzip.compress(body, mtime=0), "application/gzip")
            else:
                yield f"/{name}", Answer(body, "text/plain" if name.endswith("txt") else "application/xml")


def _pages() -> Iterator[_Page]:
    for file in sorted((SITE / "pages").rglob("*.html")):
        front, content = file.read_text("utf-8").split("+++\n", 1)
        about: dict[str, Any] = tomli.loads(front)
        path = f"/{file.relative_to(SITE / 'pages').with_suffix('').as_posix()}"
        yield _Page(path.removesuffix("index") if path.endswith("/index") else path, content=content, **about)
