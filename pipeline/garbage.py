"""How often Python looks for circles of garbage."""

from __future__ import annotations

import atexit
import gc

_EVERY = 200_000


def collect_seldom() -> None:
    """Hardly anything here ends in a circle: looking every 700 objects finds nothing, and costs a tenth.

    What is left when the program ends goes with it: looking through that takes a quarter of a second.
    """
    gc.set_threshold(_EVERY)
    atexit.register(gc.freeze)
