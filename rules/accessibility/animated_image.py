"""An image that moves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar

from lxml.html import HtmlElement

from rules.core.faults import Fault, FaultsRule, file_name
from rules.core.findings import Fact
from rules.core.markup import markup
from rules.core.page import Page
from rules.core.regions import unseen
from rules.core.rule import at

_SAYS_SO = re.compile(r"\b(?:animated|animation|moving (?:image|picture)|gif)\b", re.IGNORECASE)
_LARGE = 100


class AnimatedImage(FaultsRule):
    """An animated image (GIF) moves all the time, and nobody can stop it.

    Many people cannot read on while something moves beside the text, above all autistic people and people who
    are easily distracted.

    **Left alone:**

    - small images, and GIF images that do not give their size
    - other kinds of images that do not call themselves animated
    - images that nobody meets, because they are hidden
    """

    id = "accessibility.animated-image"
    title = "Images that move"
    message = "The image “{key}” is animated: it moves, which distracts from the text."
    fix = "Use a still image, or stop the movement after five seconds."
    commitments = ("partnership.participation", "value.everyone")
    severity = "advice"
    wcag = ("2.2.2",)
    sources = ("https://www.w3.org/WAI/WCAG22/Techniques/general/G152",)
    faults: ClassVar[Mapping[str, Fault]] = {
        "says so": Fault(
            "The image “{key}” is animated: it moves, which distracts from the text.",
            "Use a still image, or one that stops moving after five seconds.",
        ),
        "may move": Fault(
            "The image “{key}” is a large GIF. If it is animated, it distracts from the text.",
            "Look at it. If it moves, use a still image, or one that stops moving after five seconds.",
            review=True,
        ),
    }

    def extract(self, page: Page) -> Iterator[Fact]:
        for image in page.of(markup).of("img"):
            name = file_name(image.get("src", ""))
            if (kind := _fault(image, name)) and not unseen(image):
                yield Fact(at(page, image), key=name, kind=kind)


def _fault(image: HtmlElement, name: str) -> str:
    is_gif = name.lower().endswith(".gif")
    told = image.get("alt", "") + " " + name.replace("-", " ").replace("_", " ")[:-4]
    if (is_gif or name.lower().endswith((".webp", ".apng"))) and _SAYS_SO.search(told):
        return "says so"
    sides = [image.get(side, "") for side in ("width", "height")]
    return "may move" if is_gif and all(s.isdecimal() and int(s) >= _LARGE for s in sides) else ""
