"""Instructions that only help those who see the page: by colour, by place or by shape."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import ClassVar

from rules.core.faults import Fault, FaultsRule
from rules.core.findings import Fact
from rules.core.page import Page
from rules.core.quoting import left_alone
from rules.core.rule import at
from rules.core.running_text import RunningText, running_text

_COLOURS = ("red", "green", "blue", "yellow", "orange", "amber", "purple", "pink", "grey", "gray", "brown")
_SHAPES = ("round", "square", "circular", "triangular", "star-shaped", "rectangular", "big", "large", "small")
_NEAR = 80
_COLOUR = f"(?:{'|'.join(_COLOURS)})"
_THING = r"(?:button|link|box|menu|form|panel|column|icon|field|tab|banner|search box|section|list)s?"
_SHOWN = r"(?:marked|shown|highlighted|listed|written|printed|displayed|coloured)"
_BY_COLOUR = re.compile(
    rf"\b{_COLOUR}(?: \w+)? (?:buttons?|links?|text|icons?|fields?|ticks?|cross(?:es)?|dots?|rows?)\b|"
    rf"\b(?:{_SHOWN}|items|fields|dates|questions|those) in (?:bold )?{_COLOUR}\b(?! (?:and|or|boxes|book))|"
    rf"\b{_SHOWN} {_COLOUR}\b(?! (?:and|or|boxes|book))|"
    rf"\b(?:the|these|those) {_COLOUR} \w+(?: \w+)? (?:{_SHOWN}|below|above|here)\b",
)
_BY_PLACE = re.compile(
    r"\b(?:click|press|select|choose|use|see|tap|go to|fill in|follow|open|from|in|on)\b(?: on)? (?:the|our|this) "
    rf"{_THING} (?:on|to|at|in) (?:the|your) (?:far )?(?:top |bottom )?(?:right|left|top|bottom|side)\b",
)
_BY_SHAPE = re.compile(
    r"\b(?:click|press|select|choose|use|tap)\b(?: on)? (?:the|a|this) "
    rf"(?:{'|'.join(_SHAPES)}) {_THING}\b",
)
_BY_SOUND = re.compile(
    r"\b(?:when|after|until|once) you hear (?:a|the) (?:beep|chime|bell|buzzer|sound|tone)\b", re.IGNORECASE
)
_ON_THE_PHONE = re.compile(r"\b(?:phone|call|dial|ring|voicemail|message)", re.IGNORECASE)


class SensoryInstruction(FaultsRule):
    """An instruction that needs eyes or ears, such as “press the green button” or “the box on the right”.

    A person who listens to the page hears no colour and knows no left or right. On a phone, what was on the
    right now stands below.

    **Left alone:**

    - instructions that name the thing as well: “the Apply button on the right”
    - colours of things away from the page, such as bins and books
    - what people hear on the telephone
    - quotations
    """

    id = "accessibility.sensory-instruction"
    title = "Instructions by colour, place or shape alone"
    message = "“{quote}” only helps those who see the page."
    fix = "Name the thing by its words, for example “choose Apply now”."
    commitments = ("communicate.plain-english", "partnership.participation")
    severity = "advice"
    wcag = ("1.3.3", "1.4.1")
    sources = ("https://www.w3.org/WAI/WCAG22/Understanding/sensory-characteristics",)
    faults: ClassVar[Mapping[str, Fault]] = {
        "colour": Fault(
            "“{quote}” refers to colour alone. Not everybody can tell it.",
            "Say it in words or with a sign as well, for example “required” or “closed”.",
        ),
        "place": Fault(
            "“{quote}” tells only where something is on the screen (by its location).",
            "Name it by its words, for example “choose Apply now”.",
        ),
        "shape": Fault(
            "“{quote}” tells only the shape or size of something.",
            "Name it by its words, for example “choose Apply now”.",
        ),
        "sound": Fault(
            "“{quote}” relies on sound alone, which not everybody hears.",
            "Show the same in words on the page.",
        ),
    }

    def extract(self, page: Page) -> Iterator[Fact]:
        running = page.of(running_text)
        for kind, (words, pattern) in _KINDS.items():
            for start, end in _around(running, words, pattern):
                block, first, last = running.at(start, end)
                if not left_alone(block, first, last) and not (
                    kind == "sound" and _ON_THE_PHONE.search(block.text)
                ):
                    yield Fact(at(page, block, first, last), kind=kind)


def _around(running: RunningText, words: Iterable[str], pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Where a pattern matches around one of the words that it needs, in order."""
    reached = 0
    for here in sorted(start for word in words for start in running.words.get(word, ())):
        for match in pattern.finditer(running.lowered, max(reached, here - _NEAR), here + _NEAR):
            if match.start() <= here < match.end():
                reached = match.end()
                yield match.span()
                break


_KINDS = {
    "colour": (_COLOURS, _BY_COLOUR),
    "place": (("right", "left", "top", "bottom", "side"), _BY_PLACE),
    "shape": (_SHAPES, _BY_SHAPE),
    "sound": (("hear",), _BY_SOUND),
}
