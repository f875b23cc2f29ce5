"""Finds what flashes more than three times a second."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from rules.core.faults import Fault, FaultsRule
from rules.core.in_browser import BrowserRule


class FlashingContent(BrowserRule, FaultsRule):
    """Something flashes more than three times a second.

    Flashes can bring on seizures in people with photosensitive epilepsy, before they have time to look away.

    **Left alone:**

    - what is too small to matter
    - videos, and pictures of other sites

    It is looked for only with `--browser`.
    """

    id = "accessibility.flashing-content"
    title = "Content that flashes"
    message = "This seems to flash more than three times a second."
    fix = "Take the flashing out, or slow it to less than three flashes a second."
    commitments = ("partnership.participation", "value.everyone")
    severity = "barrier"
    review = True
    wcag = ("2.3.1",)
    sources = ("https://www.w3.org/WAI/WCAG22/Understanding/three-flashes-or-below-threshold.html",)
    faults: ClassVar[Mapping[str, Fault]] = {
        "animation": Fault(
            "This seems to flash more than three times a second, which can bring on a seizure.",
            "Take the flashing out, or slow it to less than three flashes a second.",
            "barrier",
            review=True,
        ),
        "picture": Fault(
            "This picture seems to flash more than three times a second, which can bring on a seizure.",
            "Take the picture out, or slow it to less than three flashes a second.",
            "barrier",
            review=True,
        ),
    }
