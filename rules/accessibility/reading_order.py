"""Parts of a page that are shown in another order than they are written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml.html import HtmlElement

from rules.core.css import styles
from rules.core.faults import place_of, words_of
from rules.core.findings import Fact
from rules.core.page import Page
from rules.core.regions import unseen
from rules.core.rule import Rule

_FEWEST = 3


class ReadingOrder(Rule):
    """Three or more parts float to the right, and so stand on the screen in reverse order.

    A screen reader and the Tab key follow the order of writing. A family that listens hears step three before
    step one.

    **Left alone:**

    - one or two parts that float, such as a picture beside text
    - the navigation and the buttons of a header, where order matters less
    """

    id = "accessibility.reading-order"
    title = "Parts shown in another order than they are written"
    message = "These parts float right (float: right), so the reading order is the reverse of the visual order."
    fix = "Write the parts in the order in which they should be read, and place them without float."
    commitments = ("partnership.participation",)
    severity = "advice"
    wcag = ("1.3.2", "2.4.3")
    sources = ("https://www.w3.org/WAI/WCAG22/Techniques/css/C27",)

    def extract(self, page: Page) -> Iterator[Fact]:
        floating = [e for e in page.of(styles).where("float", _goes_right) if words_of(e)]
        together = Counter(parent for e in floating if (parent := e.getparent()) is not None)
        for parent, count in together.items():
            if count >= _FEWEST and not _in_menu(parent) and not unseen(parent):
                parts = [words_of(e) for e in floating if e.getparent() is parent]
                yield Fact(place_of(page, parent, " | ".join(parts)))


def _goes_right(value: str) -> bool:
    return value == "right"


def _in_menu(element: HtmlElement) -> bool:
    return any(e.tag in ("nav", "header", "ul", "form") for e in (element, *element.iterancestors()))
