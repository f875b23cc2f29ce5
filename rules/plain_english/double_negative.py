"""Two negatives where one positive would do."""

from __future__ import annotations

from rules.core.listed import ListedWords


class DoubleNegative(ListedWords):
    """Two negatives make a positive, but only after some thought: “not unlikely” is “likely”.

    A tired reader, or one who reads English as a second language, sees the two negatives and takes it for a no.

    **Left alone:**

    - one negative: “unlikely”, “not possible”
    - pairs that do not turn round: “difficult if not impossible”
    - what is neither one nor the other: “not unhappy or sad”
    - quotations and names
    """

    id = "plain-english.double-negative"
    listed = "double_negatives"
    title = "Double negatives"
    message = "“{quote}” turns round twice."
    fix = "Write “{value}”."
    commitments = ("communicate.plain-english",)
    severity = "advice"
    sources = ("https://www.plainlanguage.gov/guidelines/concise/use-positive-language/",)
