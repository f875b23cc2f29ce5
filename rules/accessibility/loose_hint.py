"""A hint that is not tied to its field."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from rules.core.faults import place_of, words_of
from rules.core.findings import Fact
from rules.core.markup import markup
from rules.core.page import Page
from rules.core.regions import unseen
from rules.core.rule import Rule

_FIELDS = ("input", "select", "textarea")
_UNTYPED = ("hidden", "submit", "button", "image", "reset", "radio", "checkbox")
_TEXT = ("p", "span", "div", "small", "em", "i")
_HINT = re.compile(r"(?:^|[\s_-])(?:hint|help|description|instructions?|example)(?:$|[\s_-])", re.IGNORECASE)
_EXAMPLE = re.compile(
    r"\b(?:for example|e\.g\.|such as|must be|use the format|dd/mm|between \d|at least \d)", re.IGNORECASE
)


class LooseHint(Rule):
    """A hint stands between a field and its label, but is not tied to the field.

    A screen reader that is in the field reads only its label. The hint about what to write, or where to find a
    number, is never heard.

    **Left alone:**

    - hints that `aria-describedby` ties to the field, or that stand in its label
    - text that is no hint: without an example, a rule, or the name of a hint
    - radio buttons, check boxes and buttons
    """

    id = "accessibility.loose-hint"
    title = "Hints that are not tied to their field"
    message = "The hint “{quote}” is not tied to its field (aria-describedby)."
    fix = "Give the hint an id, and name that id in the field’s aria-describedby."
    commitments = ("partnership.participation",)
    wcag = ("1.3.1", "3.3.2")
    sources = ("https://www.w3.org/WAI/tutorials/forms/instructions/",)

    def extract(self, page: Page) -> Iterator[Fact]:
        for field in page.of(markup).of(*_FIELDS):
            if field.get("type", "").lower() in _UNTYPED or _is_described(field):
                continue
            for near in (_beside(field, preceding=True), _beside(field, preceding=False)):
                if near is not None and _is_hint(near) and not unseen(field):
                    yield Fact(place_of(page, near), key=field.get("name") or field.get("id") or "")
                    break


def _is_described(field: HtmlElement) -> bool:
    return any(field.get(name) for name in ("aria-describedby", "aria-labelledby", "aria-description"))


def _beside(field: HtmlElement, *, preceding: bool) -> HtmlElement | None:
    return next((e for e in field.itersiblings(preceding=preceding) if isinstance(e.tag, str)), None)


def _is_hint(element: HtmlElement) -> bool:
    if element.tag not in _TEXT or any(element.iter(*_FIELDS, "label", "button", "a")):
        return False
    if any(around.tag == "label" for around in element.iterancestors()):
        return False
    words = words_of(element)
    return len(words) > 5 and bool(_HINT.search(element.get("class", "")) or _EXAMPLE.search(words))
