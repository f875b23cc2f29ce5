"""Makes the sample site's pictures and documents again: `python -m tests.sample.make_files`."""

from __future__ import annotations

import struct
import zlib
from datetime import datetime
from pathlib import Path

import xlsxwriter
from docx import Document

from pipeline.sample.content import SITE

_DAY = datetime(2026, 9, 1)  # noqa: DTZ001 - office files keep times without a zone
_PICTURES = {
    "brook-lane": (320, 200, (94, 140, 74)),
    "highfield-front": (320, 200, (150, 110, 80)),
    "lamb": (320, 200, (222, 216, 200)),
    "line": (600, 4, (180, 83, 9)),
    "talk": (120, 120, (80, 80, 140)),
    "phone": (120, 120, (140, 80, 80)),
    "summer-poster": (400, 560, (240, 200, 60)),
}
_PDFS = {
    "local-offer-report-2025.pdf": "Wrenfield Local Offer: report for 2025",
    "ehc-plan-example.pdf": "An example of an EHC plan",
    "Transport policy 2024-2026 v7 FINAL (2).pdf": "Transport policy",
    "nursing-criteria.pdf": "Who can have a community nurse",
    "short-breaks-statement.pdf": "Short breaks statement",
    "home-adaptations.pdf": "Changes to your home",
    "transition-protocol.pdf": "Moving to adult services",
    "newsletter-summer-2026.pdf": "Newsletter, summer 2026",
    "newsletter-spring-2026.pdf": "Newsletter, spring 2026",
    "send-strategy-2025-2028.pdf": "SEND strategy 2025 to 2028",
    "covid-19-letter.pdf": "Letter to parents, March 2020",
}
_WORDS = {
    "minutes-2024-06.docx": "Minutes of 11 June 2024",
    "ehc-request-form.docx": "Ask for an EHC assessment",
    "direct-payments-form.docx": "Direct payments form",
    "SEND self-assessment DRAFT v3.docx": "SEND self-assessment",
}


def picture(width: int, height: int, colour: tuple[int, int, int]) -> bytes:
    """A PNG of one colour, sizes in pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = (b"\0" + bytes(colour) * width) * height
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    )


def pdf(title: str) -> bytes:
    """A PDF of one page with one line on it."""
    text = f"BT /F1 20 Tf 72 760 Td ({title}) Tj ET".encode("ascii")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources 7 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Title (%s) >>" % title.encode("ascii"),
        b"<< /Font << /F1 5 0 R >> >>",
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    end = b"trailer\n<< /Size 8 /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(out)
    return out + b"xref\n0 8\n0000000000 65535 f \n" + table + end


def word(path: Path, title: str) -> None:
    """A Word file with a heading and a line."""
    document = Document()
    document.core_properties.title = title
    document.core_properties.author = "Wrenfield Council"
    document.core_properties.created = document.core_properties.modified = _DAY
    document.add_heading(title)
    document.add_paragraph("Ring 01632 960100 if you would like this in large print.")
    document.save(str(path))


def excel(path: Path) -> None:
    """An Excel file with one small table."""
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"title": "Places at special schools", "created": _DAY})
        sheet = book.add_worksheet("Places")
        sheet.write_row(0, 0, ["School", 2022, 2023, 2024, 2025, 2026])
        sheet.write_row(1, 0, ["Brook Lane School", 64, 64, 72, 72, 80])
        sheet.write_row(2, 0, ["Highfield Academy", 90, 96, 96, 104, 104])


def main() -> None:
    """Write them all."""
    files = SITE / "files"
    for name, about in _PICTURES.items():
        (files / "images" / f"{name}.png").write_bytes(picture(*about))
    for name, title in _PDFS.items():
        (files / "documents" / name).write_bytes(pdf(title))
    for name, title in _WORDS.items():
        word(files / "documents" / name, title)
    excel(files / "documents" / "special-school-places.xlsx")


if __name__ == "__main__":
    main()
