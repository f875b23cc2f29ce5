"""What the rules about kind words share: one list, of which each rule tells one topic."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from rules.core.findings import Fact
from rules.core.inflect import begins_with_vowel_sound
from rules.core.listed import ListedWords
from rules.core.lists import load
from rules.core.page import Mention, Page
from rules.core.phrases import phrases
from rules.core.rule import at

LIST = "inclusive"

# Buildings suffer from damp and people from noise: the words are about people only with what people have.
_ILLS = frozenset(("afflicted by", "afflicted with", "plagued by", "stricken with", "struck down with"))
_CONDITIONS = r"""
    adhd add allerg\w+ anorexia anxiety arthritis asd asperger\S* asthma autis\w+ blindness cancer cerebral
    conditions? deafness dementia depressi\w+ diabetes difficulties disabilit\w+ diseases? disorders? down's eczema
    epilepsy fatigue handicaps? illness\w* impairments? insomnia learning mental migraines? ms multiple ocd pain
    palsy paralysis parkinson\S* ptsd seizures sclerosis strokes? syndromes? tinnitus trauma vertigo
    \w{3,}(?:aemia|algia|itis|lexia|osis|opathy|phobia|phrenia|plegia|praxia|trophy)
"""
_CONDITION = re.compile(rf"\W+(?:[\w'’/-]+ ){{0,5}}?(?:{'|'.join(_CONDITIONS.split())})\b", re.IGNORECASE)


_PERSON = re.compile(
    r" (adults?|boys?|brothers?|child|children|daughters?|girls?|man|men|patients?|people|persons?|pupils?"
    r"|residents?|sisters?|sons?|students?|woman|women|young people|young person)\b"
)
_BEHIND = re.compile(r"(?:an? )?(with .+)", re.IGNORECASE)
_ARTICLE_BEFORE = re.compile(r"\ban? \Z", re.IGNORECASE)
_ARTICLE = re.compile(r"\ban? ", re.IGNORECASE)


@dataclass(frozen=True)
class KindWords(ListedWords):
    """A rule that finds the terms of one topic of the list `inclusive`."""

    listed = LIST
    topic: ClassVar[str]

    def extract(self, page: Page) -> Iterator[Fact]:
        words = load(LIST)
        for mention in page.of(phrases):
            if mention.kind == LIST and words[mention.key].topic == self.topic and _about_people(mention):
                told = _with_noun(mention)
                yield Fact(at(page, told), key=told.key, value=told.value)


def _about_people(mention: Mention) -> bool:
    if mention.key in _ILLS or mention.key.startswith("suffer "):
        return _CONDITION.match(mention.block.text, mention.end) is not None
    return True


def _with_noun(mention: Mention) -> Mention:
    """The mention with its noun, where the two must change places: “adults with a learning disability”."""
    text = mention.block.text
    noun = _PERSON.match(text, mention.end)
    behind = [way[1] for use in mention.value.split(" / ") if (way := _BEHIND.fullmatch(use))]
    if noun is None or not behind:
        return mention
    article = _ARTICLE.match(text, mention.start) or _ARTICLE_BEFORE.search(text, 0, mention.start)
    start = article.start() if article else mention.start
    a = ("an " if begins_with_vowel_sound(noun[1]) else "a ") if article else ""
    ways = (f"{a}{noun[1]} {rest[0].lower()}{rest[1:]}" for rest in behind)
    value = " / ".join(way[:1].upper() + way[1:] if text[start].isupper() else way for way in ways)
    return replace(mention, start=start, end=noun.end(), value=value)
