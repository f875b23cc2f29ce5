"""Small closed classes of words, by which a word's neighbours tell its part of speech without a tagger."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from rules.core.errors import UserError, did_you_mean

_DETERMINER = (
    "a an the this that these those my your his her its our their any each every some no all both"
    " another other such"
)
_PEOPLE = (
    "adult agency applicant authority carer child council department employer everybody everyone family landlord"
    " office officer parent patient people police pupil resident school secretary someone staff student team"
    " tenant"
)
_KINDS = "disabled eligible individual local new older other relevant single social vulnerable young"
_NOUNS_IN_ING = (
    "accounting advertising anything banking boarding bring building catering ceiling counselling engineering"
    " evening everything funding hearing heating housing king learning licensing lighting manufacturing marketing"
    " meeting morning nothing nursing parking planning printing processing rating recycling ring shopping"
    " something spring string teaching testing thing training wedding wing"
)
_CLAUSE_VERBS = (
    "are aren't can cannot can't could did do does doesn't don't get gets had has have is isn't knows make makes"
    " may meet meets might must receive receives should take takes understand understands was were will won't"
    " would"
)
_NOT_BEFORE_ITS_VERB = "although as because before if so than that until when where which while who whose"
_CLASSES = {
    "auxiliary": "am|are|be|been|being|had|has|have|is|was|were",
    "clause": "that|he|i|it|she|there|they|we|you"
    rf"|(?:(?!(?:{_NOT_BEFORE_ITS_VERB.replace(' ', '|')})\b)[\w'/-]+ ){{1,8}}(?<! and )(?<! or )"
    rf"(?:{_CLAUSE_VERBS.replace(' ', '|')})",
    "determiner": _DETERMINER.replace(" ", "|"),
    "edge": r"\A|\Z|[.,;:!?()–—•]",
    "gerund": rf"(?!(?:{_NOUNS_IN_ING.replace(' ', '|')})\b)[a-z-]{{2,}}ing",
    "modal": "can|could|may|might|must|shall|should|will|would",
    "number": r"£?\d[\d,.]*"
    "|one|two|three|four|five|six|seven|eight|nine|ten|twelve|up to|at least|more than|not",
    "person": rf"(?:(?:{_DETERMINER.replace(' ', '|')}|{_KINDS.replace(' ', '|')}) ){{0,3}}"
    rf"(?:{_PEOPLE.replace(' ', '|')})(?:s|ren)?|families|authorities|agencies",
    "pronoun": "me|you|him|her|it|us|them|anyone|anybody|everyone|everybody|someone|somebody|yourself|themselves",
    "subject": "i|you|he|she|it|we|they|who|which|that",
}
_NAMED = re.compile(r"<(\w+)>")


def pattern(name: str) -> str:
    """The words of a class, as the source of a regular expression."""
    return f"(?:{_CLASSES[name]})"


@cache
def left(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern to `search` up to the start of a word: one of these words or classes stands right before it."""
    return re.compile(rf"(?:\A|(?<![\w-]))(?:{_any_of(words)})[ “\"'(]*\Z")


@cache
def right(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern to `match` from the end of a word: one of these words or classes comes right after it."""
    return re.compile(rf" ?(?:{_any_of(words)})(?![\w-])")


def check(words: Iterable[str]) -> None:
    """Raises UserError for a class that does not exist."""
    for word in words:
        for name in _NAMED.findall(word):
            if name not in _CLASSES:
                raise UserError(f"there is no class of words “<{name}>”.{did_you_mean(name, _CLASSES)}")


def _any_of(words: tuple[str, ...]) -> str:
    return "|".join(_NAMED.sub(lambda m: pattern(m[1]), re.escape(word)) for word in words)
