"""Makes `spelling.txt.gz` and `rare_words.txt.gz` from SCOWL: the words of British English, the commonest first.

    python rules/core/data/build_spelling.py PATH/TO/scowl

SCOWL is at http://wordlist.aspell.net and in Debian's package `scowl`. Line 0 of the result is a comment. Lines
1 to 6 hold words of the sizes in `SIZES`, one space apart, each word once; line 7 holds names and abbreviations.
The second file holds the words of size 80. All are in lower case, without accents. Their licence is beside them,
in `LICENSE.scowl`.
"""

from __future__ import annotations

import gzip
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

TARGET = Path(__file__).with_name("spelling.txt.gz")
RARE = Path(__file__).with_name("rare_words.txt.gz")
NOTICE = "# British English words by how common they are, from SCOWL; see LICENSE.scowl."
SIZES = (10, 20, 35, 50, 60, 70)
RARE_SIZE = LARGEST_NAMES = 80
WORDS = ("english-words", "british-words", "british_z-words", "british_variant_1-words")
CONTRACTIONS = ("english-contractions", "british-contractions")
NAMES = ("english-upper", "british-upper", "english-proper-names", "british-proper-names", "english-abbreviations")


def build(folder: Path) -> str:
    """The lines of the result, from the folder of SCOWL's final lists."""
    seen: set[str] = set()
    lines = [NOTICE]
    smallest = 0
    for size in SIZES:
        found = set(_words(folder, (*WORDS, *CONTRACTIONS), smallest, size)) - seen
        seen |= found
        smallest = size
        lines.append(" ".join(sorted(found)))
    names = set(_words(folder, NAMES, 0, LARGEST_NAMES)) - seen
    return "\n".join([*lines, " ".join(sorted(names))])


def build_rare(folder: Path) -> str:
    """The words that are in no smaller list."""
    known = set(_words(folder, (*WORDS, *CONTRACTIONS), 0, SIZES[-1]))
    return NOTICE + "\n" + " ".join(sorted(set(_words(folder, WORDS, SIZES[-1], RARE_SIZE)) - known))


def _words(folder: Path, lists: tuple[str, ...], above: int, up_to: int) -> Iterator[str]:
    for path in sorted(folder.iterdir()):
        if path.stem in lists and above < int(path.suffix[1:]) <= up_to:
            for word in path.read_text("utf-8").split():
                plain = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode().lower()
                if len(plain) > 1 and not plain.endswith(("'s", "s'", "'")):
                    yield plain


if __name__ == "__main__":
    for target, text in ((TARGET, build(Path(sys.argv[1]))), (RARE, build_rare(Path(sys.argv[1])))):
        target.write_bytes(gzip.compress(text.encode("ascii"), 9, mtime=0))
