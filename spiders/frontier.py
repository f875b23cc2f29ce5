"""Where the crawl has been and may go: every address is looked at once, and taken or left with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from spiders.canonical import Addresses
from spiders.documents import kind_of_url
from spiders.fetched import NotAudited, Reason
from spiders.logins import leads_to_login
from spiders.plan import CrawlPlan
from spiders.scope import Alike

GOING_ROUND = "It redirects in a circle, so nobody arrives."


class Visit(NamedTuple):
    """An address to be fetched: its canonical form, and how the crawl came to it.

    `read_as` is the ending, such as `.pdf`, of a document that is fetched whole, to be read.
    """

    url: str
    depth: int = 0
    found_on: str | None = None
    redirected_from: tuple[str, ...] = ()
    is_target: bool = False
    is_document: bool = False
    read_as: str = ""

    def left(self, reason: Reason, detail: str, status: int = 0) -> NotAudited:
        """The record that this address was not audited."""
        if self.redirected_from:
            detail = f"{detail} Links to {self.redirected_from[0]} lead here."
        return NotAudited(self.url, reason, detail, status, self.found_on)

    def named(self, url: str) -> Visit:
        """The same visit under the name that its page goes by."""
        if url == self.url:
            return self
        return self._replace(url=url, redirected_from=(*self.redirected_from, self.url))


class Frontier:
    """The addresses of one crawl. `aliases` maps other names of a page to the name it goes by."""

    def __init__(self, plan: CrawlPlan) -> None:
        self._plan = plan
        self._alike = Alike(plan.scope)
        self._seen: set[str] = set()
        self.addresses = Addresses(plan.scope.places)
        self.aliases: dict[str, str] = {}
        self._walls: dict[str, tuple[Reason, str]] = {}
        self._arrivals: dict[str, list[Visit]] = {}

    def is_new(self, url: str) -> bool:
        """Whether this canonical address is met for the first time; from now on it is not."""
        if url in self._seen:
            return False
        self._seen.add(url)
        return True

    def links(self, base: str, hrefs: Iterable[str]) -> tuple[str, ...]:
        """The canonical addresses of links as a page writes them: in order, once each."""
        found = dict.fromkeys(self.addresses.of_links(base, hrefs))
        return tuple(url for url in found if url is not None)

    def look_at(self, url: str, depth: int, found_on: str | None) -> Visit | NotAudited | None:
        """What becomes of a new address: a visit, or a reason for none, or nothing, for a link elsewhere."""
        scope, kind = self._plan.scope, kind_of_url(url)
        covered = scope.covers(url)
        if kind == "document" and (covered or self._plan.elsewhere):
            visit = Visit(url, depth, found_on, is_document=True)
            return visit.left("scope", why) if (why := scope.why_excluded(url)) else visit
        if not covered:
            return None
        visit = Visit(url, depth, found_on)
        if (why := scope.why_not(url)) is not None:
            return visit.left("scope", why)
        if kind == "other":
            return visit.left("not HTML", f"It is a .{url.partition('?')[0].rpartition('.')[2]} file.")
        if (why := self._why_too_many(url, depth)) is not None:
            return visit.left("limit", why)
        return visit

    def _why_too_many(self, url: str, depth: int) -> str | None:
        if self._plan.max_depth is not None and depth > self._plan.max_depth:
            return f"It is more than {self._plan.max_depth} links away from where the audit started."
        return self._alike.why_not(url)

    def moved(self, visit: Visit, to: str, status: int) -> Visit | NotAudited | None:
        """Where a redirect leads: a visit, or a reason why it leads nowhere; None for a page met before."""
        self.addresses.learn(visit.url, to)
        url = self.addresses(to)
        if url == visit.url:
            return visit
        if url is None:
            return visit.left("error", f"It redirects to {to}, which is not a web address.", status)
        if url in visit.redirected_from:
            return visit.left("error", GOING_ROUND, status)
        if (wall := self._walls.get(url) or self._walls.get(url.partition("?")[0])) is not None:
            return visit.left(*wall, status)
        if (why := self._plan.scope.why_not(url)) is not None:
            reason: Reason = "login" if leads_to_login(url) else "scope"
            return visit.left(reason, f"It redirects to {url}. {why}", status)
        if not self.is_new(url):
            return self._known_as(visit, url, status)
        return visit.named(url)._replace(is_document=kind_of_url(url) == "document")

    def _known_as(self, visit: Visit, url: str, status: int) -> NotAudited | None:
        self.aliases[visit.url] = url
        self._arrivals.setdefault(url, []).append(visit)
        if visit.found_on is None and not visit.is_target:  # it was a page of its own in an earlier audit
            return visit.left("moved", f"It redirects to {url}, which is another page.", status)
        return None

    def lead_nowhere(self, url: str, reason: Reason, detail: str) -> None:
        """Addresses that redirect here, whatever parameters that adds, have this reason."""
        self._walls[url] = (reason, detail)

    def wall(self, url: str, reason: Reason, detail: str, status: int) -> Iterator[NotAudited]:
        """No page stands at this address: what redirects here, so far and from now on, has that reason."""
        self._walls[url] = (reason, detail)
        for visit in self._arrivals.pop(url, ()):
            del self.aliases[visit.url]
            yield visit.left(reason, detail, status)
