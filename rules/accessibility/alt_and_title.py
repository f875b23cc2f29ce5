"""An image whose alternative text and title contradict each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from lxml.html import HtmlElement

from rules.core.faults import Fault, FaultsRule, file_name
from rules.core.findings import Fact
from rules.core.markup import markup
from rules.core.page import Page
from rules.core.regions import unseen
from rules.core.rule import at


class AltAndTitle(FaultsRule):
    """An image says one thing in its alternative text (alt), and another in its title or its role.

    The title shows only under a mouse. The alternative text is for those who cannot see the image. When the two
    differ, some people miss half of it.

    **Left alone:**

    - images without a title, and images whose alt is missing, which another rule finds
    - images that nobody meets, because they are hidden
    """

    id = "accessibility.alt-and-title"
    title = "Images whose alt and title disagree"
    message = "The alt text and the title of the image disagree."
    fix = "Say all that matters in the alt text, and take the title out."
    commitments = ("partnership.participation",)
    severity = "advice"
    wcag = ("1.1.1",)
    sources = ("https://www.w3.org/WAI/WCAG22/Techniques/html/H67",)
    faults: ClassVar[Mapping[str, Fault]] = {
        "differ": Fault(
            "The alt text of the image differs from its title: “{value}”.",
            "Say all that matters in the alt text, and take the title out.",
        ),
        "same": Fault(
            "The title of the image is the same as its alt text, “{value}”: some people hear it twice.",
            "Take the title out.",
        ),
        "empty alt": Fault(
            "The image has an empty alt, as if it were decorative, but a title: “{value}”.",
            "If the image tells something, put those words into its alt text. Take the title out either way.",
            "problem",
        ),
        "decorative role": Fault(
            "The image has a role that marks it as decorative, but the alt text “{value}”.",
            'Take the role out if the image tells something. If it only decorates, write alt="".',
        ),
    }

    def extract(self, page: Page) -> Iterator[Fact]:
        for image in dict.fromkeys(page.of(markup).having("title", "role")):
            if image.tag != "img" or not (fault := _fault(image)) or unseen(image):
                continue
            kind, value = fault
            yield Fact(at(page, image), key=file_name(image.get("src", "")) or value, value=value, kind=kind)


def _fault(image: HtmlElement) -> tuple[str, str] | None:
    alt, title = (" ".join(image.get(name, "").split()) for name in ("alt", "title"))
    if image.get("role") in ("presentation", "none"):
        return ("decorative role", alt) if alt else None
    if not title or "alt" not in image.attrib:
        return None
    if not alt:
        return "empty alt", title
    return ("same" if alt.casefold() == title.casefold() else "differ"), title
