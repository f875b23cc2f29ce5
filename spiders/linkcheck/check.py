"""Checks many addresses side by side, each host at its own speed, until the end, a limit or Ctrl-C."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Coroutine, Iterable
from typing import Any
from urllib.parse import urlsplit

from aiohttp import ClientSession, ClientTimeout, DummyCookieJar, TCPConnector

from spiders.linkcheck.answer import Checked
from spiders.linkcheck.ask import NO_SERVER, Asker
from spiders.linkcheck.plan import LinkPlan
from spiders.linkcheck.public import Public
from spiders.stopping import STOPPING, signals_given_back

_HOSTS_AT_ONCE = 16
_LONGEST_WAIT = 15.0
_AS_BROWSERS_DO = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8", "Accept-Language": "en-GB,en;q=0.8"}


def check(plan: LinkPlan, urls: Iterable[str], took: Callable[[Checked], None]) -> bool:
    """Ask for canonical addresses, and hand on what came of each as it comes. False where a signal ended it.

    What is not handed on was not asked for. Never raises for what a server does.
    """
    with signals_given_back():
        return asyncio.run(_check(plan, urls, took))


async def _check(plan: LinkPlan, urls: Iterable[str], took: Callable[[Checked], None]) -> bool:
    resolver = Public(plan.may_be_private)
    no_server: list[Checked] = []
    by_host: dict[str, list[str]] = defaultdict(list)
    for url in urls:
        by_host[urlsplit(url).hostname or ""].append(url)
    at_once = asyncio.Semaphore(_HOSTS_AT_ONCE)
    async with _session(plan, resolver) as session:
        asker = Asker(plan, session, resolver)

        async def all_of(host: str) -> None:
            async with at_once:
                for url in by_host[host]:
                    told = await asker.check(url)
                    if told.why == NO_SERVER:
                        no_server.append(told)
                    else:
                        took(told)

        finished = await _to_its_end([all_of(host) for host in by_host], plan.seconds)
    for told in no_server:
        # Where not one name was found, it is our own connection that is broken.
        took(told if resolver.names else Checked(told.url, "unknown", "no name at all could be looked up"))
    return finished


def _session(plan: LinkPlan, resolver: Public) -> ClientSession:
    wait = min(plan.timeout, _LONGEST_WAIT)
    return ClientSession(
        connector=TCPConnector(resolver=resolver, limit=0, force_close=True, ssl=plan.check_certificates),
        timeout=ClientTimeout(total=wait),
        headers={"User-Agent": plan.agent, **_AS_BROWSERS_DO},
        cookie_jar=DummyCookieJar(),
    )


async def _to_its_end(work: list[Coroutine[Any, Any, None]], seconds: float | None) -> bool:
    """Wait for all of the work, so many seconds at most. False where a signal ended it."""
    everything, loop = asyncio.gather(*work), asyncio.get_running_loop()
    stopped = asyncio.Event()

    def stop() -> None:
        stopped.set()
        everything.cancel()

    for kind in STOPPING:
        loop.add_signal_handler(kind, stop)
    try:
        async with asyncio.timeout(seconds):
            await everything
    except TimeoutError:
        return True
    except asyncio.CancelledError:
        if not stopped.is_set():
            raise
    return not stopped.is_set()
