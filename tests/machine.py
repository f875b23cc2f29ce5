"""How fast this machine is at this moment, so that a test of speed holds on a slow or busy one too."""

from __future__ import annotations

from time import process_time

_QUIET = 0.022
"""Seconds that the measure takes on the machine, without other work, that the limits were set on."""


def here(seconds: float) -> float:
    """As much processor time as so many seconds were where the limits were set: more on a slower machine."""
    return seconds * max(1.0, max(_measure() for _ in range(3)) / _QUIET)


def _measure() -> float:
    began = process_time()
    sum(n * n for n in range(500_000))
    return process_time() - began
