"""A page that does not say, or says wrongly, what language it is in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rules.core.common_words import COMMON, NAMES, other_language, words_in
from rules.core.findings import Fact, Finding, Site
from rules.core.languages import primary_language
from rules.core.page import Page
from rules.core.rule import Rule, at

_COMMON = (" the ", " and ", " of ")
_MESSAGES = {
    "missing": "The html element has no lang attribute, so the language of the page is not known.",
    "invalid": "The lang attribute of the html element, “{value}”, is not a valid language tag.",
    "wrong": "The lang attribute of the html element is {value}.",
    "doubtful": "The lang attribute of the html element is “{value}”, but the page does not look like English.",
}
_FAILS = {"missing": "b5c3f8", "invalid": "bf051a", "wrong": "ucwvc8", "doubtful": "ucwvc8"}
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
            yield Fact(at(page, page.dom), key=fault[0], value=fault[1])

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        del site
        for fact in facts:
            message = _MESSAGES[fact.key].format(value=fact.value)
            yield self.finding(fact, message=message, review=fact.key == "doubtful")


def _fault(page: Page, declared: str) -> tuple[str, str] | None:
    """What is wrong, and what to say of it."""
    if not declared:
        return None if page.fragment else ("missing", "")
    primary = primary_language(declared)
    if not primary:
        return "invalid", declared
    text = _text(page)
    if primary == "en" and sum(map(text.count, _COMMON)) >= _READS_FOREIGN * text.count(" "):
        return None
    if other := other_language(text, primary):
        return "wrong", f"“{declared}”, but the page appears to be written in {NAMES[other]}"
    return ("doubtful", declared) if primary == "en" and _is_foreign(words_in(text.lower())) else None


def _is_foreign(words: Sequence[str]) -> bool:
    english = sum(word in COMMON["en"] for word in words)
    return len(words) >= _FEWEST_TO_DOUBT and english < _READS_FOREIGN * len(words)


def _text(page: Page) -> str:
    """The words of the main content that do not say they are in a language of their own."""
    return " ".join(block.text for block in page.main if block.kind != "code" and block.language is None)
