"""The words around a date: those before and after it in its sentence, and the labels that it stands under."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from lxml.html import HtmlElement

from rules.core.page import Block, Mention, Page

_SENTENCE = re.compile(r"(?<![ap]\.m)(?<!\bno)(?<!\be\.g)[.!?]['”\"]?\s+(?=[A-Z0-9“‘'(])|\s[|•]\s")
_CALL = re.compile(
    r", (?=(?:please |you (?:must|need to|should) )?(?:apply|book|register|contact|send|return|submit|complete)\b)"
)
_REACH = 300
_OPENING = 1000
_CELLS = 6
_LABEL = re.compile(r"(?:.{1,60}:|(?:start |closing |end |next )?dates?(?: and time)?|when|deadline)\s*")


@dataclass(frozen=True)
class Around:
    """The words near a date, in small letters.

    `before` and `after` are in its sentence, as far as they are near; `block` is how its block begins.
    `label` is what introduces its block: a lead-in, a heading, the header of its column or the rest of its
    row. `topic` are the headings further up.
    """

    before: str
    after: str
    label: str
    topic: str
    block: str

    @property
    def sentence(self) -> str:
        return f"{self.before} … {self.after}"

    @property
    def named(self) -> str:
        """Everything near that may say what the date belongs to."""
        return f"{self.sentence} {self.label}"


def around(page: Page, mention: Mention) -> Around:
    """The words near a date of a page."""
    text = mention.block.text
    first, last = max(0, mention.start - _REACH), mention.end + _REACH
    start, end = first, min(last, len(text))
    for match in _SENTENCE.finditer(text, first, last):
        if match.end() <= mention.start:
            start = match.end()
        elif match.start() >= mention.end - 1:
            end = match.start() + 1
            break
    before = _CALL.split(text[start : mention.start].lower())[-1]
    label, topic = page.of(_labelled)(mention.block)
    return Around(before, text[mention.end : end].lower(), label, topic, text[:_OPENING].lower())


def _labelled(page: Page) -> Callable[[Block], tuple[str, str]]:
    """The label and the topic of a block, worked out once however many dates it holds."""

    @cache
    def of(block: Block) -> tuple[str, str]:
        label = " ".join(text[:_OPENING] for text in _labels(page, block))
        return label.lower(), " ".join(above.text[:_OPENING] for above in _above(block)).lower()

    return of


def _labels(page: Page, block: Block) -> Iterator[str]:
    yield from page.of(_headers).get(block.index, ())
    if block.lead_in:
        yield block.lead_in.text
    if block.heading:
        yield block.heading.text
    previous = page.blocks[block.index - 1] if block.index else None
    if previous and previous.kind != "heading" and _LABEL.fullmatch(previous.text.lower()):
        yield previous.text


def _above(block: Block) -> Iterator[Block]:
    heading = block.heading
    while heading and heading.heading:
        heading = heading.heading
        yield heading


def _headers(page: Page) -> dict[int, tuple[str, ...]]:
    """By the index of each table cell, the text at the head of its column and those that stand beside it."""
    found: dict[int, tuple[str, ...]] = {}
    rows: dict[int, list[Block]] = {}
    tops: dict[HtmlElement, dict[int, Block]] = {}
    firsts: dict[int, Block] = {}
    for block in page.blocks:
        if block.kind == "term":
            firsts[block.row] = block
        elif block.kind == "item" and block.row in firsts:
            found[block.index] = (firsts[block.row].text,)
        elif block.kind == "cell" and block.row >= 0:
            table = next(block.element.iterancestors("table"), block.element)
            top = tops.setdefault(table, {}).setdefault(block.column, block)
            rows.setdefault(block.row, []).append(block)
            found[block.index] = () if top is block else (top.text,)
    for row in rows.values():
        for cell in row:
            found[cell.index] += tuple(other.text for other in row[:_CELLS] if other is not cell)
    return found
