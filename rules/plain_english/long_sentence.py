"""Sentences that are too long to take in at one reading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rules.core.findings import Fact, Finding, Site
from rules.core.joints import how_to_split
from rules.core.page import Mention, Page
from rules.core.quoting import quoted
from rules.core.rule import Rule, at
from rules.core.sentences import looks_english, sentences, words_in

_QUOTATION = re.compile(r"“[^“”]*”|\"[^\"]*\"")
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
            if int(sentence.value) > self.words and _prose(sentence) and self._long_without_quotations(sentence):
                yield Fact(at(page, sentence), value=sentence.value)

    def _long_without_quotations(self, sentence: Mention) -> bool:
        return len(words_in(_QUOTATION.sub(" ", sentence.quote))) > self.words

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        del site
        for fact in facts:
            far_too_long = int(fact.value) > self.problem_words
            yield self.finding(
                fact,
                message=f"This sentence has {fact.value} words. Aim for {self.words} or fewer.",
                fix=how_to_split(fact.place.quote),
                severity="problem" if far_too_long else "advice",
            )


def _prose(sentence: Mention) -> bool:
    """Whether it is running text of the page's own, rather than a quotation or a string of names."""
    words = words_in(sentence.quote)
    small = sum(word[0].islower() for word in words)
    return (
        not quoted(sentence.block, sentence.start, sentence.end)
        and not _cut_off_quotation(sentence.quote)
        and small * 2 > len(words)
        and " | " not in sentence.quote
        and not _TYPED_LIST.search(sentence.quote)
        and looks_english(words)
    )


def _cut_off_quotation(text: str) -> bool:
    """Whether a quotation begins or ends here that goes on in another sentence."""
    return text.count("“") != text.count("”") or text.count('"') % 2 == 1
