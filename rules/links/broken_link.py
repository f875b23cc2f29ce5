"""A link to a page that is not there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from rules.core.findings import Fact, Finding, Site
from rules.core.page import Page
from rules.core.rule import Rule, at, once

_TEMPLATE = ("nav", "header", "footer")
_OF_A_SCRIPT = "/cdn-cgi/"


class BrokenLink(Rule):
    """A link leads to a page, a document or a site that is not there.

    A parent who has come this far is sent away with nothing, and may think that the help has ended too.

    A link is fine or broken, or it could not be checked. It is broken in three cases only:

    - the server says “404 Not Found” or “410 Gone”
    - there is no server with its name
    - an address deep in a site only leads to the home page of that site

    It counts once it was broken on two nights, or on as many as `nights` says under `[links]` in the
    configuration. At the first audit of a site, links to its own pages count at once.

    **Left alone:**

    - links that could not be checked, which the report lists apart
    - servers that turn programs away (401, 403, 429), or ask in their robots.txt not to be read
    - servers with trouble of their own (500 and above), or that take too long
    - redirects to another page, and short addresses that are made to lead to a home page
    - addresses that some servers put in place of an e-mail address
    - e-mail and telephone links, which another rule looks at
    - menus, headers and footers, which belong to the template
    """

    id = "links.broken-link"
    title = "Links that lead nowhere"
    message = "“{quote}” is a broken link."
    fix = "Link to where the page is now, or take the link out."
    commitments = ("accountable.available", "communicate.aware")
    sources = ("https://www.rfc-editor.org/rfc/rfc9110#name-client-error-4xx",)

    def extract(self, page: Page) -> Iterator[Fact]:
        own = (link for link in page.links if link.region not in _TEMPLATE)
        targets = ((link, link.target.partition("#")[0]) for link in own)
        asked = ((link, to) for link, to in targets if to.startswith("http") and _OF_A_SCRIPT not in to)
        return once(Fact(at(page, link), key=to) for link, to in asked)

    def keys(self, site: Site) -> Collection[str]:
        return site.broken.keys()

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        for fact in facts:
            if why := site.broken.get(fact.key):
                yield self.finding(fact, message=f"“{fact.place.quote or fact.key}” is a broken link: {why}.")
