"""An error message that does not help to put the error right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar

from lxml.html import HtmlElement

from rules.core.faults import Fault, FaultsRule, holds_little, place_of, words_of
from rules.core.findings import Fact
from rules.core.markup import markup
from rules.core.page import Page
from rules.core.regions import unseen

_MARKED = re.compile(r"(?:^|[\s_-])(?:errors?|invalid|validation)(?:$|[\s_-])", re.IGNORECASE)
_VAGUE = re.compile(
    r"(?:(?:an? )?(?:error|problem)(?: (?:has )?occurred)?|"
    r"(?:(?:this|the|your) )?(?:field |entry |value |input |data |format )?(?:is |was |are )?"
    r"(?:not valid|invalid|incorrect|wrong|not (?:accepted|allowed|recognised))"
    r"(?: (?:input|entry|value|format|data|field|answer))?|(?:please )?(?:try|check) again|"
    r"(?:please )?(?:correct|fix|check) (?:this|the) (?:field|error|value|entry))[\s.!:]*\Z",
    re.IGNORECASE,
)
_FIX = re.compile(
    r"\b(?:errors?|mistakes?|problems?)\b.{0,40}\b(?:form|page|below|highlighted|fields?)\b", re.IGNORECASE
)
_FIELDS = ("input", "select", "textarea")


class VagueError(FaultsRule):
    """An error message says that something is wrong, but not what, where, or how to put it right.

    “Invalid input” stops a form for good for a parent who does not know what the form wants. A red border says
    nothing to those who cannot see red.

    **Left alone:**

    - messages that name what is missing or give an example
    - fields that are marked for assistive technology as well (`aria-invalid`), or described by their message
    - pages without a form
    """

    id = "accessibility.vague-error"
    title = "Error messages that do not help"
    message = "The error message “{quote}” does not say how to put the error right."
    fix = "Say what is wrong and give an example, such as “Enter a date, like 27 3 2027”."
    commitments = ("accountable.solutions", "communicate.plain-english")
    wcag = ("3.3.1", "3.3.3")
    sources = ("https://www.w3.org/WAI/tutorials/forms/notifications/",)
    faults: ClassVar[Mapping[str, Fault]] = {
        "vague": Fault(
            "The error message “{quote}” does not describe the format that is needed, and gives no example.",
            "Say what is wrong and give an example, such as “Enter a date, like 27 3 2027”.",
            "problem",
        ),
        "colour": Fault(
            "The page speaks of errors, but no text says which fields they are in: colour alone may mark them.",
            "Put a message in words beside each field, and set aria-invalid on the field.",
            "problem",
        ),
    }

    def extract(self, page: Page) -> Iterator[Fact]:
        elements = page.of(markup)
        if not any(tag in elements.tags for tag in _FIELDS):
            return
        marked = [e for e in elements.having("class") if _is_marked(e)]
        for element in marked:
            if element.tag in _FIELDS or not holds_little(element):
                continue
            if _VAGUE.match(words := words_of(element)) and not unseen(element):
                yield Fact(place_of(page, element, words), kind="vague")
        fields = [e for e in marked if e.tag in _FIELDS and not unseen(e)]
        summary = next((b for b in page.blocks if _FIX.search(b.text)), None) if fields else None
        if summary and "aria-invalid" not in elements.attributes and not any(map(_is_explained, fields)):
            yield Fact(place_of(page, fields[0], ""), key=fields[0].get("name", "field"), kind="colour")


def _is_marked(element: HtmlElement) -> bool:
    named = element.get("class", "")
    return ("rror" in named or "valid" in named) and _MARKED.search(named) is not None


def _is_explained(field: HtmlElement) -> bool:
    """Whether a field is tied to a message, or something marked as an error stands in its label."""
    if field.get("aria-describedby") or field.get("aria-errormessage"):
        return True
    around = field.getparent()
    if around is None:
        return False
    near = (e for e in around.iter("*") if e is not field and _is_marked(e))
    return any(words_of(e) for e in near)
