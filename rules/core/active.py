"""A passive clause turned round, for a page that says “we”: “we will check your form”."""

from __future__ import annotations

import re

from rules.core import inflect

_HELPERS = re.compile(
    r"(?P<modal>can|could|may|might|will|would|'ll|wo)?(?P<have>has|have|had|'ve)?(?P<no>not|n't)?"
    r"(?P<early>(?: ?\w+)*?) ?(?P<be>be|being|been|is|are|was|were)(?P<negative>n't)?(?P<late>(?: \w+)*)"
)
_OBJECTS = {"you": "you", "they": "them", "he": "him", "she": "her"}


def to_active(helpers: str, verb: str, subject: str) -> str:
    """The clause with “we” in front, as a sentence begins; empty where the helping verbs cannot be turned round.

    `helpers` are the words before the participle (“will not be”), `verb` is the verb itself (“check”), and
    `subject` is what it is done to, as written.
    """
    parts = _HELPERS.fullmatch(helpers.replace("’", "'"))
    if parts is None or (parts["modal"] and parts["have"]):
        return ""
    between = (parts["early"] + parts["late"]).split()
    negative = "not" in between or bool(parts["no"] or parts["negative"])
    adverbs = [word for word in between if word not in ("not", "being", "been")]
    progressive = parts["be"] == "being" or "being" in between
    perfect = parts["be"] == "been" or "been" in between
    words = _verb(parts, verb, negative=negative, adverbs=adverbs, perfect=perfect, progressive=progressive)
    return " ".join(["We", *words, _as_object(subject)]).replace(" can not ", " cannot ") if words else ""


def _as_object(subject: str) -> str:
    first = subject.split()[0]
    if len(first) > 1 and first[1].isupper():
        return subject
    return _OBJECTS.get(subject.lower()) or subject[0].lower() + subject[1:]


def _verb(
    parts: re.Match[str], verb: str, *, negative: bool, adverbs: list[str], perfect: bool, progressive: bool
) -> list[str]:
    no = ["not"] if negative else []
    if parts["modal"]:
        modal = {"'ll": "will", "wo": "will"}.get(parts["modal"], parts["modal"])
        return [modal, *no, *adverbs, verb] if parts["be"] == "be" else []
    if perfect:
        return ["had" if parts["have"] == "had" else "have", *no, *adverbs, inflect.verb(verb, "participle")]
    past = parts["be"] in ("was", "were")
    if progressive:
        return ["were" if past else "are", *no, *adverbs, inflect.verb(verb, "ing")]
    if parts["be"] == "be":
        return []
    if negative:
        return ["did" if past else "do", *no, *adverbs, verb]
    return [*adverbs, inflect.verb(verb, "past") if past else verb]
