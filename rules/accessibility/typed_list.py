"""A list that is typed with dashes or numbers, and not marked up as one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rules.core.findings import Fact
from rules.core.page import Block, Page, Place
from rules.core.rule import Rule, at

_BULLET = re.compile(r"(?:[•·‣▪▫●○◦∙■□➢➤►✓✔*]|[-–—](?=\s))\s*(?=\S)")
_NUMBER = re.compile(r"\(?(\d{1,2}|[a-h])(?:\)|\.(?!\d))\s*(?=\S)")
_TYPED_IN = ("paragraph", "item", "cell")
_LEAST = 3
_LONGEST = 300


class TypedList(Rule):
    """Lines that begin with a typed dash, dot or number look like a list, but are not marked up as one.

    A screen reader says “list, five items” for a real list, and lets people step through it. Of typed dashes it
    reads “dash, dash, dash”. On a phone, the second line of an item slips under the dash.

    **Left alone:**

    - fewer than three such lines
    - numbers that do not count up from one, such as dates and section numbers
    - long numbered paragraphs, as in rules and minutes
    - real lists, headings, quotations, code and forms
    """

    id = "accessibility.typed-list"
    title = "Lists that are typed by hand"
    message = "“{quote}” begins a list that is plain text: it is not marked up as a list."
    fix = "Use the list button: a bulleted list (ul), or a numbered list (ol) for steps in order."
    commitments = ("partnership.participation", "communicate.plain-english")
    wcag = ("1.3.1",)
    sources = ("https://www.w3.org/WAI/WCAG22/Techniques/html/H48",)

    def extract(self, page: Page) -> Iterator[Fact]:
        run: list[Block] = []
        for block in page.prose:
            is_paragraph = block.kind == "paragraph" and not block.quoted
            if run and not (is_paragraph and block.element.getparent() is run[0].element.getparent()):
                yield from _of_paragraphs(page, run)
                run = []
            if is_paragraph:
                run.append(block)
            if block.breaks and block.kind in _TYPED_IN and not block.quoted:
                yield from _of_lines(page, block)
        yield from _of_paragraphs(page, run)


def _of_lines(page: Page, block: Block) -> Iterator[Fact]:
    start = _typed(_lines(block))
    if start is not None:
        yield Fact(_place(page, block, [0, *block.breaks][start]))


def _of_paragraphs(page: Page, run: Sequence[Block]) -> Iterator[Fact]:
    start = _typed([block.text for block in run if not block.breaks]) if len(run) >= _LEAST else None
    if start is not None:
        yield Fact(at(page, [block for block in run if not block.breaks][start]))


def _lines(block: Block) -> list[str]:
    ends = [*block.breaks, len(block.text)]
    return [block.text[start:end].strip() for start, end in zip([0, *block.breaks], ends, strict=True)]


def _place(page: Page, block: Block, start: int) -> Place:
    while block.text[start] == " ":
        start += 1
    end = next((b for b in block.breaks if b > start), len(block.text))
    return at(page, block, start, start + len(block.text[start:end].rstrip()))


def _typed(lines: Sequence[str]) -> int | None:
    """The line at which three or more of a list begin, one after the other; None where there is no such list."""
    marker, length = "", 0
    for n, line in enumerate(lines):
        bullet, number = _BULLET.match(line), _NUMBER.match(line)
        if bullet:
            length = length + 1 if bullet[0][0] == marker else 1
            marker = bullet[0][0]
        elif number and len(line) < _LONGEST and (number[1] in "1a" or (length and _follows(marker, number[1]))):
            length = 1 if number[1] in "1a" else length + 1
            marker = number[1]
        else:
            marker, length = "", 0
        if length == _LEAST:
            return n - _LEAST + 1
    return None


def _follows(before: str, number: str) -> bool:
    if before.isdecimal() and number.isdecimal():
        return int(number) == int(before) + 1
    return before.isalpha() and number.isalpha() and ord(number) == ord(before) + 1
