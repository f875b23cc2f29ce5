"""The prose of a page as one text, so that each pattern runs over it once and not block by block."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from rules.core.matcher import word_starts
from rules.core.page import Block, Mention, Page
from rules.core.quoting import left_alone
from rules.core.sentences import prose

_FAR = 600
_STRAIGHT = str.maketrans("’‘", "''")
_NO_LETTER = re.compile(r"(?!')[\W\d_]")
_ASCII_NO_LETTERS = str.maketrans({sign: " " for sign in map(chr, range(128)) if _NO_LETTER.match(sign)})


@dataclass(frozen=True)
class RunningText:
    """The blocks of prose, a line each. `lowered` has the same length as `text`, and straight apostrophes."""

    text: str
    lowered: str
    blocks: tuple[Block, ...]
    starts: tuple[int, ...]

    @cached_property
    def words(self) -> Mapping[str, Sequence[int]]:
        """Each word of `lowered`, and where it stands there."""
        return word_starts(self.lowered)

    @cached_property
    def spelt(self) -> list[str]:
        """Every run of letters in `lowered`, in order, with the apostrophes inside it: also parts of addresses."""
        text = self.lowered
        letters = text.translate(_ASCII_NO_LETTERS) if text.isascii() else _NO_LETTER.sub(" ", text)
        return f" {letters} ".replace(" '", " ").replace("' ", " ").split()

    def at(self, start: int, end: int) -> tuple[Block, int, int]:
        """The block that a stretch stands in, and where in the block it begins and ends."""
        index = bisect_right(self.starts, start) - 1
        return self.blocks[index], start - self.starts[index], end - self.starts[index]


@dataclass(frozen=True)
class Found:
    """A stretch of a block that a pattern matched, with the match itself."""

    block: Block
    start: int
    end: int
    match: re.Match[str]

    @property
    def quote(self) -> str:
        """The exact words."""
        return self.block.text[self.start : self.end]

    @property
    def sentence(self) -> tuple[int, int]:
        """Roughly, where the sentence around it begins and ends, or 600 characters off."""
        text, first, last = self.block.text, self.start - _FAR, self.end + _FAR
        before = max(text.rfind(stop, max(first, 0), self.start) for stop in (". ", "! ", "? ", ": ", "; "))
        ends = [at for stop in (". ", "! ", "? ", "; ") if (at := text.find(stop, self.end, last)) >= 0]
        return before + 2 if before >= 0 else max(first, 0), min(ends, default=min(len(text), last))


def running_text(page: Page) -> RunningText:
    """The prose of a page as one text."""
    blocks = page.of(prose)
    text = "\n".join(block.text for block in blocks)
    lowered = text.translate(_STRAIGHT) if not text.isascii() else text
    lowered = lowered.lower()
    if len(lowered) != len(text):
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text.translate(_STRAIGHT))
    starts = accumulate((len(block.text) + 1 for block in blocks), initial=0)
    return RunningText(text, lowered, blocks, tuple(starts)[: len(blocks)])


def _always(_match: re.Match[str]) -> bool:
    return True


def search(
    page: Page,
    pattern: re.Pattern[str],
    *,
    case: bool = False,
    near: str = "",
    when: Callable[[re.Match[str]], bool] = _always,
) -> Iterator[Found]:
    """Where a pattern matches in the page's own words: not in quotations, names, titles or addresses.

    The pattern is met in lower case unless `case` is set. It must not match across a line. Without the words
    `near` anywhere on the page it is not tried at all; `when` looks at each match first, as cheaply as it can.
    """
    running = page.of(running_text)
    if near not in running.lowered:
        return
    for match in filter(when, pattern.finditer(running.text if case else running.lowered)):
        block, start, end = running.at(match.start(), match.end())
        if not left_alone(block, start, end, capital=case):
            yield Found(block, start, end, match)


def overlaps(found: Found | Mention, others: Iterable[Mention]) -> bool:
    """Whether some of the same words are spoken of already."""
    return any(o.block is found.block and found.start < o.end and o.start < found.end for o in others)
