"""Pages of services that do not say when anybody last looked at them."""

from __future__ import annotations

from collections.abc import Iterator

from rules.core.datelines import datelines
from rules.core.findings import Fact
from rules.core.page import Page
from rules.core.page_type import page_type
from rules.core.reviews import reviews
from rules.core.rule import Rule, at

_CERTAIN = frozenset(("schema.org", "address", "sections"))


class NoReviewDate(Rule):
    """A page about a service does not say when it was last looked at, nor when it will be next.

    A family cannot tell whether the times and the rules here still hold. Many ring to ask, and some give up. A
    line such as “Last reviewed: 4 May 2026” tells them, and reminds the editor.

    **Left alone:**

    - pages that are no service, such as news, events, policies and lists, and those that may be one by name only
    - pages that say when they were published, updated or checked
    - drafts, which have yet to get their template
    """

    id = "stale.no-review-date"
    title = "Services without the day of a review"
    message = "The page does not say when it was last looked at, nor when it will be next."
    fix = "Give the day of the last check, for example “Last reviewed: 4 May 2026”."
    commitments = ("accountable.timely", "communicate.open")
    severity = "advice"

    def extract(self, page: Page) -> Iterator[Fact]:
        told = page.of(page_type)
        certain = told.kind == "service" and not _CERTAIN.isdisjoint(told.told_by)
        if certain and not (page.fragment or page.of(reviews) or page.of(datelines)):
            yield Fact(at(page, page.dom), key="none")
