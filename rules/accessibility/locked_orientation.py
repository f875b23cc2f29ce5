"""A page that is turned on its side when the phone is turned."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping

from lxml.html import HtmlElement

from rules.core.accessible import accessibility
from rules.core.css import matching, sheets_of, style_rules
from rules.core.faults import called
from rules.core.findings import Fact
from rules.core.page import Page
from rules.core.rule import Rule, at, once
from rules.core.sheets import Declared

_ORIENTATION = re.compile(r"\(\s*orientation\s*:\s*(portrait|landscape)\s*\)")
_TURN = re.compile(r"rotatez?\(\s*([+-]?[\d.]+)(deg|rad|grad|turn)\s*\)")
_TURN_IN_SPACE = re.compile(r"rotate3d\(\s*0\s*,\s*0\s*,\s*1\s*,\s*([+-]?[\d.]+)(deg|rad|grad|turn)\s*\)")
_MATRIX = re.compile(r"matrix(?:3d)?\(\s*([+-]?[\d.e-]+)\s*,\s*([+-]?[\d.e-]+)\s*,")
_BY_ITSELF = re.compile(r"(?:z |0 0 1 )?([+-]?[\d.]+)(deg|rad|grad|turn)(?: z| 0 0 1)?")
_DEGREES = {"deg": 1.0, "rad": 180 / math.pi, "grad": 0.9, "turn": 360.0}
_NEARLY = 1.0


class LockedOrientation(Rule):
    """The page’s styles turn it on its side, so that it can only be read with the phone held one way.

    Some people cannot turn their phone: it is fixed to a wheelchair, or they lie down.

    **Left alone:**

    - turning by anything but a quarter or three quarters
    - what is turned the same way however the phone is held
    - styles for print

    The styles belong to the template, so the web team puts them right.
    """

    id = "accessibility.locked-orientation"
    title = "Pages locked to portrait or landscape"
    message = (
        "The styles turn this part of the page on its side in {value} orientation, which locks the page to one."
    )
    fix = "Take the rotation out of the style sheet, and let the page fit both ways of holding the phone."
    commitments = ("partnership.participation", "value.everyone")
    wcag = ("1.3.4",)
    act = ("b33eff",)
    sources = ("https://www.w3.org/WAI/standards-guidelines/act/rules/b33eff/",)

    def extract(self, page: Page) -> Iterator[Fact]:
        if any("orientation" in media for sheet in page.of(sheets_of) for media in sheet.conditions):
            yield from once(_turned(page))


def _turned(page: Page) -> Iterator[Fact]:
    """The elements that stand a quarter round from how they stand when the phone is held the other way."""
    told = page.of(accessibility)
    turned = _turned_when_held(page)
    for element in dict.fromkeys(element for held in turned.values() for element in held):
        still = _angle(told.style(element, "transform"), told.style(element, "rotate"))
        portrait, landscape = (turned[held].get(element, still) for held in ("portrait", "landscape"))
        if abs(abs(portrait - landscape) % 180 - 90) <= _NEARLY and told.shown(element):
            yield Fact(
                at(page, element), key=called(element), value="landscape" if portrait == still else "portrait"
            )


def _turned_when_held(page: Page) -> Mapping[str, Mapping[HtmlElement, float]]:
    """By how many degrees elements are turned for either way of holding the phone."""
    turned: dict[str, dict[HtmlElement, float]] = {"portrait": {}, "landscape": {}}
    for rule in (*style_rules(page, "transform"), *style_rules(page, "rotate")):
        held = _ORIENTATION.search(rule.media)
        if held is not None and "print" not in rule.media:
            angle = _angle(rule.style.get("transform"), rule.style.get("rotate"))
            turned[held[1]].update(dict.fromkeys(matching(page, rule), angle))
    return turned


def _angle(transform: Declared | None, rotate: Declared | None) -> float:
    """By how many degrees a style turns what it is for."""
    total = 0.0
    if transform is not None:
        for pattern in (_TURN, _TURN_IN_SPACE):
            total += sum(_degrees(number, unit) for number, unit in pattern.findall(transform.value))
        total += sum(math.degrees(math.atan2(_number(b), _number(a))) for a, b in _MATRIX.findall(transform.value))
    if rotate is not None and (by := _BY_ITSELF.fullmatch(rotate.value)):
        total += _degrees(by[1], by[2])
    return total


def _degrees(number: str, unit: str) -> float:
    return _number(number) * _DEGREES[unit]


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
