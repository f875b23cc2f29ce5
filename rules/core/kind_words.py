"""What the rules about kind words share: one list, of which each rule tells one topic."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from msgspec.structs import replace

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
    epilepsy fatigue fits handicaps? illness\w* impairments? insomnia learning mental migraines? ms multiple ocd
    pain palsy paralysis parkinson\S* ptsd seizures sclerosis strokes? syndromes? tinnitus trauma vertigo
    \w{3,}(?:aemia|algia|itis|lexia|osis|opathy|phobia|phrenia|plegia|praxia|trophy)
"""
_CONDITION = re.compile(
    rf"\W+(?:(?!economic|financial|industrial)[\w'’/-]+ ){{0,5}}?(?:{'|'.join(_CONDITIONS.split())})\b",
    re.IGNORECASE,
)


_ONE = "adult|boy|brother|child|daughter|friend|girl|man|patient|person|pupil|resident|sister|son|student|woman"
_MANY = f"children|men|people|women|(?:{_ONE})s"
_PERSON = re.compile(rf" ((?:young )?(?:(?P<many>{_MANY})|{_ONE}))\b")
_ENDS_IN_PERSON = re.compile(
    rf"\b(?:{_MANY}|{_ONE}|any(?:body|one)|everyone|parents?|carers?|someone|those)\W*\Z", re.IGNORECASE
)
_NEAR, _FAR = 40, 300
_BEHIND = re.compile(r"(?:an? )?((?:with|who) .+)", re.IGNORECASE)
_ARTICLE_BEFORE = re.compile(r"\ban? \Z", re.IGNORECASE)
_ARTICLE = re.compile(r"\ban? ", re.IGNORECASE)
_OLD_YEAR = re.compile(r"(?<!Act )(?<!Order )(?<!Regulations )\b1(?:[0-8]\d\d|9[0-8]\d)s?\b")
_TOLD = re.compile(r"\b(?:became|began|built|called|closed|had|named|opened|used to|was|were)\b")
_LIVING = re.compile(r"living with\Z", re.IGNORECASE)
_EITHER = ("he or she", "he/she", "s/he", "she or he", "she/he")
_DOES = re.compile(
    r" (?!(?:always|is|has|was|does|perhaps|sometimes|thus)\b)"
    r"(?P<stem>[a-z]{2,}?)(?:(?<=i)es|(?<=[xo])es|(?<=ss)es|(?<=sh)es|(?<=ch)es|(?<!s)s)\b"
)


class KindWords(ListedWords):
    """A rule that finds the terms of one topic of the list `inclusive`."""

    listed = LIST
    topic: ClassVar[str]

    def extract(self, page: Page) -> Iterator[Fact]:
        words = load(LIST)
        for mention in page.of(phrases):
            if mention.kind != LIST or words[mention.key].topic != self.topic:
                continue
            if _about_people(mention) and not _of_the_past(mention):
                told = _fitted(mention)
                yield Fact(at(page, told), key=told.key, value=told.value)


def _about_people(mention: Mention) -> bool:
    if mention.key in _ILLS or mention.key.startswith("suffer "):
        return _CONDITION.match(mention.block.text, mention.end) is not None
    return True


def _of_the_past(mention: Mention) -> bool:
    """Whether the sentence tells history: of a year before 1990, or under a heading that says so."""
    block, text = mention.block, mention.block.text
    near, far = max(0, mention.start - _FAR), mention.end + _FAR
    first, last = text.rfind(". ", near, mention.start), text.find(". ", mention.end, far)
    sentence = text[max(first, near) : last if last >= 0 else far]
    headed = block.heading is not None and "history" in block.heading.text.lower()
    return (headed or _OLD_YEAR.search(sentence) is not None) and _TOLD.search(sentence) is not None


def _fitted(mention: Mention) -> Mention:
    """The mention with what to write instead made to fit the words beside it."""
    if mention.key in _EITHER:
        return _with_verb(mention)
    before = mention.block.text[max(0, mention.start - _NEAR) : mention.start]
    if _LIVING.match(mention.value) and _ENDS_IN_PERSON.search(before):
        return replace(mention, value=mention.value[-4:])
    return _with_noun(mention)


def _with_verb(mention: Mention) -> Mention:
    """“They need” for “he/she needs”."""
    verb = _DOES.match(mention.block.text, mention.end) if mention.value.lower() == "they" else None
    if verb is None:
        return mention
    stem = verb["stem"][:-1] + "y" if verb["stem"].endswith("i") else verb["stem"]
    return replace(mention, end=verb.end(), value=f"{mention.value} {stem}")


def _with_noun(mention: Mention) -> Mention:
    """The mention with its noun, where the two must change places: “adults with a learning disability”.

    What begins with “who” needs a noun, and is left out where there is none.
    """
    text = mention.block.text
    noun = _PERSON.match(text, mention.end)
    behind = [way[1] for use in mention.value.split(" / ") if (way := _BEHIND.fullmatch(use))]
    if noun is None or not behind or mention.quote.lower().startswith("who "):
        return replace(mention, value="") if _needs_noun(mention) else mention
    article = _ARTICLE.match(text, mention.start) or _ARTICLE_BEFORE.search(
        text, max(0, mention.start - 3), mention.start
    )
    start = article.start() if article else mention.start
    a = ("an " if begins_with_vowel_sound(noun[1]) else "a ") if article else ""
    ways = [f"{a}{noun[1]} {rest[0].lower()}{rest[1:]}" for rest in behind]
    if noun["many"]:
        ways = [way.replace(" who uses ", " who use ") for way in ways]
    value = " / ".join(way[:1].upper() + way[1:] if text[start].isupper() else way for way in ways)
    return replace(mention, start=start, end=noun.end(), value=value)


def _needs_noun(mention: Mention) -> bool:
    return mention.value.lower().startswith("who ") and not mention.quote.lower().startswith("who ")
