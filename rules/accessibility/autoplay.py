"""Sound or film that starts by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar

from lxml.html import HtmlElement

from rules.core.faults import Fault, FaultsRule
from rules.core.findings import Fact
from rules.core.markup import markup
from rules.core.names import accessible_name
from rules.core.page import Page
from rules.core.regions import unseen
from rules.core.rule import at

_STARTS = re.compile(r"[?&](?:autoplay|auto_play)=(?:1|true)", re.IGNORECASE)
_SILENT = re.compile(r"[?&](?:muted?)=(?:1|true)|[?&]background=1", re.IGNORECASE)
_PART = re.compile(r"#t=(\d+(?:\.\d+)?)?,(\d+(?:\.\d+)?)\Z")
_STOPS = re.compile(r"\b(?:pause|stop|mute|play)\b", re.IGNORECASE)
_SHORT = 3
_KINDS = {"audio": "sound", "bgsound": "sound"}


class Autoplay(FaultsRule):
    """Sound or film that starts playing as soon as the page opens.

    It drowns the voice of a screen reader, so that people cannot even find how to stop it. A sudden noise can
    upset a child who sits beside.

    **Left alone:**

    - films without sound (muted), and what lasts three seconds or less
    - players that wait for a person to start them
    - players that nobody meets, because they are hidden
    """

    id = "accessibility.autoplay"
    title = "Sound that starts by itself"
    message = "This {key} starts to play by itself (autoplay) when the page opens."
    fix = "Let people start it themselves: take autoplay out, and show the player’s buttons."
    commitments = ("partnership.participation", "value.everyone")
    wcag = ("1.4.2", "2.2.2")
    sources = ("https://www.w3.org/WAI/WCAG22/Techniques/failures/F23",)
    faults: ClassVar[Mapping[str, Fault]] = {
        "no way to stop": Fault(
            "This {key} starts to play by itself (autoplay) when the page opens, and shows no way to stop it.",
            "Let people start it themselves: take autoplay out, and show the player’s buttons.",
            "problem",
        ),
        "can be stopped": Fault(
            "This {key} starts to play by itself (autoplay) when the page opens.",
            "Let people start it themselves: take autoplay out.",
        ),
    }

    def extract(self, page: Page) -> Iterator[Fact]:
        for player in page.of(markup).of("audio", "video", "iframe", "bgsound"):
            if _starts(player) and not unseen(player):
                kind = "can be stopped" if _can_be_stopped(player) else "no way to stop"
                yield Fact(at(page, player), key=_KINDS.get(str(player.tag), "video"), kind=kind)


def _starts(player: HtmlElement) -> bool:
    if player.tag == "iframe":
        source = player.get("src", "")
        return _STARTS.search(source) is not None and not _SILENT.search(source)
    if player.tag == "bgsound":
        return True
    return "autoplay" in player.attrib and "muted" not in player.attrib and not _is_short(player)


def _is_short(player: HtmlElement) -> bool:
    parts = [_PART.search(e.get("src", "")) for e in (player, *player.iter("source")) if e.get("src")]
    return bool(parts) and all(part and float(part[2]) - float(part[1] or 0) <= _SHORT for part in parts)


def _can_be_stopped(player: HtmlElement) -> bool:
    """Whether the player shows its buttons, or a button beside it says that it stops or plays."""
    around = player.getparent()
    if "controls" in player.attrib or around is None:
        return "controls" in player.attrib
    return any(_STOPS.search(accessible_name(button)) for button in around.iter("button"))
