"""Makes `frequencies.txt.gz` and `senses.txt.gz`: how common English words are, and what kind of thing they mean.

    python rules/core/data/build_vocabulary.py PATH/TO/wordnet

needs the package `wordfreq` (3.1), and the folder of WordNet 3.0's database files (`data.noun`, `index.noun`, …,
as in Debian's `wordnet-base`). Neither is needed to run the program. Line 0 of each result is a comment.

- `frequencies.txt.gz`: line n holds the words of Zipf frequency n/10: 3 is once in a million words, 6 once in a
  thousand. An inflected form is as common as its base form where that is commoner. Left out are words below 1.5,
  and those below 2.4 that WordNet does not know either: names, slips, other languages.
- `senses.txt.gz`: each line opens with a code for the words that follow. A digit says how concrete the word is:
  9 when all its senses are things, 0 when all are ideas, and “-” for adjectives and adverbs. Senses count as
  often as WordNet met them. “L” marks what lives or is of the body; “V” a word that is most often a verb.

Their licences are beside them: `LICENSE.wordfreq` and `LICENSE.wordnet`.
"""

from __future__ import annotations

import gzip
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

FREQUENCIES = Path(__file__).with_name("frequencies.txt.gz")
SENSES = Path(__file__).with_name("senses.txt.gz")
RAREST, UNKNOWN = 15, 24
_PLAIN = re.compile(r"[a-z][a-z']*(?<!'s)")
_POS = {"noun": "1", "verb": "2", "adj": "3", "adv": "4"}
_ENDINGS = {
    "noun": ("s", "ses s", "xes x", "zes z", "ches ch", "shes sh", "men man", "ies y"),
    "verb": ("s", "ies y", "es e", "es", "ed e", "ed", "ing e", "ing"),
    "adj": ("er", "est", "er e", "est e"),
    "adv": (),
}
# The numbers of WordNet's lexicographer files, by lexnames(5WN).
_THINGS = {3: 1.0, 5: 1.0, 6: 1.0, 8: 1.0, 13: 1.0, 17: 1.0, 18: 1.0, 20: 1.0, 27: 1.0, 29: 1.0, 34: 1.0, 43: 1.0}
_NEAR = dict.fromkeys((15, 19, 35, 36, 38, 39), 0.6)
_FAR = dict.fromkeys((10, 11, 12, 14, 21, 28, 30, 37), 0.3)
_CONCRETE = _THINGS | _NEAR | _FAR
_NEITHER = (0, 1, 2, 44)
_LIVING = (3, 5, 8, 13, 18, 20, 29, 34)
_VERBS = range(29, 44)


@dataclass
class WordNet:
    """The parts of the database that are asked for: each lemma's senses, as (lexicographer file, times met)."""

    senses: dict[str, dict[str, list[tuple[int, int]]]] = field(default_factory=dict)
    irregular: dict[str, dict[str, str]] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path) -> WordNet:
        """The database in this folder."""
        net = cls()
        met = _met(_lines(folder / "cntlist.rev"))
        for pos, number in _POS.items():
            files = {line[:8]: int(line[9:11]) for line in _lines(folder / f"data.{pos}")}
            for line in _lines(folder / f"index.{pos}"):
                lemma, _, _, pointers, *rest = line.split()
                offsets = rest[int(pointers) + 2 :]
                counts = [met.get((lemma, number, n), 0) for n in range(1, len(offsets) + 1)]
                if pos == "adj":
                    counts = [c + met.get((lemma, "5", n), 0) for n, c in enumerate(counts, 1)]
                told = [(files[offset], count) for offset, count in zip(offsets, counts, strict=True)]
                net.senses.setdefault(lemma, {})[pos] = told
            net.irregular[pos] = {}
            for line in _lines(folder / f"{pos}.exc"):
                form, base, *_ = line.split()
                net.irregular[pos].setdefault(form, base)
        return net

    def bases(self, word: str) -> dict[str, str]:
        """The base form of a word as each part of speech that it can be."""
        found = {}
        for pos in _POS:
            base = next((b for b in self._bases(word, pos) if pos in self.senses.get(b, ())), None)
            if base:
                found[pos] = base
        return found

    def _bases(self, word: str, pos: str) -> Iterator[str]:
        yield word
        if word in self.irregular[pos]:
            yield self.irregular[pos][word]
        for rule in _ENDINGS[pos]:
            ending, _, instead = rule.partition(" ")
            if word.endswith(ending) and len(word) > len(ending) + 1:
                yield word[: -len(ending)] + instead

    def code(self, word: str) -> str | None:
        """The code of a word; None where WordNet does not know it."""
        bases = self.bases(word)
        if not bases:
            return None
        told = {pos: self.senses[base][pos] for pos, base in bases.items()}
        usual = max(told, key=lambda pos: sum(count for _, count in told[pos]))
        kind = told[usual][0][0]
        return _concreteness(told.values()) + "L" * (kind in _LIVING) + "V" * (kind in _VERBS)


