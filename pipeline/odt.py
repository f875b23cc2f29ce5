"""Reads the text of an OpenDocument file (.odt): headings, paragraphs, lists, tables and links, as HTML."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from lxml import etree

from rules.core.lists import words

_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
}
_PREFIXES = {address: prefix for prefix, address in _NAMESPACES.items()}
_NOT_READ = words(
    """
    office:annotation office:forms text:alphabetical-index text:bibliography text:illustration-index
    text:list-level-style-bullet text:note text:sequence-decls text:table-index text:table-of-content
    text:tracked-changes text:user-index
    """
)
_DEEPEST_HEADING = 6
_MOST_SPACES = 100


def odt_to_html(content: bytes) -> str:
    """The inside of an HTML body, from the `content.xml` of a document. Empty where it holds no words.

    Notes, comments, tables of contents and struck-out changes are left out. Raises etree.XMLSyntaxError.
    """
    root = _parsed(content)
    body = root.find("office:body/office:text", _NAMESPACES)
    return "" if body is None else "\n".join(_blocks(body, _titles(root)))


def odt_title_and_day(meta: bytes) -> tuple[str, str]:
    """The title and the stamp of the last change, from the `meta.xml` of a document; empty where not given."""
    root = _parsed(meta)
    return (root.findtext(".//dc:title", "", _NAMESPACES).strip(), root.findtext(".//dc:date", "", _NAMESPACES))


def _parsed(xml: bytes) -> etree._Element:
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))


def _titles(root: etree._Element) -> frozenset[str]:
    """The names of the styles that make a paragraph the title."""
    styles = root.iterfind("office:automatic-styles/style:style", _NAMESPACES)
    return frozenset(
        [
            "Title",
            *(_of(style, "style:name") for style in styles if _of(style, "style:parent-style-name") == "Title"),
        ]
    )


def _blocks(parent: etree._Element, titles: frozenset[str]) -> Iterator[str]:
    for child in parent:
        name = _name(child)
        if name in ("text:h", "text:p"):
            yield from _paragraph(child, name, titles)
        elif name == "text:list":
            yield "<ul>"
            for item in child:
                yield f"<li>{''.join(_blocks(item, titles))}</li>"
            yield "</ul>"
        elif name == "table:table":
            yield "<table>"
            yield from _rows(child, "td", titles)
            yield "</table>"
        elif name and name not in _NOT_READ:
            yield from _blocks(child, titles)


def _paragraph(element: etree._Element, name: str, titles: frozenset[str]) -> Iterator[str]:
    """A paragraph or heading, and then what stands in boxes that are anchored in it."""
    tag = "p"
    if name == "text:h":
        level = _of(element, "text:outline-level")
        tag = f"h{min(int(level), _DEEPEST_HEADING) if level.isdecimal() and int(level) else 1}"
    elif _of(element, "text:style-name") in titles:
        tag = "h1"
    if text := _inline(element).strip():
        yield f"<{tag}>{text}</{tag}>"
    for frame in element.iterfind(".//draw:frame", _NAMESPACES):
        if next(frame.iterancestors(str(element.tag)), None) is element:
            yield from _blocks(frame, titles)


def _rows(table: etree._Element, cell: str, titles: frozenset[str]) -> Iterator[str]:
    for child in table:
        name = _name(child)
        if name == "table:table-row":
            told = "".join(
                f"<{cell}>{''.join(_blocks(one, titles))}</{cell}>"
                for one in child
                if _name(one).endswith("-cell")
            )
            yield f"<tr>{told}</tr>"
        elif name == "table:table-header-rows":
            yield from _rows(child, "th", titles)
        elif name in ("table:table-rows", "table:table-row-group"):
            yield from _rows(child, cell, titles)


def _inline(element: etree._Element) -> str:
    told = [escape(element.text or "")]
    for child in element:
        told += [_run(child, _name(child)), escape(child.tail or "")]
    return "".join(told)


def _run(element: etree._Element, name: str) -> str:
    if name == "text:s":
        count = _of(element, "text:c")
        return " " * (min(int(count), _MOST_SPACES) if count.isdecimal() else 1)
    if name == "text:tab":
        return " "
    if name == "text:line-break":
        return "<br>"
    if name == "text:a":
        return f'<a href="{escape(_of(element, "xlink:href"))}">{_inline(element)}</a>'
    return "" if not name or name in _NOT_READ or name == "draw:frame" else _inline(element)


def _name(element: etree._Element) -> str:
    """The name with its usual prefix; empty for comments and for what is no part of OpenDocument’s text."""
    if not isinstance(element.tag, str):
        return ""
    address, _, name = element.tag[1:].partition("}")
    return f"{_PREFIXES[address]}:{name}" if address in _PREFIXES else ""


def _of(element: etree._Element, name: str) -> str:
    """An attribute, by its name with the usual prefix."""
    prefix, _, local = name.partition(":")
    return str(element.get(f"{{{_NAMESPACES[prefix]}}}{local}", ""))
