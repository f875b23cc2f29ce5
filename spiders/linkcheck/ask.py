"""Asks whether one address is there, as its robots.txt allows, and follows where it redirects."""

from __future__ import annotations

import socket
import ssl
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import NamedTuple
from urllib.parse import urlsplit

from aiohttp import (
    ClientConnectorDNSError,
    ClientConnectorError,
    ClientError,
    ClientResponse,
    ClientSession,
    ClientSSLError,
)
from protego import Protego
from yarl import URL

from spiders.canonical import canonical, join
from spiders.linkcheck.answer import Checked, arrived, of_status
from spiders.linkcheck.host import Host
from spiders.linkcheck.plan import LinkPlan
from spiders.linkcheck.public import PrivateError, Public

NO_SERVER = "there is no server with this name"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MOST_HOPS = 10
_LONGEST_ROBOTS = 500_000
_TOO_MUCH = 429
_BUSY = 503
_NOT_THERE = frozenset({socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)})


class _Left(Exception):
    """An address that is not to be asked for, with the reason in its text."""


class _Answer(NamedTuple):
    status: int
    location: str = ""
    retry_after: str = ""


class Asker:
    """Asks for addresses one by one, and remembers of each host what it said and how it fared."""

    def __init__(self, plan: LinkPlan, session: ClientSession, resolver: Public) -> None:
        self._plan = plan
        self._session = session
        self._resolver = resolver
        self._hosts: dict[str, Host] = defaultdict(lambda: Host(plan.delay))
        self._robots: dict[str, Protego] = {}

    async def check(self, url: str) -> Checked:
        """What comes of asking for a canonical address. Never raises for what a server does."""
        at = url
        try:
            for _ in range(_MOST_HOPS):
                if (given_up := self._host(at).given_up) is not None:
                    return Checked(url, given_up.state if at == url else "unknown", given_up.why)
                answer = await self._ask(at)
                if answer.status not in _REDIRECTS or not answer.location:
                    told = of_status(url, answer.status, at if at != url else "")
                    self._host(at).answered(told, too_much=_is_too_much(answer))
                    return arrived(told, self._plan.homes)
                at = canonical(join(at, answer.location)) or ""
                if not at:
                    return Checked(
                        url, "unknown", f"it redirects to {answer.location[:200]}, which is no web address"
                    )
        except _Left as left:
            return Checked(url, "unknown", str(left))
        except (ClientError, OSError, TimeoutError, ValueError) as error:
            return self._failed(url, at, error)
        return Checked(url, "unknown", "it redirects in a circle, or too often")

    def _host(self, url: str) -> Host:
        return self._hosts[urlsplit(url).hostname or ""]

    def _failed(self, url: str, at: str, error: Exception) -> Checked:
        told = _why(url, error)
        self._host(at).failed(told, surely=isinstance(error, ClientConnectorDNSError))
        return told if at == url else replace(told, why=f"it redirects to {at}, and {told.why}")

    async def _ask(self, url: str) -> _Answer:
        """The answer to HEAD, or to GET where that fails: many servers answer only what browsers ask."""
        await self._check_allowed(url)
        try:
            answer = await self._answer("HEAD", url)
        except (ClientConnectorDNSError, ClientSSLError, TimeoutError):
            raise
        except ClientError:
            return await self._answer("GET", url)
        return answer if answer.status < 400 or _is_too_much(answer) else await self._answer("GET", url)

    async def _check_allowed(self, url: str) -> None:
        host = urlsplit(url).hostname or ""
        if not self._plan.may_ask(host):
            raise _Left("it leads to another site, which this audit does not look at")
        if self._plan.obey_robots and not (await self._robots_of(url)).can_fetch(url, self._plan.robot):
            raise _Left("its robots.txt asks programs not to read it")

    async def _robots_of(self, url: str) -> Protego:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._robots:
            said = await self._robots_at(f"{origin}/robots.txt")
            self._robots[origin] = Protego.parse(said)
            self._host(url).slow_down(self._robots[origin].crawl_delay(self._plan.robot) or 0.0)
        return self._robots[origin]

    async def _robots_at(self, url: str) -> str:
        """A robots.txt as RFC 9309 reads it: one that is not there allows all, one that cannot be had nothing."""
        for _ in range(5):
            async with self._sent("GET", url) as had:
                location = had.headers.get("Location", "")
                if had.status not in _REDIRECTS or not location:
                    body = await had.content.read(_LONGEST_ROBOTS) if had.status == 200 else b""
                    return body.decode("utf-8", "replace") if had.status < 500 else "User-agent: *\nDisallow: /"
            url = canonical(join(url, location)) or url
            if not self._plan.may_ask(urlsplit(url).hostname or ""):
                return ""
        return ""

    async def _answer(self, method: str, url: str) -> _Answer:
        async with self._sent(method, url) as had:
            return _Answer(had.status, had.headers.get("Location", ""), had.headers.get("Retry-After", ""))

    @asynccontextmanager
    async def _sent(self, method: str, url: str) -> AsyncIterator[ClientResponse]:
        """What a server says, when its turn has come. Raises PrivateError for a private number."""
        host = urlsplit(url).hostname or ""
        self._resolver.check(host, host)
        asked = self._session.request(method, URL(url, encoded=True), allow_redirects=False)
        async with self._host(url).turn(), asked as had:
            yield had


def _is_too_much(answer: _Answer) -> bool:
    return answer.status == _TOO_MUCH or (answer.status == _BUSY and bool(answer.retry_after))


def _why(url: str, error: Exception) -> Checked:
    """What it means that there was no answer. Only a name that does not exist says that nothing is there."""
    cause = error.os_error if isinstance(error, ClientConnectorError) else error
    match cause:
        case PrivateError():
            return Checked(url, "unknown", str(cause))
        case socket.gaierror() if cause.errno in _NOT_THERE:
            return Checked(url, "broken", NO_SERVER)
        case socket.gaierror():
            return Checked(url, "unknown", "its name could not be looked up")
        case TimeoutError():
            return Checked(url, "unknown", "the server took too long to answer")
        case ClientSSLError() | ssl.SSLError():
            return Checked(url, "unknown", "its certificate could not be trusted")
        case ConnectionRefusedError():
            return Checked(url, "unknown", "the server refused the connection")
        case _:
            return Checked(url, "unknown", f"the connection failed ({type(cause).__name__})")
