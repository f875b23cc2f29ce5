"""Reads a PDF's text as people see it: lines into paragraphs, large letters into headings, bullets into lists."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

import pypdfium2
from pypdfium2 import raw

# A heading's letters are this much larger than the text's, and lines further apart than this are two paragraphs.
_LARGER = 1.12
_APART = 0.6
# The share of a page's height at its top and bottom where running titles and page numbers stand.
_MARGIN = 0.1
_LONGEST_HEADING = 200
_BULLET = re.compile(r"(?:[•●▪◦‣∙·\uf0b7\uf0a7]\s*|[-–*o]\s+)(?=\S)")
_DIGITS = re.compile(r"\d+")
# PDFium’s own sign for a hyphen that breaks a word at the end of a line.
_HYPHEN = re.compile("\x02(?=[a-z])")
_LINE_ENDS = (10, 13)
_SPACE = 32


@dataclass(frozen=True)
class _Line:
    """A line of text, its edges in points from the page's lower left corner, and the height of its letters.

    A line whose last word goes on below is one with the line below it, as PDFium gives it.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    height: float


@dataclass
class _Piece:
    """A paragraph, list item or heading, as it grows line by line."""

    text: str
    height: float
    bullet: bool
    level: int = 0


def pdf_to_html(document: pypdfium2.PdfDocument) -> str:
    """The text of a PDF as the inside of an HTML body. Empty for one that holds only pictures."""
    pages = [_lines(page) for page in document]
    heights = [page.get_height() for page in document]
    pieces: list[_Piece] = []
    for lines in _without_running_titles(pages, heights):
        _grow(pieces, lines)
    _find_headings(pieces)
    return "\n".join(_html(pieces))


def _lines(page: pypdfium2.PdfPage) -> list[_Line]:
    text_page = page.get_textpage()
    units = [raw.FPDFText_GetUnicode(text_page, i) for i in range(text_page.count_chars())]
    ends = [i for i, unit in enumerate(units) if unit in _LINE_ENDS]
    found = []
    for start, end in pairwise([-1, *ends, len(units)]):
        letters = [i for i in range(start + 1, end) if units[i] > _SPACE]
        if letters and (line := _line(text_page, units, letters[0], letters[-1])).text:
            found.append(line)
    return found


def _line(text_page: pypdfium2.PdfTextpage, units: Sequence[int], first: int, last: int) -> _Line:
    """The line of these characters. Letters beyond U+FFFF come as two UTF-16 units."""
    text = "".join(map(chr, units[first : last + 1])).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    text = " ".join(_HYPHEN.sub("", text).replace("\x02", "-").replace("\x00", "").split())
    start, end = raw.FS_RECTF(), raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(text_page, first, start)
    raw.FPDFText_GetLooseCharBox(text_page, last, end)
    height = round((start.top - start.bottom) * 2) / 2
    return _Line(text, start.left, end.right, start.top, end.bottom, height)


def _without_running_titles(pages: Sequence[list[_Line]], heights: Sequence[float]) -> Iterator[list[_Line]]:
    """The lines of each page but those in its margins that stand on other pages too, page numbers apart."""
    marginal = [
        {line: _DIGITS.sub("#", line.text) for line in lines if _in_margin(line, height)}
        for lines, height in zip(pages, heights, strict=True)
    ]
    times = Counter(name for names in marginal for name in set(names.values()))
    for lines, names in zip(pages, marginal, strict=True):
        yield [line for line in lines if times[names.get(line, "")] < 2]


def _in_margin(line: _Line, height: float) -> bool:
    return line.bottom > height * (1 - _MARGIN) or line.top < height * _MARGIN


def _grow(pieces: list[_Piece], lines: Sequence[_Line]) -> None:
    edge = max((line.right for line in lines), default=0)
    above: _Line | None = None
    for line in lines:
        bullet = _BULLET.match(line.text)
        text = line.text[bullet.end() :] if bullet else line.text
        if pieces and not bullet and _goes_on(pieces[-1], above, line, edge):
            pieces[-1].text += f" {text}"
        else:
            pieces.append(_Piece(text, line.height, bullet is not None))
        above = line


def _goes_on(piece: _Piece, above: _Line | None, line: _Line, edge: float) -> bool:
    """Whether a line belongs to the piece before it. `above` is None at the top of a page."""
    if abs(piece.height - line.height) > 1:
        return False
    if above is None:
        return piece.text[-1] not in ".:!?" and line.text[0].islower()
    if above.bottom - line.top > _APART * line.height or line.bottom > above.top:
        return False
    room = edge - above.right
    return room < 0.2 * (edge - above.left) or line.text[0].islower()


def _find_headings(pieces: Iterable[_Piece]) -> None:
    """Give levels to the pieces in larger letters than most of the text, without skipping a level."""
    letters: Counter[float] = Counter()
    for piece in pieces:
        letters[piece.height] += len(piece.text)
    usual = letters.most_common(1)[0][0] if letters else 0
    sizes = sorted((height for height in letters if height > usual * _LARGER), reverse=True)
    above = 0
    for piece in pieces:
        if piece.height in sizes and not piece.bullet and len(piece.text) <= _LONGEST_HEADING:
            above = piece.level = min(sizes.index(piece.height) + 1, above + 1, 6)


def _html(pieces: Iterable[_Piece]) -> Iterator[str]:
    listing = False
    for piece in pieces:
        if piece.bullet != listing:
            listing = piece.bullet
            yield "<ul>" if listing else "</ul>"
        tag = "li" if piece.bullet else f"h{piece.level}" if piece.level else "p"
        yield f"<{tag}>{escape(piece.text)}</{tag}>"
    if listing:
        yield "</ul>"
