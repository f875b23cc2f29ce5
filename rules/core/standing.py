"""How the sort of a page bears on its dates: a record says what was, news is of its day, the rest must hold."""

from __future__ import annotations

from typing import Literal

from rules.core.cues import NEWS, RECORD
from rules.core.findings import Fact, Severity
from rules.core.page import Page
from rules.core.page_type import page_type

Standing = Literal["record", "news", "policy", ""]

_BY_SORT: dict[str, Standing] = {"minutes": "record", "archive": "record", "news": "news", "policy": "policy"}


def standing(page: Page) -> Standing:
    """What the page is to its dates: a `record`, `news`, a `policy`, or empty for one that must hold today."""
    if RECORD.search(page.url.lower()) or RECORD.search(page.title.lower()):
        return "record"
    if NEWS.search(page.url.lower()):
        return "news"
    return _BY_SORT.get(page.of(page_type).kind, "")


def records(page: Page) -> bool:
    """Whether the page keeps a record of what was: minutes, an archive, an answered request."""
    return page.of(standing) == "record"


def is_news(page: Page) -> bool:
    """Whether a reader takes the page for a thing of its day, as a news item or a blog post."""
    return page.of(standing) == "news"


def severity(fact: Fact, costs: Severity) -> Severity:
    """What a date gone by costs a family: less on news and in a policy, which `fact.kind` tells."""
    return "advice" if fact.kind in ("news", "policy") else costs
