"""What a page shows, in short: enough to tell a page from what a server shows in its place."""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

from lxml import etree

_PARSER = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
_UNSEEN = "ancestor::title or ancestor::script or ancestor::style or ancestor::noscript or ancestor::template"
_ASIDE = "ancestor::header or ancestor::nav or ancestor::footer or ancestor::aside"
# All of it: where the body has no tag of its own, what stands there is taken for a part of the head.
_TEXT = etree.XPath(f"//text()[not({_UNSEEN})]", smart_strings=False)
_MAIN = etree.XPath(f"//text()[not({_UNSEEN} or {_ASIDE})]", smart_strings=False)
_HEADING = etree.XPath("string((//h1)[1])", smart_strings=False)
_TITLE = re.compile(rb"<title[^>]*>([^<]*)", re.IGNORECASE)
_HEAD = 8_192


class Shown(NamedTuple):
    """A page's first main heading, all its words, and those outside menus, header and footer; in small letters."""

    heading: str
    words: list[str]
    main: list[str]


def shown(body: bytes, encoding: str) -> Shown:
    """Read a page for what it shows. Never raises: broken markup shows nothing."""
    text = body.decode(encoding, "replace").replace("\0", "").encode("utf-8", "replace")
    try:
        root = etree.fromstring(text, _PARSER)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        return Shown("", [], [])
    words, main = (" ".join(found(root)).lower().split() for found in (_TEXT, _MAIN))
    return Shown(" ".join(_HEADING(root).lower().split()), words, main)


def title_of(body: bytes) -> str:
    """The title of a page in small letters; empty where none stands near its beginning. Nothing is parsed."""
    found = _TITLE.search(body, 0, _HEAD)
    return " ".join(unescape(found[1].decode("utf-8", "replace")).lower().split()) if found else ""
