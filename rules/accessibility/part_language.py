"""A part of a page that names its language wrongly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from lxml.html import HtmlElement

from rules.core.accessible import Accessibility, accessibility
from rules.core.faults import Fault, FaultsRule, fault_at
from rules.core.findings import Fact
from rules.core.languages import primary_language
from rules.core.markup import markup
from rules.core.page import Page

_XML_LANG = "xml:lang"


class PartLanguage(FaultsRule):
    """A part of the page says that it is in a language that does not exist (`lang` attribute).

    A screen reader chooses its voice by it. If it reads Polish or Urdu with an English voice, the family it is for
    cannot understand a word. They may think that the page has nothing for them.

    **Left alone:**

    - an empty `lang`, which says that the language is not known
    - parts without words of their own, and those hidden from everyone
    - what comes after a language that we know: “en-XX”

    The language of the whole page is told by another rule.
    """

    id = "accessibility.part-language"
    title = "Parts of a page in a language that nobody knows"
    message = "The lang attribute “{value}” of this part of the page is not a valid language tag."
    fix = "Write the two letters of its language: “pl” for Polish, “ur” for Urdu. Not sure? Ask who wrote it."
    commitments = ("partnership.participation", "value.everyone")
    severity = "problem"
    wcag = ("3.1.2",)
    act = ("de46e4",)
    sources = ("https://www.w3.org/International/questions/qa-choosing-language-tags",)
    faults: ClassVar[Mapping[str, Fault]] = {
        "invalid": Fault(
            "The lang attribute “{value}” of this part of the page is not a valid language tag.",
            "Write the two letters of its language: “pl” for Polish, “ur” for Urdu. Not sure? Ask who wrote it.",
            "problem",
        ),
        "two languages": Fault(
            "The page names two different languages: {value}.",
            "Take xml:lang out, or make it the same as lang.",
            "problem",
            wcag=("3.1.1",),
            act=(),
        ),
    }

    def extract(self, page: Page) -> Iterator[Fact]:
        elements, told = page.of(markup), page.of(accessibility)
        for part in elements.having("lang"):
            language = part.get("lang", "")
            if part.tag != "html" and language and not primary_language(language) and _has_words(told, part):
                yield fault_at(page, part, "invalid", language)
        own, other = page.dom.get("lang", ""), page.dom.get(_XML_LANG, "")
        if own and other and primary_language(own) and primary_language(own) != primary_language(other):
            yield fault_at(page, page.dom, "two languages", f"{own} in lang, {other} in xml:lang")


def _has_words(told: Accessibility, part: HtmlElement) -> bool:
    """Whether a part holds words that somebody sees or hears, and of which no part within says the language."""
    waiting = [part]
    while waiting:
        element = waiting.pop()
        if told.shown(element) and (_has_own_text(element) or (told.told(element) and told.name(element))):
            return True
        waiting += [child for child in element if isinstance(child.tag, str) and not child.get("lang")]
    return False


def _has_own_text(element: HtmlElement) -> bool:
    return any(text and text.strip() for text in (element.text, *(child.tail for child in element)))
