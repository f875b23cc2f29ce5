"""How links are to be checked, as one value."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass


@dataclass(frozen=True)
class LinkPlan:
    """One check of links. Times are in seconds.

    `robot` is our name for robots.txt, and `agent` all that we tell a server of us. `delay` is the least time
    between two requests to one host. `may_ask` says of a host whether it may be asked at all, `may_be_private`
    whether it may lie on a private network. `homes` are canonical addresses of pages that count as home pages.
    After `seconds` the rest is left for another night; None waits for all of it.
    """

    robot: str
    agent: str
    delay: float
    timeout: float
    obey_robots: bool
    check_certificates: bool
    may_ask: Callable[[str], bool]
    may_be_private: Callable[[str], bool]
    homes: Collection[str] = ()
    seconds: float | None = None
