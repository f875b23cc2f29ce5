"""An ARIA role that does not exist, lacks what it needs, or stands where it does not work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from lxml.html import HtmlElement

from rules.core.accessible import Accessibility, accessibility
from rules.core.aria import Role, roles
from rules.core.faults import Fault, FaultsRule, fault_at
from rules.core.findings import Fact
from rules.core.html_roles import explicit_role, focusable, implicit_role, native_focus
from rules.core.markup import markup
from rules.core.page import Page

# Roles whose parts are often added by a script once someone opens or fills them.
_FILLED_LATER = frozenset(("feed", "grid", "listbox", "menu", "menubar", "tree", "treegrid"))


class AriaRole(FaultsRule):
    """An ARIA role tells a screen reader what something is: a tab, a menu, a tick box. A wrong one misleads.

    A tick box without a state, or a tab that stands outside any row of tabs, cannot be used by someone who hears
    the page. They do not know what they have chosen.

    **Left alone:**

    - several roles of which one can be used
    - menus and grids that a script of the page may fill later, and those marked as busy
    - parts of the page that are hidden from screen readers

    Roles stand in the template, or come with something set into the page, so the web team puts them right.
    """

    id = "accessibility.aria-role"
    title = "ARIA roles that do not work"
    message = "The ARIA role “{value}” does not work here."
    fix = "Use the HTML element that is meant for this, without a role."
    commitments = ("partnership.participation", "value.everyone")
    severity = "problem"
    wcag = ("4.1.2",)
    act = ("674b10", "4e8ab6", "ff89c9", "bc4a75")
    sources = ("https://www.w3.org/TR/wai-aria-1.2/",)
    faults: ClassVar[Mapping[str, Fault]] = {
        "unknown": Fault(
            "The ARIA role “{value}” is not defined, so screen readers take no notice of it.",
            "Correct the spelling of the role, or take it out.",
            "problem",
            act=("674b10",),
        ),
        "old": Fault(
            "The ARIA role “{value}” is deprecated: it is no longer in use.",
            "Use the HTML element or the role that has taken its place.",
            act=(),
        ),
        "lacks": Fault(
            "This element with the ARIA role “{value}” which that role requires, so its state is not read out.",
            "Add the attribute, or use the HTML control that is meant for this.",
            "problem",
            act=("4e8ab6",),
        ),
        "context": Fault(
            "The ARIA role “{value}” only works inside another role that it needs around it (context).",
            "Put it inside the role it belongs to, or take the role off.",
            "problem",
            wcag=("1.3.1",),
            act=("ff89c9",),
        ),
        "owned": Fault(
            "The ARIA role “{value}” is missing the parts that it must hold (owned elements), or holds others.",
            "Put only the parts that the role requires in it, or take the role off.",
            "problem",
            wcag=("1.3.1",),
            act=("bc4a75",),
        ),
    }

    def extract(self, page: Page) -> Iterator[Fact]:
        elements, told = page.of(markup), page.of(accessibility)
        filled_later = _FILLED_LATER if page.fragment or "script" in elements.tags else frozenset[str]()
        for element in elements.having("role"):
            if element.get("role", "").strip() and told.told(element):
                for kind, value in _faults(told, element, filled_later):
                    yield fault_at(page, element, kind, value)


def _faults(told: Accessibility, element: HtmlElement, filled_later: frozenset[str]) -> Iterator[tuple[str, str]]:
    name = explicit_role(element)
    if name is None:
        yield "unknown", element.get("role", "")
        return
    role = roles()[name]
    if role.old:
        yield "old", name
    if name == implicit_role(element):
        return
    if lacking := _lacking(role, element):
        yield "lacks", f"{name}” has no attribute “{lacking}"
    if role.within and not _stands_in(told, element, role):
        yield "context", name
    if role.owns and not _holds_its_own(told, element, role, filled_later):
        yield "owned", name


def _stands_in(told: Accessibility, element: HtmlElement, role: Role) -> bool:
    owner = told.owner(element)
    return owner is not None and told.role(owner) in role.within


def _holds_its_own(told: Accessibility, element: HtmlElement, role: Role, filled_later: frozenset[str]) -> bool:
    if element.get("aria-busy", "").lower() == "true":
        return True
    held = [told.role(part) for part in told.owned(element)]
    if not held:
        return role.name in filled_later and not str(element.text_content()).strip()
    return all(name in role.owns for name in held)


def _lacking(role: Role, element: HtmlElement) -> str:
    """The first state or property that the role needs and the element does not give, in its own way or ARIA's."""
    given = {attribute for attribute, value in element.items() if value.strip()}
    given |= _given_by_html(element)
    needs = set(role.needs)
    if role.name == "combobox" and element.get("aria-expanded", "").lower() != "true":
        needs.discard("aria-controls")
    if role.name == "separator" and focusable(element) and not native_focus(element):
        needs.add("aria-valuenow")
    return min(needs - given, default="")


def _given_by_html(element: HtmlElement) -> set[str]:
    kind = element.get("type", "").lower() if element.tag == "input" else ""
    if kind in ("checkbox", "radio"):
        return {"aria-checked"}
    if kind in ("range", "number") or element.tag in ("meter", "progress"):
        return {"aria-valuenow"}
    if element.tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
        return {"aria-level"}
    return {"aria-expanded"} if element.tag == "select" else set()
