"""A rule's cases: at once its tests, its examples and the pages of its help."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import tomli

from rules.core.file import File
from rules.core.findings import Fact, Finding, PageInfo, Site
from rules.core.page import Place
from rules.core.registry import home
from rules.core.rule import Rule
from rules.core.segment import segment

_DAY = date(2026, 11, 23)


@dataclass(frozen=True)
class Case:
    """Some pages, judged on a day, and what the rule must find: quotes, or the keys of faults without words.

    `html` is one page at `url`; `pages` are several, by address. `seen` is the day the content was first seen,
    `modified` the date it bears, `broken` the links that are broken, each with what happened. `settings` are the
    rule's own.
    `browsed` are facts that only a browser sees on the page at `url`: the path, the element's text as `block`,
    the `key` and the `value` of each.
    `file` makes the page at `url` a document, and says what it holds besides the words of `html`.
    """

    name: str
    finds: list[str]
    html: str = ""
    url: str = "https://www.anyborough.gov.uk/send"
    pages: Mapping[str, str] = field(default_factory=dict)
    today: date = _DAY
    seen: date | None = None
    broken: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, object] = field(default_factory=dict)
    browsed: Sequence[Mapping[str, str]] = ()
    file: Mapping[str, Any] = field(default_factory=dict)
    modified: date | None = None


def cases(rule: type[Rule]) -> list[Case]:
    """The cases beside the rule's file."""
    path = home(rule).with_suffix(".toml")
    return [Case(**case) for case in tomli.loads(path.read_text("utf-8"))["case"]]


def run_case(rule: type[Rule], case: Case) -> list[Finding]:
    """What the rule finds in a case. Raises whatever the rule raises."""
    configured = rule(**case.settings)
    facts: list[Fact] = []
    pages: dict[str, PageInfo] = {}
    linked: Counter[str] = Counter()
    for url, html in (case.pages or {case.url: case.html}).items():
        page = segment(html, url, seen=case.seen or case.today, modified=case.modified)
        if case.file:
            page = replace(page, file=File(**case.file))
        words = sum(len(block.text.split()) for block in page.main)
        pages[url] = PageInfo(url, page.title, language=page.language, words=words, document=page.file is not None)
        linked.update({link.target.partition("#")[0] for link in page.links} - {url})
        facts += configured.extract(page)
    pages = {url: replace(info, inlinks=linked[url]) for url, info in pages.items()}
    facts += (_browsed(case.url, **fact) for fact in case.browsed)
    return list(configured.judge(facts, Site(case.today, pages, case.broken)))


def _browsed(url: str, path: str, key: str, block: str = "", value: str = "") -> Fact:
    return Fact(Place(url, path, block, 0, len(block)), key, value)
