"""The one error for what its reader can put right: the message says what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class UserError(Exception):
    """A wrong name, value or file. The command line prints the message alone and exits with status 2."""


def did_you_mean(given: str, known: Iterable[str]) -> str:
    """` Did you mean “stale.past-event”?`, or nothing where no known name comes close."""
    close = get_close_matches(given, list(known), n=1, cutoff=0.6)
    return f" Did you mean “{close[0]}”?" if close else ""
