"""Letters that stand for different things on the same site."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from rules.core.acronyms import acronyms, known_to_everybody, listed
from rules.core.expansions import expansions
from rules.core.findings import Fact, Finding, Site
from rules.core.meanings import akin, same
from rules.core.page import Page
from rules.core.rule import Rule, at


class TwoMeanings(Rule):
    """The same letters are written out with other words on another page, or further on.

    A parent who has learnt what the letters mean reads the next page with the wrong meaning in mind, and nothing
    tells them so.

    Told is where the rarer meaning stands. Where the two share most of their words they may be one thing under
    two names, so a person must look first.

    **Left alone:**

    - plurals, capitals, hyphens and commas
    - one that says a little more than the other
    - letters that are written out once, or always the same
    - letters that everybody knows, and kinds of file
    """

    id = "jargon.two-meanings"
    title = "Acronyms that stand for two things on one site"
    message = "“{key}” stands for “{value}” here, and for something else on this site."
    fix = "Keep the letters for one of them, and write the other in full."
    commitments = ("communicate.plain-english", "partnership.trust")
    sources = ("https://www.gov.uk/guidance/style-guide/a-to-z-of-gov-uk-style#abbreviations-and-acronyms",)

    def extract(self, page: Page) -> Iterator[Fact]:
        used = {mention.key for mention in page.of(acronyms) if not known_to_everybody(mention.key)}
        told: set[tuple[str, str]] = set()
        for mention in page.of(expansions):
            if mention.key in used and (mention.key, mention.value) not in told:
                told.add((mention.key, mention.value))
                yield Fact(at(page, mention), key=mention.key, value=mention.value)

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        del site
        by_letters: defaultdict[str, list[Fact]] = defaultdict(list)
        for fact in facts:
            by_letters[fact.key].append(fact)
        for told in by_letters.values():
            meanings = _grouped(told)
            for rarer in meanings[1:]:
                for fact in rarer:
                    yield self._of(fact, meanings[0][0].value)

    def _of(self, fact: Fact, usual: str) -> Finding:
        close = akin(fact.value, usual)
        return self.finding(
            fact,
            message=f"“{fact.key}” stands for “{fact.value}” here, and elsewhere on this site for “{usual}”.",
            fix=f"If both are the same thing, write “{usual}” each time." if close else None,
            review=close,
        )


def _grouped(facts: list[Fact]) -> list[list[Fact]]:
    """Facts by meaning, the commonest first; among equals that of our list, then the first that was written."""
    groups: list[list[Fact]] = []
    for fact in facts:
        group = next((g for g in groups if same(g[0].value, fact.value)), None)
        if group is None:
            groups.append([fact])
        else:
            group.append(fact)
    return sorted(groups, key=lambda g: (-len({f.place.url for f in g}), not _in_list(g[0])))


def _in_list(fact: Fact) -> bool:
    entry = listed(fact.key)
    return entry is not None and any(same(fact.value, use) for use in entry.use)
