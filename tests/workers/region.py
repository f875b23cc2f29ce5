"""Councils that are close neighbours, each a server of its own on loopback, and what each was asked."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from threading import Lock

from tests.spiders.serving import Answer, Asked, Server, serving

PAGES = 12
PAGE = """<!doctype html><html lang="en"><title>Page {0} of {1}</title><main><h1>Page {0} of {1}</h1>
<p>To book a place <a href="/{2}">click here</a>.</p><p>Join us on {0} October 2025.</p>
<p><a href="/{3}">The other page</a>, <a href="{4}/{0}">the same at our neighbours</a></p></main>"""


@dataclass
class Region:
    """`crowded` are the hosts that were asked for two things at a time."""

    servers: list[Server] = field(default_factory=list)
    crowded: set[int] = field(default_factory=set)
    _busy: Counter[int] = field(default_factory=Counter)
    _lock: Lock = field(default_factory=Lock)

    @property
    def targets(self) -> list[str]:
        return [f"{server.url}/" for server in self.servers]

    @property
    def asked(self) -> Counter[str]:
        """How often each page was asked for."""
        urls = [f"{s.url}{path}" for s in self.servers for path in s.paths() if path.strip("/").isdecimal()]
        return Counter(urls)

    def forget(self) -> None:
        """As if nothing had been asked."""
        self.crowded.clear()
        for server in self.servers:
            server.asked.clear()

    def answer(self, host: int, asked: Asked) -> Answer | None:
        with self._lock:
            self._busy[host] += 1
            if self._busy[host] > 1:
                self.crowded.add(host)
        time.sleep(0.06)
        with self._lock:
            self._busy[host] -= 1
        name = asked.path.strip("/") or "0"
        if not name.isdecimal():
            return None
        page, neighbour = int(name), self.servers[(host + 1) % len(self.servers)].url
        to = ((2 * page + 1) % PAGES, (2 * page + 2) % PAGES)
        return Answer(PAGE.format(page, f"council {host}", *to, neighbour).encode())


@contextmanager
def region(hosts: int) -> Iterator[Region]:
    """So many councils with 12 pages each, and a front page."""
    served = Region()
    with ExitStack() as stack:
        for host in range(hosts):
            answers = lambda asked, host=host: served.answer(host, asked)  # noqa: E731
            served.servers.append(
                stack.enter_context(serving(answers, host=f"127.0.{host // 200}.{host % 200 + 2}"))
            )
        yield served
