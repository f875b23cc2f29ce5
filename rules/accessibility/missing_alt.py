"""An image that says nothing to those who cannot see it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import XPath
from lxml.html import HtmlElement

from rules.core.findings import Fact
from rules.core.names import accessible_name
from rules.core.page import Page
from rules.core.paths import css_path
from rules.core.regions import unseen
from rules.core.rule import Rule, at

_PLAYS_AN_IMAGE = XPath("//@role[.='img' or .='image']/parent::*[not(self::img)]")
_DECORATION = ("presentation", "none")


@dataclass(frozen=True)
class MissingAlt(Rule):
    """An image has no alternative text, so a screen reader reads out its file name or nothing.

    The image may be a map, a timetable or the only picture of the way in. A parent who cannot see it does not
    know what they are missing.

    **Left alone:**

    - images marked as decoration (an empty `alt`, or `role="presentation"`), unless a link holds nothing else
    - images named by `aria-label`, `aria-labelledby` or `title`
    - images that nobody meets, because they are hidden

    Whether the words are the right ones is for people to judge.
    """

    id = "accessibility.missing-alt"
    title = "Images without alternative text"
    message = "The image “{key}” has no alternative text (alt attribute)."
    fix = 'Describe what the image tells the reader in its alt text, or write alt="" if it only decorates.'
    commitments = ("partnership.participation", "value.everyone")
    wcag = ("1.1.1",)
    act = ("23a2a8",)
    sources = ("https://www.w3.org/WAI/standards-guidelines/act/rules/23a2a8/",)

    def extract(self, page: Page) -> Iterator[Fact]:
        for image in (*page.dom.iter("img"), *_PLAYS_AN_IMAGE(page.dom)):
            if _nameless(image) and not unseen(image):
                yield Fact(at(page, image), key=_called(image))


def _nameless(image: HtmlElement) -> bool:
    if image.tag == "svg" or image.get("role") in _DECORATION:
        return False
    alt = image.get("alt") if image.tag == "img" else None
    if accessible_name(image) or alt:
        return False
    return alt is None or _all_of_a_link(image)


def _all_of_a_link(image: HtmlElement) -> bool:
    """Whether an image is all there is of a link, which then has no name either."""
    link = next((around for around in image.iterancestors("a") if around.get("href")), None)
    return link is not None and not accessible_name(link)


def _called(image: HtmlElement) -> str:
    """The image's file name, or where it stands if it has none."""
    source = image.get("src", "")
    name = "" if source.startswith("data:") else source.partition("?")[0].rstrip("/").rpartition("/")[2]
    return name or css_path(image)
