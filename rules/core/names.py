"""The accessible name of an element: what a screen reader says for it (W3C accname, simplified)."""

from __future__ import annotations

from lxml.html import HtmlElement

from rules.core.regions import UNREAD, hidden

_DEEPEST = 150


def accessible_name(element: HtmlElement) -> str:
    """The name from `aria-labelledby`, `aria-label`, the contents with the images' alternatives, or `title`."""
    for name in (
        _labelled_by(element),
        element.get("aria-label", ""),
        _contents(element),
        element.get("title", ""),
    ):
        if said := " ".join(name.split()):
            return said
    return ""


def _labelled_by(element: HtmlElement) -> str:
    ids = element.get("aria-labelledby", "").split()
    if not ids:
        return ""
    root = element.getroottree()
    named = (root.xpath("//*[@id=$i]", i=i) for i in ids)
    return " ".join(_contents(found[0]) for found in named if found)


def _contents(element: HtmlElement, depth: int = 0) -> str:
    if not len(element):
        return element.text or ""
    if depth > _DEEPEST:
        return str(element.text_content())
    said = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            said.append(_said(child, depth + 1))
        said.append(child.tail or "")
    return "".join(said)


def _said(child: HtmlElement, depth: int) -> str:
    if hidden(child) or (child.tag in UNREAD and child.tag != "svg"):
        return ""
    if child.tag == "img":
        return child.get("alt", "")
    if child.tag == "br":
        return " "
    if child.tag == "svg":
        return child.get("aria-label") or child.findtext("title") or ""
    return child.get("aria-label") or _contents(child, depth)
