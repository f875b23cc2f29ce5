"""An e-mail or telephone link with an address that no program can use."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar
from urllib.parse import unquote

from rules.core.faults import Fault, FaultsRule, place_of
from rules.core.findings import Fact
from rules.core.page import Page
from rules.core.rule import at

_TEMPLATE = ("nav", "header", "banner", "footer")
_E_MAIL = re.compile(r"(?:[^<>]{0,100}<)?[^\s@<>\"(),:;]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+>?")
_NUMBER = re.compile(r"[+]?[\d\s().*#/‐-―-]+(?:(?:ext?\.?|x|p|w|,)[\s\d]+)?", re.IGNORECASE)
_FEWEST, _MOST = 3, 20  # as 111, and a number after the code of the text relay


class BadAddress(FaultsRule):
    """A link is meant to open an e-mail or to ring a number. What it holds is neither an address nor a number.

    Nothing happens, or a message to nobody opens. A parent has gathered their courage to write, and is not heard.

    **Left alone:**

    - whether somebody reads the mail or answers the telephone: nothing is sent, nobody is rung
    - links that leave it to the reader whom to write to, such as “tell a friend”
    - short numbers, numbers with an extension, spaces and brackets in numbers
    - numbers that cannot be right by their digits, which another rule looks at
    - menus, headers and footers, which belong to the template
    """

    id = "links.bad-address"
    title = "E-mail and telephone links that do not work"
    message = "“{quote}” does not work: “{value}” is no address."
    fix = "Put the address of the link right, and try it."
    commitments = ("accountable.available", "partnership.participation")
    sources = ("https://www.rfc-editor.org/rfc/rfc6068", "https://www.rfc-editor.org/rfc/rfc3966")
    faults: ClassVar[Mapping[str, Fault]] = {
        "mailto": Fault(
            "“{quote}” is an e-mail link, and “{value}” is not an e-mail address.",
            "Put one e-mail address in the link, such as “help@example.org”.",
        ),
        "tel": Fault(
            "“{quote}” is a telephone link, and “{value}” is not a telephone number.",
            "Put only the number in the link, such as “tel:+441632960100”.",
        ),
    }

    def extract(self, page: Page) -> Iterator[Fact]:
        for link in page.links:
            scheme, colon, rest = link.href.strip().partition(":")
            kind = scheme.lower()
            if not colon or kind not in self.faults or link.region in _TEMPLATE:
                continue
            held, _, fields = rest.partition("?")
            held = unquote(held).strip()
            if not (_is_mail(held, fields) if kind == "mailto" else _is_number(held)):
                where = at(page, link) if link.text else place_of(page, link.element, link.name)
                yield Fact(where, key=f"{kind}:{held}"[:200], value=held[:80], kind=kind)


def _is_mail(held: str, fields: str) -> bool:
    """Whether these are e-mail addresses, or none where the fields leave that to the reader."""
    if not held:
        return bool(fields)
    written = [address for part in re.split("[,;]", held) if (address := part.strip())]
    return bool(written) and all(_E_MAIL.fullmatch(address) for address in written)


def _is_number(held: str) -> bool:
    number = held.partition(";")[0]
    return _NUMBER.fullmatch(number) is not None and _FEWEST <= sum(c.isdigit() for c in number) <= _MOST
