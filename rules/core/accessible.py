"""What assistive technology is given of a page: which elements it meets, with what role and what name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property

from lxml.html import HtmlElement

from rules.core.css import Style, styles
from rules.core.html_roles import input_type, role_of, tabbable
from rules.core.markup import markup
from rules.core.names import Naming, label_around
from rules.core.page import Page

_NEVER_SHOWN = frozenset(
    (
        "base",
        "datalist",
        "head",
        "link",
        "meta",
        "noscript",
        "param",
        "script",
        "source",
        "style",
        "template",
        "track",
    )
)
_SHOWN_IF_ALL_ELSE_FAILS = frozenset(("audio", "iframe", "object", "video"))
_NOWHERE = re.compile(r"-\d{4,}px|-\d{3,}(?:em|rem|%)")
_NOTHING_LEFT = re.compile(r"rect\(0(?:px)?[ ,]+0(?:px)?[ ,]+0(?:px)?[ ,]+0(?:px)?\)|inset\((?:50|100)%\)")
_SHOWN_IF: Mapping[str, Callable[[HtmlElement], bool]] = {
    "audio": lambda element: "controls" in element.attrib,
    "dialog": lambda element: "open" in element.attrib,
    "input": lambda element: input_type(element) != "hidden",
}
_BLOCKS = frozenset(
    ("block", "flex", "grid", "inline-block", "inline-flex", "inline-grid", "list-item", "table-cell")
)


class Accessibility(Naming):
    """The elements of one page as assistive technology meets them. Each answer is worked out once."""

    def __init__(self, page: Page) -> None:
        super().__init__(page.dom)
        self._page = page
        self._shown: dict[HtmlElement, bool] = {}
        self._told: dict[HtmlElement, bool] = {}
        self._names: dict[HtmlElement, str] = {}

    def name(self, element: HtmlElement) -> str:
        if element not in self._names:
            self._names[element] = super().name(element)
        return self._names[element]

    def role(self, element: HtmlElement) -> str | None:
        """The element's role: the explicit one where it stands, else the one it has by itself."""
        return role_of(element)

    def style(self, element: HtmlElement) -> Style:
        """What the page's own styles set for the element."""
        return self._page.of(styles).of(element)

    def shown(self, element: HtmlElement) -> bool:
        """Whether the element is rendered, wherever it stands."""
        for around in (element, *element.iterancestors()):
            visibility = self.style(around).get("visibility")
            if visibility is not None:
                return visibility.value not in ("hidden", "collapse") and self._displayed(element)
        return self._displayed(element)

    def told(self, element: HtmlElement) -> bool:
        """Whether the element is in the accessibility tree: rendered, and nothing around it is `aria-hidden`."""
        if self._hushed(element):
            return False
        return self.shown(element)

    def visible(self, element: HtmlElement) -> bool:
        """Whether the element can be seen: it is not moved off the page, cut away or see-through."""
        return self.shown(element) and not any(_out_of_sight(self.style(e)) for e in _with_what_is_around(element))

    def in_tab_order(self, element: HtmlElement) -> bool:
        """Whether the tab key stops at the element."""
        return tabbable(element) and self.shown(element) and not _inert(element)

    def hidden(self, element: HtmlElement) -> bool:
        return _hushes(element) or not self._displays(element) or _invisible(self.style(element))

    def unseen(self, element: HtmlElement) -> bool:
        return not self.told(element)

    def find(self, name: str) -> HtmlElement | None:
        return next(iter(self._page.of(markup).ids.get(name, ())), None)

    def labels(self, control: HtmlElement) -> Sequence[HtmlElement]:
        name = control.get("id")
        told = self._labels_by_id.get(name, []) if name and self.find(name) is control else []
        around = label_around(control)
        return told if around is None or around in told else [*told, around]

    def apart(self, element: HtmlElement) -> bool:
        display = self.style(element).get("display")
        return super().apart(element) if display is None else display.value in _BLOCKS

    @cached_property
    def _labels_by_id(self) -> dict[str, list[HtmlElement]]:
        found: dict[str, list[HtmlElement]] = defaultdict(list)
        for label in self._page.of(markup).of("label"):
            found[label.get("for", "")].append(label)
        return found

    def _displayed(self, element: HtmlElement) -> bool:
        """Whether neither the element nor anything around it is taken out of the page (`display: none`)."""
        way = []
        known = True
        for around in _with_what_is_around(element):
            if around in self._shown:
                known = self._shown[around]
                break
            way.append(around)
        for around in reversed(way):
            known = self._shown[around] = known and self._displays(around)
        return known

    def _displays(self, element: HtmlElement) -> bool:
        attributes = element.attrib
        parent = element.getparent()
        if element.tag in _NEVER_SHOWN or (parent is not None and parent.tag in _SHOWN_IF_ALL_ELSE_FAILS):
            return False
        if (asked := _SHOWN_IF.get(str(element.tag))) and not asked(element):
            return False
        display = self.style(element).get("display")
        if display is not None:
            return display.value != "none"
        return "hidden" not in attributes or attributes["hidden"].lower() == "until-found"

    def _hushed(self, element: HtmlElement) -> bool:
        if element not in self._told:
            self._told[element] = any(_hushes(around) for around in _with_what_is_around(element))
        return self._told[element]


def accessibility(page: Page) -> Accessibility:
    """The page as assistive technology meets it."""
    return Accessibility(page)


def _with_what_is_around(element: HtmlElement) -> Iterator[HtmlElement]:
    yield element
    yield from element.iterancestors()


def _hushes(element: HtmlElement) -> bool:
    attributes = element.attrib
    return attributes.get("aria-hidden", "").strip().lower() == "true" or "inert" in attributes


def _inert(element: HtmlElement) -> bool:
    return any("inert" in around.attrib for around in _with_what_is_around(element))


def _invisible(style: Style) -> bool:
    visibility = style.get("visibility")
    return visibility is not None and visibility.value in ("hidden", "collapse")


def _out_of_sight(style: Style) -> bool:
    if not style:
        return False
    value = {name: declared.value for name, declared in style.items()}
    if value.get("opacity") in ("0", "0%", "0.0") or _NOTHING_LEFT.search(
        value.get("clip-path", value.get("clip", ""))
    ):
        return True
    off_the_page = value.get("position") in ("absolute", "fixed") and _NOWHERE.match(value.get("left", ""))
    return bool(off_the_page or _NOWHERE.match(value.get("text-indent", "")))
