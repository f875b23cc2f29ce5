"""Compares the words on the screen with those that the server sent."""

from __future__ import annotations

import re

from pipeline.browser.facts import Found, run
from pipeline.browser.look import Look

RULES = ("accessibility.scripted-text",)
_FEWEST_IN_A_LINE = 4
_FEWEST = 40
_WORDS = re.compile(r"\w+")
_NOT_READ = re.compile(r"<(script|style|template)\b.*?</\1\s*>|<[^>]*>", re.DOTALL | re.IGNORECASE)


async def probe(look: Look) -> Found:
    """The main content, where it shows at least 40 words that only a script has put there; `value` counts them."""
    seen = await run(look.tab, "words")
    sent = _plain(_NOT_READ.sub(" ", look.html))
    added = [words for line in seen["lines"] if (words := _plain(line)) and words not in sent]
    count = sum(n for words in added if (n := words.count(" ") + 1) >= _FEWEST_IN_A_LINE)
    if count < _FEWEST:
        return {"accessibility.scripted-text": []}
    return {"accessibility.scripted-text": [{**seen, "text": "", "value": str(count)}]}


def _plain(text: str) -> str:
    return " ".join(_WORDS.findall(text.casefold()))
