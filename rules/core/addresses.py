"""When two addresses lead to the same place, and what kind of file an address names."""

from __future__ import annotations

from urllib.parse import urlsplit

_SOUND = frozenset(("mp3", "wav", "ogg", "oga", "m4a", "aac", "flac", "wma", "aiff"))
_FILM = frozenset(("mp4", "mov", "avi", "wmv", "webm", "ogv", "m4v", "mpg", "mpeg", "mkv", "flv", "3gp"))
_PICTURE = frozenset(("jpg", "jpeg", "png", "gif", "webp", "bmp", "tif", "tiff"))


def destination(address: str) -> str:
    """An address without what makes no difference to where it leads: its scheme, “www.” and a last slash."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    if parts.scheme not in ("http", "https"):
        return address
    path = parts.path.rstrip("/")
    return f"{parts.netloc.lower().removeprefix('www.')}{path}?{parts.query}#{parts.fragment}"


def medium(address: str) -> str:
    """What kind of medium an address names by its ending: `audio`, `video`, `image`, or nothing."""
    ending = address.partition("?")[0].partition("#")[0].rpartition(".")[2].lower()
    if ending in _SOUND:
        return "audio"
    if ending in _FILM:
        return "video"
    return "image" if ending in _PICTURE else ""
