"""Makes a replacement fit where it is pasted: its article, its capital, and a verb in -ing that it takes along."""

from __future__ import annotations

import re

from rules.core import inflect, word_classes
from rules.core.quoting import begins
from rules.core.readability import dictionary

_GERUND = re.compile(r"[A-Za-z]{2,}ing\b")
_GERUNDS = re.compile(r" ([A-Za-z]{2,}ing\b(?:(?:,|,? or|,? and) [a-z]{2,}ing\b)*)")
_GERUND_FURTHER_ON = re.compile(
    rf"[^.;:!?]{{0,160}}?\b(?:and|or) (?:of )?(?:[a-z]+ly |otherwise )?"
    rf"(?!includ|follow|using\b){word_classes.pattern('gerund')}\b"
)
_ARTICLE = re.compile(r"\b(an?) \Z", re.IGNORECASE)
_NO_ARTICLE = re.compile(r"(?:more|enough|not|some|many|several|too|the|an?|all|people|\w+ing)\b")


def fitted(
    text: str, start: int, end: int, uses: tuple[str, ...], *, capital: bool = False
) -> tuple[int, int, str]:
    """What to replace, and the ways to replace it with “ / ” between: “a change” for “an alteration”.

    A `~` in a replacement is the verb of the word in -ing that follows. Nothing fits where we do not know that
    verb, or where another word in -ing further on would be left over. With `capital` the term is always written
    with one (“SEN children”), so only the beginning of a sentence gives it to the replacement.
    """
    if any("~" in use for use in uses):
        end, verbs = _verbs(text, end)
        uses = tuple(use.replace("~", verbs) for use in uses if verbs)
    article = _ARTICLE.search(text, max(0, start - 4), start)
    if article and any(_article(use) != article[1].lower() for use in uses):
        start, uses = article.start(), tuple(f"{_article(use)} {use}".strip() for use in uses)
    quote = text[start:end]
    if capital:
        quote = "A term" if begins(text, start) else "a term"
    return start, end, " / ".join(_capitalised(use, quote) for use in uses)


def _verbs(text: str, start: int) -> tuple[int, str]:
    """The words in -ing that begin here (“ asking or telling”) as verbs, and where they end."""
    found = _GERUNDS.match(text, start)
    if found is None or _GERUND_FURTHER_ON.match(text, found.end()):
        return start, ""
    verbs = [inflect.from_gerund(gerund.lower(), dictionary()) for gerund in _GERUND.findall(found[1])]
    if not all(verbs):
        return start, ""
    said = iter(verbs)
    return found.end(), _GERUND.sub(lambda _: next(said), found[1])


def _article(use: str) -> str:
    """The indefinite article that a replacement takes: “an hour”, “a change”, but only “enough”."""
    if _NO_ARTICLE.match(use):
        return ""
    return "an" if inflect.begins_with_vowel_sound(use) else "a"


def _capitalised(use: str, quote: str) -> str:
    if len(quote) > 1 and quote.isupper():
        return use.upper()
    return use[:1].upper() + use[1:] if quote[:1].isupper() else use
