"""A site on which nobody finds an accessibility statement."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from rules.core.findings import Fact, Finding, Site
from rules.core.page import Page, Place
from rules.core.rule import Rule, at
from rules.core.statement import is_link_to_statement, statement

_DOCUMENT = re.compile(r"\.(?:pdf|docx?|odt|rtf)(?:[?#]|\Z)", re.IGNORECASE)
_MESSAGES = {
    "no statement": "No page that was read is an accessibility statement, or has a link to one.",
    "only a document": "The accessibility statement is a document to download, and no web page.",
    "hard to find": "The home page and most other pages have no link to the accessibility statement.",
}
_FIXES = {
    "only a document": "Publish the statement as a web page, and link to that.",
    "hard to find": "Link to the accessibility statement from the footer of every page.",
}


@dataclass(frozen=True)
class StatementMissing(Rule):
    """The site has no accessibility statement, or no link leads to it from most pages.

    By law every public site has one, as a web page that is easy to find. It says what will not work for disabled
    people and whom they can ask. A parent who cannot use a page looks for it at the foot of that page.

    The setting `least_pages` is how many pages with links to them must have been read to say so: 10.

    **Left alone:**

    - single pages, drafts, audits of only a few pages, and pages that do not link to each other
    - a statement on another site of the council, where a link leads to it
    - a statement with a link on the home page, or on most pages

    Where the statement is only hard to find, a person must look first.
    """

    id = "accessibility.statement-missing"
    title = "Sites without an accessibility statement"
    message = "No page that was read is an accessibility statement, or has a link to one."
    fix = "Publish an accessibility statement as a web page, and link to it from the footer of every page."
    commitments = ("communicate.open", "value.everyone")
    sources = (
        "https://www.legislation.gov.uk/uksi/2018/952/regulation/8",
        "https://www.gov.uk/government/publications/sample-accessibility-statement",
    )

    least_pages: int = 10

    def extract(self, page: Page) -> Iterator[Fact]:
        if page.of(statement):
            yield Fact(at(page, page.dom), key="statement")
            return
        links = [link for link in page.links if is_link_to_statement(link.name)]
        if links:
            only = all(_DOCUMENT.search(link.href) for link in links)
            yield Fact(at(page, links[0]), key="document" if only else "link")

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        pages = {url for url, info in site.pages.items() if info.inlinks and not info.document}
        if len(pages) < self.least_pages:
            return
        home = min(pages, key=lambda url: (len(urlsplit(url).path), url))
        told = [(fact.key, fact.place.url) for fact in facts]
        fault = _fault({key for key, _ in told}, {url for _, url in told}, pages, home)
        if fault:
            fact = Fact(Place(home, "html", "", 0, 0), key=fault)
            fix = _FIXES.get(fault, self.fix)
            yield self.finding(fact, message=_MESSAGES[fault], fix=fix, review=fault == "hard to find")


def _fault(kinds: set[str], leading: set[str], pages: set[str], home: str) -> str:
    """What is wrong with how people get from `pages` to the statement; empty where nothing is."""
    if not kinds:
        return "no statement"
    if kinds == {"document"}:
        return "only a document"
    return "hard to find" if home not in leading and 2 * len(leading & pages) < len(pages) else ""
