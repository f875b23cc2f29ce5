"""The accessible name of an element: what a screen reader says for it (W3C accname 1.2, HTML-AAM)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, cast

from lxml.html import HtmlElement

from rules.core.aria import DECORATIVE, roles
from rules.core.html_roles import in_drawing, input_type, is_summary, role_of
from rules.core.regions import hidden, unseen

_WORD = re.compile(r"[\w-]+")
INLINE = frozenset(
    _WORD.findall("""
    a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd mark q rp rt ruby s samp small
    span strike strong sub sup time tt u var wbr
    """)
)
_SILENT = frozenset(("datalist", "head", "map", "noscript", "script", "style", "template"))
_OPAQUE = frozenset(("audio", "canvas", "embed", "iframe", "object", "svg", "video"))
_LABELLED = frozenset(("button", "input", "meter", "output", "progress", "select", "textarea"))
_CAPTIONS = {"fieldset": "legend", "figure": "figcaption", "table": "caption"}
_HINTED = frozenset(("combobox", "searchbox", "spinbutton", "textbox"))
_PRESSED = {"button": "", "submit": "Submit", "reset": "Reset"}
_NAMES_A_LINK = frozenset(("role", "aria-label", "aria-labelledby", "title"))
_DEEPEST = 150


class _Way(NamedTuple):
    """How the reading came to an element: on behalf of which one, as a part of it or not, and how deep."""

    origin: HtmlElement
    part: bool = False
    referenced: bool = False
    unhidden: bool = False
    depth: int = 0


class Naming:
    """Works out names in a document. This one knows only the markup; `rules.core.accessible` knows styles too."""

    def __init__(self, root: HtmlElement) -> None:
        self.root = root

    def name(self, element: HtmlElement) -> str:
        """The accessible name, with single spaces; empty if there is none."""
        return " ".join(self._name(element, _Way(element)).split())

    def description(self, element: HtmlElement) -> str:
        """The accessible description: what `aria-describedby` points at, or `aria-description`."""
        told = self._referenced(element, "aria-describedby") or element.get("aria-description", "")
        return " ".join(told.split())

    def hidden(self, element: HtmlElement) -> bool:
        """Whether an element hides itself, and with it all that it holds."""
        return hidden(element)

    def unseen(self, element: HtmlElement) -> bool:
        """Whether an element, or anything around it, is hidden."""
        return unseen(element)

    def find(self, name: str) -> HtmlElement | None:
        """The first element with an id."""
        found = cast("list[HtmlElement]", self.root.xpath("//*[@id=$name]", name=name))
        return found[0] if found else None

    def labels(self, control: HtmlElement) -> Sequence[HtmlElement]:
        """The `label` elements of a control: those that name its id, and the one around it."""
        name = control.get("id")
        told = cast("list[HtmlElement]", self.root.xpath("//label[@for=$name]", name=name)) if name else []
        around = label_around(control)
        return told if around is None or around in told else [*told, around]

    def apart(self, element: HtmlElement) -> bool:
        """Whether an element stands apart from the words around it, as a block does."""
        return element.tag not in INLINE

    def _name(self, element: HtmlElement, way: _Way) -> str:
        if not way.referenced and (told := self._referenced(element, "aria-labelledby")).strip():
            return told
        role = role_of(element)
        if way.part and (value := _value(element, role)) is not None:
            return value
        if (label := element.get("aria-label", "")).strip():
            return label
        if role not in DECORATIVE and (told := self._by_markup(element, way)).strip():
            return told
        if way.part or way.referenced or named_by_contents(element):
            said = "" if element.tag in _OPAQUE else self._contents(element, way)
            if said.strip():
                return said
        if role in DECORATIVE and not way.part:
            return ""
        return element.get("title", "") or (_hint(element, role))

    def _referenced(self, element: HtmlElement, attribute: str) -> str:
        """What the elements say whose ids an attribute lists, hidden or not."""
        ids = element.get(attribute)
        if not ids:
            return ""
        found = (self.find(name) for name in dict.fromkeys(ids.split()))
        return " ".join(self._target(target, element) for target in found if target is not None)

    def _target(self, target: HtmlElement, origin: HtmlElement) -> str:
        return self._name(
            target, _Way(origin, part=target is not origin, referenced=True, unhidden=self.unseen(target))
        )

    def _by_markup(self, element: HtmlElement, way: _Way) -> str:
        """The name that HTML itself gives: a label, an alternative text, a caption, a value."""
        tag = element.tag
        if tag in ("img", "area"):
            return element.get("alt", "")
        captions = "title" if _is_drawn(element) else _CAPTIONS.get(str(tag))
        if captions is not None:
            caption = next(element.iterchildren(captions), None)
            return "" if caption is None else self._contents(caption, way)
        if tag in _LABELLED and not way.part:
            told = " ".join(self._label(label, element) for label in self.labels(element))
            if told.strip() or tag != "input":
                return told
        if tag == "input":
            return _on_the_button(element)
        return element.get("label", "") if tag in ("optgroup", "option", "track") else ""

    def _label(self, label: HtmlElement, control: HtmlElement) -> str:
        if self.unseen(label):
            return self._contents(label, _Way(control, part=True, unhidden=True))
        return self._name(label, _Way(control, part=True))

    def _contents(self, element: HtmlElement, way: _Way) -> str:
        if not len(element):
            return element.text or ""
        if way.depth > _DEEPEST:
            return str(element.text_content())
        said = [element.text or ""]
        inner = way._replace(part=True, depth=way.depth + 1)
        for child in element:
            if isinstance(child.tag, str):
                said.append(self._child(child, inner))
            said.append(child.tail or "")
        return "".join(said)

    def _child(self, child: HtmlElement, way: _Way) -> str:
        if child.tag in _SILENT or child is way.origin or (not way.unhidden and self.hidden(child)):
            return ""
        if child.tag == "br":
            return " "
        said = self._name(child, way)
        return f" {said} " if self.apart(child) else said


def accessible_name(element: HtmlElement) -> str:
    """The name of an element, told by the markup alone."""
    if element.tag == "a" and not len(element) and _NAMES_A_LINK.isdisjoint(element.keys()):
        return " ".join((element.text or "").split())  # most links of a page, in a tenth of the time
    return Naming(element).name(element)


def label_around(control: HtmlElement) -> HtmlElement | None:
    """The `label` that holds a control, if it is the control's own: it has no `for` and no control before."""
    label = next(control.iterancestors("label"), None)
    if label is None or "for" in label.attrib:
        return None
    return label if next(_controls(label), None) is control else None


