"""A telephone number that nobody can ring."""

from __future__ import annotations

from collections.abc import Iterator

from rules.core.contacts import contacts
from rules.core.findings import Fact
from rules.core.page import Page
from rules.core.rule import Rule, at


class InvalidPhone(Rule):
    """A telephone number has too many or too few digits, or a dialling code that does not exist.

    A parent who rings it hears that the number is not known, and often does not try again.

    **Left alone:**

    - numbers that are not given to be rung: references, charity and company numbers, dates, times
    - short numbers such as 101 and 111, extensions and text relay codes
    - local numbers without a dialling code
    - numbers abroad that exist there
    - the numbers Ofcom keeps for drama
    """

    id = "contact.invalid-phone"
    title = "Telephone numbers that cannot be right"
    message = "“{quote}” is not a valid telephone number."
    fix = "Check the number with the team and correct it."
    commitments = ("accountable.available", "communicate.aware")
    sources = (
        "https://www.ofcom.org.uk/phones-and-broadband/phone-numbers/numbering-plan",
        "https://github.com/google/libphonenumber",
    )

    def extract(self, page: Page) -> Iterator[Fact]:
        for mention in page.of(contacts):
            if mention.kind == "invalid phone":
                yield Fact(at(page, mention), key=mention.value)
