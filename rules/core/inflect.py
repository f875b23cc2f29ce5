"""The forms of English verbs and nouns, so that a replacement fits where it is pasted."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import Literal

from rules.core.lists import words

Slot = Literal["base", "s", "ing", "past", "participle", "plural"]
VERB_SLOTS: tuple[Slot, ...] = ("base", "s", "ing", "past", "participle")

_IRREGULAR = {
    verb: (past, participle)
    for verb, past, participle in (
        line.split()
        for line in """
        be was been
        begin began begun
        break broke broken
        bring brought brought
        build built built
        buy bought bought
        choose chose chosen
        come came come
        cost cost cost
        cut cut cut
        do did done
        draw drew drawn
        drive drove driven
        fall fell fallen
        find found found
        fit fitted fitted
        get got got
        give gave given
        go went gone
        grow grew grown
        have had had
        hide hid hidden
        hold held held
        keep kept kept
        know knew known
        lead led led
        leave left left
        let let let
        lose lost lost
        make made made
        mean meant meant
        meet met met
        partake partook partaken
        pay paid paid
        put put put
        read read read
        rise rose risen
        run ran run
        say said said
        see saw seen
        seek sought sought
        send sent sent
        set set set
        show showed shown
        speak spoke spoken
        speed sped sped
        spend spent spent
        split split split
        spread spread spread
        stand stood stood
        stick stuck stuck
        strive strove striven
        take took taken
        teach taught taught
        tell told told
        think thought thought
        undertake undertook undertaken
        understand understood understood
        withdraw withdrew withdrawn
        withhold withheld withheld
        write wrote written
        """.strip().splitlines()
    )
}
_DOUBLING = words(
    """
    admit begin cancel commit concur cut defer drop embed fit get incur let occur permit plan prefer put refer run
    set signal sit slim split stop submit swap transfer travel
    """
)
_PLURALS = {"person": "people", "child": "children", "criterion": "criteria", "man": "men", "woman": "women"}
_UNCOUNTED = words("advice evidence help housing information law legislation money pay people staff support work")
_SIBILANT = re.compile(r"(?:s|x|z|ch|sh)\Z")
_CONSONANT_Y = re.compile(r"[^aeiou]y\Z")
_VOWEL_SOUND = re.compile(r"(?!u(?:s|n[iy]|til|k\b)|eu|one\b|once\b)[aeiou]|h(?:our|onest|eir)", re.IGNORECASE)

_NEEDS_E = re.compile(r"(?:[aiou][vzs]|[aeiou]c|(?<![aeiou])(?:[aiu]g|[ai]t|[iu]r|in|id)|[hr]ang|iz|is)\Z")


def verb(phrase: str, slot: Slot) -> str:
    """A verb in one of its forms; in a phrase (“carry out”) the first word is the verb."""
    head, space, rest = phrase.partition(" ")
    return _verb(head, slot) + space + rest


def _verb(head: str, slot: Slot) -> str:
    if slot == "s":
        return {"be": "is", "have": "has", "do": "does", "go": "goes"}.get(head) or _with_s(head)
    if slot == "ing":
        if head.endswith("e") and not head.endswith(("ee", "oe", "ye")) and head != "be":
            return head[:-1] + "ing"
        return _doubled(head) + "ing"
    if slot in ("past", "participle"):
        if head in _IRREGULAR:
            return _IRREGULAR[head][slot == "participle"]
        if head.endswith("e"):
            return head + "d"
        return head[:-1] + "ied" if _CONSONANT_Y.search(head) else _doubled(head) + "ed"
    return head


def _doubled(head: str) -> str:
    return head + head[-1] if head in _DOUBLING else head


def _with_s(word: str) -> str:
    if _CONSONANT_Y.search(word):
        return word[:-1] + "ies"
    return word + ("es" if _SIBILANT.search(word) else "s")


def plural(phrase: str) -> str:
    """A noun in the plural. In “a person who…” the noun comes first, elsewhere last; “help” stays as it is."""
    head, of, rest = _split_noun(phrase)
    before, space, noun = head.rpartition(" ")
    if noun in _UNCOUNTED or noun.endswith("ing") or (noun.endswith("s") and not noun.endswith("ss")):
        return phrase
    return before + space + (_PLURALS.get(noun) or _with_s(noun)) + of + rest


def _split_noun(phrase: str) -> tuple[str, str, str]:
    found = re.search(r" (?:of|who|with|that|for|in|at|to) ", phrase)
    return (phrase[: found.start()], found[0], phrase[found.end() :]) if found else (phrase, "", "")


def spellings(word: str) -> Iterator[str]:
    """A word, and as the other house styles spell it: -ize for -ise, a space for a hyphen."""
    yield word
    if re.search(r"(?:is(?:e|es|ed|ing|ation)|ys(?:e|es|ed|ing))\b", word):
        yield re.sub(r"is(e|es|ed|ing|ation)\b", r"iz\1", word)
    if "-" in word:
        yield word.replace("-", " ")


def begins_with_vowel_sound(text: str) -> bool:
    """Whether “an” comes before it rather than “a”."""
    return _VOWEL_SOUND.match(text) is not None


def from_gerund(word: str, known: Container[str]) -> str:
    """The verb of a word in -ing: “agreeing” is “agree”, “planning” is “plan”; nothing where none is known."""
    stem = word.removesuffix("ing")
    single = stem[:-1] if stem[-1:] == stem[-2:-1] and not stem.endswith(("ll", "ss", "ff", "zz")) else ""
    short = re.fullmatch(r"[^aeiou]*[aeiou][^aeiouwxy]", stem) is not None
    likely = (single, stem + "e", stem) if short or _NEEDS_E.search(stem) else (single, stem, stem + "e")
    fits = (verb for verb in (*likely, stem[:-1] if stem.endswith("ll") else "") if len(verb) > 1)
    return next((verb for verb in fits if verb in known), "")
