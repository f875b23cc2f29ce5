"""Finds dialogues that the keyboard does not get into, or does not get out of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from rules.core.faults import Fault, FaultsRule
from rules.core.in_browser import BrowserRule


class DialogueFocus(BrowserRule, FaultsRule):
    """A dialogue that does not take the keyboard focus, keep it, give it back, or close at Escape.

    Somebody who does not see the dialogue open goes on reading the page behind it, and wonders why nothing
    answers.

    **Left alone:**

    - menus, tooltips, messages and banners
    - dialogues that stand on the page from the start
    - a dialogue without `aria-modal` that lets the focus leave

    It is looked for only with `--browser`.
    """

    id = "accessibility.dialogue-focus"
    title = "Dialogues that lose the keyboard"
    message = "The keyboard gets lost at this dialogue."
    fix = "Move the focus into the dialogue when it opens; `showModal()` does it by itself."
    commitments = ("partnership.participation", "value.everyone")
    wcag = ("2.4.3", "2.1.1")
    sources = ("https://www.w3.org/WAI/ARIA/apg/patterns/dialog-modal/",)
    faults: ClassVar[Mapping[str, Fault]] = {
        "not-in": Fault(
            "A dialogue opens here, and the keyboard focus stays behind it.",
            "Move the focus into the dialogue when it opens; `showModal()` does it by itself.",
            "problem",
        ),
        "leaves": Fault(
            "The Tab key leaves this dialogue while it is open, and wanders about the page behind it.",
            "Open it with `showModal()`, or make the rest of the page inert meanwhile.",
            "problem",
        ),
        "no-escape": Fault(
            "The Escape key does not close this dialogue.",
            "Let Escape close it, as it closes every dialogue; `showModal()` does it by itself.",
            "problem",
        ),
        "lost": Fault(
            "When this dialogue closes, the keyboard focus is lost, and the next Tab starts at the top.",
            "Give the focus back to the button that opened the dialogue.",
            "problem",
        ),
    }
