"""Sound, film or a picture that is linked or embedded without the same in text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar

from lxml.html import HtmlElement

from rules.core.addresses import medium
from rules.core.faults import Fault, FaultsRule, file_name
from rules.core.findings import Fact
from rules.core.markup import Markup, markup
from rules.core.page import Page
from rules.core.regions import unseen
from rules.core.rule import at

_IN_TEXT = re.compile(
    r"(?<!\bno )(?<!without a )\btranscripts?\b|\bread (?:the|what|it)\b.{0,30}\b(?:words|text|said|says)\b",
    re.IGNORECASE,
)
_CAPTIONED = re.compile(r"\b(?:captions?|captioned|subtitles?|subtitled|signed|BSL)\b", re.IGNORECASE)
_PLAYERS = re.compile(
    r"(?:^|[./])(?:youtube(?:-nocookie)?\.com/embed|player\.vimeo\.com|dailymotion\.com/embed)", re.IGNORECASE
)
_TRACKS = ("captions", "subtitles")


class MediaAlternative(FaultsRule):
    """A recording or a film with no captions and no transcript beside it, or a link to a bare image.

    A deaf parent cannot hear it, and a blind one cannot see it. Many others have no sound on their phone, or no
    time to listen to ten minutes for one date.

    **Left alone:**

    - pages that offer a transcript anywhere
    - films with a track of captions, or with captions or signing named on the page
    - silent films that only decorate, and images that are links to a larger copy
    """

    id = "accessibility.media-alternative"
    title = "Sound and film without a transcript or captions"
    message = "There is no transcript or captions beside this."
    fix = "Put a transcript on the page, and captions in the film."
    commitments = ("partnership.participation", "value.everyone")
    severity = "advice"
    wcag = ("1.2.1", "1.2.2", "1.2.3")
    sources = ("https://www.w3.org/WAI/media/av/",)
    faults: ClassVar[Mapping[str, Fault]] = {
        "audio": Fault(
            "“{key}” is a sound file (audio), and no transcript stands beside it.",
            "Put the words that are spoken on the page, or link to them.",
        ),
        "video": Fault(
            "“{key}” is a video, and no transcript and no word of captions stands beside it.",
            "Add the words that are spoken to the video, and put them on the page.",
        ),
        "untracked": Fault(
            "This video has no captions, and no transcript stands beside it.",
            "Add the words that are spoken to the video, and put them on the page.",
        ),
        "player": Fault(
            "Nothing beside this video tells whether it has captions, or whether anything in it flashes.",
            "Watch it without sound. Can all be understood? If anything flashes, say so before it.",
            review=True,
        ),
        "image": Fault(
            "“{key}” is a link to an image file, which opens without alternative text.",
            "Link to a page that shows the image and says what is in it.",
        ),
    }

    def extract(self, page: Page) -> Iterator[Fact]:
        elements = page.of(markup)
        linked = [(link, kind) for link in page.links if (kind := medium(link.target))]
        if not linked and not any(tag in elements.tags for tag in ("audio", "video", "iframe")):
            return
        has_text = any(_IN_TEXT.search(block.text) for block in page.blocks)
        has_captions = has_text or any(_CAPTIONED.search(block.text) for block in page.blocks)
        for link, kind in linked:
            if not (has_text if kind == "audio" else has_captions and kind == "video") and link.text:
                yield Fact(at(page, link), key=file_name(link.target), kind=kind)
        for element, kind in _embedded(elements):
            if not (has_text if kind == "audio" else has_captions) and not unseen(element):
                yield Fact(at(page, element), key=_called(element), kind=kind)


def _embedded(elements: Markup) -> Iterator[tuple[HtmlElement, str]]:
    for audio in elements.of("audio"):
        yield audio, "audio"
    for video in elements.of("video"):
        tracked = any(track.get("kind", "subtitles").lower() in _TRACKS for track in video.iter("track"))
        if not tracked and "muted" not in video.attrib:
            yield video, "untracked"
    for frame in elements.of("iframe"):
        if _PLAYERS.search(frame.get("src", "")):
            yield frame, "player"


def _called(element: HtmlElement) -> str:
    source = element.find("source")
    address = element.get("src", "") or ("" if source is None else source.get("src", ""))
    return file_name(address) or str(element.tag)
