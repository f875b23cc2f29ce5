"""What is to be audited, and how: made from the command line, carried out by the audit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from pipeline.config import Config
from pipeline.progress import Progress
from rules.core.rule import Rule

if TYPE_CHECKING:
    from pipeline.drafts import Draft  # and with it all that reads Word and PDF


@dataclass(frozen=True)
class Order:
    """What is to be audited, and how. `seen` is the day on which new content counts as first seen: by default
    a draft's own date, else today.

    `targets` are addresses to crawl from, or with `follow` false to fetch alone; `drafts` are read as they are.
    With `crawl` false nothing is fetched: what the store holds of the site is read again where rules have changed.
    With `browser_sample`, the browser looks at so many pages of each template, and not at all of them. `workers`
    is the address of the Redis server through which several processes share the crawl.
    """

    config: Config
    rules: tuple[Rule, ...]
    today: date
    seen: date | None = None
    targets: tuple[str, ...] = ()
    drafts: Iterable[Draft] = ()
    follow: bool = True
    crawl: bool = True
    browser: bool = False
    browser_sample: int | None = None
    facts: bool = False
    jobs: int = 1
    workers: str = field(default="", repr=False)
    progress: Progress = field(default_factory=Progress)
