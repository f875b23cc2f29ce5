"""The frontier that workers share: requests that wait, by host; who holds which host; what is in whose hand."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, NamedTuple

import msgspec
from scrapy import Request, Spider
from scrapy.utils.httpobj import urlparse_cached
from scrapy_redis.queue import Base

from spiders.frontier import Visit
from spiders.shared.server import KEPT_FOR, RestartedError, Server

ALIVE_FOR = 10_000
"""Milliseconds for which a worker counts as alive, and a host as its own, after each sign of life."""

_OTHERS_NOTICE = 4.0
_EACH_PRIORITY = 10**9


class MessagePack:
    """Requests as MessagePack: unlike a pickle, reading one runs nothing."""

    @staticmethod
    def dumps(request: dict[str, Any]) -> bytes:
        """A request's own dictionary as bytes."""
        return msgspec.msgpack.encode(request)

    @staticmethod
    def loads(told: bytes) -> dict[str, Any]:
        """The dictionary again, with its visit."""
        request: dict[str, Any] = msgspec.msgpack.decode(told)
        if "visit" in request["cb_kwargs"]:
            request["cb_kwargs"]["visit"] = msgspec.convert(request["cb_kwargs"]["visit"], Visit)
        return request


@dataclass(frozen=True)
class Held:
    """A request in this worker's hand."""

    id: int
    host: str


class Orphan(NamedTuple):
    """A request in the hand of a worker that has died, with how often that has happened to it before."""

    worker: str
    id: int
    host: str
    request: Request
    tries: int


class Census(NamedTuple):
    """Who is at work, who has died, which hosts have requests waiting, who asks for hosts, what is left to do."""

    live: int
    dead: list[str]
    waiting: set[str]
    hungry: int
    left: int


