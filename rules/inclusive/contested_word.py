"""Words that people feel differently about."""

from __future__ import annotations

from rules.core.kind_words import KindWords


class ContestedWord(KindWords):
    """Words on which disabled people and families do not agree, such as “special needs” or “hard to reach”.

    People choose different words for themselves. This rule never says that such a word is wrong. It asks a person
    to look, best of all together with a parent carer forum.

    **Left alone:**

    - places: “the farm is hard to reach by bus”
    - names of laws, charities and teams
    - quotations, and what is told as history: “In 1913…”
    - lists of words to avoid
    """

    id = "inclusive.contested-word"
    topic = "contested"
    title = "Words that people feel differently about"
    message = "Some people use “{quote}”. Others are hurt by it, or find it out of date. Please look."
    fix = "Write “{value}”."
    commitments = ("communicate.constructive", "value.respect")
    severity = "advice"
    review = True
    sources = (
        "https://www.gov.uk/government/publications/inclusive-communication",
        "https://service-manual.nhs.uk/content/inclusive-content/disabilities-and-conditions",
    )
