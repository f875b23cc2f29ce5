"""What a page's own styles say of its elements: its `style` elements and attributes, not linked style sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import tinycss2
from cssselect import HTMLTranslator, SelectorError
from cssselect.parser import parse
from lxml.etree import XPath, XPathError
from lxml.html import HtmlElement

from rules.core.markup import markup
from rules.core.page import Page

# The properties that some rule asks about; style sheets hold many more.
_KEPT = frozenset(
    (
        "clip",
        "clip-path",
        "content-visibility",
        "display",
        "height",
        "left",
        "letter-spacing",
        "line-height",
        "max-height",
        "max-width",
        "opacity",
        "overflow",
        "overflow-x",
        "overflow-y",
        "position",
        "rotate",
        "text-indent",
        "transform",
        "visibility",
        "white-space",
        "width",
        "word-spacing",
    )
)
_TELLS = re.compile(r"(?<![\w-])(?:" + "|".join(sorted(_KEPT, key=len, reverse=True)) + r")\s*:", re.IGNORECASE)
_ON_SCREEN = re.compile(r"\s*(?:only\s+)?(?:all|screen)?\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Declared:
    """A declaration: the property's value as written, in small letters, and whether it is `!important`."""

    value: str
    important: bool = False


Style = Mapping[str, Declared]


@dataclass(frozen=True, eq=False)
class StyleRule:
    """What one selector of a style sheet sets. `media` is the condition it stands under, empty for none."""

    matches: XPath
    weight: tuple[int, int, int]
    style: Style
    media: str


@dataclass(frozen=True, eq=False)
class Styles:
    """The styles of a page's elements."""

    _sheet: Mapping[HtmlElement, list[tuple[tuple[int, int, int, int], Style]]] = field(repr=False)

    def of(self, element: HtmlElement) -> Style:
        """What the page sets for an element itself, on a screen. What it inherits is left to who asks."""
        own = inline(element)
        rules = self._sheet.get(element)
        if not rules:
            return own
        merged: dict[str, Declared] = {}
        for _, style in sorted(rules, key=lambda rule: rule[0]):
            _lay_over(merged, style)
        _lay_over(merged, own)
        return merged


def styles(page: Page) -> Styles:
    """The page's styles, worked out only where a style sheet says something that a rule asks about."""
    found: dict[HtmlElement, list[tuple[tuple[int, int, int, int], Style]]] = {}
    for number, rule in enumerate(style_rules(page)):
        if _ON_SCREEN.fullmatch(rule.media):
            for element in matching(page, rule):
                found.setdefault(element, []).append(((*rule.weight, number), rule.style))
    return Styles(found)


def style_rules(page: Page) -> Iterator[StyleRule]:
    """The rules of the page's `style` elements that set something we ask about, in order."""
    for sheet in page.of(markup).of("style"):
        text = sheet.text or ""
        if _TELLS.search(text) and _ON_SCREEN.fullmatch(sheet.get("media", "")):
            yield from _read(text)


def matching(page: Page, rule: StyleRule) -> list[HtmlElement]:
    """The elements that a style rule is for."""
    try:
        found = rule.matches(page.dom)
    except XPathError:
        return []
    return [e for e in found if isinstance(e, HtmlElement)] if isinstance(found, list) else []


def inline(element: HtmlElement) -> Style:
    """What an element's `style` attribute sets."""
    text = element.get("style")
    return _declared(text) if text and _TELLS.search(text) else {}


def _lay_over(below: dict[str, Declared], above: Style) -> None:
    for name, declared in above.items():
        if declared.important or name not in below or not below[name].important:
            below[name] = declared


@lru_cache(maxsize=4096)
def _declared(text: str) -> Style:
    return _kept(tinycss2.parse_blocks_contents(text, skip_comments=True, skip_whitespace=True))


def _kept(nodes: list[tinycss2.ast.Node]) -> Style:
    kept: dict[str, Declared] = {}
    for node in nodes:
        if node.type == "declaration" and node.lower_name in _KEPT:
            value = " ".join(tinycss2.serialize(node.value).lower().split())
            _lay_over(kept, {node.lower_name: Declared(value, node.important)})
    return kept


@lru_cache(maxsize=256)
def _read(text: str) -> tuple[StyleRule, ...]:
    """The rules of a style sheet; a site's pages share theirs."""
    return tuple(_rules(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True), ""))


def _rules(nodes: list[tinycss2.ast.Node], media: str) -> Iterator[StyleRule]:
    for node in nodes:
        if node.type == "qualified-rule":
            style = _kept(tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True))
            if style:
                yield from _of_each_selector(tinycss2.serialize(node.prelude), style, media)
        elif node.type == "at-rule" and node.lower_at_keyword == "media" and node.content and not media:
            inside = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
            yield from _rules(inside, " ".join(tinycss2.serialize(node.prelude).lower().split()))


def _of_each_selector(selectors: str, style: Style, media: str) -> Iterator[StyleRule]:
    try:
        for selector in parse(selectors):
            if selector.pseudo_element is None:
                path = XPath(HTMLTranslator().selector_to_xpath(selector))
                yield StyleRule(path, selector.specificity(), style, media)
    except (SelectorError, XPathError, RecursionError):
        return
