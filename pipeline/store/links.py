"""Follows the links between the pages of a run: who links to whom, and what each address answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import sqlalchemy as sa

from pipeline.store.open import Store
from pipeline.store.pack import unpack
from pipeline.store.standing import standing
from pipeline.store.tables import address, document, not_audited, page, visit

_UNTRIED = ("robots", "scope", "limit")


class Answered(NamedTuple):
    """What an address answered in a crawl: its HTTP status, 0 where there was none, and where it redirects to.

    `reason` says why it was not audited, where it was not.
    """

    status: int
    led_to: str = ""
    reason: str = ""


def inlinks(store: Store, run_id: int) -> Counter[str]:
    """How many other pages link to each page, by whichever of its addresses."""
    lead_to = _leading(store, run_id)
    count: Counter[str] = Counter()
    for url, targets in _links(store, run_id):
        count.update({lead_to[target] for target in targets if target in lead_to} - {url})
    return count


def linking(store: Store, run_id: int, urls: set[str]) -> dict[str, list[str]]:
    """The pages that link to each of these addresses, in order."""
    found: dict[str, list[str]] = {url: [] for url in urls}
    if urls:
        for page_url, targets in _links(store, run_id):
            for target in urls.intersection(targets):
                found[target].append(page_url)
    return found


def answered(store: Store, run_id: int) -> dict[str, Answered]:
    """What each address that a run tried answered."""
    found: dict[str, Answered] = {}
    visited = standing(run_id, page.c.url, visit.c.status, page.c.redirected_from).where(visit.c.run_id == run_id)
    for url, status, redirected_from in store.rows(visited):
        found[url] = Answered(status)
        found.update(dict.fromkeys(unpack(redirected_from), Answered(status, url)))
    for table, reason in ((document, sa.literal("")), (not_audited, not_audited.c.reason)):
        tried = sa.select(address.c.url, table.c.status, reason.label("reason"))
        rows = store.rows(
            tried.join_from(table, address, table.c.address_id == address.c.id).where(table.c.run_id == run_id)
        )
        found.update((url, Answered(status, "", why)) for url, status, why in rows if why not in _UNTRIED)
    return found


def untried(store: Store, run_id: int) -> frozenset[str]:
    """The addresses that a run left alone on purpose, without asking for them."""
    left = sa.select(address.c.url).join_from(not_audited, address, not_audited.c.address_id == address.c.id)
    on_purpose = not_audited.c.reason.in_(_UNTRIED) & (not_audited.c.status == 0)
    return frozenset(row.url for row in store.rows(left.where(not_audited.c.run_id == run_id, on_purpose)))


def _leading(store: Store, run_id: int) -> dict[str, str]:
    """Each address that leads to a page, its own among them, with the page's own."""
    lead_to: dict[str, str] = {}
    for url, redirected_from in store.rows(standing(run_id, page.c.url, page.c.redirected_from)):
        lead_to[url] = url
        for moved in unpack(redirected_from):
            lead_to.setdefault(moved, url)
    return lead_to


def _links(store: Store, run_id: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    rows = store.rows(standing(run_id, page.c.url, page.c.links).order_by(page.c.url))
    return ((url, unpack(packed)) for url, packed in rows)
