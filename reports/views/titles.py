"""What a page is called in the report: its title without the site's name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cached_property

from pipeline.store.values import PageRow
from reports.views.addresses import short

_END = re.compile(r" [|–—-] (?:(?! [|–—-] ).)+\Z")


class Titles:
    """The titles of a site's pages, by their addresses."""

    def __init__(self, pages: Mapping[str, PageRow]) -> None:
        self._pages = pages

    def of(self, url: str) -> str:
        """The page's title without the site's name at its end, or its address where it has none."""
        page = self._pages.get(url)
        return (page.title.removesuffix(self._name_of_site) if page else "") or short(url)

    @cached_property
    def _name_of_site(self) -> str:
        """What most titles end with, as in “Short breaks | Anyborough Council”; empty where there is no such."""
        found = (_END.search(page.title) for page in self._pages.values())
        ends = Counter(end[0] for end in found if end)
        return next((end for end, n in ends.most_common(1) if n * 2 > len(self._pages) > 1), "")
