"""Where a long sentence is best taken apart, in words for whoever mends it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_MODAL = r"(?:must|should|shall|will|can|could|may|might|would|has to|have to|needs? to|cannot)"
_VERB = rf"(?:is|are|was|were|has|have|had|do|does|did|{_MODAL})\b"
_NEW_SUBJECT = (
    r"(?:(?:then )?(?:we|you|they|he|she|it|there|if|please)\b"
    rf"|(?:the|this|these|your|our|their|a|an|all|any) (?:(?!(?:that|which|who) )[\w’'-]+ ){{1,5}}{_VERB})"
)
_OBJECT = r"(?:an?|it|sure|that|the|them|you|your)\b"
_APART = "Split it into shorter sentences, for example before “{}…”."
_SAME_SUBJECT = "Split it before “{}…”, and say again who or what the new sentence is about."
_CONDITION = "Put “{}…” in a sentence of its own."
_MAIN_FIRST = "Say the main point first, in a sentence that begins “{}…”. Then say when it applies."
_EXAMPLES = "Put what comes from “{}…” on in a sentence of its own, or make it a list."
_LIST = "Make the things it names a list, one to a line, or split it into shorter sentences."
_ONE_IDEA = "Split it into shorter sentences, one idea in each."

# The best kind of joint first. Each ends where the second sentence would begin.
_KINDS = tuple(
    (re.compile(pattern), told)
    for pattern, told in (
        (rf"; | [–—-] (?={_NEW_SUBJECT})", _APART),
        (rf"(?:,? (?=(?:and|but|so) )|, (?=or ))(?=\w+ {_NEW_SUBJECT})", _APART),
        (rf",? (?=(?:and|but) (?:also |then |therefore )?{_MODAL} )", _SAME_SUBJECT),
        (r", (?=(?:which|who|because|although|whereas|while|so that) )", _APART),
        (r",? (?=(?:because|although|whereas|so that) )", _APART),
        (rf"(?<!example), (?=(?!during|including|bring|evening)[a-z]+ing {_OBJECT})", _APART),
        (r",? (?=(?:including|for example|such as)\b)", _EXAMPLES),
        (r",? (?=(?:if|unless|provided that|except) )", _CONDITION),
        (r",? (?=(?:when|until) (?:an?|it|the|there|they|this|we|you|your)\b)", _CONDITION),
        (rf",? (?=which (?:also )?{_MODAL} )", _CONDITION),
    )
)
_ORDER = r"(?:ask|call|check|contact|fill|include|phone|ring|see|send|speak|talk|tell|use|visit|write)"
_JOINED = r"(?:and|but|if|or|unless|when|where)\b"
_CONDITIONAL = re.compile(r"(?:After|Although|As|Because|Before|If|Once|Unless|When|Where|While|Whilst)\b")
_OPENING = re.compile(
    rf"{_CONDITIONAL.pattern}[^,]{{15,400}}"
    rf"(?:, {_JOINED}[^,]{{1,400}}){{0,3}}, (?=(?!{_JOINED})(?:{_NEW_SUBJECT}|{_ORDER}\b))"
)
_SERIES = re.compile(r"(?:[^,;:]{2,70}, ){3,}[^,;:]{0,70}\b(?:and|or) |(?:[^;]{2,150}; ){2,}")
# In front of “if” or “when”, these make it part of what is said: “check if”, “even if”, “and when”.
_BELONGS = re.compile(
    r"\b(?:and|as|ask|asking|check|confirm|consider|decide|even|find out|know|matter|only|or|out|say|see|sure|tell"
    r"|us|you|(?:ask|check|tell)(?: [\w’'-]+){1,4})\Z"
)
_WORD = re.compile(r"[\w’'(“\"£-]+")
_FEWEST = 5
_FAR = 2000
_SHOWN = 4


class _Joint(NamedTuple):
    """Where a second sentence would begin, and what to do there."""

    at: int
    told: str


def how_to_split(sentence: str) -> str:
    """What to do with a sentence that is too long: where to take it apart, or that it is a list at heart.

    Only its first 2,000 characters are looked at.
    """
    sentence = sentence[:_FAR]
    brackets = [match.span() for match in re.finditer(r"\([^()]*\)|\[[^\[\]]*\]|“[^“”]*”", sentence)]
    outside = (joint for joint in _joints(sentence) if not any(a < joint.at < b for a, b in brackets))
    # The pattern tries each letter as a beginning, and few sentences have what it needs.
    may_be_series = sentence.count(", ") >= 3 or sentence.count("; ") >= 2
    best, series = next(outside, None), _SERIES.search(sentence) if may_be_series else None
    if best and (series is None or not series.start() <= best.at <= series.end()):
        words = sentence[best.at :].split()[:_SHOWN]
        return best.told.format(" ".join(words).rstrip(".,;:!?–—-"))
    return _LIST if series else _ONE_IDEA


def _joints(sentence: str) -> Iterator[_Joint]:
    """The joint nearest the middle of each kind, the best kind first; none where an “if” has no clear end."""
    opening = _OPENING.match(sentence)
    if opening is None and _CONDITIONAL.match(sentence):
        return
    for pattern, told in _KINDS:
        found = [match.end() for match in pattern.finditer(sentence) if _halves(sentence, match.end())]
        if opening:
            found = [at for at in found if at > opening.end()]
        if told is _CONDITION:
            found = [at for at in found if not _BELONGS.search(sentence[:at].rstrip(" ,"))]
        if found:
            yield _Joint(min(found, key=lambda at: abs(at - len(sentence) / 2)), told)
    if opening and _halves(sentence, opening.end()):
        yield _Joint(opening.end(), _MAIN_FIRST)


def _halves(sentence: str, at: int) -> bool:
    """Whether enough words stand on both sides."""
    return all(len(_WORD.findall(half)) >= _FEWEST for half in (sentence[:at], sentence[at:]))
