"""Makes hostile text harmless: what a page says is shown, and never obeyed."""

from __future__ import annotations

import re

# C0 and C1 controls but tab and line feed; line and paragraph separators; bidirectional controls; halves of
# surrogate pairs, as file names that are not UTF-8 have; and what XML 1.0 does not allow.
_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_FORMULA = re.compile(r"[\s\u200b\ufeff]*[=+\-@＝＋－＠]|[\x00-\x1f\x7f-\x9f]")


def clean(text: str) -> str:
    """The text with “�” for each character that a terminal, a log or a parser would obey or refuse.

    Escapes could repaint a terminal, and bidirectional controls show words in an order in which they do not
    stand (CVE-2021-42574).
    """
    return _HARMFUL.sub("\ufffd", text)


def one_line(text: str) -> str:
    """The text made harmless, on one line with single spaces."""
    return clean(" ".join(text.split()))


def cell(text: str) -> str:
    """The text made harmless for a CSV cell: what a spreadsheet would take for a formula starts with “'”.

    See https://owasp.org/www-community/attacks/CSV_Injection.
    """
    return clean(f"'{text}" if _FORMULA.match(text) else text)
