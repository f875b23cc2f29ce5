"""What a page's styles say of its elements: its style sheets, linked or its own, and its `style` attributes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from lxml.etree import XPathError
from lxml.html import HtmlElement

from rules.core.markup import markup
from rules.core.media import applies
from rules.core.page import Page
from rules.core.selectors import Selector
from rules.core.sheets import Declared, Sheet, Style, StyleRule, declared, read_sheet


class _Index:
    """The rules of a style sheet that may match on some pages, by property, and by what they ask of the element.

    Each stands with its number in the sheet.
    """

    def __init__(self, by_property: Mapping[str, Mapping[str, tuple[tuple[int, StyleRule], ...]]]) -> None:
        self._by_property = by_property
        self._told: dict[tuple[str, Callable[[str], bool]], tuple[StyleRule, ...]] = {}

    def get(self, name: str) -> Mapping[str, tuple[tuple[int, StyleRule], ...]] | None:
        """The rules that set a property."""
        return self._by_property.get(name)

    def telling(self, name: str, telling: Callable[[str], bool]) -> tuple[StyleRule, ...]:
        """The rules that set a property to a telling value."""
        if (name, telling) not in self._told:
            ranked = (rule for rules in self._by_property.get(name, {}).values() for _, rule in rules)
            self._told[name, telling] = tuple(rule for rule in ranked if telling(rule.style[name].value))
        return self._told[name, telling]


class Styles:
    """The styles of a page's elements on a screen, worked out for what is asked about."""

    def __init__(self, page: Page) -> None:
        self._page = page
        sheets = page.of(sheets_of)
        named = page.of(_named) if sheets else {}
        self._indexes: list[_Index] = [_index(sheet, sheet.names.intersection(named)) for sheet in sheets]
        self._known: dict[tuple[HtmlElement, str], Declared | None] = {}
        self._told: dict[tuple[str, Callable[[str], bool]], list[HtmlElement]] = {}

    def get(self, element: HtmlElement, name: str) -> Declared | None:
        """What the page sets for an element itself, on a screen. What it inherits is left to who asks."""
        own = inline(element).get(name)
        if own is not None and own.important:
            return own
        sheet = self._from_sheets(element, name)
        return own if sheet is None or (own is not None and not sheet.important) else sheet

    def where(self, name: str, telling: Callable[[str], bool]) -> list[HtmlElement]:
        """The elements that have a property set to a telling value: what is rare is found without asking all."""
        if (name, telling) not in self._told:
            self._told[name, telling] = self._where(name, telling)
        return self._told[name, telling]

    def _where(self, name: str, telling: Callable[[str], bool]) -> list[HtmlElement]:
        styled = (e for e in self._page.of(markup).having("style") if name in inline(e))
        found = dict.fromkeys(e for e in styled if telling(inline(e)[name].value))
        for index in self._indexes:
            for rule in index.telling(name, telling):
                found.update(dict.fromkeys(matching(self._page, rule)))
        return [e for e in found if (set_to := self.get(e, name)) is not None and telling(set_to.value)]

    def _from_sheets(self, element: HtmlElement, name: str) -> Declared | None:
        if not self._indexes:
            return None
        if (element, name) not in self._known:
            self._known[element, name] = self._cascade(element, name)
        return self._known[element, name]

    def _cascade(self, element: HtmlElement, name: str) -> Declared | None:
        keys: list[str] | None = None
        best: tuple[bool, tuple[int, int, int], int, int] | None = None
        found = None
        for number, index in enumerate(self._indexes):
            by_key = index.get(name)
            if not by_key:
                continue
            keys = keys or _keys(element)
            for key in keys:
                for rank, rule in by_key.get(key, ()):
                    if rule.parsed is not None and self._matches(rule.parsed, rule, element):
                        weight = (rule.style[name].important, rule.parsed.weight, number, rank)
                        if best is None or weight > best:
                            best, found = weight, rule.style[name]
        return found

    def _matches(self, selector: Selector, rule: StyleRule, element: HtmlElement) -> bool:
        if selector.path is None:
            return selector.matches(element)
        return element in self._page.of(_Found).of(rule)


def styles(page: Page) -> Styles:
    """The page's styles."""
    return Styles(page)


