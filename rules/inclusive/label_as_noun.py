"""People named by one thing about them."""

from __future__ import annotations

from rules.core.kind_words import KindWords


class LabelAsNoun(KindWords):
    """People called by a condition or a need: “the disabled”, “an epileptic”, “SEN children”.

    A child is a child first. Families say that such labels make them feel like a file. “Disabled people” and
    “a person with epilepsy” take no more room.

    **Left alone:**

    - a noun that follows: “the disabled toilet”, “an autistic child”
    - names of laws, charities and teams, such as a school for the blind
    - quotations, and what is told as history: “In 1913…”
    - lists of words to avoid
    """

    id = "inclusive.label-as-noun"
    topic = "label"
    title = "People named by one thing about them"
    message = "“{quote}” makes a label of one thing about people."
    fix = "Write “{value}”."
    commitments = ("communicate.constructive", "value.respect")
    severity = "problem"
    sources = (
        "https://www.gov.uk/government/publications/inclusive-communication",
        "https://service-manual.nhs.uk/content/inclusive-content/disabilities-and-conditions",
    )
