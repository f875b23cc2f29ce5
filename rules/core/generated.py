"""Words that a style sheet adds to the page (`content` of `::before` and `::after`)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from lxml.html import HtmlElement

from rules.core.css import matching, sheets_of
from rules.core.media import applies
from rules.core.page import Page
from rules.core.sheets import Sheet, Style, StyleRule

_GENERATED = re.compile(r"(.*?)::?(?:before|after)", re.IGNORECASE)
_WORDS = re.compile(r"\"((?:[^\"\\]|\\.)*)\"")
_HAS_A_WORD = re.compile(r"(?<![\w\\])[A-Za-z]{2,}(?!\w)")
_ICONS = re.compile(r"icon|awesome|material|glyph|symbol", re.IGNORECASE)


def generated(page: Page) -> Mapping[HtmlElement, str]:
    """The elements that a style sheet adds words to, with the first words. Signs and icons are no words."""
    found: dict[HtmlElement, str] = {}
    for sheet in page.of(sheets_of):
        for rule, words in adding(sheet):
            for element in matching(page, rule):
                found.setdefault(element, words)
    return found


@lru_cache(maxsize=128)
def adding(sheet: Sheet) -> tuple[tuple[StyleRule, str], ...]:
    """The rules of a style sheet that add words, each as one for the elements that it adds them to."""
    found = []
    for rule in sheet.rules:
        content = rule.style.get("content")
        adds = _GENERATED.fullmatch(rule.selector) if content is not None else None
        if adds is None or content is None or not applies(rule.media) or _is_icon(rule.style):
            continue
        words = " ".join(_WORDS.findall(content.value.partition(" / ")[0])).strip()
        if _HAS_A_WORD.search(words):
            found.append((replace(rule, selector=adds[1].strip() or "*"), words))
    return tuple(found)


def _is_icon(style: Style) -> bool:
    """Whether the letters are drawn as a picture, as a font of icons does."""
    return any(name in style and _ICONS.search(style[name].value) for name in ("font", "font-family"))
