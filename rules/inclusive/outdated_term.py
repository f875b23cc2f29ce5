"""Outdated and hurtful words."""

from __future__ import annotations

from rules.core.kind_words import KindWords


class OutdatedTerm(KindWords):
    """A word that was once usual, and that people now feel as an insult: “handicapped”, “mental patient”.

    A family that lives with it may feel that the page was not written for them.

    **Left alone:**

    - handicaps in horse racing and golf
    - names of laws, charities, songs and old documents
    - quotations, and what is told as history: “In 1913…”
    - lists of words to avoid
    """

    id = "inclusive.outdated-term"
    topic = "outdated"
    title = "Outdated and hurtful words"
    message = "“{quote}” is out of date, and hurts people."
    fix = "Write “{value}”."
    commitments = ("communicate.constructive", "value.respect")
    severity = "problem"
    sources = (
        "https://www.gov.uk/government/publications/inclusive-communication",
        "https://service-manual.nhs.uk/content/inclusive-content/disabilities-and-conditions",
    )
