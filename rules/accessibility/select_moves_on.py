"""A list of choices that acts as soon as one is chosen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.core.findings import Fact
from rules.core.markup import markup
from rules.core.page import Page
from rules.core.regions import unseen
from rules.core.rule import Rule, at

_MOVES_ON = re.compile(r"submit\s*\(|location|navigate|window\.open|\.href|\bgo\s*\(|jump", re.IGNORECASE)


class SelectMovesOn(Rule):
    """A field sends the form or opens another page as soon as its value changes.

    With the keyboard, people go through the choices one by one. The first one they touch takes them away.

    **Left alone:** fields that only change what the page shows, and forms with a button to send them.
    """

    id = "accessibility.select-moves-on"
    title = "Choices that act by themselves"
    message = "This field (“{key}”) opens a page or sends the form as soon as it changes (onchange)."
    fix = "Add a button, such as “Show”, and let that do it."
    commitments = ("partnership.participation",)
    wcag = ("3.2.2",)
    sources = ("https://www.w3.org/WAI/WCAG22/Techniques/failures/F36",)

    def extract(self, page: Page) -> Iterator[Fact]:
        for field in page.of(markup).having("onchange"):
            if (
                field.tag in ("select", "input")
                and _MOVES_ON.search(field.get("onchange", ""))
                and not unseen(field)
            ):
                yield Fact(at(page, field), key=field.get("name") or field.get("id") or str(field.tag))
