"""A short page for families: what was checked, what was put right, what is next, how to tell us about a page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.store.values import Changed, Run
from reports.views.addresses import href
from reports.views.deeds import done
from reports.views.survey import Survey
from reports.views.words import count, day

_MOST = 3
_E_MAIL = re.compile(r"[^\s@:/?&]+@[^\s@:/?&]+\.[^\s@:/?&]+")
_TELEPHONE = re.compile(r"\+?[\d ()-]{7,}")
_LEFT = {
    "accessibility": "Make {} work for everyone.",
    "contact": "Make it clear how to reach us on {}.",
    "documents": "Make the documents on {} easier to open and read.",
    "inclusive": "Choose kinder words on {}.",
    "jargon": "Explain the hard words on {}.",
    "links": "Make the links clear on {}.",
    "local-offer": "Fill the gaps on {}.",
    "plain-english": "Use plainer words on {}.",
    "spelling": "Put the spelling right on {}.",
    "stale": "Take away what is out of date on {}.",
}
_ANYTHING = "Put things right on {}."


@dataclass(frozen=True)
class Contact:
    """How to tell us about a page: the words, and the link that they make where they make one."""

    words: str
    href: str | None


@dataclass(frozen=True)
class Public:
    """The page for families. `done` and `left` are whole sentences; where they are none, a sentence says so."""

    site: str
    checked: str
    since: str
    done: tuple[str, ...]
    next: str
    left: tuple[str, ...]
    contact: Contact


def public(survey: Survey, base: Run | None, lost: Iterable[Changed], contact: str) -> Public:
    """The page of a run. `lost` is what it has no longer of the run `base`, with which it is compared."""
    on, pages = day(survey.run.today), count(len(survey.pages), "page")
    did, left = done(lost), _left(survey)
    return Public(
        site=survey.run.site,
        checked=f"On {on} we read {pages} of our Local Offer.",
        since=_since(base, some=bool(did)),
        done=did,
        next="There is more to do. This comes next:" if left else "We found nothing else to put right.",
        left=left,
        contact=Contact(contact, _link(contact)),
    )


def _since(base: Run | None, *, some: bool) -> str:
    if base is None:
        return "This is our first check of this kind. Next time, you can see here what we put right."
    since = f"Since {day(base.today)}"
    return f"{since} we have done this:" if some else f"{since} we have not put anything right yet."


def _left(survey: Survey) -> tuple[str, ...]:
    """What is left to do, on most pages first, where it is more than advice."""
    pages: dict[str, set[str]] = {}
    for url, rule, severity in survey.found:
        if severity != "advice" and url in survey.pages:
            pages.setdefault(rule.partition(".")[0], set()).add(url)
    most = sorted(pages.items(), key=lambda theme: (-len(theme[1]), theme[0]))[:_MOST]
    return tuple(_LEFT.get(theme, _ANYTHING).format(count(len(urls), "page")) for theme, urls in most)


def _link(contact: str) -> str | None:
    if _E_MAIL.fullmatch(contact):
        return f"mailto:{contact}"
    if _TELEPHONE.fullmatch(contact):
        return "tel:" + re.sub(r"[^+\d]", "", contact.replace("(0)", ""))
    return href(contact)
