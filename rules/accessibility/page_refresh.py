"""A page that reloads or moves on by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar

from lxml.html import HtmlElement

from rules.core.faults import Fault, FaultsRule, fault_at
from rules.core.findings import Fact
from rules.core.markup import markup
from rules.core.page import Page

# As browsers read it (HTML, "shared declarative refresh steps"): whole seconds, then the end, a space or [;,].
_REFRESH = re.compile(r"[ \t\n\f\r]*(?P<seconds>[0-9]++|(?=\.))[0-9.]*+(?:[ \t\n\f\r;,]|\Z)")
_A_LONG_TIME = 20 * 60 * 60


class PageRefresh(FaultsRule):
    """The page reloads, or goes on to another page, by itself after some seconds (meta refresh).

    Someone who reads slowly, enlarges the page or listens to it loses their place, or never gets to the end. A
    form that was half filled in may be empty again.

    **Left alone:** a refresh after 0 seconds, which sends people on at once.

    The tag stands in the head of the page, so the web team puts it right.
    """

    id = "accessibility.page-refresh"
    title = "Pages that reload or move on by themselves"
    message = "The page reloads or moves on by itself after {value} seconds (meta refresh)."
    fix = "Take the refresh out. Redirect on the server, or give people a link."
    commitments = ("partnership.participation", "value.everyone")
    severity = "problem"
    wcag = ("2.2.1",)
    act = ("bc659a", "bisz58")
    sources = ("https://www.w3.org/WAI/standards-guidelines/act/rules/bc659a/",)
    faults: ClassVar[Mapping[str, Fault]] = {
        "refresh": Fault(
            "The page reloads or moves on by itself after {value} seconds (meta refresh).",
            "Take the refresh out. Redirect on the server, or give people a link.",
            "problem",
        ),
        "late refresh": Fault(
            "The page reloads or moves on by itself, late but surely, after {value} seconds (meta refresh).",
            "Take the refresh out. Redirect on the server, or give people a link.",
            "problem",
            wcag=("2.2.4", "3.2.5"),
            act=("bisz58",),
        ),
    }

    def extract(self, page: Page) -> Iterator[Fact]:
        tags = (m for m in page.of(markup).having("http-equiv") if m.tag == "meta")
        told = ((m, s) for m in tags if (s := _seconds(m)) is not None)
        meta, seconds = next(told, (None, 0))
        if meta is not None and seconds:
            yield fault_at(page, meta, "late refresh" if seconds > _A_LONG_TIME else "refresh", str(seconds))


def _seconds(meta: HtmlElement) -> int | None:
    """After how many seconds the tag takes the page away, or None if browsers take no notice of it."""
    if meta.get("http-equiv", "").strip().lower() != "refresh":
        return None
    read = _REFRESH.match(meta.get("content", ""))
    return int(read["seconds"][:9] or 0) if read else None
