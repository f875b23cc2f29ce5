"""Posts a message to a webhook, whose address is a secret: no error and no log tells it."""

from __future__ import annotations

import re
from http.client import HTTPException
from time import sleep
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from pipeline.telling.sending import NotSentError, is_here

_ADDRESS = re.compile(r"https?://[!-~]+")
_LONGEST_WAIT = 60


class _NoRedirect(HTTPRedirectHandler):
    """Follows no redirect: what was meant for one place goes to no other."""

    def redirect_request(self, *_: Any) -> None:
        """Take the answer for what it is."""


_OPENER = build_opener(_NoRedirect)


def check(name: str, address: str) -> None:
    """Raise NotSentError for an address that a message should not be posted to."""
    try:
        parts = urlsplit(address)
        usable = bool(_ADDRESS.fullmatch(address) and parts.hostname and parts.port != 0)
    except ValueError:
        usable = False
    if not usable or (parts.scheme != "https" and not is_here(parts.hostname)):
        raise NotSentError(f"The webhook of {name} must be an address that starts with https://.")


def post(name: str, address: str, body: bytes, *, patience: float = 20.0) -> None:
    """Post JSON. Where the service asks us to wait a minute or less, do, and try once more.

    Raises NotSentError where it is not taken.
    """
    check(name, address)
    wait = _post(name, address, body, patience)
    if wait is None:
        return
    if wait > _LONGEST_WAIT:
        raise NotSentError(f"{name} takes no more messages for now.")
    sleep(wait)
    if _post(name, address, body, patience) is not None:
        raise NotSentError(f"{name} takes no more messages for now.")


def _post(name: str, address: str, body: bytes, patience: float) -> float | None:
    """Post once. None where it was taken, else how many seconds to wait."""
    request = Request(address, body, {"Content-Type": "application/json"})  # noqa: S310 - see `check`
    try:
        with _OPENER.open(request, timeout=patience):
            return None
    except HTTPError as error:
        with error:
            if error.code != 429:
                raise NotSentError(f"{name} answered {error.code}. Check the address of its webhook.") from None
            asked = error.headers.get("Retry-After", "")
            return float(asked) if asked.isascii() and asked.isdigit() else _LONGEST_WAIT + 1
    except TimeoutError:
        raise NotSentError(f"{name} did not answer within {patience:g} seconds.") from None
    except URLError as error:
        why = getattr(error.reason, "strerror", None) or "no answer"
        raise NotSentError(f"{name} cannot be reached: {why}.") from None
    except (OSError, HTTPException):
        raise NotSentError(f"{name} hung up.") from None
