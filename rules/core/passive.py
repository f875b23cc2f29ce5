"""Passive verbs that do not say who acts: “your form will be checked”, but not “by the team” nor “is closed”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.core.page import Mention, Page
from rules.core.participles import is_participle
from rules.core.running_text import Found, search

_ADVERB = (
    r"(?:not|yet|also|always|never|often|now|only|still|then|usually|just|soon|already|all|both|each|normally|first"
    r"|automatically|fully|ever|again|instead|therefore|once|\w{2,}ly) "
)
_PASSIVE = re.compile(
    r"(?<![\w'-])(?=[abgiw])(?:be|being|been|is|are|am|was|were|isn't|aren't|wasn't|weren't|get|gets|got|getting) "
    rf"(?:{_ADVERB}){{0,3}}(?:being |been )?(?P<participle>\w+)(?![\w-])"
)
_HELPERS = re.compile(
    r"(?:\b(?:can|could|may|might|must|shall|should|will|wo|would|to)(?:not|n't)? |'ll )?"
    rf"(?:(?:\b(?:has|have|had)(?:n't)?|'ve|'s) )?(?:\b{_ADVERB}){{0,2}}\Z"
)
_AGENT = re.compile(
    r"\bby(?=[ :])(?! (?:\d|(?:e-?mail|mail|phone|telephone|post|text|letters?|bus|car|train|taxi|hand|law|mistake"
    r"|default|appointment|arrangement|request|then|now|when|\w+ing\b|the end\b|the time\b|the deadline\b"
    r"|(?:the )?(?:start|beginning|middle)\b|next\b|noon|midnight|monday|tuesday|wednesday|thursday|friday"
    r"|saturday|sunday|january|february|march|april|may\b|june|july|august|september|october|november|december|easter"
    r"|christmas|cheque|card|cash|direct debit|bank|bacs|age|means|way|virtue|reference|name|order)\b))"
)


def passives(page: Page) -> tuple[Mention, ...]:
    """The passives of a page that leave out who acts, from the first word of the verb to the participle.

    `value` is the participle and `key` what stands before it: “will be”, “have been”, “is”.
    """
    return tuple(_agentless(page))


def _agentless(page: Page) -> Iterator[Mention]:
    for found in search(page, _PASSIVE, when=lambda match: is_participle(match["participle"])):
        if not _state(found) and not _says_who(found):
            participle = found.match["participle"]
            first = max(0, found.start - 40)
            lowered = found.block.text[first : found.end].lower().replace("’", "'")
            helpers = _HELPERS.search(lowered, 0, found.start - first)
            start = first + helpers.start() if helpers else found.start
            key = lowered[start - first : -len(participle)].strip()
            yield Mention(found.block, start, found.end, participle, kind="passive", key=key)


def _state(found: Found) -> bool:
    """“Get started”, “is made of” and “there are registered groups” tell of no act."""
    text, participle = found.block.text, found.match["participle"]
    started = found.match[0].startswith("g") and participle == "started"
    made = participle == "made" and text.startswith((" of ", " up of "), found.end)
    return started or made or text.endswith(("There ", "there "), 0, found.start)


def _says_who(found: Found) -> bool:
    """Whether someone follows “by” before the sentence ends."""
    _, end = found.sentence
    return _AGENT.search(found.block.text[found.end : end].lower()) is not None
