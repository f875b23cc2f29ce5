"""Euphemisms for disability."""

from __future__ import annotations

from rules.core.kind_words import KindWords


class Euphemism(KindWords):
    """Words that go round the word “disabled”, such as “differently abled” or “physically challenged”.

    They are meant kindly. But disabled people’s organisations say that there is nothing to hide, and readers may
    not know who is meant.

    **Left alone:**

    - names of laws, charities and teams
    - quotations, and what is told as history: “In 1913…”
    - lists of words to avoid
    """

    id = "inclusive.euphemism"
    topic = "euphemism"
    title = "Euphemisms for disability"
    message = "“{quote}” goes round the word “disabled”."
    fix = "Write “{value}”."
    commitments = ("communicate.constructive", "value.respect")
    severity = "advice"
    sources = (
        "https://www.gov.uk/government/publications/inclusive-communication",
        "https://service-manual.nhs.uk/content/inclusive-content/disabilities-and-conditions",
    )
