"""Official openings that say nothing yet."""

from __future__ import annotations

import re

from rules.core.listed import ListedWords
from rules.core.page import Mention

_BEFORE = re.compile(
    r"(?:\A|[.,;:!?–—•(-]|\b(?:and|also|because|but|however|or|so|that|then|therefore))\W*\Z", re.IGNORECASE
)


class OfficialOpening(ListedWords):
    """A sentence begins with words of ceremony: “it is worth noting that”, “you are hereby informed that”.

    Parents scan the first words of a line to see if it is for them. These words are the same in front of
    everything, and they sound like a letter from a court.

    **Left alone:**

    - the same words inside a clause: “the area in which it is proposed that”
    - the same words in a quotation or a title
    - “it is important that…”, which says something of its own
    - glossaries and lists of words to avoid
    """

    id = "plain-english.official-opening"
    listed = "openings"
    title = "Official openings"
    message = "“{quote}” keeps the reader waiting for what matters."
    fix = "Write “{value}”."
    commitments = ("communicate.plain-english",)
    severity = "advice"
    sources = ("http://www.plainenglish.co.uk/the-a-z-of-alternative-words.html",)

    def counts(self, mention: Mention) -> bool:
        return _BEFORE.search(mention.block.text, 0, mention.start) is not None
