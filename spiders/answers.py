"""What an answer says, or the lack of one: its kind, its size, what went wrong, and whose page it is."""

from __future__ import annotations

import re
from http import HTTPStatus

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
)
from scrapy.http import Headers, Response

from spiders.documents import Kind, kind_of_answer, readable_as
from spiders.fetched import Document, Fetched, Known, Reason
from spiders.frontier import Visit

_PAGING = re.compile(r"(?:p|pg|page\w*|start|offset|from|skip|\w+page)=", re.IGNORECASE)
_TOTAL = re.compile(r"/(\d+)\s*\Z")


class Refused(IgnoreRequest):
    """A request that was not sent, or an answer that is none, with the reason that the audit gives for it."""

    def __init__(self, reason: Reason, detail: str, status: int = 0) -> None:
        super().__init__(detail)
        self.reason: Reason = reason
        self.detail = detail
        self.status = status


def header(headers: Headers, name: str) -> str:
    """A header as text; empty where there is none."""
    value = headers.get(name)
    return value.decode("latin-1").strip() if value else ""


def kind_of(headers: Headers) -> Kind:
    """What kind of file the headers announce."""
    return kind_of_answer(header(headers, "Content-Type"), header(headers, "Content-Disposition"))


def size_of(response: Response) -> int | None:
    """The size of the whole file in bytes, where the headers tell it."""
    if response.status == 206:
        total = _TOTAL.search(header(response.headers, "Content-Range"))
        return int(total[1]) if total is not None else None
    length = header(response.headers, "Content-Length")
    return int(length) if response.status == 200 and length.isdecimal() and length != "0" else None


def as_document(response: Response, visit: Visit) -> Document:
    """The document that an answer is, or the broken link to one."""
    return Document(
        url=visit.url,
        status=200 if response.status == 206 else response.status,
        content_type=header(response.headers, "Content-Type"),
        size=size_of(response),
        last_modified=header(response.headers, "Last-Modified") or None,
        found_on=visit.found_on,
    )


def as_page(
    response: Response, visit: Visit, encoding: str, canonical: str | None, links: tuple[str, ...]
) -> Fetched:
    """The page that an answer is."""
    return Fetched(
        url=visit.url,
        status=response.status,
        body=response.body,
        encoding=encoding,
        content_type=header(response.headers, "Content-Type"),
        etag=header(response.headers, "ETag") or None,
        last_modified=header(response.headers, "Last-Modified") or None,
        redirected_from=visit.redirected_from,
        canonical=canonical,
        links=links,
        depth=visit.depth,
        found_on=visit.found_on,
        elapsed=elapsed(response),
        document=visit.read_as,
    )


def as_unchanged(response: Response, visit: Visit, known: Known) -> Fetched:
    """The page that has not changed since it was known."""
    return Fetched(
        url=visit.url,
        status=304,
        etag=header(response.headers, "ETag") or known.etag,
        last_modified=header(response.headers, "Last-Modified") or known.last_modified,
        redirected_from=visit.redirected_from,
        links=known.links,
        listed=known.listed,
        depth=visit.depth,
        found_on=visit.found_on,
        elapsed=elapsed(response),
    )


def elapsed(response: Response) -> float:
    """The seconds until the answer began."""
    return float(response.meta.get("download_latency", 0.0))


def is_unchanged(response: Response, known: Known) -> bool:
    """Whether the headers say that a file is what it was: by its tag where it has one, else by its date."""
    tag, stamp = header(response.headers, "ETag"), header(response.headers, "Last-Modified")
    if tag and known.etag:
        return tag.removeprefix("W/") == known.etag.removeprefix("W/")
    return bool(stamp) and stamp == known.last_modified


def read_as(response: Response, url: str) -> str:
    """The ending of the kind of document that an answer is, where we read that kind; else empty."""
    headers = response.headers
    return readable_as(url, header(headers, "Content-Type"), header(headers, "Content-Disposition"))


def what_status_says(status: int) -> str:
    """A status in words."""
    try:
        return f"The server answered {status} {HTTPStatus(status).phrase}."
    except ValueError:
        return f"The server answered {status}."


def why_no_answer(error: BaseException | None) -> tuple[Reason, str]:
    """The reason that the audit gives for a request without an answer, and the same in words."""
    match error:
        case Refused():
            return error.reason, error.detail
        case IgnoreRequest() if "robots.txt" in str(error):
            return "robots", "The site's robots.txt asks crawlers not to read this address."
        case IgnoreRequest() | DownloadCancelledError():
            return "too large", "It is larger than this audit reads."
        case DownloadTimeoutError():
            return "timeout", "The server took too long to answer."
        case CannotResolveHostError():
            return "error", "No server with this name was found."
        case DownloadConnectionRefusedError():
            return "error", "The server refused the connection."
        case DownloadFailedError() if "certificate" in str(error).lower():
            return "error", "The certificate of the server is not valid, so browsers warn people away."
        case _:
            return "error", f"The connection failed ({type(error).__name__})."


def is_same_page(url: str, canonical: str) -> bool:
    """Whether an address and the one that its page calls its own differ only in ways that keep the page the same.

    Many pages wrongly name the front page, or the first page of a list, as their own address: those are two.
    """
    path, _, query = url.partition("?")
    own_path, _, own_query = canonical.partition("?")
    if path.rstrip("/").lower() != own_path.rstrip("/").lower():
        return False
    given, kept = set(query.split("&")), set(own_query.split("&")) - {""}
    return kept <= given and not any(_PAGING.match(part) for part in given - kept)
