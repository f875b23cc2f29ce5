"""Whether a media query holds for the window that pages are judged in: a screen of 1280 by 1024 pixels.

A condition on the orientation never holds: it is looked at by itself, by the rule on pages locked to one.
"""

from __future__ import annotations

import operator
import re
from functools import lru_cache

_WIDTH, _HEIGHT = 1280.0, 1024.0
_QUERY = re.compile(r"(?:(not|only)\s+)?([a-z-]+)?\s*(?:and\s+)?(\(.*\))?", re.DOTALL)
_NEGATED = re.compile(r"not\s*(\(.*\))", re.DOTALL)
_FEATURE = re.compile(r"\(([^()]*)\)")
_COMPARED = re.compile(r"(width|height)\s*([<>]=?)\s*([^<>=]+)")
_LENGTH = re.compile(r"(\d*\.?\d+)(px|r?em)?")
_LENGTHS = {"width": _WIDTH, "height": _HEIGHT}
_COMPARISONS = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
_HOLD = frozenset(
    (
        "any-hover",
        "any-hover: hover",
        "any-pointer",
        "any-pointer: fine",
        "color",
        "hover",
        "hover: hover",
        "pointer",
        "pointer: fine",
        "prefers-color-scheme: light",
        "prefers-contrast: no-preference",
        "prefers-reduced-motion: no-preference",
        "scripting: enabled",
    )
)


@lru_cache(maxsize=2048)
def applies(media: str) -> bool:
    """Whether any of the queries of a media list holds; an empty list does. What is not known does not hold."""
    return not media.strip() or any(_holds(query.strip()) for query in media.lower().split(","))


def _holds(query: str) -> bool:
    if (negated := _NEGATED.fullmatch(query)) is not None:
        return not _all_hold(negated[1])
    found = _QUERY.fullmatch(query)
    if found is None or not query:
        return False
    held = found[2] in (None, "all", "screen") and _all_hold(found[3] or "")
    return not held if found[1] == "not" else held


def _all_hold(features: str) -> bool:
    if _FEATURE.sub("", features).replace("and", "").strip():
        return False  # “or”, or brackets within brackets: rare, and left to browsers
    return all(_feature_holds(" ".join(feature.split())) for feature in _FEATURE.findall(features))


def _feature_holds(feature: str) -> bool:
    name, _, value = (part.strip() for part in feature.partition(":"))
    least, about = name.startswith("min-"), name.removeprefix("min-").removeprefix("max-")
    if about in _LENGTHS and about != name:
        asked = _pixels(value)
        return asked is not None and (_LENGTHS[about] >= asked if least else _LENGTHS[about] <= asked)
    if (compared := _COMPARED.fullmatch(feature)) is not None:
        asked, is_there = _pixels(compared[3].strip()), _LENGTHS[compared[1]]
        return asked is not None and _COMPARISONS[compared[2]](is_there, asked)
    return (f"{name}: {value}" if value else name) in _HOLD


def _pixels(value: str) -> float | None:
    found = _LENGTH.fullmatch(value)
    return None if found is None else float(found[1]) * (16.0 if found[2] in ("em", "rem") else 1.0)
