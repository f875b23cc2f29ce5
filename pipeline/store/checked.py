"""Keeps what came of checking where links lead, from night to night, and says which of them are broken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa

from pipeline.store.crawled import Begun, name_addresses
from pipeline.store.keys import number
from pipeline.store.open import Store
from pipeline.store.put import chunks, put
from pipeline.store.standing import of_site
from pipeline.store.tables import address, link
from pipeline.store.values import Run
from spiders.linkcheck.answer import Checked, State


@dataclass(frozen=True)
class LinkRow:
    """An address as links write it, without its anchor, and what came of it on the day `checked`.

    `why` tells what happened; it is empty where the address is fine. `nights` counts the days on which it was
    broken since it was last fine. `fault` is what is told of it as a broken link, empty where nothing is told. A
    night on which it could not be checked changes neither. `led_to` is where its redirects ended, if it has any.
    """

    url: str
    state: State
    why: str
    fault: str
    led_to: str
    nights: int
    checked: date


class Unsure(NamedTuple):
    """A link that could not be checked, or was broken on too few nights to count, with the pages that have it."""

    link: LinkRow
    pages: tuple[str, ...]


def after(before: LinkRow | None, url: str, told: Checked, today: date, nights: int) -> LinkRow:
    """What is to be kept of an address, which counts as broken once it was broken on so many nights."""
    failed, fault = (before.nights, before.fault) if before else (0, "")
    if told.state == "fine":
        failed, fault = 0, ""
    elif told.state == "broken":
        counted = before is not None and before.checked == today and before.state == "broken"
        failed += not counted
        fault = told.why if fault or failed >= nights else ""
    return LinkRow(url, told.state, told.why, fault, told.led_to, failed, today)


def links(store: Store, run: Run) -> Iterator[LinkRow]:
    """All that is kept of a run's site, by address."""
    for url, *rest in store.rows(_links(run).order_by(address.c.url)):
        yield LinkRow(url, *rest)


def broken(store: Store, run: Run) -> dict[str, str]:
    """The addresses that count as broken, each with its fault."""
    return {row.url: row.fault for row in store.rows(_links(run).where(link.c.fault != ""))}


def save(connection: sa.Connection, run: Begun, rows: Sequence[LinkRow]) -> None:
    """Keep what came of addresses, in place of what was kept before."""
    site_id = number(run.site)
    name_addresses(connection, [row.url for row in rows])
    kept = [
        {
            "site_id": site_id,
            "address_id": number(row.url),
            "state": row.state,
            "why": row.why,
            "fault": row.fault,
            "led_to": row.led_to,
            "nights": row.nights,
            "checked": row.checked,
        }
        for row in rows
    ]
    put(connection, link, kept)


def forget(connection: sa.Connection, run: Begun, urls: Iterable[str]) -> None:
    """Let go of addresses to which no link leads any more."""
    for some in chunks(map(number, urls)):
        connection.execute(link.delete().where(link.c.site_id == number(run.site), link.c.address_id.in_(some)))


def _links(run: Run) -> sa.Select[*tuple[object, ...]]:
    columns = (link.c.state, link.c.why, link.c.fault, link.c.led_to, link.c.nights, link.c.checked)
    query = sa.select(address.c.url, *columns).join_from(link, address, address.c.id == link.c.address_id)
    return query.where(of_site(link.c.site_id, run))
