"""What assistive technology is given of a page: which elements it meets, with what role and what name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property

from lxml.html import HtmlElement

from rules.core.aria import DECORATIVE
from rules.core.css import styles
from rules.core.generated import generated
from rules.core.html_roles import input_type, role_of, tabbable
from rules.core.markup import markup
from rules.core.names import Naming, label_around, named_by_contents
from rules.core.page import Page
from rules.core.sheets import Declared

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
_NOWHERE = re.compile(r"-(?:[5-9]\d\d|\d{4,})(?:\.\d+)?px|-\d{3,}(?:em|rem|%)")
_NOTHING_LEFT = re.compile(r"rect\(0(?:px)?[ ,]+0(?:px)?[ ,]+0(?:px)?[ ,]+0(?:px)?\)|inset\((?:50|100)%\)")
_SHOWN_IF: Mapping[str, Callable[[HtmlElement], bool]] = {
    "audio": lambda element: "controls" in element.attrib,
    "dialog": lambda element: "open" in element.attrib,
    "input": lambda element: input_type(element) != "hidden",
}
_INVISIBLE = ("hidden", "collapse")
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
        self._owner_of: dict[HtmlElement, HtmlElement | None] = {}

    def name(self, element: HtmlElement) -> str:
        if element not in self._names:
            self._names[element] = super().name(element) or self._name_by_style(element)
        return self._names[element]

    def role(self, element: HtmlElement) -> str | None:
        """The element's role: the explicit one where it stands, else the one it has by itself."""
        return role_of(element)

    def style(self, element: HtmlElement, name: str) -> Declared | None:
        """What the page's own styles set a property of the element to."""
        return self._page.of(styles).get(element, name)

    def shown(self, element: HtmlElement) -> bool:
        """Whether the element is rendered, wherever it stands."""
        return self._all_around(self._shown, self._displays, element) and not self._invisible(element)

    def told(self, element: HtmlElement) -> bool:
        """Whether the element is in the accessibility tree: rendered, and nothing around it is `aria-hidden`."""
        return self._all_around(self._told, _speaks, element) and self.shown(element)

    def visible(self, element: HtmlElement) -> bool:
        """Whether the element can be seen: it is not moved off the page, cut away or see-through."""
        return self.shown(element) and not any(e in self._away for e in _with_what_is_around(element))

    def in_tab_order(self, element: HtmlElement) -> bool:
        """Whether the tab key stops at the element."""
        if not tabbable(element) or not self.shown(element):
            return False
        return not any("inert" in around.attrib for around in _with_what_is_around(element))

    def owner(self, element: HtmlElement) -> HtmlElement | None:
        """The nearest element around that says something, or that owns this one by `aria-owns`."""
        way = {element: None}
        around = self._around(element)
        while around is not None and around not in way and self._says_nothing(around):
            if around in self._owner_of:
                around = self._owner_of[around]
                break
            way[around] = None
            around = self._around(around)
        owner = None if around in way else around
        self._owner_of.update(dict.fromkeys(way, owner))
        return owner

    def owned(self, element: HtmlElement) -> list[HtmlElement]:
        """The nearest elements below that say something, those named in `aria-owns` after the others."""
        found: list[HtmlElement] = []
        met = {element}
        waiting = self._children(element)[::-1]
        while waiting:
            child = waiting.pop()
            if child in met or not self.told(child):
                continue
            met.add(child)
            if self._says_nothing(child):
                waiting += self._children(child)[::-1]
            else:
                found.append(child)
        return found

    def hidden(self, element: HtmlElement) -> bool:
        return not _speaks(element) or not self._displays(element) or element in self._invisible_itself

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
        display = self.style(element, "display")
        return super().apart(element) if display is None else display.value in _BLOCKS

    def _name_by_style(self, element: HtmlElement) -> str:
        """The words that the style sheet adds to an element which is named by what it holds."""
        added = self._page.of(generated)
        if not added or not named_by_contents(element):
            return ""
        return next((added[part] for part in element.iter("*") if part in added and self.told(part)), "")

    def _around(self, element: HtmlElement) -> HtmlElement | None:
        return self._owners.get(element.get("id", ""), element.getparent())

    def _says_nothing(self, element: HtmlElement) -> bool:
        """Whether an element is only there for layout: it has no role of note and no ARIA attribute."""
        if self.role(element) not in (None, "generic", *DECORATIVE):
            return False
        return not any(name.startswith("aria-") for name in element.keys())  # noqa: SIM118

    def _children(self, element: HtmlElement) -> list[HtmlElement]:
        """An element's children but for those that another element owns, and those it owns from elsewhere."""
        own = [
            c for c in element if isinstance(c.tag, str) and self._owners.get(c.get("id", ""), element) is element
        ]
        ids = (element.get("aria-owns") or "").split()
        return own + [found for name in ids if (found := self.find(name)) is not None and found not in own]

    @cached_property
    def _owners(self) -> dict[str, HtmlElement]:
        owning = self._page.of(markup).having("aria-owns")
        return {name: owner for owner in owning for name in owner.get("aria-owns", "").split()}

    @cached_property
    def _labels_by_id(self) -> dict[str, list[HtmlElement]]:
        found: dict[str, list[HtmlElement]] = defaultdict(list)
        for label in self._page.of(markup).of("label"):
            found[label.get("for", "")].append(label)
        return found

    def _all_around(
        self, known: dict[HtmlElement, bool], holds: Callable[[HtmlElement], bool], element: HtmlElement
    ) -> bool:
        """Whether something holds of an element and all that is around it."""
        way = []
        answer = True
        for around in _with_what_is_around(element):
            if around in known:
                answer = known[around]
                break
            way.append(around)
        for around in reversed(way):
            answer = known[around] = answer and holds(around)
        return answer

    def _invisible(self, element: HtmlElement) -> bool:
        """Whether the nearest element around that sets its visibility hides it."""
        if not self._invisible_itself:
            return False
        found = (self.style(around, "visibility") for around in _with_what_is_around(element))
        nearest = next((visibility for visibility in found if visibility is not None), None)
        return nearest is not None and nearest.value in _INVISIBLE

    @cached_property
    def _invisible_itself(self) -> frozenset[HtmlElement]:
        return frozenset(self._page.of(styles).where("visibility", _hides))

    @cached_property
    def _taken_away(self) -> frozenset[HtmlElement]:
        return frozenset(self._page.of(styles).where("display", _takes_away))

    @cached_property
    def _away(self) -> frozenset[HtmlElement]:
        """The elements that are moved off the page, cut away or see-through."""
        where = self._page.of(styles).where
        away = {*where("opacity", _see_through), *where("clip-path", _cuts_away), *where("text-indent", _far_off)}
        away.update(e for e in where("clip", _cuts_away) if self.style(e, "clip-path") is None)
        for side in ("left", "top"):
            away.update(e for e in where(side, _far_off) if self._is_placed(e))
        return frozenset(away)

    def _is_placed(self, element: HtmlElement) -> bool:
        position = self.style(element, "position")
        return position is not None and position.value in ("absolute", "fixed")

    def _displays(self, element: HtmlElement) -> bool:
        attributes = element.attrib
        parent = element.getparent()
        if element.tag in _NEVER_SHOWN or (parent is not None and parent.tag in _SHOWN_IF_ALL_ELSE_FAILS):
            return False
        if (asked := _SHOWN_IF.get(str(element.tag))) and not asked(element):
            return False
        if element in self._taken_away:
            return False
        if "hidden" not in attributes or attributes["hidden"].lower() == "until-found":
            return True
        return self.style(element, "display") is not None


def accessibility(page: Page) -> Accessibility:
    """The page as assistive technology meets it."""
    return Accessibility(page)


def _takes_away(value: str) -> bool:
    return value == "none"


def _hides(value: str) -> bool:
    return value in _INVISIBLE


def _see_through(value: str) -> bool:
    return value in ("0", "0%", "0.0")


def _cuts_away(value: str) -> bool:
    return _NOTHING_LEFT.search(value) is not None


def _far_off(value: str) -> bool:
    return _NOWHERE.match(value) is not None


def _with_what_is_around(element: HtmlElement) -> Iterator[HtmlElement]:
    yield element
    yield from element.iterancestors()


def _speaks(element: HtmlElement) -> bool:
    """Whether an element is not kept from assistive technology by an attribute of its own."""
    attributes = element.attrib
    return attributes.get("aria-hidden", "").strip().lower() != "true" and "inert" not in attributes
