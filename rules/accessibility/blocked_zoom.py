"""A page that cannot be enlarged on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.core.findings import Fact
from rules.core.markup import markup
from rules.core.page import Page
from rules.core.rule import Rule, at

_SETTING = re.compile(r"(?<![\w-])([\w-]++)\s*+=\s*+([^\s,;=]++)")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)")
_ENOUGH = 2.0


class BlockedZoom(Rule):
    """The page stops people from zooming in on a phone or tablet.

    Many people enlarge a page with two fingers to read it. Half of all visits to a Local Offer come from phones.

    **Left alone:** a page that can be enlarged at least twofold.

    The viewport tag stands in the head of the page, so the web team puts it right.
    """

    id = "accessibility.blocked-zoom"
    title = "Pages that cannot be enlarged"
    message = "The page stops people from zooming in on a phone (viewport: {value})."
    fix = "Take user-scalable and maximum-scale out of the viewport meta tag."
    commitments = ("partnership.participation", "value.everyone")
    severity = "barrier"
    wcag = ("1.4.4",)
    act = ("b4f0c3",)
    sources = ("https://www.w3.org/WAI/standards-guidelines/act/rules/b4f0c3/",)

    def extract(self, page: Page) -> Iterator[Fact]:
        for meta in page.of(markup).of("meta"):
            if meta.get("name", "").strip().lower() == "viewport":
                settings = dict(_SETTING.findall(meta.get("content", "").lower()))
                for name, holds_back in (("user-scalable", _is_off), ("maximum-scale", _is_small)):
                    if name in settings and holds_back(settings[name]):
                        yield Fact(at(page, meta), key=name, value=f"{name}={settings[name]}")
                        break


def _is_off(value: str) -> bool:
    """Whether user-scalable is off, as browsers read it: numbers between -1 and 1 and unknown words are “no”."""
    number = _NUMBER.match(value)
    if number:
        return -1 < float(number[0]) < 1
    return value not in ("yes", "device-width", "device-height")


def _is_small(value: str) -> bool:
    """Whether maximum-scale leaves too little, as browsers read it: “yes” is 1, unknown words are 0.1."""
    number = _NUMBER.match(value)
    if number:
        return 0 <= float(number[0]) < _ENOUGH
    return value not in ("device-width", "device-height")
