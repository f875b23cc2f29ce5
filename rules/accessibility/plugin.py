"""Content that needs a plug-in, or one that traps the keyboard."""

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

_PLUGIN = re.compile(
    r"flash|silverlight|director|java|x-mplayer2|realaudio|\.swf\b|\.xap\b|\.dcr\b", re.IGNORECASE
)


class Plugin(FaultsRule):
    """Content made for Flash, Java or another plug-in, which browsers no longer show.

    A family sees a grey box where a game, a map or a film should be.

    **Left alone:**

    - pictures, PDF files and pages that are shown within the page
    - plug-ins that nobody meets, because they are hidden
    """

    id = "accessibility.plugin"
    title = "Content that needs a plug-in"
    message = "“{key}” needs a plug-in that browsers no longer have."
    fix = "Offer the same as text, as pictures or as a video."
    commitments = ("accountable.available", "partnership.participation")
    wcag = ("2.1.2", "4.1.2")
    sources = ("https://www.w3.org/WAI/WCAG22/Techniques/failures/F10",)
    faults: ClassVar[Mapping[str, Fault]] = {
        "plug-in": Fault(
            "“{key}” needs a plug-in, such as Flash or Java, that browsers no longer have.",
            "Offer the same as text, as pictures or as a video.",
            "barrier",
        ),
        "wmode": Fault(
            "This object sets “wmode”, which can hide it from screen readers and trap the keyboard.",
            "Show it in a way that needs no plug-in, or take “wmode” out.",
            "problem",
        ),
    }

    def extract(self, page: Page) -> Iterator[Fact]:
        elements = page.of(markup)
        for element in elements.of("object", "embed", "applet"):
            if (kind := _fault(element)) and not unseen(element):
                source = element.get("data") or element.get("src") or element.get("code") or str(element.tag)
                yield Fact(at(page, element), key=file_name(source) or source, kind=kind)


def _fault(element: HtmlElement) -> str:
    said = " ".join(element.get(name, "") for name in ("type", "data", "src", "classid", "codetype"))
    if element.tag == "applet" or _PLUGIN.search(said):
        return "" if any(around.tag == "object" for around in element.iterancestors()) else "plug-in"
    sets = [p.get("value", "") for p in element.iter("param") if p.get("name", "").lower() == "wmode"]
    sets.append(element.get("wmode", ""))
    return "wmode" if any(value.lower() not in ("", "window") for value in sets) else ""
