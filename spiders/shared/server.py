"""Speaks with Redis: waits for it where it is away, and notices where it was started again."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from urllib.parse import urlsplit
from uuid import uuid4

import redis
from redis.backoff import NoBackoff
from redis.exceptions import AuthenticationError, NoScriptError, RedisError
from redis.retry import Retry

from spiders.shared.scripts import SCRIPTS

T = TypeVar("T")

KEPT_FOR = 7 * 24 * 3600
"""Seconds for which the frontier of an audit that nobody ends is kept."""

_AWAY = (redis.ConnectionError, redis.TimeoutError)
_LONGEST_AWAY = 120.0
_ASK_AGAIN = 0.25
_EXAMPLE = "Write it as `redis://host:6379/0`, or with a password as `redis://:password@host:6379/0`."


class SharingError(Exception):
    """What keeps this worker from its work, in words for the one who started it."""


class RestartedError(Exception):
    """The server was started again. What it holds may be old, or nothing."""


class Server:
    """A Redis server. `me` names this process there; `epoch` names the time since the server's last start.

    Calls wait for a server that is away, for two minutes. Raises SharingError where it stays away, or refuses us.
    """

    def __init__(self, url: str) -> None:
        """Raises SharingError for a URL that is none, and at once where nobody answers."""
        self.me = uuid4().hex
        try:
            self.client = redis.Redis.from_url(
                url, socket_timeout=30, socket_connect_timeout=5, retry=Retry(NoBackoff(), 0)
            )
            told = urlsplit(url)
            self.shown = f"{told.scheme}://{told.hostname or 'localhost'}:{told.port or 6379}{told.path}"
        except ValueError:
            raise SharingError(f"--workers is not the address of a Redis server. {_EXAMPLE}") from None
        try:
            self.begin()
        except RedisError as error:
            raise self._refused(error) from error

    def begin(self) -> None:
        """Get to know a server that has started."""
        # The name of this process makes the scripts its own: it notices by itself when they are forgotten.
        self._shas = {name: self.client.script_load(f"-- {self.me}\n{text}") for name, text in SCRIPTS.items()}
        self.epoch = str(self.client.info("server")["run_id"])[:12]

    def run(self, script: str, keys: Sequence[str], *told: str | bytes | int) -> Any:
        """Run a script. Raises RestartedError where the server was started since the last `begin`."""
        try:
            return self.patiently(lambda: self.client.evalsha(self._shas[script], len(keys), *keys, *told))
        except NoScriptError:
            raise RestartedError from None

    def agrees(self, key: str, value: str) -> bool:
        """Whether a key has this value, which it gets where it has none."""
        self.patiently(lambda: self.client.set(key, value, nx=True, ex=KEPT_FOR))
        return bool(self.patiently(lambda: self.client.get(key)) == value.encode())

    def forget(self, name: str) -> None:
        """Take away what an audit has left here, unless somebody is still at work at it."""
        if self.patiently(lambda: self.client.scard(f"localoffer:{name}:{self.epoch}:workers")):
            return
        keys = self.patiently(lambda: [*self.client.scan_iter(f"localoffer:{name}:*", count=1000)])
        if keys:
            self.patiently(lambda: self.client.unlink(*keys))

    def patiently(self, ask: Callable[[], T]) -> T:
        """What the server answers, once it is there."""
        until = time.monotonic() + _LONGEST_AWAY
        while True:
            try:
                return ask()
            except NoScriptError:
                raise
            except RedisError as error:
                if not _is_away(error) or time.monotonic() > until:
                    raise self._refused(error) from error
            time.sleep(_ASK_AGAIN)

    def _refused(self, error: RedisError) -> SharingError:
        return SharingError(
            f"The Redis server {self.shown} cannot be used: {error}. Check that it is running, and the address "
            "and password in --workers. What was saved before is safe."
        )


def _is_away(error: RedisError) -> bool:
    return isinstance(error, _AWAY) and not isinstance(error, AuthenticationError)
