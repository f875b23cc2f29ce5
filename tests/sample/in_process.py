"""Reads and judges the sample site without a crawl: what the rules alone say of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from bs4 import UnicodeDammit

from pipeline.convert import UnreadableError
from pipeline.reading import page_of, rules_for
from pipeline.sample.content import Answer, Sample
from rules.core.findings import Fact, Failure, Finding, PageInfo, Site
from rules.core.page import Page
from rules.core.registry import choose
from rules.core.run import extract, judge
from rules.core.segment import segment
from spiders.documents import readable_as
from spiders.fetched import Fetched
from spiders.linkcheck.answer import of_status
from spiders.links import leads_of

BASE = "http://wrenfield.example"
TODAY = date(2026, 11, 23)


@dataclass(frozen=True)
class Found:
    """A finding, flat."""

    rule: str
    url: str
    quote: str
    key: str
    severity: str


@cache
def sample() -> Sample:
    return Sample(BASE)


@cache
def read() -> Mapping[str, Page]:
    """Every page that is served as HTML, and every document that can be read, by its path."""
    answers = sample().answers.items()
    pages = {path: _page(path, answer) for path, answer in answers if _is_page(path, answer)}
    documents = (_document(quote(path, safe="/()"), answer) for path, answer in answers)
    return pages | {page.url.removeprefix(BASE): page for page in documents if page}


def audit() -> list[Found]:
    """What the rules find. A rule that raises is an error here."""
    rules = choose()
    facts: dict[str, list[Fact]] = {}
    for page in read().values():
        here, failures = extract(page, rules_for(page, rules))
        assert not failures
        for rule_id, found in here.items():
            facts.setdefault(rule_id, []).extend(found)
    site = Site(TODAY, {page.url: _info(page) for page in read().values()}, broken())
    return [_flat(told) for rule in rules for told in judge(rule, facts.get(rule.id, ()), site)]


def broken() -> dict[str, str]:
    """The addresses of the site that a page links to and that are not there, each with what happened."""
    links = {link.target.partition("#")[0] for page in read().values() for link in page.links}
    told = (of_status(address, _status(address)) for address in links if address.startswith(BASE))
    return {checked.url: checked.why for checked in told if checked.state == "broken"}


def _is_page(path: str, answer: Answer) -> bool:
    allowed = not path.startswith("/staff/") and len(answer.body) < 1_000_000
    return allowed and answer.status == 200 and answer.content_type.startswith("text/html")


def _page(path: str, answer: Answer) -> Page:
    _, _, charset = answer.content_type.partition("charset=")
    html = UnicodeDammit(answer.body, [charset] if charset else [], is_html=True).unicode_markup or ""
    page = segment(html, BASE + path, seen=TODAY, modified=answer.modified)
    asked = leads_of(answer.body, charset or "utf-8", page.url).sheets
    sheets = {sheet.href: sample().answers[sheet.url.removeprefix(BASE)].body.decode() for sheet in asked}
    return replace(page, sheets=sheets)


def _document(path: str, answer: Answer) -> Page | None:
    """A document as it is read; None for what is no document, or one that cannot be read."""
    ending = readable_as(BASE + path, answer.content_type)
    if not ending:
        return None
    try:
        return page_of(Fetched(BASE + path, 200, answer.body, document=ending), TODAY)
    except UnreadableError:
        return None


def _info(page: Page) -> PageInfo:
    words = sum(len(block.text.split()) for block in page.main)
    return PageInfo(page.url, page.title, language=page.language, words=words, document=page.file is not None)


def _status(address: str, hops: int = 5) -> int:
    if not address.startswith(BASE) or hops == 0:
        return 0
    parts = urlsplit(address)
    answer = sample().answer(unquote(parts.path.partition(";")[0]), dict(parse_qsl(parts.query)))
    return _status(BASE + answer.location, hops - 1) if answer.location.startswith("/") else answer.status


def _flat(told: Finding | Failure) -> Found:
    assert isinstance(told, Finding), told
    return Found(told.rule, told.place.url, told.place.quote, told.key, told.severity)
