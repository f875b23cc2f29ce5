"""On which rung of the ladder of co-production the words of a passage stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache

from rules.core.involvement import involving
from rules.core.lists import load
from rules.core.page import Block, Mention, Page
from rules.core.phrases import Automaton, compile_lists
from rules.core.quoting import left_alone
from rules.core.running_text import RunningText, running_text

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

_RUNGS = tuple(STANCES)
_NEAR = 40
_INVOLVING = re.compile(
    r"\b(?:co-?produc\w+|co-?design\w*|consult(?!ant|ing room)\w*|involv\w+|participat\w+|engag\w+|views of"
    r"|(?:your|their|our|the|and) (?:views?|voices?|say|opinions?|feedback|ideas)|surveys?|feedback"
    r"|questionnaires?|focus groups?|working groups?|equal partners?(?:hip)?|forum|listen\w*|partnerships?"
    r"|decid(?:ed?|ing) together|workshops?|proposals?|shap(?:e[ds]?|ing)|together|strategy|charter|influence"
    r"|key issues"
    r"|(?:(?:design|plann?|develop|creat|test)ed|written) (?:together )?with)\b",
    re.IGNORECASE,
)
_PEOPLE = re.compile(
    r"\b(?:you|your|parents?|carers?|famil(?:y|ies)|children|child|young people|young person|people|residents|us"
    r"|pupils|students|mums?|dads?|communit(?:y|ies)|forum|service users?|everyone|participants?|each other)\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"(?:\b(?:not|never|without|no|nor|instead of|rather than)|n['’]t)(?: \w+){0,2} \Z")


def ladder(page: Page) -> tuple[Mention, ...]:
    """The words that show how people are involved, in passages of the main content that are about that.

    `value` is the rung, from `coercion` to `co-production`; `kind` what is done `to`, `for` or `with` people; and
    `key` the term of the list, or the name of a way in `involvement`. A passage is a block with its heading
    and its lead-in. Left out are quotations, names, and what a page says was not done. Words are told once, on the
    highest rung that they show. The rungs are those of Think Local Act Personal.
    """
    running = page.of(running_text)
    return tuple(_highest(_mentions(running)))


def _mentions(running: RunningText) -> Iterator[Mention]:
    built = _automaton()
    for match in built.pattern.finditer(running.lowered, running.words):
        for sense in built.senses[match[0]][:1]:
            if _about_involving(running.at(*match.span())[0]):
                yield from _shown(running, match, sense.entry.topic, sense.entry.term, names=True)
    for way, match in involving(running):
        if way.rung != "information" or _about_involving(running.at(*match.span())[0]):
            yield from _shown(running, match, way.rung, way.name, names=False)


def _shown(running: RunningText, match: re.Match[str], rung: str, key: str, *, names: bool) -> Iterator[Mention]:
    """The mention, if it counts; with `names`, capitals make it somebody's name."""
    block, start, end = running.at(*match.span())
    if _NOT.search(running.lowered[max(0, match.start() - min(start, _NEAR)) : match.start()]):
        return
    if not left_alone(block, start, end, capital=not names, titles=False):
        yield Mention(block, start, end, rung, kind=STANCES[rung], key=key)


def _highest(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """In the order of the page, without those that overlap one on a higher rung, or a longer one."""
    taken: dict[Block, list[Mention]] = {}
    for mention in sorted(mentions, key=lambda m: (-_RUNGS.index(m.value), m.start - m.end)):
        beside = taken.setdefault(mention.block, [])
        if not any(mention.start < other.end and other.start < mention.end for other in beside):
            beside.append(mention)
    kept = (mention for beside in taken.values() for mention in beside)
    return iter(sorted(kept, key=lambda m: (m.block.index, m.start)))


@lru_cache(maxsize=512)
def _about_involving(block: Block) -> bool:
    """Whether a block, with its heading and its lead-in, speaks of involving, and of people."""
    passage = [b.text for b in (block, block.heading, block.lead_in) if b]
    return any(map(_PEOPLE.search, passage)) and any(map(_INVOLVING.search, passage))


@cache
def _automaton() -> Automaton:
    return compile_lists((load(LIST),))
