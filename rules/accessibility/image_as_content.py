"""An image that is all there is, with nothing for those who cannot see it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar

from lxml.html import HtmlElement

from rules.core.faults import Fault, FaultsRule, file_name
from rules.core.findings import Fact
from rules.core.lists import words
from rules.core.markup import markup
from rules.core.page import Page
from rules.core.regions import unseen
from rules.core.rule import at
from rules.core.running_text import running_text

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_OTHERS = (
    "form",
    "iframe",
    "input",
    "button",
    "video",
    "audio",
    "object",
    "svg",
    "canvas",
    "table",
    "a",
    "script",
)
_PICTURES = words("image picture poster flyer leaflet diagram chart graph infographic map timetable")
_A_PICTURE = rf"(?:{'|'.join(sorted(_PICTURES))})"
_TELLS = re.compile(
    rf"\b{_A_PICTURE} (?:below|above|here)\b.{{0,60}}\b(?:show|contain|give|list|explain|tell|includ|set|ha[sv])|"
    r"\b(?:see|read|look at|shown (?:in|on)|listed (?:in|on)|details (?:are )?(?:in|on)) (?:the|this|our) "
    rf"{_A_PICTURE} (?:below|above|here)\b",
    re.IGNORECASE,
)
_SENDS_ON = {"below", "above", "here"}
_FEW = 12


class ImageAsContent(FaultsRule):
    """A part of the page is only an image, such as a poster, and its words are nowhere in the text.

    A poster put online as a picture tells nothing to a parent who cannot see it. Nobody can enlarge its words,
    have them translated or find them by searching.

    **Left alone:**

    - images with alternative text, unless the text sends the reader to them for more
    - images beside text, or with a caption
    - images that are links, which another rule looks at
    - images whose role says that they only decorate
    """

    id = "accessibility.image-as-content"
    title = "Images in place of text"
    message = "The image “{key}” is all that this part of the page holds."
    fix = "Write what the image says as text on the page."
    commitments = ("partnership.participation", "communicate.aware")
    wcag = ("1.1.1",)
    sources = ("https://www.w3.org/WAI/tutorials/images/decision-tree/",)
    faults: ClassVar[Mapping[str, Fault]] = {
        "nothing else": Fault(
            "This part of the page holds only the image “{key}”, and its empty alt marks it as decorative.",
            "Write what the image says as text on the page, and what it shows in its alt text.",
            "problem",
        ),
        "sent there": Fault(
            "The text sends the reader to an image, and its short alt text, “{value}”, may leave out what the "
            "image "
            "contains.",
            "Write everything that the image tells as text on the page.",
            "problem",
            review=True,
        ),
    }

    def extract(self, page: Page) -> Iterator[Fact]:
        images = page.of(markup).tags.get("img", ())
        bare: dict[HtmlElement, bool] = {}
        for image in images:
            if not _is_marked_decorative(image) or (around := _part(image)) is None:
                continue
            if around not in bare:
                bare[around] = _holds_only_images(around)
            if bare[around] and not unseen(image):
                yield Fact(at(page, image), key=file_name(image.get("src", "")), kind="nothing else")
        if not images:
            return
        said = page.of(running_text).words.keys()
        if not (_SENDS_ON & said and _PICTURES & said):
            return
        for block in page.main:
            poster = _next_image(block.element) if _TELLS.search(block.text) else None
            alt = "" if poster is None else poster.get("alt", "")
            if poster is not None and 0 < len(alt.split()) < _FEW:
                yield Fact(at(page, block), key=file_name(poster.get("src", "")), value=alt, kind="sent there")


def _is_marked_decorative(image: HtmlElement) -> bool:
    """Whether an image has an empty alt, and neither a title nor a role says more."""
    return image.get("alt") == "" and not image.get("title") and not image.get("role")


def _part(image: HtmlElement) -> HtmlElement | None:
    """The part of the page that an image stands in; none for a link."""
    around = next(image.iterancestors("main", "article", "section", "a"), None)
    return None if around is None or around.tag == "a" else around


def _holds_only_images(around: HtmlElement) -> bool:
    """Whether a part of the page has no text besides its headings, and nothing else to use."""
    if next(around.iter(*_OTHERS), None) is not None:
        return False
    headings = list(around.iter(*_HEADINGS))
    if around.tag != "main" and not (headings and headings[0].tag != "h1"):
        return False
    said = sum(len(str(heading.text_content()).strip()) for heading in headings)
    return len(str(around.text_content()).strip()) <= said


def _next_image(element: HtmlElement) -> HtmlElement | None:
    """The image in an element, or in one of the next two beside it."""
    near = [element, *list(element.itersiblings())[:2]]
    return next((image for e in near if isinstance(e.tag, str) for image in e.iter("img")), None)
