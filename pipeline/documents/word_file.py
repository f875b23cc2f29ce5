"""Reads what a Word file holds besides its words: headings, language, pictures and tables."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import Any

import docx
from docx.oxml.ns import qn

from rules.core.file import File

_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_SHAPE = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}wsp"
_NO_LANGUAGE = "x-none"
_LEVELS = tuple("012345678")
_ON = ("true", "1", "on", None)


def word_file(data: bytes, name: str) -> File:
    """What a Word file holds besides its words."""
    document = docx.Document(BytesIO(data))
    body = document.element.body
    pictures = [drawing for drawing in body.iter(qn("wp:inline"), qn("wp:anchor")) if _is_picture(drawing)]
    tables = [table for table in body.iter(qn("w:tbl")) if _is_grid(table)]
    headless = [table for table in tables if not _has_header(table)]
    return File(
        kind="Word",
        name=name,
        title=(document.core_properties.title or "").strip(),
        language=_language(document),
        headings=_headings(document),
        pictures=len(pictures),
        untold=sum(not _is_told(drawing) for drawing in pictures),
        tables=len(tables),
        headless=len(headless),
        doubtful=sum(_looks_headed(table) for table in headless),
    )


def _headings(document: Any) -> int:
    """The paragraphs with a level in the outline: by themselves, by their style, or by one it is based on."""
    styles = {style.get(qn("w:styleId")): style for style in document.styles.element.iter(qn("w:style"))}

    @cache
    def is_heading(name: str, depth: int = 0) -> bool:
        style = styles.get(name)
        if style is None or depth > len(styles):
            return False
        own = _value(style, "w:name").lower().startswith("heading")
        return own or _has_level(style) or is_heading(_value(style, "w:basedOn"), depth + 1)

    paragraphs = document.element.body.iter(qn("w:p"))
    return sum(_has_level(p) or is_heading(_value(p, "w:pPr/w:pStyle")) for p in paragraphs)


def _has_level(element: Any) -> bool:
    """Whether a paragraph or style has a level in the outline of its own: the tenth means none."""
    return _value(element, "w:pPr/w:outlineLvl") in _LEVELS


def _value(element: Any, path: str) -> str:
    """What an element inside another says; empty where it is not there."""
    found = element.find("/".join(map(qn, path.split("/"))))
    return "" if found is None else str(found.get(qn("w:val"), ""))


def _language(document: Any) -> str:
    """The language of the text: that of the default style, else the first that a stretch of text names."""
    for part in (document.styles.element, document.element.body):
        for language in part.iter(qn("w:lang")):
            told = str(language.get(qn("w:val"), ""))
            if told and told != _NO_LANGUAGE:
                return told
    return ""


def _is_picture(drawing: Any) -> bool:
    """Whether it is more than a box, an arrow or another shape."""
    return next(drawing.iter(_SHAPE), None) is None


def _is_told(drawing: Any) -> bool:
    about = drawing.find(qn("wp:docPr"))
    if about is None:
        return False
    decorative = any(mark.get("val") in ("1", "true") for mark in about.iter(_DECORATIVE))
    return decorative or bool((about.get("descr") or about.get("title") or "").strip())


def _is_grid(table: Any) -> bool:
    """Whether a table has several rows and columns, so that a header tells what is what."""
    rows = table.findall(qn("w:tr"))
    return len(rows) > 1 and max(len(row.findall(qn("w:tc"))) for row in rows) > 1


def _has_header(table: Any) -> bool:
    mark = table.find(f"{qn('w:tr')}/{qn('w:trPr')}/{qn('w:tblHeader')}")
    return mark is not None and mark.get(qn("w:val")) in _ON


def _looks_headed(table: Any) -> bool:
    """Whether the table is set to look as if its first row were a header, which Word does by itself."""
    look = table.find(f"{qn('w:tblPr')}/{qn('w:tblLook')}")
    return look is not None and look.get(qn("w:firstRow")) == "1"
