"""What a page's own styles say of its elements: its `style` elements and attributes, not linked style sheets."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

import tinycss2
from cssselect import HTMLTranslator, SelectorError
from cssselect.parser import Selector, parse
from lxml.etree import XPath, XPathError
from lxml.html import HtmlElement

from rules.core.markup import markup
from rules.core.page import Page

_WORD = re.compile(r"[\w-]+")
# The properties that some rule asks about; style sheets hold many more.
_KEPT = frozenset(
    _WORD.findall("""
    background background-color clip clip-path color display float font-family font-size font-style left
    letter-spacing line-height max-width opacity position rotate text-align text-decoration text-decoration-line
    text-indent text-transform top transform visibility width word-spacing
    """)
)
_TELLS = re.compile(r"(?<![\w-])(?:" + "|".join(sorted(_KEPT, key=len, reverse=True)) + r")\s*:", re.IGNORECASE)
_ON_SCREEN = re.compile(r"\s*+(?:only\s+)?(?:all|screen)?\s*", re.IGNORECASE)
_BRACE = re.compile(r"([{}])")
_IN_BRACKETS = re.compile(r"\[[^]]*\]|\([^()]*\)")
_NAME = re.compile(r"([.#])(-?[A-Za-z_][\w-]*)")
_ONE_NAME = re.compile(r"[.#]?-?[A-Za-z_][\w-]*")
_TAKES_AWAY = ("none", "hidden", "collapse")


@dataclass(frozen=True)
class Declared:
    """A declaration: the property's value as written, in small letters, and whether it is `!important`."""

    value: str
    important: bool = False


Style = Mapping[str, Declared]


@dataclass(frozen=True, eq=False)
class StyleRule:
    """What one selector of a style sheet sets. `media` is the condition it stands under, empty for none."""

    selector: str
    parsed: Selector
    style: Style
    media: str

    @cached_property
    def weight(self) -> tuple[int, int, int]:
        """How specific the selector is."""
        return self.parsed.specificity()

    @cached_property
    def names(self) -> frozenset[str]:
        """The classes and ids that a page must have for the selector to match, as `.class` and `#id`."""
        outside = _IN_BRACKETS.sub("", self.selector)
        return frozenset() if "(" in outside else frozenset(kind + name for kind, name in _NAME.findall(outside))

    @cached_property
    def on_screen(self) -> bool:
        """Whether it holds on every screen."""
        return _ON_SCREEN.fullmatch(self.media) is not None

    @cached_property
    def path(self) -> XPath | None:
        """The selector as an XPath; None where it cannot be one."""
        try:
            return XPath(HTMLTranslator().selector_to_xpath(self.parsed))
        except (SelectorError, XPathError, RecursionError):
            return None


class Styles:
    """The styles of a page's elements, worked out property by property, for those that are asked about."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._sheets: dict[str, Mapping[HtmlElement, Declared]] = {}

    def get(self, element: HtmlElement, name: str) -> Declared | None:
        """What the page sets for an element itself, on a screen. What it inherits is left to who asks."""
        own = inline(element).get(name)
        if own is not None and own.important:
            return own
        sheet = self.sheet(name).get(element)
        return own if sheet is None or (own is not None and not sheet.important) else sheet

    def sheet(self, name: str) -> Mapping[HtmlElement, Declared]:
        """What the style elements set a property to, by element."""
        if name not in self._sheets:
            self._sheets[name] = self._cascade(name)
        return self._sheets[name]

    def _cascade(self, name: str) -> Mapping[HtmlElement, Declared]:
        setting = [rule for rule in style_rules(self._page, name) if rule.on_screen]
        if name in ("display", "visibility") and not any(r.style[name].value in _TAKES_AWAY for r in setting):
            return {}  # asked of every element, to tell what is hidden
        named = self._page.of(_named).keys() if setting else frozenset()
        setting = [rule for rule in setting if rule.names <= named]
        found: dict[HtmlElement, Declared] = {}
        for rule in sorted(setting, key=lambda rule: (rule.style[name].important, rule.weight)):
            for element in matching(self._page, rule):
                found[element] = rule.style[name]
        return found


def styles(page: Page) -> Styles:
    """The page's styles."""
    return Styles(page)


def style_rules(page: Page, name: str) -> Iterator[StyleRule]:
    """The rules of the page's `style` elements that set a property, in order."""
    for sheet in page.of(markup).of("style"):
        text = sheet.text or ""
        if name in text and _ON_SCREEN.fullmatch(sheet.get("media", "")):
            yield from _read(text, name)


def matching(page: Page, rule: StyleRule) -> list[HtmlElement]:
    """The elements that a style rule is for."""
    named = page.of(_named)
    if not rule.names <= named.keys():
        return []
    if _ONE_NAME.fullmatch(rule.selector):
        return named.get(rule.selector) or list(page.of(markup).of(rule.selector.lower()))
    try:
        found = rule.path(page.dom) if rule.path is not None else []
    except XPathError:
        return []
    return [e for e in found if isinstance(e, HtmlElement)] if isinstance(found, list) else []


def inline(element: HtmlElement) -> Style:
    """What an element's `style` attribute sets."""
    text = element.get("style")
    return _declared(text) if text and _TELLS.search(text) else {}


def _named(page: Page) -> Mapping[str, list[HtmlElement]]:
    """The elements by `.class` and `#id`."""
    elements = page.of(markup)
    found = defaultdict(list, {f"#{name}": having for name, having in elements.ids.items()})
    for element in elements.having("class"):
        for name in element.get("class", "").split():
            found["." + name].append(element)
    return dict(found)


@lru_cache(maxsize=4096)
def _declared(text: str) -> Style:
    return _kept(tinycss2.parse_blocks_contents(text, skip_comments=True, skip_whitespace=True))


def _kept(nodes: list[tinycss2.ast.Node]) -> Style:
    kept: dict[str, Declared] = {}
    for node in nodes:
        if node.type == "declaration" and node.lower_name in _KEPT:
            before = kept.get(node.lower_name)
            if node.important or before is None or not before.important:
                value = " ".join(tinycss2.serialize(node.value).lower().split())
                kept[node.lower_name] = Declared(value, node.important)
    return kept


@lru_cache(maxsize=512)
def _read(text: str, name: str) -> tuple[StyleRule, ...]:
    """The rules of a style sheet that set a property; a site's pages share theirs."""
    nodes = tinycss2.parse_stylesheet(_naming(text, name), skip_comments=True, skip_whitespace=True)
    return tuple(rule for rule in _rules(nodes, "") if name in rule.style)


def _naming(text: str, name: str) -> str:
    """A style sheet without the blocks that do not name a property: to read them all takes long."""
    parts = _BRACE.split(text)
    for k in range(1, len(parts) - 2, 2):
        if parts[k] == "{" and parts[k + 2] == "}" and name not in parts[k + 1]:
            parts[k - 1] = parts[k] = parts[k + 1] = parts[k + 2] = ""
    return "".join(parts)


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
        parsed = parse(selectors)
    except (SelectorError, RecursionError):
        return
    for selector in parsed:
        if selector.pseudo_element is None:
            yield StyleRule(selector.canonical().strip(), selector, style, media)
