"""A link to a page that is not there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from http import HTTPStatus

from rules.core.findings import Fact, Finding, Site
from rules.core.page import Page
from rules.core.rule import Rule, at, once

_GONE = (404, 410)
_TEMPLATE = ("nav", "header", "footer")


class BrokenLink(Rule):
    """A link leads to a page that is not there.

    A parent who has come this far is sent away with nothing, and may think that the help has ended too.

    A server’s own error (500 and above) may pass, so a person should look first.

    **Left alone:**

    - links that were not tried in this audit
    - sites that did not answer, or that turn programs away (401, 403, 429)
    - e-mail and telephone links
    - menus, headers and footers, which belong to the template: the list of what was not audited tells of those
    """

    id = "links.broken-link"
    title = "Links that lead nowhere"
    message = "“{quote}” leads to a page that is not there."
    fix = "Link to where the page is now, or take the link out."
    commitments = ("accountable.available", "communicate.aware")
    sources = ("https://www.rfc-editor.org/rfc/rfc9110#name-client-error-4xx",)

    def extract(self, page: Page) -> Iterator[Fact]:
        own = (link for link in page.links if link.region not in _TEMPLATE)
        targets = ((link, link.target.partition("#")[0]) for link in own)
        return once(Fact(at(page, link), key=to) for link, to in targets if to.startswith("http"))

    def keys(self, site: Site) -> Collection[str]:
        return [url for url, status in site.statuses.items() if _is_broken(status)]

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        for fact in facts:
            status = site.statuses.get(fact.key, 0)
            if _is_broken(status):
                name = _name(status)
                message = f"“{fact.place.quote or fact.key}” is a broken link: the server answered {name}."
                yield self.finding(fact, message=message, review=status not in _GONE)


def _is_broken(status: int) -> bool:
    return status in _GONE or status >= HTTPStatus.INTERNAL_SERVER_ERROR


def _name(status: int) -> str:
    try:
        return f"“{status} {HTTPStatus(status).phrase}”"
    except ValueError:
        return f"“{status}”"
