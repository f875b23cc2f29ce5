"""On which rung of the ladder of co-production the words of a passage stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from rules.core.lists import load
from rules.core.page import Block, Mention, Page
from rules.core.phrases import Automaton, compile_lists
from rules.core.quoting import left_alone
from rules.core.running_text import running_text

LIST = "ladder"
STANCES: Mapping[str, str] = {
    "coercion": "to",
    "education": "to",
    "information": "for",
    "consultation": "for",
    "engagement": "for",
    "co-design": "with",
    "co-production": "with",
}

_INVOLVING = re.compile(
    r"\b(?:co-?produc\w+|co-?design\w*|consult(?!ant|ing room)\w*|involv\w+|participat\w+|engag\w+|views of"
    r"|(?:your|their|our|the|and) (?:views?|voices?|say|opinions?|feedback|ideas)|surveys?"
    r"|questionnaires?|focus groups?|working groups?|equal partners?(?:hip)?|forum|listen\w*"
    r"|decid(?:ed?|ing) together|proposals?|shap(?:e[ds]?|ing)|together|strategy|charter|influence"
    r"|(?:(?:design|plann?|develop|creat|test)ed|written) (?:together )?with)\b",
    re.IGNORECASE,
)
_PEOPLE = re.compile(
    r"\b(?:you|your|parents?|carers?|famil(?:y|ies)|children|child|young people|young person|people|residents|us"
    r"|pupils|students|mums?|dads?|communit(?:y|ies)|forum)\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|n't|never|without|no|nor|instead of|rather than)(?: \w+){0,2} \Z")


def ladder(page: Page) -> tuple[Mention, ...]:
    """The words that show how people are involved, in passages of the main content that are about that.

    `value` is the rung, from `coercion` to `co-production`; `kind` what is done `to`, `for` or `with` people; and
    `key` the term of the list. A passage is a block with its heading and its lead-in. Left out are quotations,
    names, and what a page says was not done. The rungs are those of Think Local Act Personal.
    """
    return tuple(_mentions(page))


def _mentions(page: Page) -> Iterator[Mention]:
    running, built = page.of(running_text), _automaton()
    for match in built.pattern.finditer(running.lowered):
        block, start, end = running.at(*match.span())
        if _NOT.search(block.text.lower(), 0, start) or not _about_involving(block, start, end):
            continue
        if not left_alone(block, start, end, titles=False):
            for sense in built.senses[match[0]][:1]:
                rung = sense.entry.topic
                yield Mention(block, start, end, rung, kind=STANCES[rung], key=sense.entry.term)


def _about_involving(block: Block, start: int, end: int) -> bool:
    """Whether the passage around the words speaks of involving, and of people."""
    around = [block.text[:start], block.text[end:], *(b.text for b in (block.heading, block.lead_in) if b)]
    words = block.text[start:end]
    return any(_PEOPLE.search(text) for text in (words, *around)) and any(
        _INVOLVING.search(text) for text in (words, *around)
    )


@cache
def _automaton() -> Automaton:
    return compile_lists((load(LIST),))
