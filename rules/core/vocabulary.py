"""What is known of each English word: how common it is, whether children know it, what kind of thing it means."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from msgspec import Struct

from rules.core.lists import words

RAREST = 1.5
EVERYDAY = 5.5
_LONGEST = 60

_DATA = Path(__file__).with_name("data")
_EDGES = re.compile(r"\A[^\w£$]+|(?:\(\w{1,3}\))?[^\w%]*\Z")
_ADDRESS = re.compile(r"://|www\.|@|\]\(|\w\.\w")
_PARTS = re.compile(r"[-–/&,()…]+")
_LATINATE = re.compile(r"\w(?:[ts]ions?|ments?|it(?:y|ies)|[ae]nc(?:es?|y|ies))\Z")
_ENDINGS = {
    **dict.fromkeys(("'s", "s", "es", "n", "y"), ("",)),
    **dict.fromkeys(("ies", "ied", "ier", "iest", "ily"), ("y",)),
    **dict.fromkeys(("ed", "ing", "er", "est"), ("", "e")),
    "ly": ("", "le"),
}
_SPELLINGS = (("our", "or"), ("is", "iz"), ("tre", "ter"), ("lled", "led"), ("lling", "ling"), ("gramme", "gram"))
# What British families say where the American list of easy words has another word, or none.
_BRITISH = words(
    """
    aunty biscuit bin bookshop car chemist cinema cooker cot crisps cupboard dad dummy film flat football fortnight
    granddad gran grey half-term holiday kettle lift lorry maths motorbike mum mummy nan nappy nursery parcel
    pavement petrol phone playgroup plaster pram pyjamas queue rubbish toilet torch trainers trousers tyre
    """
)
_FUNCTION = words(
    """
    a about above after again against all almost also although always am among an and another any anyone
    anything are aren't as at away back be because been before being below between both but by can can't
    cannot could couldn't did didn't do does doesn't doing don't done down during each either else enough
    even ever every everyone everything few for from further had hadn't has hasn't have haven't having he her
    here hers herself him himself his how however i i'd i'll i'm i've if in into is isn't it it's its itself
    just least less let let's may me might mine more most much must my myself near neither never no nor not
    nothing now of off often on once one only onto or other others our ours ourselves out over own per
    perhaps quite rather same shall she should shouldn't since so some someone something still such than that
    that's the their theirs them themselves then there therefore these they they're they've this those though
    through throughout thus to together too toward towards under unless until up upon us very was wasn't we
    we'll we're we've well were weren't what whatever when where whether which while who whom whose why will
    with within without won't would wouldn't yet you you'll you're you've your yours yourself yourselves
    """
)


class Word(Struct, frozen=True):
    """A word as it stands in a sentence. `text` is in small letters, without signs at its edges or its “’s”.

    `zipf` is its frequency: the logarithm of how often it comes in a thousand million words. `concrete` is how
    much of its use means things rather than ideas, from 0 to 1; None for adjectives, adverbs and unknown words.
    `known` is whether the dictionary has it.
    `content` is whether it carries meaning of its own: numbers, addresses and words such as “the” do not.
    """

    text: str
    zipf: float
    easy: bool
    known: bool
    concrete: float | None
    living: bool
    verb: bool
    latinate: bool
    content: bool
    capital: bool
    acronym: bool


@lru_cache(maxsize=65536)
def look_up(token: str) -> Word:
    """What is known of a word, given as it stands in the text with its signs and capitals.

    More than 60 signs without a space are no word.
    """
    plain = _EDGES.sub("", token) if len(token) <= _LONGEST else ""
    text = plain.replace("’", "'").lower()
    bare = text.removesuffix("'s")
    code = _sense(bare)
    return Word(
        text=text if text in _FUNCTION else bare,
        zipf=zipf(bare),
        easy=easy(bare),
        known=bool(code),
        concrete=int(code[0]) / 9 if code[:1].isdigit() else None,
        living="L" in code,
        verb="V" in code,
        latinate=len(bare) > 5 and _LATINATE.search(bare) is not None,
        content=_carries_meaning(text, plain),
        capital=plain[:1].isupper(),
        acronym=len(plain) > 1 and plain.isupper(),
    )


def _carries_meaning(text: str, plain: str) -> bool:
    return bool(text) and text not in _FUNCTION and not re.search(r"\d", text) and not _ADDRESS.search(plain)


def zipf(word: str) -> float:
    """The Zipf frequency of a word in small letters: 6 for one in a thousand words, 3 for one in a million.

    A compound is as common as its rarest part. What is rarer than 1.5, or unknown, is 1.5.
    """
    known = frequencies().get(word)
    if known is not None:
        return known
    parts = [part for part in _PARTS.split(word) if part]
    return min(map(zipf, parts)) if len(parts) > 1 else RAREST


@lru_cache(maxsize=65536)
def easy(word: str) -> bool:
    """Whether a child of ten knows the word: on Dale and Chall's list, or a regular form of a word on it."""
    parts = [part for part in _PARTS.split(word) if part]
    if len(parts) > 1:
        return all(map(easy, parts))
    known = easy_words()
    return any(form in known or _american(form) in known for form in _forms(word))


def _american(word: str) -> str:
    """The word as the American list spells it."""
    for british, american in _SPELLINGS:
        word = word.replace(british, american)
    return word


def _forms(word: str) -> Iterator[str]:
    yield word
    for ending, instead in _ENDINGS.items():
        if word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word[: -len(ending)]
            yield from (stem + letter for letter in instead)
            if "e" in instead and stem[-1] == stem[-2]:
                yield stem[:-1]


def _sense(word: str) -> str:
    known = senses().get(word)
    if known is not None:
        return known
    *_, last = _PARTS.split(word)
    return senses().get(last, "")


@cache
def frequencies() -> Mapping[str, float]:
    """The Zipf frequency of 96,000 words, from wordfreq."""
    found: dict[str, float] = {}
    for tenths, line in enumerate(_lines("frequencies.txt.gz"), 1):
        found.update(dict.fromkeys(line.split(), tenths / 10))
    return found


@cache
def senses() -> Mapping[str, str]:
    """The code of 73,000 words, from WordNet: see `data/build_vocabulary.py`."""
    found: dict[str, str] = {}
    for line in _lines("senses.txt.gz"):
        code, *known = line.split()
        found.update(dict.fromkeys(known, code))
    return found


@cache
def easy_words() -> frozenset[str]:
    """The 3,000 words of Dale and Chall (1995) as textstat carries them, and ours; textstat is not loaded."""
    spec = find_spec("textstat")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("textstat, which carries the list of easy words, is not installed")
    path = Path(spec.origin).with_name("resources") / "en" / "easy_words.txt"
    return words(path.read_text("utf-8")) | _BRITISH


def _lines(name: str) -> list[str]:
    return gzip.decompress((_DATA / name).read_bytes()).decode("utf-8").splitlines()[1:]
