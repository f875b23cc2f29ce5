"""Ways to get in touch that a page gives: telephone numbers, e-mail addresses and postcodes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote

from rules.core.owner import owner
from rules.core.page import Block, Link, Mention, Page

_DIGIT = re.compile("[0-9]")
_PHONE = re.compile(
    r"(?<![\w/.=#£@+-])(?<!\d:)(?:\(?(?:\+|00)[1-9]|\(?0(?=[\s()-]{0,2}\d))(?:[\s().‐-―-]{0,3}\d){6,13}(?![\w@/%£:]|[.-]\d)"
)
_GROUP_END = re.compile(r"\d(?=\D|\Z)")
_A_TIME_OR_DATE = re.compile(r"\d\d[.-]\d\d[.-](?:\d\d){1,2}\b|0\d{3} ?[‐-―-] ?[012]\d{3}\b|0\d\.\d\d\b")
_EMAIL = re.compile(r"(?<![\w.+'-])[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_POSTCODE = re.compile(r"\b[A-PR-UWYZ](?:\d[\dA-HJKPSTUW]?|[A-HK-Y]\d[\dABEHMNPRV-Y]?) ?\d[ABD-HJLNP-UW-Z]{2}\b")
_DRAMA = re.compile(r"\+44(?:1632960|7700900)\d{3}\Z")
_RINGING = re.compile(
    r"\b(?:tel(?:ephone)?|phone|call(?:ing)?|ring(?:ing)?|mob(?:ile)?|landline|helpline|hotline|freephone"
    r"|switchboard|whatsapp|text|sms|dial(?:ling)?|voicemail|contact number)\b",
    re.IGNORECASE,
)
_A_REFERENCE = re.compile(
    r"\b(?:ref(?:erence|s)?|account|sort code|charity|company|regist(?:ration|ered)|order|invoice|isbn|uprn|urn"
    r"|vat|application|licen[cs]e|ofsted|nhs|id)\b",
    re.IGNORECASE,
)
_KINDS = (
    ("textphone", re.compile(r"text ?-?phone|minicom|typetalk|text relay|relay uk|18001", re.IGNORECASE)),
    ("fax", re.compile(r"\bfax\b", re.IGNORECASE)),
)
_NEAR = 50
_FEWEST, _MOST = 9, 13


def contacts(page: Page) -> tuple[Mention, ...]:
    """The contacts in what an editor wrote, in reading order.

    `kind` is `phone`, `textphone`, `fax`, `email` or `postcode`; or `invalid phone`, for a number given as
    one to ring that no telephone can have. `value` is E.164 for numbers (the digits, where invalid), lower
    case for e-mail, `AA9 9AA` for postcodes. `key` is the team or service it belongs to (`rules.core.owner`).
    A `tel:` or `mailto:` link counts with the address in it, where its text shows none.
    Numbers without a dialling code (101, 111, extensions), reference numbers and dates are no telephone
    numbers; Ofcom's numbers for drama are.
    """
    found = [mention for block in page.prose for mention in _in_block(page, block)]
    seen: dict[int, list[Mention]] = defaultdict(list)
    for mention in found:
        seen[mention.block.index].append(mention)
    linked = [m for link in page.links if (m := _in_link(page, link))]
    found += [m for m in linked if not any(_shown_in(m, other) for other in seen[m.block.index])]
    return tuple(sorted(found, key=lambda m: (m.block.index, m.start)))


@lru_cache(maxsize=8192)
def valid_number(written: str) -> str | None:
    """The E.164 form of a number that a telephone can have, as one would dial it from the UK; else None."""
    import phonenumbers  # takes a tenth of start-up, and most commands meet no number

    try:
        number = phonenumbers.parse(written, "GB")
    except phonenumbers.NumberParseException:
        return None
    value = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return value if phonenumbers.is_valid_number(number) or _DRAMA.match(value) else None


def _in_block(page: Page, block: Block) -> Iterator[Mention]:
    text = block.text
    if "@" not in text and not _DIGIT.search(text):
        return
    if "0" in text or "+" in text:
        yield from _numbers(page, block)
    if "@" in text:
        for match in _EMAIL.finditer(text):
            email = match[0].strip(".'-").lower()
            yield Mention(block, *match.span(), email, "email", owner(page, block, match.start()))
    for match in _POSTCODE.finditer(text):
        postcode = f"{match[0][:-3].strip()} {match[0][-3:]}"
        yield Mention(block, *match.span(), postcode, "postcode", owner(page, block, match.start()))


def _in_link(page: Page, link: Link) -> Mention | None:
    scheme, _, rest = link.target.partition(":")
    if scheme.lower() not in ("tel", "mailto") or link.block is None or not link.text or link.region == "nav":
        return None
    address = unquote(rest.partition("?")[0]).strip().lower()
    where, key = (link.block, link.start, link.end), owner(page, link.block, link.start)
    if scheme.lower() == "mailto":
        return Mention(*where, address, "email", key) if _EMAIL.fullmatch(address) else None
    if value := valid_number(address):
        return Mention(*where, value, _kind(link.block, link.start), key)
    digits = _digits(address)
    return Mention(*where, digits, "invalid phone", key) if _FEWEST <= len(digits) <= _MOST else None


def _shown_in(linked: Mention, seen: Mention) -> bool:
    """Whether what a link leads to can be read already: in the link's own text, or elsewhere in the block."""
    return seen.value == linked.value or linked.start <= seen.start < linked.end


def _numbers(page: Page, block: Block) -> Iterator[Mention]:
    text, at = block.text, 0
    while match := _PHONE.search(text, at):
        start, end = match.span()
        at = end
        if _A_TIME_OR_DATE.match(text, start):
            at = start + 4
            continue
        end = min((b for b in block.breaks if start < b < end), default=end)
        ends = [start + m.end() for m in _GROUP_END.finditer(text[start:end])]
        for at in reversed(ends):
            if value := valid_number(text[start:at]):
                if not _reference(block, start, at):
                    yield Mention(block, start, at, value, _kind(block, start), owner(page, block, start))
                break
        else:
            at = ends[-1]
            digits = _digits(text[start:at])
            if _FEWEST <= len(digits) <= _MOST and _to_ring(block, start):
                yield Mention(block, start, at, digits, "invalid phone", owner(page, block, start))


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())


def _kind(block: Block, start: int) -> str:
    before = block.text[max(0, start - _NEAR) : start]
    nearest = max((_last(named, before), kind) for kind, named in _KINDS)
    return nearest[1] if nearest[0] >= max(_last(_RINGING, before), 0) else "phone"


def _reference(block: Block, start: int, end: int) -> bool:
    """Whether digits written as one are called a reference rather than a telephone number."""
    before = block.text[max(0, start - _NEAR) : start]
    return block.text[start:end].isdigit() and _last(_A_REFERENCE, before) > _last(_RINGING, before)


def _to_ring(block: Block, start: int) -> bool:
    """Whether a number is given as one to ring: by the words before it, or else by the heading above it."""
    before = block.text[max(0, start - _NEAR) : start]
    if any(c.isalpha() for c in before):
        return _last(_RINGING, before) > _last(_A_REFERENCE, before)
    return block.heading is not None and _RINGING.search(block.heading.text) is not None


def _last(words: re.Pattern[str], text: str) -> int:
    return max((m.end() for m in words.finditer(text)), default=-1)
