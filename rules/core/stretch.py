"""The days that a date means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Stretch:
    """The first and last day that a date means. `sure` is false where the year is a guess from when it was seen.

    As text it is `2026-10-03/2026-10-05`, with a `?` after it where it is not sure.
    """

    first: date
    last: date
    sure: bool = True

    def __str__(self) -> str:
        return f"{self.first}/{self.last}{'' if self.sure else '?'}"

    @classmethod
    def read(cls, text: str) -> Stretch:
        """The stretch that was written as this text. Raises ValueError for any other."""
        first, _, last = text.rstrip("?").partition("/")
        return cls(date.fromisoformat(first), date.fromisoformat(last), not text.endswith("?"))
