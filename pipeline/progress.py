"""How far an audit has come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass
class Progress:
    """How far an audit has come; `changed` is called after each step."""

    done: int = 0
    waiting: int = 0
    noticed: int = 0
    changed: Callable[[Progress], None] = lambda _: None
