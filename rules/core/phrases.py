"""Words and phrases of the word lists, found on a page in one pass, each with a replacement that fits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from rules.core import inflect, word_classes
from rules.core.fitting import fitted
from rules.core.inflect import VERB_SLOTS, Slot
from rules.core.lists import Entry, WordList, load
from rules.core.matcher import Matcher
from rules.core.page import Block, Mention, Page
from rules.core.quoting import explanation, left_alone
from rules.core.running_text import running_text

LISTS = (
    "plain_alternatives",
    "inclusive",
    "nominalisations",
    "wordy",
    "openings",
    "double_negatives",
    "latin",
)

EXPLAINABLE = "plain_alternatives"

_BE_OR_HAVE = re.compile(
    r"\b(?:am|are|be|been|being|get|gets|had|has|have|having|is|was|were)(?:n't)?"
    r" (?:not |also |been |being |\w+ly )*\Z"
)
_ENDS_PHRASE = re.compile(
    r"\W*\Z|[.,;:!?)]|\W*(?:and|are|as|at|by|can|could|do|does|feel|find|for|from|get|had|has|have|in|into|is|it|live"
    r"|may|might|must|need|of|often|on|or|should|than|that|they|to|want|was|we|were|when|where|who|will|with"
    r"|would)\b"
)
_WORD_START = re.compile(r"(?<=[ -])\w")
_LISTED = ("cell", "item", "term")
_A_TERM = re.compile(r"(?!.*\b(?:as|by|for|from|in|of|on|that|to|with)\Z)")
_DEFINES = re.compile(r":| [–—-] | \(| (?:means|is|are)\b")


@dataclass(frozen=True)
class Sense:
    """A form of an entry's term: the list it comes from, and the slots it may fill (“used”: past, participle)."""

    list: str
    entry: Entry
    slots: tuple[Slot, ...] = ("base",)
    instead: str = ""

    def fits(self, slot: Slot) -> tuple[str, ...]:
        """The replacements, in the form that fills the slot."""
        if self.instead:
            return (self.instead,)
        if slot == "plural":
            return tuple(inflect.plural(use) for use in self.entry.use)
        return tuple(inflect.verb(use, slot) if self.entry.pos == "verb" else use for use in self.entry.use)


@dataclass(frozen=True)
class Automaton:
    """All forms of all terms. A form without senses is a phrase in which the term is right."""

    pattern: Matcher
    senses: Mapping[str, tuple[Sense, ...]]


class _Found(NamedTuple):
    """A term where it stands in a block, with the block's text in small letters."""

    block: Block
    start: int
    end: int
    lowered: str
    sense: Sense


def phrases(page: Page) -> tuple[Mention, ...]:
    """The terms of the word lists in the main content, but for names, titles, quotations and explained terms.

    `kind` is the name of the list and `key` the term. `value` holds what to write instead, in the form and
    with the capital that fit here, the best first, with “ / ” between; it is empty where there is only advice.
    """
    return matches(page, automaton(LISTS))


def explained(page: Page) -> tuple[Mention, ...]:
    """The terms of officials that the page explains, with what it says as `value`: worth praise, and no fault."""
    return tuple(_with_explanation(_found(page, automaton(LISTS))))


def defined(page: Page) -> tuple[Mention, ...]:
    """The terms of officials that stand first in their block, as in a glossary, with the rest as `value`."""
    built = automaton((EXPLAINABLE,))
    found = []
    for block in page.main:
        match = built.pattern.match(block.text.lower())
        if match and (match.end() == len(block.text) or _DEFINES.match(block.text, match.end())):
            said = block.text[match.end() :].strip(" :–—-")
            found += [
                Mention(block, *match.span(), said, EXPLAINABLE, s.entry.term) for s in built.senses[match[0]]
            ]
    return tuple(found)


def matches(page: Page, built: Automaton) -> tuple[Mention, ...]:
    """As `phrases`, with an automaton of one's own."""
    found = list(_found(page, built))
    told = {mention.key for mention in _with_explanation(found)}
    return tuple(
        mention
        for at in found
        if not (at.sense.list == EXPLAINABLE and at.sense.entry.term in told)
        and (mention := _mention(at)) is not None
    )


def _with_explanation(found: Iterable[_Found]) -> Iterator[Mention]:
    for block, start, end, _, sense in found:
        said = explanation(block.text, end) if sense.list == EXPLAINABLE else ""
        if said and _A_TERM.match(sense.entry.term):
            yield Mention(block, start, end, said, kind=sense.list, key=sense.entry.term)


