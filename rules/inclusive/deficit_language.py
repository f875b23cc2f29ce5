"""Words that pity people."""

from __future__ import annotations

from rules.core.kind_words import KindWords


class DeficitLanguage(KindWords):
    """Words that show a person as a victim, a burden or a problem to be solved.

    A young person who reads “suffers from” about themselves feels judged before they ask for help. Kinder words
    say the same. They come from disabled people’s organisations, the NHS and GOV.UK.

    **Left alone:**

    - things that suffer: “the hall suffers from damp”
    - what happens to people, such as “suffer from noise”: only conditions count
    - names of laws, charities and teams
    - quotations, and what is told as history: “In 1913…”
    - lists of words to avoid
    """

    id = "inclusive.deficit-language"
    topic = "deficit"
    title = "Words that pity people"
    message = "“{quote}” shows a person as a victim or a burden."
    fix = "Write “{value}”."
    commitments = ("communicate.constructive", "value.respect")
    severity = "problem"
    sources = (
        "https://www.gov.uk/government/publications/inclusive-communication",
        "https://service-manual.nhs.uk/content/inclusive-content/disabilities-and-conditions",
    )
