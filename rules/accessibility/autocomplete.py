"""A field whose autocomplete value no browser knows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from rules.core.accessible import Accessibility, accessibility
from rules.core.aria import DECORATIVE
from rules.core.faults import called
from rules.core.findings import Fact
from rules.core.html_roles import disabled, explicit_role, input_type, tabbable
from rules.core.markup import markup
from rules.core.page import Page
from rules.core.rule import Rule, at

_WORD = re.compile(r"[\w-]+")
_CONTACT = frozenset(
    _WORD.findall("""
    email impp tel tel-area-code tel-country-code tel-extension tel-local tel-local-prefix tel-local-suffix
    tel-national
    """)
)
_FIELDS = _CONTACT | frozenset(
    _WORD.findall("""
    additional-name address-level1 address-level2 address-level3 address-level4 address-line1 address-line2
    address-line3 bday bday-day bday-month bday-year cc-additional-name cc-csc cc-exp cc-exp-month cc-exp-year
    cc-family-name cc-given-name cc-name cc-number cc-type country country-name current-password family-name
    given-name honorific-prefix honorific-suffix language name new-password nickname one-time-code organization
    organization-title photo postal-code sex street-address transaction-amount transaction-currency url username
    """)
)
_FOR_CONTACT = frozenset(("home", "work", "mobile", "fax", "pager"))
_NOT_FILLED_IN = ("button", "hidden", "reset", "submit")


class Autocomplete(Rule):
    """A field says in its `autocomplete` value what to fill in: a name, an e-mail address, a postcode.

    With a value that no browser knows, nothing is filled in. A parent who finds typing hard, or forgets numbers,
    has to write it all again.

    **Left alone:**

    - the values “on” and “off”, and an empty one
    - fields that are switched off (disabled), hidden from everyone, or not to be filled in

    Forms often come from a form builder, so the web team may have to put it right.
    """

    id = "accessibility.autocomplete"
    title = "Fields that browsers cannot help to fill in"
    message = (
        "The browser cannot help people to fill this field in: its autocomplete value, “{value}”, is not valid."
    )
    fix = "Use a word from the HTML standard that says what goes in here, such as “email”."
    commitments = ("partnership.participation", "value.everyone")
    wcag = ("1.3.5",)
    act = ("73f2c2",)
    sources = ("https://www.w3.org/WAI/standards-guidelines/act/rules/73f2c2/",)

    def extract(self, page: Page) -> Iterator[Fact]:
        told = page.of(accessibility)
        for field in page.of(markup).having("autocomplete"):
            value = field.get("autocomplete", "")
            tokens = value.lower().split()
            if tokens and tokens not in (["on"], ["off"]) and not _valid(tokens) and _filled_in(told, field):
                yield Fact(at(page, field), key=f"{called(field)}: {value}", value=value)


def _filled_in(told: Accessibility, field: HtmlElement) -> bool:
    if field.tag not in ("input", "select", "textarea") or disabled(field):
        return False
    if any(a.get("aria-disabled", "").lower() == "true" for a in (field, *field.iterancestors())):
        return False
    if not told.visible(field) and not told.told(field):
        return False
    if field.tag == "input" and input_type(field) in _NOT_FILLED_IN:
        return False
    return tabbable(field) or explicit_role(field) not in DECORATIVE


def _valid(tokens: list[str]) -> bool:
    """Whether autofill detail tokens follow the HTML standard: section, address, contact, field, webauthn."""
    rest = list(tokens)
    if rest[0].startswith("section-"):
        rest.pop(0)
    if rest and rest[0] in ("shipping", "billing"):
        rest.pop(0)
    if rest and rest[-1] == "webauthn":
        rest.pop()
    if len(rest) == 2 and rest[0] in _FOR_CONTACT:
        return rest[1] in _CONTACT
    return len(rest) == 1 and rest[0] in _FIELDS
