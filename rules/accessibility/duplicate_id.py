"""Two elements with one id that a label or an ARIA attribute points at."""

from __future__ import annotations

from collections.abc import Iterator

from rules.core.accessible import accessibility
from rules.core.findings import Fact
from rules.core.markup import Markup, markup
from rules.core.page import Page
from rules.core.rule import Rule, at

_POINTING = ("aria-describedby", "aria-errormessage", "aria-labelledby", "for", "headers")


class DuplicateId(Rule):
    """Two elements of the page have the same id, and a label, a table cell or an ARIA attribute points at it.

    The browser takes the first one. A field may be read out with the label of another, or with none, and a click
    on the label goes to the wrong field.

    **Left alone:**

    - ids that nothing points at, and places that links jump to
    - elements that are hidden from everyone

    Such ids often come from a part that stands on the page twice, so the web team puts them right.
    """

    id = "accessibility.duplicate-id"
    title = "Ids that stand on a page twice"
    message = "The id “{key}” is not unique: another element has it too, and a “{value}” attribute points at it."
    fix = "Give each element an id of its own, and let each label point at its own field."
    commitments = ("partnership.participation", "value.everyone")
    wcag = ("1.3.1", "4.1.2")
    sources = ("https://www.w3.org/WAI/WCAG22/Techniques/failures/F77",)

    def extract(self, page: Page) -> Iterator[Fact]:
        elements = page.of(markup)
        twice = {name: having for name, having in elements.ids.items() if len(having) > 1}
        pointed_at = _pointed_at(elements) if twice else {}
        for name in twice.keys() & pointed_at.keys():
            shown = [element for element in twice[name] if page.of(accessibility).told(element)]
            if len(shown) > 1:
                yield Fact(at(page, shown[1]), key=name, value=pointed_at[name])


def _pointed_at(elements: Markup) -> dict[str, str]:
    """The ids that attributes point at, each with one of the attributes."""
    return {
        name: attribute
        for attribute in _POINTING
        for element in elements.having(attribute)
        for name in element.get(attribute, "").split()
    }
