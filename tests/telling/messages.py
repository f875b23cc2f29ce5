"""Messages for the tests of how they are sent: short ones, long ones and hostile ones."""

from __future__ import annotations

from dataclasses import replace

from reports.digest import Digest, Item, Part
from reports.exports.clean import one_line

ITEM = Item(
    label="Problem",
    colour="#c4830c",
    message="The words do not say where the link goes.",
    words="click here",
    fix="Say where it goes.",
    page="Short breaks",
    href="https://www.anyborough.gov.uk/send/short-breaks#:~:text=click%20here",
    notes="https://audit.anyborough.gov.uk/pages/short-breaks.html",
    others=None,
)
MESSAGE = Digest(
    subject="Short breaks team: 1 new thing to put right",
    name="Short breaks team",
    site="Anyborough",
    lead="Since 26 February 2027: 1 new thing to put right.",
    caution=None,
    parts=(Part("New", (ITEM,), 1),),
    report="https://audit.anyborough.gov.uk/work/short-breaks.html",
)


def hostile(words: str) -> Digest:
    """A message in which everything that comes from a page or a name is these words, as a message has them."""
    words = one_line(words)
    item = replace(ITEM, message=words, words=words, fix=words, page=words, others=words)
    return Digest(words, words, words, words, words, (Part("New", (item,), 1),), MESSAGE.report)


def long(words: str, address: str) -> Digest:
    """A message with as many things as messages have, on a page with this address."""
    item = replace(ITEM, message=words, words=words, page=words, href=address)
    return replace(
        MESSAGE, parts=tuple(Part(title, (item,) * 10, 5_000) for title in ("New", "Soon", "Put right"))
    )
