"""A link whose title says what its text already says, or what its text should say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from rules.core.faults import Fault, FaultsRule
from rules.core.findings import Fact
from rules.core.page import Page
from rules.core.rule import at


class TitleAttribute(FaultsRule):
    """A link with a `title` that only repeats its text, or that holds what the text leaves out.

    Some screen readers read the title as well, so that everything is said twice. On a phone and with the
    keyboard nobody sees it at all.

    **Left alone:**

    - titles that add a little to a text that makes sense by itself
    - links in the navigation, which belong to the template
    """

    id = "links.title-attribute"
    title = "Links with a title that does not help"
    message = "The title of the link “{quote}” does not help."
    fix = "Take the title out, and say all that matters in the text of the link."
    commitments = ("partnership.participation",)
    severity = "advice"
    wcag = ("2.4.4",)
    sources = ("https://www.w3.org/WAI/WCAG22/Techniques/html/H33",)
    faults: ClassVar[Mapping[str, Fault]] = {
        "repeats": Fault(
            "The title of the link “{quote}” is the same as its text, so it is redundant.",
            "Take the title attribute out.",
        ),
        "only": Fault(
            "Only its title, “{value}”, says where the link “{quote}” goes. Many people never see a title.",
            "Use those words as the text of the link, and take the title out.",
        ),
    }

    def extract(self, page: Page) -> Iterator[Fact]:
        for link in page.links:
            if "title" not in link.element.attrib or link.region == "nav" or not link.text:
                continue
            title = " ".join(link.element.get("title", "").split())
            if title and title.casefold() == link.text.casefold():
                yield Fact(at(page, link), key=link.target, value=title, kind="repeats")
            elif (
                len(title) > len(link.text)
                and not any(map(str.isalnum, link.text))
                and not _is_labelled(link.name)
            ):
                yield Fact(at(page, link), key=link.target, value=title, kind="only")


def _is_labelled(name: str) -> bool:
    return any(map(str.isalnum, name))
