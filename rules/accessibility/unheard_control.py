"""Something that takes the keyboard's focus, and that a screen reader says nothing or something else of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from lxml.html import HtmlElement

from rules.core.accessible import Accessibility, accessibility
from rules.core.aria import DECORATIVE, roles
from rules.core.faults import Fault, FaultsRule, fault_at
from rules.core.findings import Fact
from rules.core.html_roles import decoration_stands, explicit_role, focusable, tabbable
from rules.core.markup import Markup, markup
from rules.core.page import Page
from rules.core.regions import unseen
from rules.core.segment import parse

_FLAT_TAGS = ("button", "meter", "progress")


class UnheardControl(FaultsRule):
    """A link, button or field can be reached with the keyboard, but screen readers are told that it is not there.

    Someone who listens to the page lands on silence. They cannot tell what they would press, or where they are.

    **Left alone:**

    - what is hidden from everyone, or switched off (disabled)
    - the invisible ends of a dialogue that a script watches, which go nowhere by themselves
    - frames whose contents are not written in the page

    The attributes that hide it stand in the template, or come with something set into the page.
    """

    id = "accessibility.unheard-control"
    title = "Controls hidden from screen readers"
    message = "A control here is hidden from screen readers but takes the keyboard’s focus."
    fix = "Hide it from the keyboard too, or do not hide it."
    commitments = ("partnership.participation", "value.everyone")
    severity = "barrier"
    wcag = ("4.1.2",)
    act = ("6cfa84", "307n5z", "46ca7f", "akn7bn")
    sources = ("https://www.w3.org/WAI/standards-guidelines/act/rules/6cfa84/",)
    faults: ClassVar[Mapping[str, Fault]] = {
        "page": Fault(
            "The whole page is hidden from screen readers (aria-hidden on the body element).",
            "Take aria-hidden off the body element.",
            "barrier",
            act=("6cfa84",),
        ),
        "aria-hidden": Fault(
            "This can take the keyboard’s focus, but it is hidden from screen readers (aria-hidden): {value}.",
            "Do not hide it. If nobody needs it, take it out, or keep the keyboard out too.",
            "barrier",
            act=("6cfa84",),
        ),
        "inside a control": Fault(
            "A control stands inside another control ({value}), so a screen reader leaves the inner one out.",
            "Put the controls beside each other.",
            "problem",
            act=("307n5z",),
        ),
        "decoration": Fault(
            "This is marked as decoration ({value}) but still read out: it has a label or takes the focus.",
            "Take off either the mark or what makes it more than decoration.",
            "problem",
            act=("46ca7f",),
            wcag=(),
        ),
        "frame": Fault(
            "This frame holds things that need the keyboard, but a negative tabindex keeps the keyboard out.",
            "Take the tabindex off the frame.",
            "barrier",
            wcag=("2.1.1",),
            act=("akn7bn",),
        ),
    }

    def extract(self, page: Page) -> Iterator[Fact]:
        elements, told = page.of(markup), page.of(accessibility)
        yield from _hushed(page, elements, told)
        yield from _nested(page, elements, told)
        for element in (*elements.having("role"), *elements.of("img")):
            if (mark := _mark(element)) and _announced(element) and told.told(element):
                yield fault_at(page, element, "decoration", mark)
        for frame in elements.of("iframe"):
            if frame.get("tabindex", "").strip().startswith("-") and told.told(frame) and _needs_keys(frame):
                yield fault_at(page, frame, "frame")


def _hushed(page: Page, elements: Markup, told: Accessibility) -> Iterator[Fact]:
    """The first control of each part of the page that is hidden from screen readers."""
    reported: set[HtmlElement] = set()
    for hidden in elements.having("aria-hidden"):
        if hidden.get("aria-hidden", "").strip().lower() != "true":
            continue
        control = next((e for e in hidden.iter("*") if told.in_tab_order(e) and not _watched(told, e)), None)
        if control is not None and control not in reported:
            reported.add(control)
            key = "page" if hidden.tag == "body" else "aria-hidden"
            yield fault_at(page, control, key, f"“{control.tag!s}” element")


def _nested(page: Page, elements: Markup, told: Accessibility) -> Iterator[Fact]:
    for element in (*elements.having("role"), *elements.of(*_FLAT_TAGS)):
        role = told.role(element)
        if role is None or not len(element) or not roles()[role].flat or not told.told(element):
            continue
        inner = next((e for e in element.iter("*") if e is not element and told.in_tab_order(e)), None)
        if inner is not None:
            yield fault_at(page, inner, "inside a control", f"“{inner.tag!s}” in “{element.tag!s}”")


def _watched(told: Accessibility, control: HtmlElement) -> bool:
    """Whether a control is there for a script that moves the focus on, as at the ends of a dialogue."""
    nowhere = (
        control.get("href") == "#" if control.tag == "a" else not len(control) and not (control.text or "").strip()
    )
    return nowhere and control.tag in ("a", "div", "span") and not told.visible(control)


def _mark(element: HtmlElement) -> str:
    """How an element is marked as decoration."""
    role = explicit_role(element)
    if role in DECORATIVE:
        return f'role="{role}"'
    return 'alt=""' if role is None and element.tag == "img" and element.get("alt") == "" else ""


def _announced(element: HtmlElement) -> bool:
    """Whether something keeps an element from being decoration, and is more than an empty attribute."""
    said = (name for name, value in element.items() if name.startswith("aria-") and value.strip())
    return not decoration_stands(element) and (focusable(element) or any(name != "aria-hidden" for name in said))


def _needs_keys(frame: HtmlElement) -> bool:
    """Whether the contents of a frame that are written in the page take the focus."""
    inside = frame.get("srcdoc", "").strip()
    small = any(frame.get(side, "").strip() in ("0", "1") for side in ("width", "height"))
    if not inside or small:
        return False
    return any(tabbable(element) and not unseen(element) for element in parse(inside).iter("*"))
