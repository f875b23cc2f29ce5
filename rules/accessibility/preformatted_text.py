"""Text that keeps its shape by spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from rules.core.faults import place_of
from rules.core.findings import Fact
from rules.core.markup import markup
from rules.core.page import Page
from rules.core.regions import unseen
from rules.core.rule import Rule

_CODE = ("code", "samp", "kbd", "var")
_FOR_CODE = re.compile(r"code|highlight|prettyprint|syntax|lang|console|terminal|example|brush", re.IGNORECASE)


class PreformattedText(Rule):
    """Preformatted text (`pre`) makes columns and drawings out of spaces and signs.

    It does not fit on a phone, and a screen reader reads it across: all first lines, then all second lines.

    **Left alone:**

    - code, marked up as code or by its class
    - text with a role or a label of its own
    - text that nobody meets, because it is hidden
    """

    id = "accessibility.preformatted-text"
    title = "Text that keeps its shape by spaces"
    message = "Here preformatted text (pre) sets words in columns or makes a drawing."
    fix = "Use a table, a list or paragraphs. For a drawing use an image with alternative text."
    commitments = ("partnership.participation",)
    severity = "advice"
    wcag = ("1.3.1", "1.4.10")
    sources = ("https://www.w3.org/WAI/WCAG22/Techniques/failures/F34",)

    def extract(self, page: Page) -> Iterator[Fact]:
        for element in page.of(markup).of("pre"):
            if not _is_code(element) and not unseen(element):
                yield Fact(place_of(page, element))


def _is_code(element: HtmlElement) -> bool:
    if next(element.iter(*_CODE), None) is not None or element.get("role") or element.get("aria-label"):
        return True
    around = (element, *list(element.iterancestors())[:3])
    return any(_FOR_CODE.search(f"{e.get('class', '')} {' '.join(e.keys())}") for e in around if e.tag != "html")
