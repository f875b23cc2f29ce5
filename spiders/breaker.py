"""A circuit breaker: a server in trouble is left alone for a growing while, tried once more, and given up."""

from __future__ import annotations

from asyncio import Lock
from dataclasses import dataclass, field

from spiders.fetched import Reason

_OPENS_AT = 5
_MOST_TRIES = 3
_LONGEST_REST = 60.0
_LOOK_AGAIN = 0.25
_UNITS = ((3600, "hour"), (60, "minute"), (1, "second"))


@dataclass
class Breaker:
    """How one host has answered lately. Times are in seconds, of a clock that only goes forward.

    `pause` is the first rest, and every further failure in a row doubles it. `longest_wait` is the most that the
    host itself may ask for. As many failures as there may be requests under way, `at_once`, count as one. `good`
    is the last page that the host gave, and `why` what went wrong last: it stands once the host is `given_up`.
    Those who wait take their `turn`.
    """

    pause: float
    longest_wait: float
    at_once: int = 1
    good: str = ""
    given_up: bool = False
    why: tuple[Reason, str] = ("trouble", "")
    turn: Lock = field(default_factory=Lock, repr=False)
    _failures: float = 0.0
    _rests_until: float = 0.0
    _trying: bool = False

    @property
    def is_open(self) -> bool:
        """Whether too much has failed in a row to send more than one request."""
        return self._failures >= _OPENS_AT

    def wait(self, now: float) -> float:
        """How long a request has to wait before it looks again; 0 where it need not."""
        if self.given_up:
            return 0.0
        if self._rests_until > now:
            return self._rests_until - now
        return _LOOK_AGAIN if self._trying else 0.0

    def try_one(self) -> None:
        """The one request that shows whether the host is well again is on its way."""
        self._trying = True

    def succeeded(self, page: str = "") -> None:
        """The host answered as it should, perhaps with a page."""
        self.good = page or self.good
        self._failures, self._trying = 0.0, False

    def failed(self, now: float, reason: Reason, detail: str, *, tried: bool) -> None:
        """A request failed. Those that were under way when the circuit opened tell nothing new."""
        if self.is_open and not (tried and self._trying):
            return
        self._trying = False
        self.why = (reason, detail)
        self._failures += 1 if self.is_open else 1 / self.at_once
        if self._failures >= _OPENS_AT + _MOST_TRIES:
            self.given_up = True
        elif self._failures > 1:
            self._rest(now, min(self.pause * 2 ** (self._failures - 2), _LONGEST_REST))

    def asked_to_wait(self, now: float, seconds: float) -> None:
        """The host said how long it wants to be left alone: it is, or it is given up where that is too long."""
        if seconds > self.longest_wait:
            self.given_up = True
            self.why = (self.why[0], f"{self.why[1]} It asked to be left alone for {_in_words(seconds)}.")
        else:
            self._rest(now, seconds)

    def _rest(self, now: float, seconds: float) -> None:
        self._rests_until = max(self._rests_until, now + seconds)


def _in_words(seconds: float) -> str:
    length, unit = next((pair for pair in _UNITS if seconds >= pair[0]), _UNITS[-1])
    number = round(seconds / length)
    return f"{number:,} {unit}{'s' if number != 1 else ''}"
