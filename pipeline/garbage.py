"""How often Python looks for circles of garbage."""

from __future__ import annotations

import gc

_EVERY = 50_000


def collect_seldom() -> None:
    """Hardly anything here ends in a circle: looking every 700 objects finds nothing, and costs a tenth."""
    gc.set_threshold(_EVERY)
