"""The role of an HTML element: the one it is given, or the one it has by itself (HTML-AAM, ARIA in HTML)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lxml.html import HtmlElement

from rules.core.aria import DECORATIVE, everywhere, html_roles, input_roles, usable

_SECTIONING = frozenset(("article", "aside", "main", "nav", "section"))
_SECTIONING_ROLES = frozenset(("article", "complementary", "main", "navigation", "region"))
_NO_ROLE_OF_THEIRS = frozenset(
    ("color", "date", "datetime-local", "file", "hidden", "month", "password", "time", "week")
)
_CONTROLS = frozenset(("button", "input", "select", "textarea"))


def role_of(element: HtmlElement) -> str | None:
    """The role that assistive technology meets: the explicit one, but not “none” on what cannot be decoration."""
    attributes = element.attrib
    if "role" not in attributes:
        return implicit_role(element)
    explicit = explicit_role(element)
    if explicit is None or (explicit in DECORATIVE and not decoration_stands(element)):
        return implicit_role(element)
    return explicit


def explicit_role(element: HtmlElement) -> str | None:
    """The first role of the `role` attribute that may be used."""
    for token in (element.get("role") or "").split():
        if role := usable(token):
            return role.name
    return None


def decoration_stands(element: HtmlElement) -> bool:
    """Whether the role “none” holds: not on what takes the focus, nor on what has a global ARIA attribute."""
    if focusable(element):
        return False
    return not any(name in everywhere() and name != "aria-hidden" for name in element.keys())  # noqa: SIM118


def implicit_role(element: HtmlElement) -> str | None:
    """The role that an element has by itself; None where HTML-AAM gives none, or one that ARIA does not know."""
    tag = str(element.tag)
    if special := _SPECIAL.get(tag):
        return special(element)
    return html_roles().get(tag)


def input_type(element: HtmlElement) -> str:
    """The type of an `input`, with what browsers do not know read as text."""
    kind = element.get("type", "text").strip().lower()
    return kind if kind in input_roles() or kind in _NO_ROLE_OF_THEIRS else "text"


def disabled(element: HtmlElement) -> bool:
    """Whether a control is disabled, by itself or by a `fieldset` around it (but for what its legend holds)."""
    if element.tag not in _CONTROLS:
        return False
    if "disabled" in element.attrib:
        return True
    below = element
    for around in element.iterancestors():
        if around.tag == "fieldset" and "disabled" in around.attrib:
            return below is not next(around.iterchildren("legend"), None)
        below = around
    return False


def focusable(element: HtmlElement) -> bool:
    """Whether an element can take the focus where it is shown: by itself, or by a tabindex."""
    if _whole_number(element.get("tabindex")) is not None:
        return not disabled(element)
    return native_focus(element)


def tabbable(element: HtmlElement) -> bool:
    """Whether the tab key stops at an element where it is shown."""
    index = _whole_number(element.get("tabindex"))
    return focusable(element) and (index is None or index >= 0)


def native_focus(element: HtmlElement) -> bool:
    """Whether an element takes the focus by itself."""
    tag, attributes = element.tag, element.attrib
    if tag in ("a", "area"):
        return _leads(element)
    if tag in _CONTROLS:
        return not (tag == "input" and input_type(element) == "hidden") and not disabled(element)
    if tag in ("audio", "video"):
        return "controls" in attributes
    if tag == "summary":
        return is_summary(element)
    return attributes.get("contenteditable", "false").lower() in ("", "true", "plaintext-only")


def in_drawing(element: HtmlElement) -> bool:
    """Whether an element is a drawing (svg) or a part of one."""
    return element.tag == "svg" or next(element.iterancestors("svg"), None) is not None


def is_summary(element: HtmlElement) -> bool:
    """Whether a `summary` opens and closes its `details`: only the first one does."""
    parent = element.getparent()
    return parent is not None and parent.tag == "details" and next(parent.iterchildren("summary"), None) is element


def _leads(element: HtmlElement) -> bool:
    """Whether an `a` or `area` has an address, as HTML or as a drawing (svg) writes it."""
    return "href" in element.attrib or "xlink:href" in element.attrib


def _whole_number(text: str | None) -> int | None:
    try:
        return None if text is None else int(text.strip())
    except ValueError:
        return None


def _link(element: HtmlElement) -> str | None:
    return "link" if _leads(element) else "generic"


def _landmark_of_the_page(role: str) -> Callable[[HtmlElement], str | None]:
    """A `header` or `footer` is a landmark only where it is that of the page, not of a part of it."""

    def found(element: HtmlElement) -> str | None:
        inside = any(a.tag in _SECTIONING or a.get("role") in _SECTIONING_ROLES for a in element.iterancestors())
        return None if inside else role

    return found


def _image(element: HtmlElement) -> str | None:
    return "none" if element.get("alt") == "" and decoration_stands(element) else "img"


def _input(element: HtmlElement) -> str | None:
    kind = input_type(element)
    role = input_roles().get(kind)
    return "combobox" if "list" in element.attrib and role in ("textbox", "searchbox") else role


def _list_item(element: HtmlElement) -> str | None:
    parent = element.getparent()
    if parent is None or parent.tag not in ("ol", "ul", "menu"):
        return "generic"
    return "listitem" if explicit_role(parent) in (None, "list", "directory") else "generic"


def _section(element: HtmlElement) -> str | None:
    named = any((element.get(name) or "").strip() for name in ("aria-label", "aria-labelledby", "title"))
    return "region" if named else "generic"


def _select(element: HtmlElement) -> str | None:
    several = "multiple" in element.attrib or (_whole_number(element.get("size")) or 1) > 1
    return "listbox" if several else "combobox"


def _in_table(role: str) -> Callable[[HtmlElement], str | None]:
    """A part of a table says nothing where the table itself is only for layout."""

    def found(element: HtmlElement) -> str | None:
        table = next(element.iterancestors("table"), None)
        around = None if table is None else explicit_role(table)
        if around in DECORATIVE:
            return "generic"
        if role == "columnheader" and element.get("scope", "").lower() in ("row", "rowgroup"):
            return "rowheader"
        return "gridcell" if role == "cell" and around in ("grid", "treegrid") else role

    return found


_SPECIAL: Mapping[str, Callable[[HtmlElement], str | None]] = {
    "a": _link,
    "area": _link,
    "footer": _landmark_of_the_page("contentinfo"),
    "header": _landmark_of_the_page("banner"),
    "img": _image,
    "input": _input,
    "li": _list_item,
    "section": _section,
    "select": _select,
    "svg": lambda _: "graphics-document",
    "tbody": _in_table("rowgroup"),
    "td": _in_table("cell"),
    "tfoot": _in_table("rowgroup"),
    "th": _in_table("columnheader"),
    "thead": _in_table("rowgroup"),
    "tr": _in_table("row"),
}
