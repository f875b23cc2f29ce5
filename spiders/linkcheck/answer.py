"""What came of asking for an address: it is fine, it is broken, or it could not be checked."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Literal
from urllib.parse import urlsplit

from spiders.canonical import site_of

State = Literal["fine", "broken", "unknown"]

GONE = (404, 410)
_HOME = re.compile(r"/(?:(?:home|index|default)(?:\.\w{2,5})?/?)?", re.IGNORECASE)


@dataclass(frozen=True)
class Checked:
    """An address that was asked for. `why` tells what happened, in words that follow a colon; empty where fine.

    `led_to` is where its redirects ended, if it has any. `url` and `led_to` are canonical.
    """

    url: str
    state: State
    why: str = ""
    led_to: str = ""


def of_status(url: str, status: int, led_to: str = "") -> Checked:
    """What a status says. Only 404 and 410 say that nothing is there: others may pass, or be for programs."""
    if 200 <= status < 400:
        return Checked(url, "fine", "", led_to)
    return Checked(url, "broken" if status in GONE else "unknown", _answered(status), led_to)


def arrived(checked: Checked, homes: Collection[str] = ()) -> Checked:
    """The same, but broken where an address deep in a site leads only to the home page of that site.

    `homes` are pages that count as home pages too.
    """
    if checked.state != "fine" or not sent_home(checked.url, checked.led_to, homes):
        return checked
    return replace(checked, state="broken", why="it only leads to the home page of the site")


def sent_home(asked: str, led_to: str, homes: Collection[str] = ()) -> bool:
    """Whether a redirect from an address deep in a site ends at its home page. Both are canonical.

    Short addresses, such as `/send` or `/home`, are made to lead there, and so are those on other sites.
    """
    if not led_to or site_of(asked) != site_of(led_to) or asked in homes:
        return False
    before, after = urlsplit(asked), urlsplit(led_to)
    is_deep = len([part for part in before.path.split("/") if part]) > 1
    is_home = led_to in homes or (not after.query and _HOME.fullmatch(after.path) is not None)
    return is_deep and is_home and not _HOME.fullmatch(f"/{before.path.rpartition('/')[2] or '-'}")


def _answered(status: int) -> str:
    try:
        return f"the server answered “{status} {HTTPStatus(status).phrase}”"
    except ValueError:
        return f"the server answered “{status}”"
