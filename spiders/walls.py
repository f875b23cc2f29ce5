"""Tells pages from what a server shows in their place: a login page, or its page for what does not exist."""

from __future__ import annotations

from collections.abc import Iterator

from scrapy.http import Response

from spiders.answers import header, kind_of
from spiders.canonical import join, site_of
from spiders.fetched import NotAudited, Reason
from spiders.frontier import Frontier, Visit
from spiders.links import encoding_of
from spiders.logins import is_login
from spiders.nowhere import Nowhere, no_such_page

_ASKS = "It asks people to sign in."
_SOFT_404 = "The server says that all is well (200 OK), but it shows its page for what does not exist."
_LEADS_TO_LOGIN = "It redirects to {}, which asks people to sign in."
_LEADS_NOWHERE = "It redirects to {}, as addresses that do not exist do on this site."


class Walls:
    """What the sites of one crawl show where there is no page, learnt from one address that cannot exist."""

    def __init__(self, frontier: Frontier) -> None:
        self._frontier = frontier
        self._nowhere: dict[str, Nowhere] = {}
        self._led_to: dict[str, list[str]] = {}

    def learn(self, response: Response, start: str) -> str | None:
        """Learn from the answer for an address beside `start` that does not exist.

        Gives where to ask next, where the site sends its visitors on; None once there is an answer.
        """
        name = no_such_page(start).rpartition("/")[2]
        if (location := response.headers.get("Location")) and 300 <= response.status < 400:
            to = self._frontier.addresses(join(response.url, location.decode("utf-8", "replace").strip()))
            if to is None or to == self._frontier.addresses(start):
                return None
            if name not in to.partition("?")[0]:
                self._led_to.setdefault(start, []).append(to.partition("?")[0] if name in to else to)
            return to
        encoding = encoding_of(response.body, header(response.headers, "Content-Type"))
        asks = is_login(response.body, encoding, sent_here=True)
        for url in self._led_to.pop(start, ()):
            reason: Reason = "login" if asks else "soft 404"
            self._frontier.lead_nowhere(url, reason, (_LEADS_TO_LOGIN if asks else _LEADS_NOWHERE).format(url))
        if response.status == 200 and not asks and kind_of(response.headers) == "page":
            self._nowhere[site_of(response.url)] = Nowhere.of(response.url, response.body, encoding)
        return None

    def stand_for(self, response: Response, visit: Visit, encoding: str) -> Iterator[NotAudited] | None:
        """What to tell of an answer that is no page of its own; None for a page."""
        if is_login(response.body, encoding, sent_here=bool(visit.redirected_from)):
            return self._all_led_to(visit, "login", _ASKS, response.status)
        nowhere = self._nowhere.get(site_of(visit.url))
        if nowhere is None or not nowhere.is_shown(visit.url, response.body, encoding):
            return None
        if visit.is_target and not nowhere.says_so:
            nowhere.is_a_page = True
            return None
        # One more name of the page that is shown for everything: whether it was ever another, nobody can tell.
        return iter(()) if nowhere.is_a_page else self._all_led_to(visit, "soft 404", _SOFT_404, response.status)

    def _all_led_to(self, visit: Visit, reason: Reason, detail: str, status: int) -> Iterator[NotAudited]:
        """That an address was not audited, and no more were those that redirect to it."""
        yield visit.left(reason, detail, status)
        led = f"It redirects to {visit.url}. {detail}"
        if visit.redirected_from:
            yield Visit(visit.redirected_from[0], found_on=visit.found_on).left(reason, led, status)
        yield from self._frontier.wall(visit.url, reason, led, status)
