"""Choices that belong together, without the question that they answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import ClassVar

from lxml.html import HtmlElement

from rules.core.faults import Fault, FaultsRule, place_of, words_of
from rules.core.findings import Fact
from rules.core.markup import Markup, markup
from rules.core.page import Page
from rules.core.regions import unseen

_SHOWN = 3
_GROUPS = ("group", "radiogroup", "presentation", "none")
_NAMES = ("aria-label", "aria-labelledby", "title")


class FieldGroup(FaultsRule):
    """Radio buttons or check boxes without a group (fieldset) and a legend that holds their question.

    A screen reader reads the name of a choice, such as “Yes”, and the legend of its group. Without the legend a
    parent hears “Yes” and “No”, and does not know to what.

    **Left alone:**

    - groups made with a role and a label
    - a single check box, and choices in the rows of a table
    - fields whose label or description names the question
    """

    id = "accessibility.field-group"
    title = "Choices without a group and a question"
    message = "These choices are not grouped with their question."
    fix = "Put the choices in a fieldset, and their question in its legend."
    commitments = ("partnership.participation",)
    wcag = ("1.3.1", "3.3.2")
    sources = ("https://www.w3.org/WAI/WCAG22/Techniques/html/H71",)
    faults: ClassVar[Mapping[str, Fault]] = {
        "radio": Fault(
            "The radio buttons “{value}” are not grouped in a fieldset, so nothing tells what they choose.",
            "Put them in a fieldset, with their question as its legend.",
            "problem",
        ),
        "checkbox": Fault(
            "The check boxes “{value}” are not grouped in a fieldset, so nothing tells what they are for.",
            "Put them in a fieldset, with their question as its legend.",
            "problem",
        ),
        "no legend": Fault(
            "This group of fields (fieldset) has no legend to name it.",
            "Put the question in a legend, as the first thing in the fieldset.",
            "problem",
        ),
        "empty legend": Fault(
            "This group of fields (fieldset) has an empty legend.",
            "Put the question that the fields answer in the legend.",
            "problem",
        ),
    }

    def extract(self, page: Page) -> Iterator[Fact]:
        elements = page.of(markup)
        for group in elements.of("fieldset"):
            if (kind := _unnamed(group)) and not unseen(group):
                yield Fact(place_of(page, group), key=group.get("id", ""), kind=kind)
        if "input" in elements.tags:
            yield from _loose(page, elements)


def _unnamed(group: HtmlElement) -> str:
    if any(group.get(name) for name in _NAMES) or group.get("role") in _GROUPS:
        return ""
    legend = next(group.iter("legend"), None)
    if legend is None:
        return "no legend"
    shown = words_of(legend) or any(image.get("alt") for image in legend.iter("img"))
    return "" if shown or any(legend.get(name) for name in _NAMES) else "empty legend"


def _loose(page: Page, elements: Markup) -> Iterator[Fact]:
    choices: dict[tuple[str, str, HtmlElement | None], list[HtmlElement]] = defaultdict(list)
    for field in elements.of("input"):
        kind, name = field.get("type", "").lower(), field.get("name", "")
        if kind in ("radio", "checkbox") and name:
            choices[kind, name, next(field.iterancestors("form"), None)].append(field)
    for (kind, name, _), fields in choices.items():
        if len(fields) > 1 and not any(_is_grouped(field) for field in fields) and not unseen(fields[0]):
            words = [said for field in fields[:_SHOWN] if (said := _label(elements, field))]
            yield Fact(place_of(page, fields[0], ""), key=name, value="”, “".join(words) or name, kind=kind)


def _is_grouped(field: HtmlElement) -> bool:
    if field.get("aria-labelledby", "").count(" ") or field.get("aria-describedby"):
        return True
    return any(e.tag in ("fieldset", "tr") or e.get("role") in _GROUPS for e in field.iterancestors())


def _label(elements: Markup, field: HtmlElement) -> str:
    around = next(field.iterancestors("label"), None)
    if around is None:
        name = field.get("id")
        around = next((label for label in elements.of("label") if name and label.get("for") == name), None)
    return "" if around is None else words_of(around)[:60]
