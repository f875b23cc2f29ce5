"""How hard prose is for people: a dozen measures of its words and sentences, weighed as teachers weighed texts.

The coefficients were fitted by `tests/fit/reading_age.py`; `docs/reading-age.md` says on what, and how well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter

from rules.core.lists import words
from rules.core.participles import is_participle
from rules.core.vocabulary import EVERYDAY, Word, look_up

LONGEST = 60
_AGAIN = 80
_TEXT = attrgetter("text")
_PREPOSITIONS = words(
    "of in by for with from to on at into between through upon within among toward towards under"
)
_WHICH = words("which whose whom whereby wherein whereas")
# Words of offices and old books, which plain writing does without: not those of one subject.
FORMAL = words(
    """
    accordingly afterward altogether besides certain concerning consequently considerable considerably consist
    consists constitute constitutes etc extent forthwith furthermore hence hitherto indeed latter likewise manner
    mere merely moreover necessary nevertheless nor notwithstanding obtain obtained obtaining obtains ought per
    possess possesses proper provided purpose purposes regard render rendered respective respectively scarcely
    shall sufficient sufficiently thereby therefore therein thereof thus upon whereby wherein whilst
    """
)
# Words that people say, and write when they explain something.
_EVERYDAY = words(
    """
    also around back because big called can't don't during easy even get gets getting got happen happened happens
    help helped helps into isn't it's just keep kids learn lot lots made make makes many most mostly onto out
    people probably problem problems really sometimes start started thing tried try trying up use usually when
    while
    """
)
_BE = words("am are aren't be been being get gets getting got is isn't was wasn't were weren't")
_ADVERBS = words("all already also always both just never not now often only so soon still then")


@dataclass(frozen=True)
class Measures:
    """What the model weighs. None of it grows with the length of the text.

    Shares and means of words are over the words that carry meaning, each counted again only when 80 others
    have passed. `frequency` and `rarest` keep names, which readers must make out too; the others leave out
    names, which are acronyms, and words only ever seen with a capital in mid-sentence.
    """

    frequency: float
    """Mean Zipf frequency."""
    rarest: float
    """Mean Zipf frequency of the rarest twentieth."""
    unfamiliar: float
    """Mean distance below Zipf 5.5, of words that are not easy; easy words count as 0."""
    concrete: float
    """Mean concreteness, of words that have one."""
    living: float
    """Share of words for people, animals, plants, food and the body."""
    unknown: float
    """Share of words that the dictionary does not have."""
    verbs: float
    """Share of words that are most often verbs."""
    latinate: float
    """Share of words that end like “-tion”, “-ment”, “-ity” or “-ance”."""
    length: float
    """Words in the sentence that a word stands in, on average; sentences over 60 words count as 60."""
    prepositions: float
    """Prepositions among all words."""
    which: float
    """Square root of the share of “which”, “whose”, “whereby”… among all words."""
    passives: float
    """Share of sentences with a passive verb."""
    formal: float
    """“Therefore”, “necessary”, “provided”, “shall”… among all words."""
    everyday: float
    """“Get”, “help”, “because”, “usually”… among all words."""


NAMES = tuple(f.name for f in fields(Measures))


@dataclass(frozen=True)
class Reading:
    """A text as the model reads it: its sentences as words, the names in it, and its words worth weighing."""

    sentences: tuple[tuple[Word, ...], ...]
    fresh: tuple[Word, ...]
    names: frozenset[str]

    @property
    def plain(self) -> list[Word]:
        """The words worth weighing that are no names."""
        return [w for w in self.fresh if w.text not in self.names]


def read(told: Sequence[Sequence[str]]) -> Reading:
    """A text, given as the words of each sentence with their signs and capitals."""
    sentences = tuple(tuple(map(look_up, sentence)) for sentence in told)
    named = {w.text for s in sentences for at, w in enumerate(s) if w.acronym or (w.capital and at)}
    names = named - {w.text for s in sentences for w in s if not w.capital} if named else named
    return Reading(sentences, tuple(_fresh(sentences)), frozenset(names))


def _fresh(sentences: Sequence[Sequence[Word]]) -> Iterator[Word]:
    """The words that carry meaning, without those that came among the 80 before."""
    last: dict[str, int] = {}
    for at, word in enumerate([word for sentence in sentences for word in sentence if word.content]):
        if at - last.get(word.text, -_AGAIN - 1) > _AGAIN:
            yield word
        last[word.text] = at


def measure(reading: Reading) -> Measures | None:
    """The measures of a text; None where it has no words to weigh."""
    plain = reading.plain
    if not plain:
        return None
    lengths = [len(s) for s in reading.sentences]
    counted = Counter([w.text for s in reading.sentences for w in s])
    total = sum(lengths)
    zipfs = sorted([w.zipf for w in reading.fresh])
    rarest = zipfs[: max(1, len(zipfs) // 20)]
    meant = [w.concrete for w in plain if w.concrete is not None]
    return Measures(
        frequency=sum(zipfs) / len(zipfs),
        rarest=sum(rarest) / len(rarest),
        unfamiliar=sum([max(0.0, EVERYDAY - w.zipf) for w in plain if not w.easy]) / len(plain),
        concrete=sum(meant) / len(meant) if meant else 0.0,
        living=sum([w.living for w in plain]) / len(plain),
        unknown=sum([not w.known for w in plain]) / len(plain),
        verbs=sum([w.verb for w in plain]) / len(plain),
        latinate=sum([w.latinate for w in plain]) / len(plain),
        length=sum([n * min(n, LONGEST) for n in lengths]) / total,
        prepositions=sum([counted[w] for w in _PREPOSITIONS]) / total,
        which=(sum([counted[w] for w in _WHICH]) / total) ** 0.5,
        passives=sum([any(passives(s)) for s in reading.sentences]) / len(lengths),
        formal=sum([counted[w] for w in FORMAL]) / total,
        everyday=sum([counted[w] for w in _EVERYDAY]) / total,
    )


def passives(sentence: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Where in a sentence passive verbs stand: from the form of “be” or “get” to behind the participle."""
    if _BE.isdisjoint(map(_TEXT, sentence)):
        return
    for at, word in enumerate(sentence):
        if word.text in _BE:
            for end, after in enumerate(sentence[at + 1 : at + 5], at + 2):
                if is_participle(after.text):
                    yield at, end
                if after.text not in _ADVERBS and not after.text.endswith("ly"):
                    break
