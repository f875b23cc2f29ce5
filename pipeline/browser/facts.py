"""Turns what a probe's script tells of an element into a fact, and finds the scripts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rules.core.findings import Fact
from rules.core.page import Place

if TYPE_CHECKING:
    from playwright.async_api import Frame, Page

Told = Mapping[str, str]
"""What a script tells: the `path`, `tag` and `text` of an element, and the `key` and `value` of the fact."""
Found = Mapping[str, Sequence[Told]]
"""What a probe found, by rule."""

_LONGEST_TEXT = 300


@cache
def script(name: str) -> str:
    """The text of one of the scripts beside this file."""
    return (Path(__file__).parent / "js" / f"{name}.js").read_text("utf-8")


async def run(tab: Page | Frame, name: str, given: object = None) -> Any:
    """What a script says of the page in a tab, or in a frame. It is one function, and gets what is given."""
    return await tab.evaluate(script(name), given)


async def passed(tab: Page, milliseconds: int) -> None:
    """Let some time of the page pass. The page keeps its timers in order, so those that are due sooner have run,
    however busy the machine is.
    """
    await tab.evaluate("milliseconds => localoffer.pause(milliseconds)", milliseconds)


def facts(url: str, told: Iterable[Told]) -> tuple[Fact, ...]:
    """The facts that a script tells of a page."""
    return tuple(_fact(url, fault) for fault in told)


def _fact(url: str, fault: Told) -> Fact:
    """An element without words, or with a whole page of them, is shown by its start tag."""
    words = fault["text"] if len(fault["text"]) <= _LONGEST_TEXT else ""
    place = Place(url, fault["path"], words or fault["tag"], 0, len(words))
    return Fact(place, fault["key"], fault["value"])
