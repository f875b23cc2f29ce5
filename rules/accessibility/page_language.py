"""A page that does not say, or says wrongly, what language it is in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rules.core.findings import Fact, Finding, Site
from rules.core.languages import primary_language
from rules.core.page import Page
from rules.core.rule import Rule, at

_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset(
    _WORD.findall("""
    the of and to in a is for that with you we on by it as be this or your can from have not will if our are
    an at they their who what how when all may more help about
    """)
)
_COMMON = (" the ", " to ", " and ", " of ")
_MESSAGES = {
    "missing": "The html element has no lang attribute, so the language of the page is not known.",
    "invalid": "The lang attribute of the html element, “{value}”, is not a valid language tag.",
    "wrong": "The lang attribute of the html element is “{value}”, but the page appears to be written in English.",
    "doubtful": "The lang attribute of the html element is “{value}”, but the page does not look like English.",
}
_FAILS = {"missing": "b5c3f8", "invalid": "bf051a", "wrong": "ucwvc8", "doubtful": "ucwvc8"}
_READS_ENGLISH, _FEWEST_TO_TELL = 0.25, 20
_READS_FOREIGN, _FEWEST_TO_DOUBT = 0.04, 80


class PageLanguage(Rule):
    """A page must say in its `lang` attribute what language it is in.

    A screen reader chooses its voice by it, and English read out by a Polish voice cannot be understood.

    **Left alone:**

    - drafts that have no page around them yet
    - passages in another language that say so
    - pages with too few words to tell

    A page that says it is in English and does not read like it is for a person to look at first.
    """

    id = "accessibility.page-language"
    title = "Page language missing or wrong"
    message = "The language of the page is {key}."
    fix = 'Give the html element the language of the page, for example lang="en-GB".'
    commitments = ("partnership.participation", "value.everyone")
    wcag = ("3.1.1",)
    act = ("b5c3f8", "bf051a", "ucwvc8")
    sources = (
        "https://www.w3.org/WAI/standards-guidelines/act/rules/b5c3f8/",
        "https://www.w3.org/WAI/standards-guidelines/act/rules/bf051a/",
        "https://www.w3.org/WAI/standards-guidelines/act/rules/ucwvc8/",
    )

    @classmethod
    def standards(cls, key: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return cls.wcag, (_FAILS[key],)

    def extract(self, page: Page) -> Iterator[Fact]:
        declared = page.dom.get("lang", "").strip()
        if fault := _fault(page, declared):
            yield Fact(at(page, page.dom), key=fault, value=declared)

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        del site
        for fact in facts:
            message = _MESSAGES[fact.key].format(value=fact.value)
            yield self.finding(fact, message=message, review=fact.key == "doubtful")


def _fault(page: Page, declared: str) -> str:
    if not declared:
        return "" if page.fragment else "missing"
    primary = primary_language(declared)
    if not primary:
        return "invalid"
    text = _text(page)
    if primary == "en" and sum(map(text.count, _COMMON)) >= _READS_FOREIGN * text.count(" "):
        return ""
    words = [word.lower() for word in _WORD.findall(text)]
    english = sum(word in _ENGLISH for word in words)
    if primary != "en":
        return "wrong" if len(words) >= _FEWEST_TO_TELL and english >= _READS_ENGLISH * len(words) else ""
    return "doubtful" if len(words) >= _FEWEST_TO_DOUBT and english < _READS_FOREIGN * len(words) else ""


def _text(page: Page) -> str:
    """The main content's sentences that do not say they are in a language of their own."""
    return " ".join(b.text for b in page.main if b.kind in ("paragraph", "item") and b.language is None)