def sheets_of(page: Page) -> tuple[Sheet, ...]:
    """The style sheets that hold on a screen, linked and the page's own, in order.

    What the page's own import comes before them; linked ones hold the text of what they import.
    """
    found: list[Sheet] = []
    for element in page.dom.iter("link", "style"):
        if element.tag == "style":
            if element.text and applies(element.get("media", "")):
                own = read_sheet(element.text)
                imported = (page.sheets.get(href) for href, media in own.imports if applies(media))
                found += [*(read_sheet(text) for text in imported if text is not None), own]
        elif page.sheets and _is_on_screen(element):
            text = page.sheets.get(element.get("href", "").strip())
            found += [] if text is None else [read_sheet(text)]
    return tuple(found)


def style_rules(page: Page, name: str) -> Iterator[StyleRule]:
    """The rules that set a property, under whatever media condition, in order."""
    return (rule for sheet in page.of(sheets_of) for rule in sheet.rules if name in rule.style)


def matching(page: Page, rule: StyleRule) -> Iterable[HtmlElement]:
    """The elements that a style rule is for."""
    selector = rule.parsed
    if selector is None or not rule.names <= page.of(_named).keys():
        return ()
    if selector.path is not None:
        return page.of(_Found).of(rule)
    return [e for e in _candidates(page, selector) if selector.matches(e)]


def inline(element: HtmlElement) -> Style:
    """What an element's `style` attribute sets."""
    text = element.get("style")
    return declared(text) if text else {}


def _is_on_screen(link: HtmlElement) -> bool:
    """Whether a link leads to a style sheet for screens. Some are for print until a script finds them loaded."""
    rel = (link.get("rel") or "").lower().split()
    if "stylesheet" not in rel or "alternate" in rel or "disabled" in link.attrib:
        return False
    return applies(link.get("media", "")) or "media" in link.get("onload", "")


@lru_cache(maxsize=512)
def _index(sheet: Sheet, names: frozenset[str]) -> _Index:
    """The rules that may match on pages with these names. Pages of one template share it."""
    found: dict[str, dict[str, list[tuple[int, StyleRule]]]] = defaultdict(lambda: defaultdict(list))
    for rank, rule in enumerate(sheet.rules):
        if rule.names <= names and applies(rule.media) and rule.parsed is not None:
            last = rule.parsed.last
            key = next(iter(last.names), last.tag or "*")
            for name in rule.style:
                found[name][key].append((rank, rule))
    return _Index({name: {key: tuple(rules) for key, rules in by_key.items()} for name, by_key in found.items()})


def _keys(element: HtmlElement) -> list[str]:
    """The keys of an index under which the rules for an element stand."""
    keys = [str(element.tag), "*"]
    if name := element.get("id"):
        keys.append(f"#{name}")
    if classes := element.get("class"):
        keys += [f".{name}" for name in dict.fromkeys(classes.split())]
    return keys


def _candidates(page: Page, selector: Selector) -> Iterable[HtmlElement]:
    """Few elements among which are all that a selector is for."""
    named = page.of(_named)
    if names := selector.last.names:
        return min((named.get(name, []) for name in names), key=len)
    tag = selector.last.tag
    around = [name for run in selector.runs for compound in run for name in compound.names]
    if not around:
        return page.of(markup).of(tag) if tag else page.dom.iter("*")
    roots = min((named.get(name, []) for name in around), key=len)
    return dict.fromkeys(e for root in roots for e in root.iter(tag or "*"))


class _Found:
    """What selectors that only XPath can tell find on one page, each worked out once."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._sets: dict[StyleRule, Mapping[HtmlElement, None]] = {}

    def of(self, rule: StyleRule) -> Mapping[HtmlElement, None]:
        """The elements that a rule is for, in order."""
        if rule not in self._sets:
            self._sets[rule] = dict.fromkeys(_by_path(self._page.dom, rule))
        return self._sets[rule]


def _by_path(root: HtmlElement, rule: StyleRule) -> list[HtmlElement]:
    try:
        found = rule.parsed.path(root) if rule.parsed is not None and rule.parsed.path is not None else []
    except XPathError:
        return []
    return [e for e in found if isinstance(e, HtmlElement)] if isinstance(found, list) else []


def _named(page: Page) -> Mapping[str, list[HtmlElement]]:
    """The elements by `.class` and `#id`."""
    elements = page.of(markup)
    alike: dict[str, list[HtmlElement]] = defaultdict(list)
    for element in elements.having("class"):
        alike[element.get("class", "")].append(element)
    found = defaultdict(list, {f"#{name}": having for name, having in elements.ids.items()})
    for classes, having in alike.items():
        for name in dict.fromkeys(classes.split()):
            found["." + name] += having
    return dict(found)
