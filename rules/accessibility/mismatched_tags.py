"""Tags of a page that do not match."""

from __future__ import annotations

from collections.abc import Iterator

from rules.core.findings import Fact
from rules.core.page import Page, Place
from rules.core.rule import Rule

_HARMLESS = ("p", "br", "html", "body", "head")


class MismatchedTags(Rule):
    """A tag of the page ends without a start, or starts and never ends.

    Each browser and each screen reader mends that in its own way. Bold text can run on to the end of the page,
    or a list can lose its last items.

    **Left alone:**

    - ends that HTML lets people leave out, such as that of a list item
    - the end of a paragraph that a list or a table has ended before
    - each tag after the first that does not match
    """

    id = "accessibility.mismatched-tags"
    title = "Tags that do not match"
    message = "A start or end tag does not match: “{key}” begins or ends in the wrong place."
    fix = "Add the tag that is missing, or take out the one that is too many."
    commitments = ("partnership.participation",)
    severity = "advice"
    sources = ("https://www.w3.org/WAI/WCAG22/Techniques/html/H74",)

    def extract(self, page: Page) -> Iterator[Fact]:
        wrong = next((tag for tag in page.mismatched if tag not in _HARMLESS), None)
        if wrong is not None:
            yield Fact(Place(page.url, "body", "", 0, 0), key=wrong)