@cache
def automaton(names: tuple[str, ...]) -> Automaton:
    """The automaton of these lists."""
    return compile_lists(load(name) for name in names)


def compile_lists(lists: Iterable[WordList]) -> Automaton:
    """One automaton of several lists, with every form of every entry."""
    senses: dict[str, tuple[Sense, ...]] = {}
    for words in lists:
        for entry in words.entry:
            for form, sense in _forms(words.name, entry):
                senses[form] = (*senses.get(form, ()), sense)
            for phrase in entry.unless:
                senses.setdefault(phrase.lower(), ())
    return Automaton(Matcher(senses), senses)


def _forms(name: str, entry: Entry) -> Iterator[tuple[str, Sense]]:
    slots: dict[str, tuple[Slot, ...]] = {}
    for slot in VERB_SLOTS if entry.pos == "verb" else ("base",):
        form = inflect.verb(entry.term, slot)
        slots[form] = (*slots.get(form, ()), slot)
    if entry.pos == "noun":
        slots.setdefault(inflect.plural(entry.term), ("plural",))
    for form, filled in slots.items():
        if form not in entry.forms:
            for spelling in inflect.spellings(form):
                yield spelling.lower(), Sense(name, entry, filled)
    for form, instead in entry.forms.items():
        yield form.lower(), Sense(name, entry, instead=instead)


def _found(page: Page, built: Automaton) -> Iterator[_Found]:
    """Each term with each of its senses, wherever its neighbours let it be one."""
    running = page.of(running_text)
    for match in built.pattern.finditer(running.lowered, running.words):
        senses = built.senses[match[0]]
        if not senses or _runs_on(running.lowered, match, built):
            continue
        block, start, end = running.at(*match.span())
        lowered = running.lowered[match.start() - start :][: len(block.text)]
        for sense in senses:
            if _in_context(block.text, lowered, start, end, sense.entry):
                yield _Found(block, start, end, lowered, sense)


def _runs_on(lowered: str, match: re.Match[str], built: Automaton) -> bool:
    """Whether a phrase in which the term is right begins inside it: “had fits” in “had fits of laughter”."""
    inner = (built.pattern.match(lowered, word.start()) for word in _WORD_START.finditer(lowered, *match.span()))
    return any(found and found.end() > match.end() and not built.senses[found[0]] for found in inner)


def _in_context(text: str, lowered: str, start: int, end: int, entry: Entry) -> bool:
    """Whether the words here are the entry's: its capitals, its neighbours, and nothing that it would describe."""
    if entry.case and text[start:end].replace("’", "'") not in (entry.term, *entry.forms):
        return False
    if entry.alone and not _ENDS_PHRASE.match(lowered, end):
        return False
    return (
        not (entry.after and not word_classes.left(entry.after).search(lowered, max(0, start - 40), start))
        and not (entry.before and not word_classes.right(entry.before).match(lowered, end))
        and not (entry.not_after and word_classes.left(entry.not_after).search(lowered, max(0, start - 40), start))
        and not (entry.not_before and word_classes.right(entry.not_before).match(lowered, end))
    )


def _mention(found: _Found) -> Mention | None:
    """The mention of a term in the page's own words; none in anybody else's."""
    block, start, end, lowered, sense = found
    capital = sense.entry.term[0].isupper()
    if (start == 0 and end == len(block.text) and block.kind in _LISTED) or left_alone(
        block, start, end, capital=capital
    ):
        return None
    instead = sense.fits(_slot(sense.slots, lowered, start, end))
    start, end, value = fitted(block.text, start, end, instead, capital=capital)
    if instead and not value:
        return None
    return Mention(block, start, end, value, kind=sense.list, key=sense.entry.term)


def _slot(slots: tuple[Slot, ...], lowered: str, start: int, end: int) -> Slot:
    """Past or participle, where they look the same (“was utilised”, “sites utilised by”)."""
    if slots != ("past", "participle"):
        return slots[0]
    as_participle = _BE_OR_HAVE.search(lowered, max(0, start - 40), start) or lowered.startswith(" by ", end)
    return "participle" if as_participle else "past"


def rewrite(value: str, note: str) -> str:
    """What to do about a mention, in a sentence, from its `value` and the note of its entry."""
    ways = [f"“{use}”" for use in value.split(" / ") if use]
    said = f"Write {' or '.join(ways)}." if ways else ""
    return f"{said} {note}".strip()
