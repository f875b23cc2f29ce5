"""A part of a page that names its language wrongly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from lxml.html import HtmlElement

from rules.core.accessible import Accessibility, accessibility
from rules.core.common_words import NAMES, other_language
from rules.core.faults import Fault, FaultsRule, fault_at
from rules.core.findings import Fact
from rules.core.languages import primary_language
from rules.core.markup import markup
from rules.core.page import Page

_XML_LANG = "xml:lang"


class PartLanguage(FaultsRule):
    """A part of the page says in its `lang` that it is in one language, and is in another or in none that we know.

    A screen reader chooses its voice by it. If it reads Polish or Urdu with an English voice, the family it is for
    cannot understand a word. They may think that the page has nothing for them. Someone took the time to write
    for them, and they do not get to hear it.

    **Left alone:**

    - an empty `lang`, which means that nobody knows
    - parts without words of their own, and those that nobody can see or hear
    - a few words that may be in any language
    - what comes after a language that we know: “en-XX”

    The language of the whole page is told by another rule.
    """

    id = "accessibility.part-language"
    title = "Parts of a page in another language than they say"
    message = "The lang attribute “{value}” of this part of the page is not a valid language tag."
    fix = "Write the two letters of its language: “pl” for Polish, “ur” for Urdu. Not sure? Ask who wrote it."
    commitments = ("partnership.participation", "value.everyone")
    severity = "problem"
    wcag = ("3.1.2",)
    act = ("de46e4", "off6ek")
    sources = ("https://www.w3.org/International/questions/qa-choosing-language-tags",)
    faults: ClassVar[Mapping[str, Fault]] = {
        "invalid": Fault(message, fix, "problem", act=("de46e4",)),
        "another language": Fault(
            "This part of the page says (lang) that it is in {value}.",
            "Write the two letters of its language, so that it is read out in the right voice.",
            "problem",
            act=("off6ek",),
        ),
        "two languages": Fault(
            "The page names two different languages: {value}.",
            "Take xml:lang out: the page needs to say this only once.",
            "problem",
            wcag=("3.1.1",),
            act=(),
        ),
    }

    def extract(self, page: Page) -> Iterator[Fact]:
        elements, told = page.of(markup), page.of(accessibility)
        for part in elements.having("lang"):
            language = part.get("lang", "")
            if part.tag == "html" or not language:
                continue
            primary = primary_language(language)
            if not primary and any(_words(told, part)):
                yield fault_at(page, part, "invalid", language)
            elif primary and (other := other_language(" ".join(_words(told, part)), primary)):
                what = f"“{language}”, but it appears to be written in {NAMES[other]}"
                yield fault_at(page, part, "another language", what)
        own, other = page.dom.get("lang", ""), page.dom.get(_XML_LANG, "")
        if own and other and primary_language(own) and primary_language(own) != primary_language(other):
            yield fault_at(page, page.dom, "two languages", f"{own} in lang, {other} in xml:lang")


def _words(told: Accessibility, part: HtmlElement) -> Iterator[str]:
    """The words of a part that somebody sees or hears, and of which no part within says the language."""
    waiting = [part]
    while waiting:
        element = waiting.pop()
        if not told.shown(element):
            continue
        own = " ".join(text for text in (element.text, *(child.tail for child in element)) if text).strip()
        if said := own or (told.name(element) if told.told(element) else ""):
            yield said
        waiting += [child for child in element if isinstance(child.tag, str) and not child.get("lang")][::-1]
