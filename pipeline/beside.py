"""Finds the style sheets that a draft asks for in its own folder, and never outside it."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from urllib.parse import unquote, urlsplit

from spiders.fetched import StyleSheet

_MOST_BYTES = 2_000_000
_MOST = 40


def sheets_beside(html: str, draft: Path, root: Path) -> tuple[StyleSheet, ...]:
    """The style sheets of a draft that lie in `root`, the folder that was given, or that of the file given.

    Left out: addresses on the web, those that begin at the root of a site, and links that lead out of the folder.
    """
    if "stylesheet" not in html and "@import" not in html:
        return ()
    from spiders.links import leads_of

    asked = leads_of(html.encode("utf-8", "replace"), "utf-8", "").sheets
    return tuple(_found((sheet.href for sheet in asked[:_MOST]), draft.parent, root))


def _found(hrefs: Iterator[str], folder: Path, root: Path) -> Iterator[StyleSheet]:
    for href in hrefs:
        try:
            address = urlsplit(href)
            path = (folder / unquote(address.path)).resolve()
            inside = path.is_relative_to(root.resolve()) and path.suffix.lower() == ".css"
            if address.scheme or address.netloc or href.startswith("/") or not inside or not path.is_file():
                continue
            with path.open("rb") as file:
                text = file.read(_MOST_BYTES + 1)
        except (OSError, ValueError):
            continue
        if len(text) <= _MOST_BYTES:
            yield StyleSheet(href, blake2b(text, digest_size=16).hexdigest(), str(path))
