"""Makes the sample site's pictures and documents again: `python -m tests.sample.make_files`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from pipeline.sample.content import SITE
from tests.documents import Pdf, Piece, Word, picture

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


def _plain(title: str, words: str, **more: Any) -> Pdf:
    """A PDF with a heading and a line."""
    return Pdf([[("H1", title), ("P", words)]], title, **more)


_BREAKS: Sequence[Piece] = (
    ("H1", "Short breaks statement"),
    ("P", "A short break gives your child time with other people, and gives you a rest."),
    ("H2", "How to ask"),
    (
        "P",
        "Book your place by 1 May 2026. Ring 01632 960100 and we will fill in the form with you.",
    ),
    ("Figure", "Two children in a rowing boat on the lake"),
    ("H2", "What there is"),
    ("TR", "TH:What|TH:Where"),
    ("TR", "TD:Lake days|TD:Larch House"),
    ("TR", "TD:Evenings at home|TD:Your own home"),
)
_MOVING: Sequence[Piece] = (
    ("H1", "Moving to adult services"),
    ("P", "We start to plan with you in the year your child turns 14."),
    ("Figure", ""),
    ("TR", "TD:Age|TD:What we do"),
    ("TR", "TD:14|TD:We meet you"),
)
_PARTS: Sequence[Sequence[Piece]] = [
    [("H2", f"Part {n}"), ("P", "This part says what we heard from families, and what we did.")]
    for n in range(1, 23)
]
_PDFS: Mapping[str, Pdf] = {
    "local-offer-report-2025.pdf": Pdf(_PARTS, "Wrenfield Local Offer: report for 2025", language=None),
    "ehc-plan-example.pdf": _plain("An example of a plan", "This is what a plan looks like."),
    "Transport policy 2024-2026 v7 FINAL (2).pdf": Pdf(
        [[("H1", "Transport policy"), ("P", "Who can have a bus pass.")]],
        "Transport policy v7 FINAL (2).docx",
    ),
    "nursing-criteria.pdf": _plain(
        "Who can have a community nurse", "Children who need care at home.", tagged=False
    ),
    "short-breaks-statement.pdf": Pdf([_BREAKS], "Short breaks statement"),
    "home-adaptations.pdf": _plain("Changes to your home", "A ramp took two days.", may_be_read=False),
    "transition-protocol.pdf": Pdf([_MOVING], "Moving to adult services"),
    "newsletter-summer-2026.pdf": Pdf([[("H1", "Summer news"), ("P", "The garden is open.")], []], "Summer news"),
    "newsletter-spring-2026.pdf": _plain("Spring news", "The garden opens soon.", password="garden"),
    "send-strategy-2025-2028.pdf": Pdf(_PARTS, "Our plan for 2025 to 2028", bookmarks=True),
    "covid-19-letter.pdf": Pdf([[], []], None, tagged=False),
}
_WORDS: Mapping[str, Word] = {
    "minutes-2024-06.docx": Word(
        [("H1", "Minutes of 11 June 2024"), ("P", "We met at the Town Hall.")], "Minutes"
    ),
    "ehc-request-form.docx": Word(
        [
            ("H1", "Ask for an assessment"),
            ("Figure", "The Wrenfield Local Offer logo"),
            ("P", "Ring 01632 960100 if you would like this in large print."),
            ("TR", "TH:We need|TH:Your answer"),
            ("TR", "TD:Your child’s name|TD:"),
        ]
    ),
    "direct-payments-form.docx": Word(
        [
            ("H1", "Direct payments form"),
            ("Figure", ""),
            ("P", "Prior to completion of this form, ring 01632 960100."),
            ("TR", "TD:We need|TD:Your answer"),
            ("TR", "TD:Your name|TD:"),
        ]
    ),
    "SEND self-assessment DRAFT v3.docx": Word(
        [("P", "We asked 200 families what works for them. They told us, and we wrote it down.")] * 30,
        language=None,
    ),
}


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
    made = {name: document.made() for name, document in _PDFS.items()}
    made |= {name: document.made() for name, document in _WORDS.items()}
    for name, data in made.items():
        (files / "documents" / name).write_bytes(data)
    excel(files / "documents" / "special-school-places.xlsx")


if __name__ == "__main__":
    main()
