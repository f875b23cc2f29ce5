"""A frame whose title does not say what is in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar
from urllib.parse import urlsplit

from rules.core.faults import Fault, FaultsRule
from rules.core.findings import Fact
from rules.core.markup import markup
from rules.core.page import Page
from rules.core.regions import unseen
from rules.core.rule import at

_SAYS_NOTHING = frozenset(
    """
    advert|content|default|embed|embedded content|embedded item|external content|frame|i-frame|iframe|inline frame
    main|page|placeholder|title|undefined|untitled|video player|widget
    """.replace("\n", "|")
    .replace("  ", "")
    .split("|")
)
_SERVICES = {
    "facebook": "facebook",
    "flickr": "flickr",
    "google maps": "google",
    "instagram": "instagram",
    "soundcloud": "soundcloud",
    "tiktok": "tiktok",
    "twitter": "twitter",
    "vimeo": "vimeo",
    "youtube": "youtu",
}
_A_FILE = re.compile(r"\S+\.(?:html?|aspx?|php)\Z|https?://", re.IGNORECASE)


class FrameTitle(FaultsRule):
    """A frame (iframe) has a title, but it does not describe what is in the frame.

    A screen reader reads the title so that people can decide whether to go in. “Iframe” does not help them. The
    name of another website sends them away from what they need.

    **Left alone:**

    - frames without a title, which another rule finds
    - titles that name a service whose address the frame has
    - frames that nobody meets, because they are hidden
    """

    id = "accessibility.frame-title"
    title = "Frames with the wrong title"
    message = "The title of the frame, “{value}”, does not describe its content."
    fix = "Say in the title what people find in the frame, such as “Map of our offices”."
    commitments = ("partnership.participation",)
    wcag = ("2.4.1", "4.1.2")
    sources = ("https://www.w3.org/WAI/WCAG22/Techniques/html/H64",)
    faults: ClassVar[Mapping[str, Fault]] = {
        "nothing": Fault(
            "The title of the frame, “{value}”, does not describe its content.",
            "Say in the title what people find in the frame, such as “Map of our offices”.",
            "problem",
        ),
        "elsewhere": Fault(
            "The title of the frame is “{value}”, but what it shows comes from elsewhere: “{key}”.",
            "Say in the title what people find in the frame.",
            "problem",
        ),
    }

    def extract(self, page: Page) -> Iterator[Fact]:
        for frame in page.of(markup).of("iframe", "frame"):
            title = " ".join(frame.get("title", "").split())
            source = frame.get("src", "").strip()
            kind = _fault(title.casefold(), page.absolute(source) if source else "") if title else ""
            if kind and not unseen(frame):
                yield Fact(at(page, frame), key=source or title, value=title, kind=kind)


def _fault(title: str, source: str) -> str:
    if title.strip(" .") in _SAYS_NOTHING or _A_FILE.match(title):
        return "nothing"
    if not source.startswith("http"):
        return ""
    service = next((host for name, host in _SERVICES.items() if title.startswith(name)), None)
    try:
        host = urlsplit(source).hostname or ""
    except ValueError:
        return ""
    return "elsewhere" if service and service not in host else ""