class HostQueues(Base):  # type: ignore[misc]
    """The requests of an audit in Redis, a queue for each host: nearest to the start first, for all workers.

    After a restart of the server everything is new and empty: what this worker has in hand is put there again, and
    `restarted` is called. From then on, `is_met` tells of an address whether it is done with.
    """

    def __init__(self, server: Server, spider: Spider, name: str, fingerprint: Callable[[Request], str]) -> None:
        super().__init__(server.client, spider, f"localoffer:{name}", MessagePack)
        self._redis = server
        self._me = server.me
        self._fingerprint = fingerprint
        self.in_hand: dict[Request, Held] = {}
        self.restarted: Callable[[], None] = lambda: None
        self.is_met: Callable[[str], bool] = lambda _: False

    def __len__(self) -> int:
        """How many requests wait or are in somebody's hand."""
        return int(self._ask("HLEN", "requests"))

    def knows(self, fingerprint: str) -> bool:
        """Whether a worker has queued a request with this fingerprint."""
        return bool(self._ask("SISMEMBER", "seen", fingerprint))

    def push(self, request: Request, *, again: bool = False) -> bool:
        """Queue a request, unless one with its fingerprint was met, or it is to be sent `again`."""
        host = host_of(request)
        fingerprint = "" if again else self._fingerprint(request)
        visit: Visit | None = request.cb_kwargs.get("visit")
        met = visit.url if visit else request.url
        keys = ("seen", "last", "requests", "hosts", f"queue:{host}")
        told = (-request.priority * _EACH_PRIORITY, host, self._encode_request(request), KEPT_FOR)
        try:
            return bool(self._redis.run("push", [self._key(key) for key in keys], fingerprint, met, *told))
        except RestartedError:
            self._begin_again()
            return not self.is_met(met) and self.push(request, again=again)

    def pop(self, host: str) -> Request | None:
        """Take the next request of a host in hand. None where none waits. Raises KeyError for a host not held."""
        keys = ("requests", "hosts", f"hand:{self._me}")
        found = self._run("pop", (lease_of(host), f"queue:{host}", *keys), self._me, host, KEPT_FOR)
        if found is None:
            raise KeyError(host)
        if not found:
            return None
        request: Request = self._decode_request(found[1])
        self.in_hand[request] = Held(int(found[0]), host)
        return request

    def done(self, requests: Iterable[Request]) -> None:
        """What came of these requests is saved."""
        ids = [self.in_hand.pop(request).id for request in requests]
        if ids:
            self._run("done", (f"hand:{self._me}", "requests", "tries"), *ids)

    def strays(self) -> Iterator[Orphan]:
        """What is in this worker's hand without its knowledge: an answer of the server that never came."""
        hand = self._ask("HKEYS", f"hand:{self._me}")
        if set(map(int, hand)) - {held.id for held in self.in_hand.values()}:
            known = {held.id for held in self.in_hand.values()}
            yield from (orphan for orphan in self.orphans(self._me) if orphan.id not in known)

    def orphans(self, worker: str) -> Iterator[Orphan]:
        """What is in a worker's hand."""
        hand = self._ask("HGETALL", f"hand:{worker}")
        for id_, host in zip(hand[::2], hand[1::2], strict=True):
            told, tries = self._ask("HGET", "requests", id_), self._ask("HGET", "tries", id_)
            if told is not None:
                yield Orphan(worker, int(id_), host.decode(), self._decode_request(told), int(tries or 0))

    def requeue(self, orphan: Orphan, *, counts: bool = True) -> None:
        """Let another worker try, and count that."""
        keys = (f"hand:{orphan.worker}", "tries", "hosts", f"queue:{orphan.host}")
        self._run("requeue", keys, orphan.id, orphan.host, int(counts))

    def forget(self, orphan: Orphan) -> None:
        """Nobody need try again."""
        self._run("done", (f"hand:{orphan.worker}", "requests", "tries"), orphan.id)

    def count_from(self, pages: int) -> None:
        """So many pages were counted before this audit's frontier began, unless it began already."""
        self._ask("SET", "pages", pages, "NX", "EX", KEPT_FOR)

    def count(self) -> int:
        """Count one more page, and give the number that all workers have counted."""
        return int(self._ask("INCR", "pages"))

    def census(self) -> Census:
        """How the audit stands. Whoever asks is known to be at work from then on."""
        live, dead, waiting, hungry, left = self._run(
            "census", ("workers", "hosts", "requests", "hungry"), self._key("alive:")
        )
        return Census(live, [w.decode() for w in dead], {h.decode() for h in waiting}, hungry, left)

    def join(self) -> None:
        """Be one of the workers."""
        self.beat(())
        self._ask("SADD", "workers", self._me)

    def beat(self, hosts: Iterable[str]) -> None:
        """Give a sign of life, and hold these hosts for longer. Safe to call from another thread."""
        self._redis.patiently(lambda: self.server.set(self._key(f"alive:{self._me}"), 1, px=ALIVE_FOR))
        with suppress(RestartedError):
            for host in hosts:
                self.take(host)

    def bury(self, worker: str) -> None:
        """A worker has left, and nothing is in its hand."""
        self._ask("SREM", "workers", worker)
        self._ask("SREM", "hungry", worker)

    def ask_for_hosts(self, wanted: bool) -> None:
        """Tell the others whether this worker has less to do than its share."""
        self._ask("SADD" if wanted else "SREM", "hungry", self._me)

    def take(self, host: str) -> bool:
        """Hold a host, for the first time or for longer. Says whether nobody else does, and it has rested."""
        return bool(self._redis.run("lease", (lease_of(host),), self._me, ALIVE_FOR))

    def let_go(self, host: str, rest: float) -> None:
        """Leave a host to the others, once it has rested for so many seconds."""
        self._run("release", (lease_of(host),), self._me, max(1, int(rest * 1000)))

    def _ask(self, command: str, key: str, *told: str | bytes | int) -> Any:
        return self._run("ask", (key,), command, *told)

    def _run(self, script: str, keys: Iterable[str], *told: str | bytes | int) -> Any:
        keys = tuple(keys)
        while True:
            try:
                return self._redis.run(script, [self._key(key) for key in keys], *told)
            except RestartedError:
                self._begin_again()

    def _begin_again(self) -> None:
        """Put into a server that knows nothing what this worker has in hand, and wait for others to do so too."""
        self._redis.patiently(self._redis.begin)
        self.join()
        held, self.in_hand = self.in_hand, {}
        for host in {was.host for was in held.values()}:
            self._run("lease", (lease_of(host),), self._me, ALIVE_FOR)
        for request, was in held.items():
            told = (self._fingerprint(request), was.host, self._encode_request(request), KEPT_FOR)
            id_ = self._run("hold", ("seen", "last", "requests", f"hand:{self._me}"), *told)
            self.in_hand[request] = Held(int(id_), was.host)
        time.sleep(_OTHERS_NOTICE)
        self.restarted()

    def _key(self, name: str) -> str:
        return name if name.startswith("localoffer:") else f"{self.key}:{self._redis.epoch}:{name}"


def lease_of(host: str) -> str:
    """The key that says who holds a host: one for all audits that share a server."""
    return f"localoffer:lease:{host}"


def host_of(request: Request) -> str:
    """The host that a request goes to, as Scrapy's downloader tells hosts apart."""
    return urlparse_cached(request).hostname or ""
