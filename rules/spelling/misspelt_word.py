"""Words that are misspelt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rules.core.findings import Fact, Finding, Site
from rules.core.page import Page
from rules.core.phrases import rewrite
from rules.core.rule import Rule, at
from rules.core.spelling import misspellings


@dataclass(frozen=True)
class MisspeltWord(Rule):
    """A word that is in no dictionary of British English, and is one slip away from a word that is.

    A reader stumbles over it. People who use a screen reader hear something else, and a search for the right
    word does not find the page. Families also ask how much care went into the rest.

    A finding is certain only for slips that many people make, and where a common word lies very near. Otherwise a
    person must look first, as with a long word with a capital that is nearly a common word.

    **Left alone:**

    - names: words that this site writes with a capital in the middle of a sentence
    - words that several pages of the site spell the same way
    - words that resemble no other, and words made by rule, such as “fosterers” and “foodbank”
    - quotations, addresses, code, and words in capitals
    - Welsh and other languages
    - American spellings, which have a rule of their own

    The setting “words” is the site’s own dictionary. The setting “familiar” says how many pages make a word
    familiar.
    """

    id = "spelling.misspelt-word"
    title = "Words that are misspelt"
    message = "“{quote}” looks misspelt."
    fix = "Write “{value}”."
    commitments = ("communicate.plain-english",)
    severity = "advice"
    sources = ("http://wordlist.aspell.net",)

    words: tuple[str, ...] = ()
    familiar: int = 3

    def extract(self, page: Page) -> Iterator[Fact]:
        ours = {word.lower() for word in self.words}
        names: set[str] = set()
        for mention in page.of(misspellings):
            if mention.key.removesuffix("'s") in ours or mention.key in ours:
                continue
            if mention.kind != "name" or mention.key not in names:
                yield Fact(at(page, mention), key=mention.key, value=mention.value, kind=mention.kind)
            if mention.kind == "name":
                names.add(mention.key)

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        del site
        names: set[str] = set()
        met: dict[str, list[Fact]] = {}
        for fact in facts:
            if fact.kind == "name":
                names.add(fact.key.removesuffix("'s"))
            else:
                met.setdefault(fact.key, []).append(fact)
        for word, places in met.items():
            taught = word.removesuffix("'s") in names
            familiar = len({fact.place.block for fact in places}) >= self.familiar
            title = any(fact.kind == "title" for fact in places)
            for fact in places:
                if fact.kind == "listed":
                    yield self.finding(fact, fix=rewrite(fact.value, ""))
                elif not taught and (fact.kind == "sure" or not familiar):
                    doubtful = familiar or fact.kind != "sure" or (title and fact.place.quote[0].isupper())
                    yield self.finding(fact, fix=rewrite(fact.value, ""), review=doubtful)
