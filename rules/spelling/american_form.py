"""American spellings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from rules.core.dictionary import american, dictionary, with_s
from rules.core.findings import Fact, Finding, Site
from rules.core.lists import load
from rules.core.page import Page
from rules.core.phrases import Automaton, compile_lists, matches, rewrite
from rules.core.rule import Rule, at
from rules.core.running_text import running_text, search
from rules.core.spelling import distinct_words

LIST = "us_spellings"
MIXED = "“{quote}” is spelt with z, and other words on this page with s."
_ISE_OR_IZE = re.compile(r"\b[a-z]{4,}i[sz](?:e[ds]?|ers?|ing|ations?)\b")
_S = re.compile(r"is(?=(?:e[ds]?|ers?|ing|ations?)\Z)")


class AmericanForm(Rule):
    """A spelling that is right in America: “color”, “center”, “counseling”.

    Children learn the British spelling at school. A page that mixes the two looks copied from elsewhere, and
    readers may wonder whether it is about services here.

    **Left alone:**

    - spellings with z, such as “organize”, which are British too: a person looks where a page uses both
    - “program” for a computer
    - names, titles and quotations
    """

    id = "spelling.american-form"
    title = "American spellings"
    message = "“{quote}” is an American spelling."
    fix = "Write “{value}”."
    commitments = ("communicate.plain-english",)
    severity = "advice"
    sources = ("https://www.gov.uk/guidance/style-guide/a-to-z-of-gov-uk-style#american-and-uk-english",)

    def extract(self, page: Page) -> Iterator[Fact]:
        if _has_american(page):
            for mention in matches(page, _automaton()):
                yield Fact(at(page, mention), key=mention.key, value=mention.value)
        if not any("iz" in word and with_s(word) != word for word in page.of(distinct_words)):
            return
        endings = list(search(page, _ISE_OR_IZE))
        if any(_S.sub("iz", f.match[0]) in dictionary() for f in endings if _S.search(f.match[0])):
            for found in endings:
                british = with_s(found.match[0])
                if british != found.match[0]:
                    place = at(page, found.block, found.start, found.end)
                    value = british[:1].upper() + british[1:] if found.quote[0].isupper() else british
                    yield Fact(place, key=found.match[0], value=value, kind="mixed")

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        del site
        words = load(LIST)
        for fact in facts:
            if fact.kind == "mixed":
                yield self.finding(fact, message=MIXED.format(quote=fact.place.quote), review=True)
            else:
                entry = words[fact.key]
                yield self.finding(fact, fix=rewrite(fact.value, entry.note), review=entry.review)


def _has_american(page: Page) -> bool:
    """Whether one of the words stands on the page at all, in whatever sense: most pages have none."""
    return not page.of(distinct_words).isdisjoint(american()) or "-centered" in page.of(running_text).lowered


@cache
def _automaton() -> Automaton:
    return compile_lists((load(LIST),))
