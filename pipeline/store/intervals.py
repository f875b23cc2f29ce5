"""Keeps findings as intervals of runs: a night on which nothing changes writes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import sqlalchemy as sa

from pipeline.store.crawled import Begun
from pipeline.store.keys import number, page_key
from pipeline.store.put import Row, add, chunks
from pipeline.store.standing import gone_by
from pipeline.store.tables import failure, finding, page, run
from rules.core.findings import Finding
from rules.core.run import Identified


class _Held(NamedTuple):
    row: int
    content: int
    since: int


def follow(
    connection: sa.Connection, begun: Begun, rules: Sequence[str], findings: Iterable[Identified]
) -> list[int]:
    """Open what is new, and follow what has other words. Returns the rows of these rules that were not found."""
    site = number(begun.site)
    held = _open(connection, site, rules)
    positions: Counter[str] = Counter()
    for chunk in chunks(findings):
        added, reworded = [], []
        for item in chunk:
            place = positions[item.finding.place.url]
            positions[item.finding.place.url] += 1
            content = _content(item.finding)
            was = held.pop(item.id, None)
            if was and was.content == content:
                continue
            if was:
                reworded.append(was.row)
            added.append(_row(item, site, begun.id, was.since if was else begun.id, content, place))
        _end(connection, begun.id, dict.fromkeys(reworded))
        add(connection, finding, added)
    return [was.row for was in held.values()]


def close(connection: sa.Connection, begun: Begun, rows: Iterable[int]) -> None:
    """Close what was not found any more, but for what a rule that failed could not see."""
    query = sa.select(failure.c.rule, failure.c.url).where(failure.c.run_id == begun.id)
    failed = set(connection.execute(query))
    for chunk in chunks(rows):
        columns = (finding.c.row, finding.c.rule, finding.c.url)
        placed = connection.execute(sa.select(*columns).where(finding.c.row.in_(chunk)))
        left = {
            row: page_key(begun.site, url) for row, rule, url in placed if not failed & {(rule, ""), (rule, url)}
        }
        gone = set(connection.scalars(gone_by(begun.id).where(page.c.id.in_(set(left.values())))))
        _end(connection, begun.id, {row: "gone" if key in gone else "fixed" for row, key in left.items()})


def forget_unfinished(connection: sa.Connection, begun: Begun) -> None:
    """Undo what was judged since the last finished run, by this run or by one that never came to its end.

    Raises ValueError where a later run of the site is finished.
    """
    site, run_id = number(begun.site), begun.id
    done = sa.select(sa.func.max(run.c.id)).where(run.c.site_id == site, run.c.finished.is_not(None))
    last = connection.scalar(done.where(run.c.id != run_id)) or 0
    if last > run_id:
        raise ValueError(f"Run {run_id} cannot be judged again: run {last} of the same site was compared with it.")
    connection.execute(finding.delete().where(finding.c.site_id == site, finding.c.from_run > last))
    ended = finding.update().where(finding.c.site_id == site, finding.c.until_run > last)
    connection.execute(ended.values(until_run=None, left=None))


def _open(connection: sa.Connection, site: int, rules: Sequence[str]) -> dict[str, _Held]:
    columns = (finding.c.id, finding.c.row, finding.c.content, finding.c.since_run)
    still_open = sa.select(*columns).where(
        finding.c.site_id == site, finding.c.until_run.is_(None), finding.c.rule.in_(rules)
    )
    return {name: _Held(row, content, since) for name, row, content, since in connection.execute(still_open)}


def _content(found: Finding) -> int:
    place = found.place
    return number(
        place.path,
        place.block,
        f"{place.start} {place.end} {found.severity} {found.review}",
        found.key,
        found.value,
        found.message,
        found.fix,
    )


def _end(connection: sa.Connection, run_id: int, left: Mapping[int, str | None]) -> None:
    if left:
        connection.execute(
            finding.update().where(finding.c.row == sa.bindparam("closed")),
            [{"closed": row, "until_run": run_id, "left": how} for row, how in left.items()],
        )


def _row(item: Identified, site: int, run_id: int, since: int, content: int, position: int) -> Row:
    found, place = item.finding, item.finding.place
    return {
        "site_id": site,
        "id": item.id,
        "issue": item.issue,
        "rule": found.rule,
        "url": place.url,
        "position": position,
        "path": place.path,
        "block": place.block,
        "start": place.start,
        "end": place.end,
        "key": found.key,
        "value": found.value,
        "message": found.message,
        "fix": found.fix,
        "severity": found.severity,
        "review": found.review,
        "content": content,
        "since_run": since,
        "from_run": run_id,
    }
