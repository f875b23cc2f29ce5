"""A rule's own words as the report shows them: its docstring read from Markdown into runs of plain text."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from reports.views.words import sentence
from rules.core.registry import aliases, catalogue
from rules.core.rule import Rule

_MARKDOWN = MarkdownIt("commonmark", {"html": False})
_STYLES = {"strong": "strong", "em": "em", "code_inline": "code"}
_LEFT_ALONE = "left alone"
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"])")


@dataclass(frozen=True)
class Run:
    """Words in one style: plain (""), `strong`, `em` or `code`."""

    text: str
    style: str = ""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, or one entry of a list."""

    runs: tuple[Run, ...]
    bullet: bool = False

    @property
    def text(self) -> str:
        """Its words without styles."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Help:
    """A rule's help: what is wrong, why it matters to a family, and what is left alone."""

    what: tuple[Paragraph, ...]
    why: tuple[Paragraph, ...]
    left_alone: tuple[Paragraph, ...]

    @property
    def reason(self) -> str:
        """Why it matters, in one sentence."""
        return _SENTENCE_END.split((self.why or self.what)[0].text, maxsplit=1)[0]


def help_of(rule: type[Rule]) -> Help:
    """The help in a rule's docstring: its first paragraph, those after it, and those from **Left alone** on."""
    return _read(inspect.getdoc(rule) or rule.title)


@cache
def _read(docstring: str) -> Help:
    paragraphs = tuple(_paragraphs(docstring))
    rest = next(
        (i for i, p in enumerate(paragraphs) if p.text.casefold().startswith(_LEFT_ALONE)), len(paragraphs)
    )
    return Help(
        paragraphs[:1], paragraphs[1:rest], tuple(p for p in map(_without_label, paragraphs[rest:]) if p.runs)
    )


def _without_label(paragraph: Paragraph) -> Paragraph:
    """The paragraph without its “Left alone:”, which the page's heading says already."""
    first, *others = paragraph.runs
    if not first.text.casefold().startswith(_LEFT_ALONE):
        return paragraph
    rest = [replace(first, text=first.text[len(_LEFT_ALONE) :]), *others]
    text = "".join(run.text for run in rest)
    skipped = len(text) - len(text.lstrip(" :"))
    return replace(paragraph, runs=tuple(_skip(rest, skipped)))


def _skip(runs: Iterable[Run], skipped: int) -> Iterator[Run]:
    """The runs without their first characters, and with a capital at their start."""
    started = False
    for run in runs:
        text, skipped = run.text[skipped:], max(0, skipped - len(run.text))
        if text:
            yield replace(run, text=text if started else sentence(text))
            started = True


@cache
def known(rule: str) -> type[Rule] | None:
    """The rule of this id, or None for one that is no longer in the catalogue."""
    return catalogue().get(aliases().get(rule, rule))


def _paragraphs(markdown: str) -> Iterator[Paragraph]:
    bullets = 0
    for token in _MARKDOWN.parse(markdown):
        bullets += {"list_item_open": 1, "list_item_close": -1}.get(token.type, 0)
        if token.type == "inline":
            yield Paragraph(tuple(_runs(token.children or [])), bullet=bullets > 0)
        elif token.type in ("code_block", "fence"):
            yield Paragraph((Run(token.content.strip(), "code"),))


def _runs(tokens: list[Token]) -> Iterator[Run]:
    styles: list[str] = []
    for token in tokens:
        name = token.type.removesuffix("_open").removesuffix("_close")
        if token.nesting and name in _STYLES:
            styles = [*styles, _STYLES[name]] if token.nesting > 0 else styles[:-1]
        elif token.type in ("softbreak", "hardbreak"):
            yield Run(" ")
        elif token.content:
            yield Run(token.content, _STYLES.get(name, styles[-1] if styles else ""))
