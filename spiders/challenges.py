"""Challenge pages: what a guard in front of a site shows to programs, whatever page was asked for."""

from __future__ import annotations

import re

from scrapy.http import Response, TextResponse

from spiders.shown import shown, title_of

_HEADERS = (
    ("cf-mitigated", {"challenge"}, "Cloudflare"),
    ("x-amzn-waf-action", {"challenge", "captcha"}, "AWS WAF"),
    ("x-vercel-mitigated", {"challenge", "deny"}, "Vercel"),
)
# What only such pages hold. Sites behind a guard have its scripts on every page: those are not meant.
_MARKS = (
    ((b"_cf_chl_opt",), "Cloudflare"),
    ((b"_Incapsula_Resource", b"incident_id"), "Imperva"),
    ((b"errors.edgesuite.net",), "Akamai"),
    ((b"gokuProps",), "AWS WAF"),
    ((b"captcha-delivery.com",), "DataDome"),
    ((b"px-captcha",), "HUMAN"),
    ((b"The requested URL was rejected", b"support ID"), "F5"),
    ((b"anubis_challenge",), "Anubis"),
)
_TITLES = re.compile(
    r"just a moment|one moment,? please|attention required! \| cloudflare|checking your browser.*|ddos-guard"
    r"|pardon our interruption|verify(?:ing)? (?:that )?you are (?:a )?human|are you a robot\??|robot or human\??"
    r"|making sure you're not a bot!?|bot verification"
)
_CHECKS = re.compile(rb"challenge|captcha|javascript|browser|robot|ray id|\bbot\b", re.IGNORECASE)
_REFUSALS = frozenset({202, 401, 403, 405, 406, 429, 503})
_SHORT = 8_000
_LARGEST = 100_000
_FEW_WORDS = 150


def challenge(response: Response) -> str | None:
    """The guard whose challenge page an answer is, or “a guard” where it does not say; None for all else.

    A page whose title only sounds like one, with more to read or no check on it, is a page.
    """
    for name, values, guard in _HEADERS:
        if (said := response.headers.get(name)) and said.decode("latin-1").lower() in values:
            return guard
    if not isinstance(response, TextResponse) or len(response.body) > _LARGEST:
        return None
    body = response.body
    if response.status in _REFUSALS or len(body) < _SHORT:
        for marks, guard in _MARKS:
            if all(mark in body for mark in marks):
                return guard
    return "a guard" if _TITLES.fullmatch(title_of(body).rstrip(".…")) and _has_a_check(body) else None


def _has_a_check(body: bytes) -> bool:
    return _CHECKS.search(body) is not None and len(shown(body, "utf-8").words) < _FEW_WORDS
