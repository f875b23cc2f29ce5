"""What a council wishes of its report: who looks after which pages, where they are edited, how often read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import quote, urlsplit

from pipeline.config import OwnerConfig
from spiders.scope import matcher

NOBODY = OwnerConfig("No owner yet", ())
"""Who looks after the pages of nobody."""


@dataclass(frozen=True)
class Wishes:
    """`edit_url` has `{url}` or `{path}` for a page’s own. `visits` counts them by address, or by path alone."""

    edit_url: str = ""
    owners: tuple[OwnerConfig, ...] = ()
    visits: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def _patterns(self) -> list[tuple[OwnerConfig, list[Callable[[str], bool]]]]:
        return [(owner, [matcher(pattern) for pattern in owner.pages]) for owner in self.owners]

    def owner_of(self, url: str) -> OwnerConfig:
        """Who looks after a page: the first with a pattern that matches it, else nobody."""
        return next((owner for owner, matches in self._patterns if any(match(url) for match in matches)), NOBODY)

    def edit(self, url: str) -> str | None:
        """Where a page can be edited; None where that is not known."""
        if not self.edit_url:
            return None
        path = urlsplit(url).path
        return self.edit_url.replace("{url}", quote(url, safe="", errors="replace")).replace(
            "{path}", quote(path, safe="/%", errors="replace")
        )

    def visits_to(self, url: str) -> int | None:
        """How often a page was visited; None where visits are not counted."""
        if not self.visits:
            return None
        return self.visits.get(url) or self.visits.get(urlsplit(url).path, 0)


NO_WISHES = Wishes()
