"""A service that gives no way to get in touch."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from rules.core.contacts import contacts
from rules.core.findings import Fact
from rules.core.page import Block, Page
from rules.core.rule import Rule, at

_NAMES_A_SERVICE = re.compile(
    r"\b(?:service|team|group|club|helpline|centre|hub|clinic|therapy|nursery|playgroup|forum|portage|outreach)s?\b",
    re.IGNORECASE,
)
_OFFERS = re.compile(
    r"\b(?:we (?:offer|provide|support|help|work with|run|can (?:help|offer|support|visit))"
    r"|our (?:team|staff|service|sessions?|workers?|therapists?|teachers?|advisers?|group|club)"
    r"|(?:the|this) (?:service|team|group|club|centre) (?:is|offers?|provides?|supports?|helps?|works?|runs?|has)"
    r"|who (?:can use|it is for|is it for|we (?:help|support))|what we (?:do|offer)"
    r"|how to (?:apply|refer|join|book)|referrals?|eligib\w+|opening (?:times|hours))\b",
    re.IGNORECASE,
)
_WAY_IN = re.compile(
    r"\b(?:contact|get in touch|e-?mail|call|ring|enquir\w+|apply|appl(?:ication|ying)|refer|book|sign up|register"
    r"|join|report|ask|website|facebook|instagram|visit|feedback|complain\w*|chat)\b",
    re.IGNORECASE,
)
_SENT_ON = re.compile(
    r"\b(?:(?:speak|talk) (?:to|with)|ask|contact|see|visit|through|via|by) (?:your|the child's|their) "
    r"(?:\w+ ){0,3}(?:gp|doctor|school|senco|health visitor|social worker|nursery|setting|teacher|midwife"
    r"|nurse|library)"
    r"|\b(?:call|ring|phone|dial|text)(?: \w+)?(?: on)? \d{3}",
    re.IGNORECASE,
)

_NOT_TO_WRITE_IN = re.compile(r"search|feedback|helpful|rating|cookie|newsletter|subscribe|log-?in", re.IGNORECASE)


@dataclass(frozen=True)
class NoContact(Rule):
    """A page tells of a service and gives no way to get in touch with it.

    A family that has found the right service still cannot reach it. There is no number, no e-mail address, no
    address, no form and no link to a contact page.

    A person should always look first. The council’s general number in the footer does not count as a contact.

    **Left alone:**

    - pages that do not read as the page of a service: news, policies, lists of links, short pages
    - services that one reaches through somebody else (“ask your GP”)
    """

    id = "contact.no-contact"
    title = "Services without a way to get in touch"
    message = "This page tells of a service, but has no contact details: no phone, e-mail, address, form or link."
    fix = "Say who families can ask, and how: a telephone number, an e-mail address or a form."
    commitments = ("communicate.aware", "partnership.participation")
    review = True
    sources = ("https://www.legislation.gov.uk/uksi/2014/1530/schedule/2",)
    fewest_words: int = 60

    def extract(self, page: Page) -> Iterator[Fact]:
        blocks = [b for b in page.blocks if b.region in ("main", "aside")]
        heading = next((b for b in blocks if b.kind == "heading" and b.level == 1), None)
        if heading and not _reachable(page, blocks) and self._service(heading, blocks):
            yield Fact(at(page, heading), key="no contact")

    def _service(self, heading: Block, blocks: list[Block]) -> bool:
        """Whether the page reads as the page of a service: by its name and what it offers."""
        prose = " ".join(b.text for b in blocks if b.kind in ("paragraph", "item", "heading"))
        offers = {m[0].lower() for m in _OFFERS.finditer(prose)}
        needed = 2 if _NAMES_A_SERVICE.search(heading.text) else 4
        return len(offers) >= needed and prose.count(" ") >= self.fewest_words


def _reachable(page: Page, blocks: list[Block]) -> bool:
    if any(m.block.region in ("main", "aside") for m in page.of(contacts)):
        return True
    if any(_WAY_IN.search(link.name) for link in page.links if link.region in ("main", "aside")):
        return True
    return _form(page) or any(_SENT_ON.search(block.text) for block in blocks)


def _form(page: Page) -> bool:
    """Whether there is a form to write in. A search, or a question about the page, does not count."""
    forms = (*page.dom.iter("form"), *page.dom.iter("iframe"))
    return any(not _NOT_TO_WRITE_IN.search(_described(form)) and _to_write_in(form) for form in forms)


def _described(form: HtmlElement) -> str:
    return " ".join(form.get(name, "") for name in ("role", "id", "class", "action", "aria-label", "name"))


def _to_write_in(form: HtmlElement) -> bool:
    if form.tag == "iframe":
        return "form" in form.get("src", "")
    fields = [i for i in form.iter("input") if i.get("type", "text").lower() in ("text", "email", "tel")]
    return len(fields) > 1 or next(form.iter("textarea"), None) is not None
