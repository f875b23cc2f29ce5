"""Elements and attributes that HTML has given up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from lxml.html import HtmlElement

from rules.core.faults import Fault, FaultsRule, place_of
from rules.core.findings import Fact
from rules.core.markup import markup
from rules.core.page import Page
from rules.core.regions import unseen

_ELEMENTS = ("font", "center", "big", "strike", "tt", "acronym", "basefont", "dir", "frameset", "nobr", "spacer")
_ATTRIBUTES = ("bgcolor", "align", "background", "valign", "hspace", "vspace", "summary", "longdesc")


class DeprecatedMarkup(FaultsRule):
    """Markup that sets how text looks, such as `font` and `center`, which HTML has given up.

    It comes along when text is pasted from old pages. It can keep people from seeing the text in the colours
    and the size that they have chosen.

    **Left alone:**

    - `b`, `i`, `u`, `s` and `small`, which still have a meaning
    - each element and attribute after the first on a page
    - markup that nobody meets, because it is hidden
    """

    id = "accessibility.deprecated-markup"
    title = "Markup that is no longer used"
    message = "The element “{key}” is deprecated."
    fix = "Take it out, and let the style sheet set how the text looks."
    commitments = ("partnership.participation",)
    severity = "advice"
    wcag = ("1.3.1", "1.4.4")
    sources = ("https://html.spec.whatwg.org/multipage/obsolete.html",)
    faults: ClassVar[Mapping[str, Fault]] = {
        "element": Fault(
            "The element “{key}” is deprecated: it sets how text looks, and HTML no longer has it.",
            "Take it out. Use a heading or bold to make text stand out, and let the style sheet do the rest.",
        ),
        "attribute": Fault(
            "The attribute “{key}” is deprecated: HTML no longer has it.",
            "Take it out. The style sheet sets colours and places, and what people should know belongs in the "
            "text.",
        ),
    }

    def extract(self, page: Page) -> Iterator[Fact]:
        elements = page.of(markup)
        for tag in _ELEMENTS:
            if tag in elements.tags and (first := _first(elements.tags[tag])) is not None:
                yield Fact(place_of(page, first), key=tag, kind="element")
        for name in _ATTRIBUTES:
            if name in elements.attributes and (first := _first(elements.attributes[name])) is not None:
                yield Fact(place_of(page, first), key=name, kind="attribute")


def _first(elements: Sequence[HtmlElement]) -> HtmlElement | None:
    return next((e for e in elements if e.tag != "iframe" and not unseen(e)), None)
