"""Phrases of several words where one would do."""

from __future__ import annotations

from rules.core.listed import ListedWords


class WordyPhrase(ListedWords):
    """Several words do the work of one or two: “at a later date” is “later”.

    Each takes little to read. But a page full of them is a third longer, and what matters to a family is
    harder to find.

    **Left alone:**

    - phrases that say more than the short word: “in some cases”, “on behalf of”
    - names and titles
    - quotations, and links that are titles
    - glossaries and lists of words to avoid
    - phrases where the short word does not fit: “there is a maximum of 20 places”
    """

    id = "plain-english.wordy-phrase"
    listed = "wordy"
    title = "Phrases where one word would do"
    message = "“{quote}” is longer than it needs to be."
    fix = "Write “{value}”."
    commitments = ("communicate.plain-english",)
    severity = "advice"
    sources = ("https://www.plainlanguage.gov/guidelines/concise/",)
