"""An image whose alternative text is no description of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from lxml.html import HtmlElement

from rules.core.faults import Fault, FaultsRule, file_name, words_of
from rules.core.findings import Fact
from rules.core.markup import markup
from rules.core.page import Page
from rules.core.regions import unseen
from rules.core.rule import at

_FILE = re.compile(
    r"\S+\.(?:jpe?g|png|gif|webp|svg|bmp|tiff?)\Z|(?:img|dsc[nf]?|pxl|screen ?shot)[\s_-]?\d{2,}", re.IGNORECASE
)
_FILLED_IN = frozenset(
    """
    alt|alt text|alternative text|banner|blank|bullet|clip art|clipart|decorative|decorative image|default|graphic
    header image|icon|image|image description|img|insert alt text|null|photo|photograph|picture|pic|placeholder
    spacer|stock photo|thumbnail|undefined|untitled
    """.replace("\n", "|")
    .replace("  ", "")
    .split("|")
)
_SAYS_SO = re.compile(
    r"(?:(?:this|an?|the) )?(?:image|picture|photo(?:graph)?|pic|graphic|icon)(?: \w+ing)? of\b", re.IGNORECASE
)
_SPACER = re.compile(r"(?:^|[\W_])(?:spacer|transparent|shim|1x1|blank|pixel)(?:[\W_]|\d|$)", re.IGNORECASE)


@dataclass(frozen=True)
class UnhelpfulAlt(FaultsRule):
    """An image has alternative text (alt), but it does not say what the image shows.

    A parent who cannot see the image hears “DSC 0231 dot J P G”, or “image of”, or the same words twice. They
    know no more than before.

    **Left alone:**

    - an empty alt, which says that an image only decorates
    - alt text that says the same as the caption and more
    - images that nobody meets, because they are hidden

    Whether other words are the right ones is for people to judge.
    """

    id = "accessibility.unhelpful-alt"
    title = "Alternative text that does not help"
    message = "The alternative text “{value}” does not say what the image shows."
    fix = "Say in a few words what the image tells the reader."
    commitments = ("partnership.participation", "value.everyone")
    wcag = ("1.1.1",)
    sources = ("https://www.w3.org/WAI/tutorials/images/tips/",)
    max_characters: int = 250
    faults: ClassVar[Mapping[str, Fault]] = {
        "file name": Fault(
            "The alternative text of the image is a file name: “{value}”.",
            "Say in a few words what the image tells the reader.",
            "problem",
        ),
        "placeholder": Fault(
            "The alternative text “{value}” is a placeholder: it does not say what the image shows.",
            'Say in a few words what the image tells the reader, or write alt="" if it only decorates.',
            "problem",
        ),
        "says image": Fault(
            "The alternative text “{value}” begins by saying that it is an image.",
            "Begin with what can be seen. Screen readers say “image” by themselves.",
        ),
        "repeats": Fault(
            "The alternative text “{value}” is the same as the text beside the image, so it is read twice.",
            'Write alt="" if the text says it all, or say what else the image shows.',
        ),
        "too long": Fault(
            "The alternative text of the image is too long to listen to at one go. It begins “{value}”.",
            "Say the main thing in a sentence, and the rest in the text of the page.",
        ),
        "spacer": Fault(
            "A spacer image, which is only there for its width, has the alternative text “{value}”.",
            'Write alt="", or take the image out and let the style sheet make the room.',
        ),
    }

    def extract(self, page: Page) -> Iterator[Fact]:
        for image in page.of(markup).of("img"):
            alt = " ".join(image.get("alt", "").split())
            if alt and (kind := self._fault(image, alt)) and not unseen(image):
                shown = alt if len(alt) < 80 else alt[:80].rpartition(" ")[0] + "…"
                yield Fact(at(page, image), key=file_name(image.get("src", "")) or alt, value=shown, kind=kind)

    def _fault(self, image: HtmlElement, alt: str) -> str:
        if _FILE.match(alt) or alt == file_name(image.get("src", "")):
            return "file name"
        if _SPACER.search(file_name(image.get("src", ""))) or _is_tiny(image):
            return "spacer"
        if alt.casefold().strip(" .") in _FILLED_IN:
            return "placeholder"
        if _SAYS_SO.match(alt):
            return "says image"
        if len(alt) > self.max_characters:
            return "too long"
        return "repeats" if _is_beside(image, alt) else ""


def _is_tiny(image: HtmlElement) -> bool:
    return any(image.get(side) in ("0", "1", "2", "1px") for side in ("width", "height"))


def _is_beside(image: HtmlElement, alt: str) -> bool:
    """Whether the link, figure or line that holds the image says the very same, or what comes next does."""
    around = next(image.iterancestors("a", "figure", "p", "li", "td", "h2", "h3", "h4"), None)
    if around is not None and words_of(around).casefold() == alt.casefold():
        return True
    beside = image.getnext()
    tail = " ".join((image.tail or "").split())
    said = tail or ("" if beside is None or beside.tag == "img" else words_of(beside))
    return said.casefold() == alt.casefold()
