"""The shared recognisers by the names under which `check --facts` lists what they saw."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from rules.core.acronyms import acronyms
from rules.core.classic import readability
from rules.core.contacts import contacts
from rules.core.dates import dates
from rules.core.drivers import reading_age_told
from rules.core.findings import Fact
from rules.core.hours import dated_hours, hours
from rules.core.ladder import ladder
from rules.core.page import Mention, Page
from rules.core.page_type import PAGE_TYPE, page_type
from rules.core.phrases import explained
from rules.core.rule import at
from rules.core.sentences import sentences

LADDER = "core.ladder"

RECOGNISERS: Mapping[str, Callable[[Page], tuple[Mention, ...]]] = {
    "core.acronyms": acronyms,
    "core.contacts": contacts,
    "core.dated-hours": dated_hours,
    "core.dates": dates,
    "core.explained": explained,
    "core.hours": hours,
    LADDER: ladder,
    "core.readability": readability,
    "core.reading-age": reading_age_told,
    "core.sentences": sentences,
}


def recognised(page: Page) -> dict[str, list[Fact]]:
    """What each recogniser saw on a page, as facts that tell their kind."""
    return {name: _facts(page, recogniser) for name, recogniser in RECOGNISERS.items()}


def kept_always(page: Page) -> dict[str, list[Fact]]:
    """What is kept of every page, whatever rules are chosen: its sort, and its steps on the ladder."""
    steps = _facts(page, ladder)
    return {PAGE_TYPE: _type_of(page)} | ({LADDER: steps} if steps else {})


def _facts(page: Page, recogniser: Callable[[Page], tuple[Mention, ...]]) -> list[Fact]:
    return [Fact(at(page, m), key=m.key, value=m.value, kind=m.kind) for m in page.of(recogniser)]


def _type_of(page: Page) -> list[Fact]:
    """What sort of page it is, as its one fact: `value` is the sort, `kind` what told so."""
    told = page.of(page_type)
    where = at(page, page.dom) if told.heading is None else at(page, told.heading)
    return [Fact(where, value=told.kind, kind=", ".join(told.told_by))]
