"""How quick things are to put right, by rule: a swap of words is quick, a rewrite is not."""

from __future__ import annotations

from functools import cache
from typing import Literal

Effort = Literal["quick", "some", "long"]

SAID: dict[Effort, str] = {
    "quick": "quick to put right",
    "some": "takes a look or a question first",
    "long": "takes a rewrite",
}
EASE: dict[Effort, float] = {"quick": 1.0, "some": 0.6, "long": 0.25}
"""What is left of the good that a change does, for the work that it takes."""

_BY_THEME: dict[str, Effort] = {"inclusive": "quick", "jargon": "quick", "links": "quick", "spelling": "quick"}
_BY_RULE: dict[str, Effort] = {
    "documents.missing-language": "quick",
    "documents.missing-title": "quick",
    "documents.scanned-text": "long",
    "documents.untagged-pdf": "long",
    "jargon.too-many-acronyms": "long",
    "plain-english.and-or": "quick",
    "plain-english.latin-term": "quick",
    "plain-english.mostly-passive": "long",
    "plain-english.reading-age": "long",
    "plain-english.wall-of-text": "long",
    "plain-english.wordy-phrase": "quick",
    "stale.old-copyright": "quick",
    "stale.pandemic-notice": "quick",
    "stale.past-event": "quick",
    "stale.seasonal-notice": "quick",
    "stale.superseded-name": "quick",
}


@cache
def effort(rule: str) -> Effort:
    """How much work the findings of a rule take. What is not listed takes some."""
    return _BY_RULE.get(rule) or _BY_THEME.get(rule.partition(".")[0], "some")
