"""Glossaries of a site: which pages are one, what they explain, and which pages lead to one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from urllib.parse import urldefrag

from rules.core.findings import Fact
from rules.core.page import Link, Mention, Page
from rules.core.rule import at

EXPLAINS = "explains"
LEADS_TO = "leads to"

_GLOSSARY = re.compile(
    r"\b(?:glossar(?:y|ies)|jargon|acronyms?|abbreviations?|buzz ?words|terminology|dictionary"
    r"|(?:key |common |useful )?(?:words|terms|letters)(?: and \w+){0,2}"
    r" (?:we use|used|explained|you|that|families|and what)"
    r"|what (?:\w+ ){0,3}(?:words|terms|letters) mean|definitions)\b",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"\A\w+://(?:www\.)?")
_HINT = re.compile(r"glossar|jargon|acronym|abbrev|buzz|terminology|dictionary|definition|words|terms|letters")


def is_glossary(page: Page) -> bool:
    """Whether the page calls itself a glossary, a jargon buster or a list of words and what they mean."""
    headings = (block.text for block in page.main if block.kind == "heading" and block.level == 1)
    return any(_GLOSSARY.search(text) for text in (page.title, *headings))


def glossary_facts(page: Page, explained: Callable[[], Iterable[Mention]], *, wanting: bool) -> Iterator[Fact]:
    """What a judge needs in order to see a site's glossaries.

    On a glossary, a fact for each `key` that it explains. On a page that is `wanting` an explanation, a fact for
    each link that looks as if it led to a glossary, with the address as its key.
    """
    if is_glossary(page):
        for mention in {mention.key: mention for mention in explained()}.values():
            yield Fact(at(page, mention), key=mention.key, value=mention.value, kind=EXPLAINS)
    if wanting:
        for link in page.of(_leads):
            yield Fact(at(page, link), key=_plain(page.absolute(link.href)), kind=LEADS_TO)


def _leads(page: Page) -> tuple[Link, ...]:
    told = [f"{link.name} {link.href}".lower() for link in page.links]
    if not _HINT.search("\n".join(told)):
        return ()
    spaced = (text.replace("-", " ").replace("_", " ") for text in told)
    return tuple(link for link, text in zip(page.links, spaced, strict=True) if _GLOSSARY.search(text))


def without_glossary(facts: Iterable[Fact]) -> Iterator[Fact]:
    """The facts of what is wanting, but for those that a glossary explains to which their page leads.

    Facts come page by page. Only those of pages that lead to a glossary are held back to the end.
    """
    explained: set[tuple[str, str]] = set()
    held: list[tuple[frozenset[str], Fact]] = []
    for url, of_page in groupby(facts, key=lambda fact: fact.place.url):
        wanting = []
        leads = set()
        for fact in of_page:
            if fact.kind == EXPLAINS:
                explained.add((_plain(url), fact.key))
            elif fact.kind == LEADS_TO:
                leads.add(fact.key)
            else:
                wanting.append(fact)
        if leads:
            held += ((frozenset(leads), fact) for fact in wanting)
        else:
            yield from wanting
    yield from (fact for leads, fact in held if not any((page, fact.key) in explained for page in leads))


def _plain(url: str) -> str:
    """An address without what does not change the page: its fragment, its scheme, a slash at its end.

    Of a file that is named from the folder we are in, it is the path without the dot in front.
    """
    return _SCHEME.sub("", urldefrag(url)[0]).removeprefix("./").rstrip("/")
