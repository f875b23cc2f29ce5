"""Labels that two fields share, and hints that stand in for a label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import ClassVar

from lxml.html import HtmlElement

from rules.core.faults import Fault, FaultsRule, place_of, words_of
from rules.core.findings import Fact
from rules.core.markup import Markup, markup
from rules.core.page import Page
from rules.core.regions import unseen

_UNTYPED = ("hidden", "submit", "button", "image", "reset", "radio", "checkbox")
_NAMES = ("aria-label", "aria-labelledby")


class FieldLabel(FaultsRule):
    """Two fields have the same label, or a field has only a hint inside it (placeholder) or a title.

    The hint in a field goes away with the first letter, and then nobody can see what the field is for. Of two
    fields with one label, nobody knows which wants what.

    **Left alone:**

    - fields with a label as well as a hint
    - the same label in different groups (fieldset) and forms, and in the rows of tables
    - fields without any name, which another rule finds
    """

    id = "accessibility.field-label"
    title = "Fields with the same label, or only a hint"
    message = "The label of this field does not tell what it is for."
    fix = "Give each field a label of its own."
    commitments = ("partnership.participation",)
    wcag = ("3.3.2", "2.4.6")
    sources = ("https://www.w3.org/WAI/tutorials/forms/labels/",)
    faults: ClassVar[Mapping[str, Fault]] = {
        "placeholder": Fault(
            "This field has no label, only a hint inside it (placeholder): “{value}”.",
            "Put a label before the field that stays when people type.",
            "problem",
        ),
        "title": Fault(
            "This field has no label, only a title that shows under a mouse: “{value}”.",
            "Put a label before the field that everybody sees.",
        ),
        "duplicate": Fault(
            "Two fields have the same label, “{value}”: it is not unique.",
            "Say in each label what makes the field different, or group the fields under two legends.",
            "problem",
        ),
    }

    def extract(self, page: Page) -> Iterator[Fact]:
        elements = page.of(markup)
        fields = [
            e for e in elements.of("input", "textarea", "select") if e.get("type", "").lower() not in _UNTYPED
        ]
        if not fields:
            return
        targets = {label.get("for") for label in elements.of("label") if words_of(label)}
        for field in fields:
            kind = next((name for name in ("title", "placeholder") if field.get(name, "").strip()), "")
            if kind and not _is_labelled(field, targets) and not unseen(field):
                hint = field.get(kind, "").strip()
                yield Fact(place_of(page, field, ""), key=field.get("name") or hint, value=hint, kind=kind)
        yield from _duplicates(page, elements, set(fields))


def _is_labelled(field: HtmlElement, targets: set[str | None]) -> bool:
    if any(field.get(name) for name in _NAMES) or (field.get("id") and field.get("id") in targets):
        return True
    return any(words_of(label) for label in field.iterancestors("label"))


def _duplicates(page: Page, elements: Markup, fields: set[HtmlElement]) -> Iterator[Fact]:
    by_id = {field.get("id"): field for field in fields if field.get("id")}
    told: Counter[tuple[str, HtmlElement | None]] = Counter()
    for label in elements.of("label"):
        field = (
            by_id.get(label.get("for", "")) if label.get("for") else next(label.iter("input", "textarea"), None)
        )
        if field is None or field not in fields or any(field.get(name) for name in _NAMES):
            continue
        group = next(field.iterancestors("fieldset", "tr", "form", "li"), None)
        words = words_of(label)
        told[words.casefold(), group] += 1
        if words and told[words.casefold(), group] == 2 and not unseen(field):
            yield Fact(place_of(page, label, words), key=words, value=words, kind="duplicate")
