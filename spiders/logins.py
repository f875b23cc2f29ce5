"""Login pages: what a server shows to those it does not know, in place of the page that was asked for."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from spiders.shown import shown, title_of

_ADDRESS = re.compile(
    r"(?<![a-z])(?:log[-_]?(?:in|on)|sign[-_]?(?:in|on)|sso|adfs|saml2?|oauth2?|idp|shibboleth)(?![a-z])"
)
_FIELD = re.compile(rb"""\btype\s*=\s*["']?password""", re.IGNORECASE)
_HEADING = re.compile(rb"<h1[^>]*>([^<]*)", re.IGNORECASE)
_ASKS = re.compile(r"\b(?:log|sign)[ -]?(?:in|on)\b|\bpassword\b|\bmewngofnodi\b", re.IGNORECASE)
_LITTLE = 400
_VERY_LITTLE = 150


def leads_to_login(url: str) -> bool:
    """Whether an address sounds like that of a login page, by its host and path."""
    split = urlsplit(url.lower())
    return _ADDRESS.search(f"{split.netloc}{split.path}") is not None


def is_login(body: bytes, encoding: str, *, sent_here: bool) -> bool:
    """Whether a page asks people to sign in, and says little else.

    It has a field for a password, and its title or heading says so, or the server `sent_here` those who asked for
    another page. A page with a small form for signing in beside its own words is a page.
    """
    if (b"assword" not in body and b"ASSWORD" not in body) or not _FIELD.search(body):
        return False
    heading = _HEADING.search(body)
    says = _ASKS.search(title_of(body)) or (heading and _ASKS.search(heading[1].decode("utf-8", "replace")))
    if not says and not sent_here:
        return False
    return len(shown(body, encoding).main) < (_LITTLE if says else _VERY_LITTLE)