def _concreteness(told: Iterable[list[tuple[int, int]]]) -> str:
    """How concrete the senses are, in tenths. One never met counts a little, a first one more."""
    shares = [
        (_CONCRETE.get(kind, 0.0), count + (0.1 if rank else 0.5))
        for senses in told
        for rank, (kind, count) in enumerate(senses)
        if kind not in _NEITHER
    ]
    weight = sum(share for _, share in shares)
    return str(round(9 * sum(c * share for c, share in shares) / weight)) if shares else "-"


def _met(lines: Iterable[str]) -> dict[tuple[str, str, int], int]:
    """How often each sense of a lemma was met, by the number of its part of speech and its own."""
    met = {}
    for line in lines:
        key, number, count = line.split()
        lemma, _, rest = key.partition("%")
        met[lemma, rest[0], int(number)] = int(count)
    return met


def _lines(path: Path) -> Iterator[str]:
    with path.open(encoding="latin-1") as file:
        yield from (line for line in file if not line.startswith("  "))


def frequencies(zipf: Mapping[str, float], net: WordNet) -> str:
    """The lines of `frequencies.txt.gz`."""
    lines: dict[int, list[str]] = {}
    for word in filter(_PLAIN.fullmatch, zipf):
        bases = net.bases(word)
        forms = (word, *(() if word.endswith("ing") else bases.values()))
        tenths = round(10 * max(zipf.get(form, 0.0) for form in forms))
        if tenths >= (RAREST if bases else UNKNOWN):
            lines.setdefault(tenths, []).append(word)
    notice = "# Zipf frequencies from wordfreq, changed; CC BY-SA 4.0, see LICENSE.wordfreq."
    return "\n".join([notice, *(" ".join(sorted(lines.get(n, ()))) for n in range(1, max(lines) + 1))])


def senses(zipf: Mapping[str, float], net: WordNet) -> str:
    """The lines of `senses.txt.gz`, for the words that `zipf` holds."""
    lines: dict[str, list[str]] = {}
    for word in filter(_PLAIN.fullmatch, zipf):
        if (code := net.code(word)) and 10 * zipf[word] >= RAREST:
            lines.setdefault(code, []).append(word)
    notice = "# Kinds of sense from WordNet 3.0; see LICENSE.wordnet."
    return "\n".join([notice, *(f"{code} {' '.join(sorted(words))}" for code, words in sorted(lines.items()))])


def _main() -> None:
    import wordfreq  # type: ignore[import-not-found]

    net = WordNet.read(Path(sys.argv[1]))
    zipf = {w: wordfreq.zipf_frequency(w, "en", "large") for w in wordfreq.iter_wordlist("en", "large")}
    for target, text in ((FREQUENCIES, frequencies(zipf, net)), (SENSES, senses(zipf, net))):
        target.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))


if __name__ == "__main__":
    _main()
