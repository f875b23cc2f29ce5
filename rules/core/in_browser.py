"""The kind of rule whose facts come from a browser: it only judges them."""

from __future__ import annotations

from collections.abc import Iterator

from rules.core.findings import Fact
from rules.core.page import Page
from rules.core.rule import Rule


class BrowserRule(Rule):
    """A rule that is looked for only with `--browser`."""

    in_browser = True

    def extract(self, page: Page) -> Iterator[Fact]:
        """Nothing: the facts of this rule come from a browser."""
        del page
        return iter(())
