"""Acronyms that the page never explains."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rules.core import inflect
from rules.core.acronyms import acronyms, known_to_everybody, listed
from rules.core.expansions import expansions
from rules.core.findings import Fact, Finding, Site
from rules.core.glossary import glossary_facts, without_glossary
from rules.core.lists import Entry
from rules.core.lookalikes import lookalikes
from rules.core.page import Page, Place
from rules.core.rule import Rule, at, once

_ARTICLE = re.compile(r"\b(an?) \Z", re.IGNORECASE)
_BEGINNING = re.compile(r"(?:\A|[.!?] )\Z")
_DESCRIBED = re.compile(
    r"(?: is (?:an?|the) (?:[\w-]+ ){1,6}(?:who|that|which)"
    r"| are (?:[\w-]+ ){0,3}(?:\w+s|people|staff) (?:who|that|which|of))\b"
)
_BETWEEN_NAMES = re.compile(r" [|–—·-] ")


SPOKEN_OF = "spoken of"


@dataclass(frozen=True)
class UnexplainedAcronym(Rule):
    """Letters that stand for something the page never says.

    A parent new to all this meets four letters they do not know, then five more, and stops reading. Explaining
    each once, where it first stands, is enough.

    Letters that are not in our list may be a name: a person must look first. So they must where the page says
    what the letters are (“a SENCO is the teacher who…”), and where the letters are part of the site's name.

    **Left alone:**

    - acronyms explained anywhere on the page: “special educational needs and disabilities (SEND)”
    - the same the other way round, in an `<abbr>` or in a table
    - acronyms that a glossary explains to which the page leads
    - those everybody knows, such as NHS
    - letters in quotation marks
    - words and headings in capitals for emphasis
    - names, codes, grades, units, kinds of file and Roman numerals
    """

    id = "jargon.unexplained-acronym"
    title = "Acronyms that are never explained"
    message = "“{key}” is not explained on this page."
    fix = "Say what “{key}” stands for where it first stands, or leave it out."
    commitments = ("communicate.plain-english",)
    wcag = ("3.1.4",)
    sources = (
        "https://www.w3.org/WAI/WCAG22/Understanding/abbreviations",
        "https://www.gov.uk/guidance/style-guide/a-to-z-of-gov-uk-style#abbreviations-and-acronyms",
    )

    def extract(self, page: Page) -> Iterator[Fact]:
        slips = {mention.key for mention in page.of(lookalikes)}
        found = [
            mention
            for mention in page.of(acronyms)
            if not mention.value
            and mention.kind != "quoted"
            and mention.key not in slips
            and not known_to_everybody(mention.key)
        ]
        yield from glossary_facts(page, lambda: page.of(expansions), wanting=bool(found))
        spoken_of = {m.key for m in found if _DESCRIBED.match(m.block.text, m.end)} | _letters_of_site(page)
        yield from once(Fact(at(page, m), key=m.key, kind=SPOKEN_OF if m.key in spoken_of else "") for m in found)

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        del site
        for fact in without_glossary(facts):
            entry = listed(fact.key)
            fix = self._fix(fact, entry) if entry else None
            sure = entry is not None and not entry.review and fact.kind != SPOKEN_OF
            yield self.finding(fact, fix=fix, review=not sure)

    def _fix(self, fact: Fact, entry: Entry) -> str:
        """What to paste at the first mention: “education, health and care plans (EHCPs)”."""
        likely = entry.use if entry.review else entry.use[:1]
        meanings = dict.fromkeys(f"“{written_out(fact.place, fact.key, use)}”" for use in likely)
        return f"The first time, write {' or '.join(meanings)}. {entry.note}".strip()


def _letters_of_site(page: Page) -> set[str]:
    """The words in the name of the site, which stands last in the titles of its pages."""
    names = _BETWEEN_NAMES.split(page.title)
    return set(names[-1].split()) if len(names) > 1 else set()


def written_out(place: Place, acronym: str, use: str) -> str:
    """What to paste for the letters, and for the article before them: “a local authority (LA)” for “an LA”."""
    quote = place.quote
    if quote.endswith("s") and quote.removesuffix("s") == acronym:
        use, acronym = inflect.plural(use), quote
    elif quote != acronym:
        use, acronym = f"{use}’s", quote
    begins = _BEGINNING.search(place.block, 0, place.start) is not None
    article = _ARTICLE.search(place.block, 0, place.start)
    if article and (article[1].lower() == "an") is not inflect.begins_with_vowel_sound(use):
        use = f"{article[1][0]}{'' if article[1].lower() == 'an' else 'n'} {use}"
    elif begins:
        use = use[0].upper() + use[1:]
    return f"{use} ({acronym})"
