"""What fetching yields: pages, documents, and what was found but not fetched, with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

Reason = Literal[
    "robots",
    "scope",
    "error",
    "timeout",
    "trouble",
    "blocked",
    "login",
    "soft 404",
    "moved",
    "too large",
    "not HTML",
    "document",
    "limit",
]


class SheetLink(NamedTuple):
    """A style sheet that a page asks for: the address as the page writes it, and the same made absolute."""

    href: str
    url: str


class StyleSheet(NamedTuple):
    """A style sheet of a page: its address as the page writes it, and the file that holds its text, in UTF-8.

    `digest` names the text, and with it all that the sheet imports.
    """

    href: str
    digest: str
    path: str


@dataclass(frozen=True)
class Fetched:
    """An answer for a page, or for a document to be read as one: then `document` is its ending, as `.pdf`.

    `status` 304 has no body: what is known of the page still stands.

    `url` is canonical. `links` are the canonical addresses of every link on the page, in order and once
    each, in scope or not; for a 304 they are those known. `elapsed` is in seconds, `found_on` the first
    page that linked here, `last_modified` the HTTP header as it came. `sheets` are the style sheets it asks for.
    `listed` is what a sitemap said of the day it changed.
    """

    url: str
    status: int
    body: bytes = b""
    encoding: str = "utf-8"
    content_type: str = "text/html"
    etag: str | None = None
    last_modified: str | None = None
    redirected_from: tuple[str, ...] = ()
    canonical: str | None = None
    links: tuple[str, ...] = ()
    depth: int = 0
    found_on: str | None = None
    elapsed: float = 0.0
    document: str = ""
    sheets: tuple[SheetLink, ...] = ()
    listed: str | None = None


@dataclass(frozen=True)
class Document:
    """A PDF, Word, Excel or PowerPoint file that a page links to. `size` is in bytes, where the server says."""

    url: str
    status: int
    content_type: str = ""
    size: int | None = None
    last_modified: str | None = None
    found_on: str | None = None


@dataclass(frozen=True)
class NotAudited:
    """An address that was found and not audited. `detail` says in plain words what happened."""

    url: str
    reason: Reason
    detail: str = ""
    status: int = 0
    found_on: str | None = None


@dataclass(frozen=True)
class Known:
    """What is known of a page from an earlier crawl: enough to ask whether it has changed."""

    etag: str | None
    last_modified: str | None
    links: tuple[str, ...]
    listed: str | None = None
