"""What sending by any way may come to, and whom a secret may be sent to."""

from __future__ import annotations

from rules.core.errors import UserError


class NotSentError(UserError):
    """A message could not be sent. Others may be."""


class UnreachableError(NotSentError):
    """Nothing can be sent this way now."""


def is_here(host: str | None) -> bool:
    """Whether a host is this machine, so that nobody can listen on the way."""
    return host in ("127.0.0.1", "::1", "localhost")
