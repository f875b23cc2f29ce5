"""Sound or film that starts by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from rules.core.findings import Fact
from rules.core.markup import markup
from rules.core.page import Page
from rules.core.regions import unseen
from rules.core.rule import Rule, at

_STARTS = re.compile(r"[?&](?:autoplay|auto_play)=(?:1|true)", re.IGNORECASE)
_SILENT = re.compile(r"[?&](?:muted?)=(?:1|true)|[?&]background=1", re.IGNORECASE)


@dataclass(frozen=True)
class Autoplay(Rule):
    """Sound or film that starts playing as soon as the page opens.

    It drowns the voice of a screen reader, so that people cannot even find how to stop it. A sudden noise can
    upset a child who sits beside.

    **Left alone:**

    - films without sound (muted)
    - players that wait for a person to start them
    - players that nobody meets, because they are hidden
    """

    id = "accessibility.autoplay"
    title = "Sound that starts by itself"
    message = "This {key} starts to play by itself (autoplay) when the page opens."
    fix = "Let people start it themselves: take autoplay out, and show the player’s buttons."
    commitments = ("partnership.participation", "value.everyone")
    wcag = ("1.4.2",)
    sources = ("https://www.w3.org/WAI/WCAG22/Techniques/failures/F23",)

    def extract(self, page: Page) -> Iterator[Fact]:
        for player in page.of(markup).of("audio", "video", "iframe", "bgsound"):
            if _starts(player) and not unseen(player):
                yield Fact(at(page, player), key="video" if player.tag == "iframe" else _KINDS[str(player.tag)])


_KINDS = {"audio": "sound", "bgsound": "sound", "video": "video"}


def _starts(player: HtmlElement) -> bool:
    if player.tag == "iframe":
        source = player.get("src", "")
        return _STARTS.search(source) is not None and not _SILENT.search(source)
    return player.tag == "bgsound" or ("autoplay" in player.attrib and "muted" not in player.attrib)
