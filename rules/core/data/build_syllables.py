"""Makes `syllables.txt.gz` from the CMU Pronouncing Dictionary: words by their number of syllables.

    python rules/core/data/build_syllables.py PATH/TO/cmudict.dict

The dictionary is at https://github.com/cmusphinx/cmudict. It gives a word several pronunciations; the first
counts, as it does in textstat. Line n of the result holds the words of n syllables, one space apart; line 0
is a comment. Its licence is beside it, in `LICENSE.cmudict`.
"""

from __future__ import annotations

import gzip
import sys
from pathlib import Path

TARGET = Path(__file__).with_name("syllables.txt.gz")
NOTICE = "# Syllable counts from the CMU Pronouncing Dictionary; see LICENSE.cmudict."


def build(source: str) -> str:
    """The lines of the result, from the dictionary's text."""
    lines: dict[int, list[str]] = {}
    for line in source.splitlines():
        word, *phones = line.partition(" #")[0].split()
        if not word.endswith(")"):
            lines.setdefault(sum(phone[-1].isdigit() for phone in phones), []).append(word)
    return "\n".join([NOTICE, *(" ".join(sorted(lines.get(n, ()))) for n in range(1, max(lines) + 1))])


if __name__ == "__main__":
    text = build(Path(sys.argv[1]).read_text("utf-8"))
    TARGET.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))
