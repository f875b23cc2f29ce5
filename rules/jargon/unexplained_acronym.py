"""Acronyms that the page never explains."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from msgspec.structs import replace

from rules.core import inflect
from rules.core.acronyms import acronyms, known_to_everybody, listed
from rules.core.expansions import expansions
from rules.core.findings import Fact, Finding, Site
from rules.core.fitting import fitted
from rules.core.glossary import glossary_facts, without_glossary
from rules.core.lists import Entry
from rules.core.lookalikes import lookalikes
from rules.core.page import Mention, Page, Place
from rules.core.phrases import rewrite
from rules.core.quoting import in_law, title_of_link
from rules.core.rule import Rule, at, once

_DESCRIBED = re.compile(
    r"(?: is (?:an?|the) (?:[\w-]+ ){1,6}(?:who|that|which)"
    r"| are (?:[\w-]+ ){0,3}(?:\w+s|people|staff) (?:who|that|which|of))\b"
)
_NAME_GOES_ON = re.compile(r" (?:[Cc]ode of [Pp]racti[cs]e|[Rr]egulations|Regs?|Tribunal|Review|Handbook)\b")
_BETWEEN_NAMES = re.compile(r" [|–—·-] ")


SPOKEN_OF = "spoken of"


class UnexplainedAcronym(Rule):
    """Letters that stand for something the page never says.

    A parent new to all this meets four letters they do not know, then five more, and stops reading. Explaining
    each once, where it first stands, is enough.

    Letters that are not in our list may be a name: a person must look first. The same goes for letters that the
    page describes (“a SENCO is the teacher who…”). It also goes for letters that stand only in a name: of the
    site, of another page, of a law.

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
        own: list[Mention] = []
        in_names: list[Mention] = []
        for mention in found:
            (in_names if _in_name(mention) else own).append(mention)
        spoken_of |= {m.key for m in in_names} - {m.key for m in own}
        yield from once(
            Fact(at(page, m), key=m.key, kind=SPOKEN_OF if m.key in spoken_of else "") for m in (*own, *in_names)
        )

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        del site
        for fact in without_glossary(facts):
            entry = listed(fact.key)
            if entry:
                sure = not entry.review and fact.kind != SPOKEN_OF
                place, fix = _to_paste(fact, entry)
                yield self.finding(replace(fact, place=place), fix=fix, review=not sure)
            else:
                yield self.finding(fact, review=True)


def _to_paste(fact: Fact, entry: Entry) -> tuple[Place, str]:
    """What to write at the first mention, and where: “a local authority (LA)” instead of “an LA”."""
    place, likely = fact.place, entry.use if entry.review else entry.use[:1]
    uses = tuple(dict.fromkeys(_in_full(place, fact.key, use) for use in likely))
    start, _, value = fitted(place.block, place.start, place.end, uses, capital=True)
    return replace(
        place, start=start
    ), f"The first time, {rewrite(value, entry.note).replace('Write', 'write', 1)}"


def _in_name(mention: Mention) -> bool:
    """Whether the letters stand in the title of another page, or begin the name of a law or a book."""
    text, start, end = mention.block.text, mention.start, mention.end
    return (
        title_of_link(mention.block, start, end)
        or in_law(text, start, end)
        or _NAME_GOES_ON.match(text, end) is not None
    )


def _letters_of_site(page: Page) -> set[str]:
    """The words in the name of the site, which stands last in the titles of its pages, and in its address."""
    *page_name, site = _BETWEEN_NAMES.split(page.title)
    if not page_name or any(site in block.text for block in page.main if block.kind == "heading"):
        site = ""
    address = re.split(r"[.-]", urlsplit(page.url).hostname or "")
    return {*site.split(), *(label.upper() for label in address)}


def _in_full(place: Place, acronym: str, use: str) -> str:
    """The words and the letters as they are written here: “local authorities (LAs)”."""
    quote = place.quote
    if quote == acronym:
        return f"{use} ({acronym})"
    if quote == acronym + "s":
        return f"{inflect.plural(use)} ({quote})"
    return f"{use}’s ({quote})"
