"""Phrases in which a word is mixed up with another, has a wrong apostrophe, or gives a law a wrong name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from rules.core import word_classes
from rules.core.lists import Entry, load
from rules.core.page import Block, Mention, Page
from rules.core.phrases import Automaton, compile_lists
from rules.core.quoting import left_alone, quoted
from rules.core.running_text import running_text

LIST = "confusions"
_NEAR = 40


def confusions(page: Page) -> tuple[Mention, ...]:
    """The entries of the list in the page's own words.

    `key` is the entry's term and `kind` its topic: empty for words that are mixed up, `apostrophe`, or `name`.
    `value` is what to write instead, with the capital that fits here.
    """
    return tuple(_mentions(page))


def _mentions(page: Page) -> Iterator[Mention]:
    running, built = page.of(running_text), _automaton()
    for match in built.pattern.finditer(running.lowered, running.words):
        block, start, end = running.at(*match.span())
        for sense in built.senses[match[0]]:
            entry = sense.entry
            if _in_context(running.lowered, *match.span(), entry) and _meant(block, start, end, entry):
                (instead,) = sense.fits("base")[:1]
                capital = block.text[start].isupper()
                value = instead[:1].upper() + instead[1:] if capital else instead
                yield Mention(block, start, end, value, kind=entry.topic, key=entry.term)


def _in_context(lowered: str, start: int, end: int, entry: Entry) -> bool:
    """Whether the neighbours, which are looked for in the same block, are those of the entry."""
    line, near = lowered.rfind("\n", 0, start) + 1, max(0, start - _NEAR)
    text, at = lowered[max(line, near) : start], start - max(line, near)
    return (
        not (entry.after and not word_classes.left(entry.after).search(text, 0, at))
        and not (entry.before and not word_classes.right(entry.before).match(lowered, end))
        and not (entry.not_after and word_classes.left(entry.not_after).search(text, 0, at))
        and not (entry.not_before and word_classes.right(entry.not_before).match(lowered, end))
    )


def _meant(block: Block, start: int, end: int, entry: Entry) -> bool:
    """Whether these are the page's own words; the name of a law, told by its capitals, is the law's."""
    if entry.case:
        straight = block.text[start:end].replace("’", "'")
        return straight == entry.term and not quoted(block, start, end)
    return not left_alone(block, start, end, titles=False, capital=entry.term[0].isupper())


@cache
def _automaton() -> Automaton:
    return compile_lists((load(LIST),))
