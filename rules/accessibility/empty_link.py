"""A link without a name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from lxml.html import HtmlElement

from rules.core.accessible import Accessibility, accessibility
from rules.core.faults import Fault, FaultsRule, fault_at
from rules.core.findings import Fact
from rules.core.images import unnamed_image
from rules.core.markup import Markup, markup
from rules.core.page import Page

_LINKS = ("link", "doc-backlink", "doc-biblioref", "doc-glossref", "doc-noteref")


class EmptyLink(FaultsRule):
    """A link with no words, or with only an image that has no alternative text, has no accessible name.

    A screen reader says “link”, or reads the address letter by letter. A parent who listens cannot tell where it
    goes. Often the words were taken out and the link stayed behind.

    **Left alone:**

    - links named by an image’s alternative text, a label or a title
    - places to jump to: an `a` without `href`
    - links that are hidden from everyone, or from screen readers, and parts of an image map that no image shows
    """

    id = "accessibility.empty-link"
    title = "Links without words"
    message = "This link has no accessible name (empty link): there are no words in it."
    fix = "Put words in the link that say where it goes, or take the link out."
    commitments = ("partnership.participation", "value.everyone")
    severity = "barrier"
    wcag = ("2.4.4", "4.1.2")
    act = ("c487ae", "23a2a8")
    sources = ("https://www.w3.org/WAI/standards-guidelines/act/rules/c487ae/",)
    faults: ClassVar[Mapping[str, Fault]] = {
        "no words": Fault(
            "This link to “{value}” has no accessible name (empty link): there are no words in it.",
            "Put words in the link that say where it goes, or take the link out.",
            "barrier",
            act=("c487ae",),
        ),
        "image without alt": Fault(
            "The image in this link, “{value}”, has no alternative text (alt attribute), so the link has no name.",
            "Say in the alt text of the image where the link goes.",
            "barrier",
            wcag=("1.1.1", "2.4.4", "4.1.2"),
            act=("c487ae", "23a2a8"),
        ),
        "decorative image": Fault(
            "This link holds only the image “{value}”, which is marked as decoration, so the link has no name.",
            "Say in the alt text of the image where the link goes.",
            "barrier",
            act=("c487ae",),
        ),
        "area": Fault(
            "This part of the image map, “{value}”, is a link without alternative text (alt attribute).",
            "Say in the alt text of the area where the link goes.",
            "barrier",
            act=("c487ae",),
        ),
    }

    def extract(self, page: Page) -> Iterator[Fact]:
        elements, told = page.of(markup), page.of(accessibility)
        given_the_role = (e for e in elements.having("role") if e.tag not in ("a", "area"))
        for link in (*elements.of("a", "area"), *given_the_role):
            if (
                link.tag == "a"
                and not len(link)
                and (link.text or "").strip()
                and "aria-hidden" not in link.attrib
            ):
                continue  # most links of a page hold words and nothing else
            if told.role(link) in _LINKS and not told.name(link) and _is_met(elements, told, link):
                about, kind = _kind(told, link)
                yield fault_at(page, about, kind, "" if about is not link else link.get("href", ""))


def _is_met(elements: Markup, told: Accessibility, link: HtmlElement) -> bool:
    """Whether assistive technology meets a link. A part of an image map is met where an image shows the map."""
    if link.tag != "area":
        return told.told(link)
    name = next((around.get("name", "") for around in link.iterancestors("map")), "")
    return any(image.get("usemap") == f"#{name}" and told.told(image) for image in elements.having("usemap"))


def _kind(told: Accessibility, link: HtmlElement) -> tuple[HtmlElement, str]:
    """What a link lacks, and the element that lacks it."""
    if link.tag == "area":
        return link, "area"
    if (image := unnamed_image(told, link)) is not None:
        return image, "image without alt"
    decoration = next(link.iter("img"), None)
    return (link, "no words") if decoration is None else (decoration, "decorative image")
