"""Text that blinks or scrolls by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from rules.core.faults import Fault, FaultsRule, place_of
from rules.core.findings import Fact
from rules.core.markup import markup
from rules.core.page import Page
from rules.core.regions import unseen


class MovingText(FaultsRule):
    """Text in a `blink` or `marquee` element moves, and nobody can stop it.

    Slow readers cannot read it, and those who are easily distracted cannot read the rest.

    **Left alone:** movement that a style sheet or a script makes, which only a browser sees, and text that is
    hidden.
    """

    id = "accessibility.moving-text"
    title = "Text that blinks or moves"
    message = "“{quote}” moves, and nobody can stop it."
    fix = "Make it plain text. Use a heading or bold to make it stand out."
    commitments = ("partnership.participation",)
    severity = "problem"
    wcag = ("2.2.2",)
    sources = ("https://www.w3.org/WAI/WCAG22/Techniques/failures/F47",)
    faults: ClassVar[Mapping[str, Fault]] = {
        "blink": Fault(
            "“{quote}” blinks (blink element), and nobody can stop it.",
            "Make it plain text. Use a heading or bold to make it stand out.",
            "problem",
        ),
        "marquee": Fault(
            "“{quote}” scrolls by (marquee element), and nobody can stop it.",
            "Make it plain text. Use a heading or bold to make it stand out.",
            "problem",
        ),
    }

    def extract(self, page: Page) -> Iterator[Fact]:
        for element in page.of(markup).of("blink", "marquee"):
            if not unseen(element):
                yield Fact(place_of(page, element), kind=str(element.tag))
