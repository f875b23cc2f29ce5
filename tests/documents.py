"""Makes small documents: PDFs with tags or without, scans, locked ones, and Word files."""

from __future__ import annotations

import struct
import textwrap
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
import pikepdf
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from pikepdf import Array, Dictionary, Name, Object, String

_DAY = datetime(2026, 9, 1)  # noqa: DTZ001 - office files keep times without a zone
_SIZES = {"H1": 20, "H2": 15}
_TOP, _LINE, _LEFT = 780, 18, 60
_WIDE = 80
# One grey dot, as a picture.
_DOT = b"\x80"

Piece = tuple[str, str]
"""A tag and its text: `H1`, `P`, `Figure` with its alt text, `TR` with its cells, as `TH:Day|TH:Time`."""


@dataclass
class Pdf:
    """A PDF to be made, with pieces for each page. What is None is left out; a page without pieces is a scan."""

    pages: Sequence[Sequence[Piece]]
    title: str | None = "A guide"
    language: str | None = "en-GB"
    tagged: bool = True
    shows_title: bool = True
    bookmarks: bool = False
    may_be_read: bool = True
    password: str = ""
    roles: dict[str, str] = field(default_factory=dict)

    def made(self) -> bytes:
        """Its bytes, the same each time."""
        document = pikepdf.new()
        font = Dictionary(
            Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
        )
        fonts = Dictionary(F1=document.make_indirect(font))
        root = document.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array()))
        for pieces in self.pages:
            self._page(document, fonts, root, pieces)
        self._say(document, root)
        out = BytesIO()
        document.save(out, static_id=True, encryption=self._encryption())
        return out.getvalue()

    def _encryption(self) -> pikepdf.Encryption | None:
        if self.may_be_read and not self.password:
            return None
        allow = pikepdf.Permissions(accessibility=self.may_be_read, extract=self.may_be_read)
        return pikepdf.Encryption(owner="owner", user=self.password, R=3, allow=allow, aes=False, metadata=False)

    def _say(self, document: pikepdf.Pdf, root: Object) -> None:
        if self.title is not None:
            document.docinfo["/Title"] = self.title
        if self.language is not None:
            document.Root.Lang = String(self.language)
        if self.shows_title:
            document.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        if self.tagged:
            document.Root.MarkInfo = Dictionary(Marked=True)
            root.RoleMap = Dictionary({f"/{own}": Name(f"/{role}") for own, role in self.roles.items()})
            document.Root.StructTreeRoot = root
        if self.bookmarks:
            with document.open_outline() as outline:
                outline.root.extend(pikepdf.OutlineItem(f"Part {n + 1}", n) for n in range(len(document.pages)))

    def _page(self, document: pikepdf.Pdf, fonts: Object, root: Object, pieces: Sequence[Piece]) -> None:
        page = document.add_blank_page(page_size=(595, 842)).obj
        page.Resources = Dictionary(Font=fonts)
        if not pieces:
            picture = Dictionary(
                Type=Name.XObject,
                Subtype=Name.Image,
                Width=1,
                Height=1,
                ColorSpace=Name.DeviceGray,
                BitsPerComponent=8,
            )
            page.Resources.XObject = Dictionary(Im1=document.make_stream(_DOT, picture))
            page.Contents = document.make_stream(b"q 500 0 0 780 40 30 cm /Im1 Do Q")
            return
        drawn, y, table = [], _TOP, None
        for number, (tag, text) in enumerate(pieces):
            table = None if tag != "TR" else table or _element(document, root, "Table")
            shown = text.replace("TH:", "").replace("TD:", "").replace("|", "   ")
            drawn.append(f"/{tag} <</MCID {number}>> BDC")
            for line in textwrap.wrap(shown if tag != "Figure" else "", _WIDE) or [""]:
                drawn.append(f"BT /F1 {_SIZES.get(tag, 11)} Tf {_LEFT} {y} Td ({_escaped(line)}) Tj ET")
                y -= _LINE + _SIZES.get(tag, 0) // 2
            y -= _LINE
            drawn.append("EMC")
            _tag(document, table or root, tag, text, page, number)
        page.Contents = document.make_stream("\n".join(drawn).encode("cp1252"))


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _element(document: pikepdf.Pdf, parent: Object, tag: str, **more: Any) -> Object:
    element = document.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name(f"/{tag}"), P=parent, K=Array(), **more)
    )
    parent.K.append(element)
    return element


def _tag(document: pikepdf.Pdf, parent: Object, tag: str, text: str, page: Object, number: int) -> None:
    if tag == "TR":
        row = _element(document, parent, tag)
        for cell in text.split("|"):
            _element(document, row, cell.partition(":")[0], Pg=page).K.append(number)
        return
    more = {"Alt": String(text)} if tag == "Figure" and text else {}
    _element(document, parent, tag, Pg=page, **more).K.append(number)


@dataclass
class Word:
    """A Word file to be made, of pieces as in a PDF. A table's header row is one of `TH` cells."""

    pieces: Sequence[Piece]
    title: str = "A form"
    language: str | None = "en-GB"
    formatted: bool = False

    def made(self) -> bytes:
        """Its bytes, the same each time."""
        document = docx.Document()
        about = document.core_properties
        about.title, about.author = self.title, "Wrenfield Council"
        about.created = about.modified = _DAY
        for language in document.styles.element.iter(qn("w:lang")):
            language.attrib.clear()
            if self.language is not None:
                language.set(qn("w:val"), self.language)
        table = None
        for tag, text in self.pieces:
            table = self._row(document, table, text) if tag == "TR" else None
            if tag == "Title":
                document.add_heading(text, 0)
            elif tag.startswith("H"):
                document.add_heading(text, int(tag[1:]))
            elif tag == "Figure":
                _picture(document, text)
            elif tag != "TR":
                document.add_paragraph(text)
        out, again = BytesIO(), BytesIO()
        document.save(out)
        with ZipFile(out) as parts, ZipFile(again, "w", ZIP_DEFLATED) as dated:
            for name in parts.namelist():
                dated.writestr(ZipInfo(name, _DAY.timetuple()[:6]), parts.read(name), ZIP_DEFLATED)
        return again.getvalue()

    def _row(self, document: Any, table: Any, text: str) -> Any:
        cells = text.split("|")
        if table is None:
            table = document.add_table(0, len(cells))
            if not self.formatted:
                look = table._tbl.tblPr.find(qn("w:tblLook"))
                look.set(qn("w:firstRow"), "0")
        row = table.add_row()
        for cell, told in zip(row.cells, cells, strict=True):
            cell.text = told.partition(":")[2]
        if text.startswith("TH:"):
            row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        return table


def picture(width: int, height: int, colour: tuple[int, int, int]) -> bytes:
    """A PNG of one colour, sizes in pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = (b"\0" + bytes(colour) * width) * height
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    )


def _picture(document: Any, alt: str) -> None:
    shape = document.add_picture(BytesIO(picture(2, 2, (80, 80, 80))))
    shape._inline.docPr.set("descr", alt)
