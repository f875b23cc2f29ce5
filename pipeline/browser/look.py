"""What every probe is given: a page that is open in a tab."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.async_api import Page

WINDOW = (1280, 800)
"""The width and height of the window, in CSS pixels, that every probe may expect and must leave behind."""


@dataclass(frozen=True)
class Look:
    """A page open in a tab, and the HTML that the server sent for it.

    `left` says whether the tab is on its way to another page.
    """

    url: str
    tab: Page
    html: str = field(repr=False)
    left: Callable[[], bool] = field(repr=False, default=lambda: False)