def _controls(label: HtmlElement) -> Iterator[HtmlElement]:
    return (c for c in label.iter(*_LABELLED) if not (c.tag == "input" and input_type(c) == "hidden"))


def named_by_contents(element: HtmlElement) -> bool:
    """Whether an element is named by what it holds, as a button and a heading are."""
    role = role_of(element)
    return (role in roles() and roles()[role].named == "contents") if role else is_summary(element)


def _value(element: HtmlElement, role: str | None) -> str | None:
    """What a control holds, where it stands among the words that name something else."""
    if element.tag == "select":
        chosen = [o for o in element.iter("option") if "selected" in o.attrib] or list(element.iter("option"))[:1]
        return " ".join(str(option.text_content()) for option in chosen)
    if role in ("textbox", "searchbox", "combobox"):
        return element.get("value", "") if element.tag == "input" else str(element.text_content())
    if role in ("slider", "spinbutton", "scrollbar", "progressbar", "meter"):
        told = (element.get(name) for name in ("aria-valuetext", "aria-valuenow", "value"))
        return next((value for value in told if value), "")
    return None


def _on_the_button(element: HtmlElement) -> str:
    kind = input_type(element)
    if kind == "image":
        return element.get("alt", "")
    return element.get("value", _PRESSED[kind]) if kind in _PRESSED else ""


def _is_drawn(element: HtmlElement) -> bool:
    """Whether an element is a drawing (svg), or a part of one, with a title of its own."""
    return next(element.iterchildren("title"), None) is not None and in_drawing(element)


def _hint(element: HtmlElement, role: str | None) -> str:
    return element.get("placeholder", "") or element.get("aria-placeholder", "") if role in _HINTED else ""
