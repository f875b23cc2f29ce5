"""Sentences that are too long to take in at one reading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rules.core.findings import Fact, Finding, Site
from rules.core.page import Mention, Page
from rules.core.rule import Rule, at
from rules.core.sentences import WORD, looks_english, sentences

_VERBS = r"(?:is|are|was|were|will|can|could|may|might|must|should|would|has|have|had|do|does|did)\b"
_CLAUSE = (
    r",? (?:and|but|so|or) (?=(?:then )?(?:we|you|they|he|she|it|there|if)\b"
    rf"|(?:the|this|these|your|our|their|a|an) (?:[\w’'-]+ ){{1,5}}{_VERBS})"
)
_JOINTS = (
    r"; | [–—] ",
    _CLAUSE,
    r", (?:which|who|because|although|unless|while|if) ",
    r" (?:because|although|unless|until|so that|(?<!even )(?<!as )if) ",
)
_TYPED_LIST = re.compile(r"(?:\A|\s)[*•·▪] ")


@dataclass(frozen=True)
class LongSentence(Rule):
    """A sentence of more than 25 words is hard to take in; over 40, most readers lose the thread.

    Parents read these pages tired, on a phone, between two other things. When a sentence holds three ideas, the
    third is not read. GOV.UK asks for no more than 25 words.

    **Left alone:**

    - quotations
    - lists of names
    - lists typed with stars or bullets in one paragraph
    - text in other languages

    A list item counts as a sentence of its own, so a long sentence can be mended by making it a list.
    """

    id = "plain-english.long-sentence"
    title = "Sentences that are too long"
    message = "This sentence has {value} words."
    fix = "Split it in two."
    commitments = ("communicate.plain-english",)
    severity = "advice"
    sources = ("https://insidegovuk.blog.gov.uk/2014/08/04/sentence-length-why-25-words-is-our-limit/",)
    words: int = 25
    problem_words: int = 40

    def extract(self, page: Page) -> Iterator[Fact]:
        for sentence in page.of(sentences):
            if int(sentence.value) > self.words and _prose(sentence):
                yield Fact(at(page, sentence), value=sentence.value)

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        del site
        for fact in facts:
            far_too_long = int(fact.value) > self.problem_words
            yield self.finding(
                fact,
                message=f"This sentence has {fact.value} words. Aim for {self.words} or fewer.",
                fix=_fix(fact.place.quote),
                severity="problem" if far_too_long else "advice",
            )


def _prose(sentence: Mention) -> bool:
    """Whether it is running text of the page's own, rather than a quotation or a string of names."""
    words = WORD.findall(sentence.quote)
    small = sum(word[0].islower() for word in words)
    return (
        not sentence.block.quoted
        and small * 2 > len(words)
        and sentence.quote.count("|") < 2
        and not _TYPED_LIST.search(sentence.quote)
        and looks_english(words)
    )


def _fix(quote: str) -> str:
    """Where to split: at the joint nearest the middle, of the best kind there is."""
    if quote.count(", ") + quote.count("; ") >= 5:
        return "Make the things it names a list, one to a line, or split it into shorter sentences."
    brackets = [m.span() for m in re.finditer(r"\([^)]*\)", quote)]
    for joints in _JOINTS:
        inner = [
            m
            for m in re.finditer(joints, quote)
            if 0.2 < m.start() / len(quote) < 0.8 and not any(a < m.start() < b for a, b in brackets)
        ]
        if inner:
            best = min(inner, key=lambda m: abs(m.start() - len(quote) / 2))
            after = " ".join(quote[best.start() :].strip(" ,;–—").split()[:4])
            return f"Split it into shorter sentences, for example before “{after}…”."
    return "Split it into shorter sentences, one idea in each."
