"""Carries out `localoffer waive`: writes into the file of waivers what is left as it is, why, and until when."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.items import Table

from pipeline.config import Config
from pipeline.results import put
from pipeline.store.open import open_store
from pipeline.store.read import Reader
from pipeline.store.values import FindingRow
from pipeline.store.waiving import Waiver
from pipeline.waivers import load_waivers
from reports.exports.clean import one_line
from reports.views.waivers import about
from reports.views.words import count, day
from rules.core.errors import UserError, did_you_mean
from rules.core.registry import find

Given = Mapping[str, Any]

_ID = re.compile(r"[0-9a-f]{16}")
_LONGEST = 90
_HEADING = """\
What we leave as it is for now. Each says why, who agreed to it, and the last day on which it stands.
`localoffer waive` adds to this file. It may be edited by hand, and comments are kept.\
"""


def waive(config: Config, given: Given, today: date) -> str:
    """Write a waiver, or renew the one that names the same. Returns what was done, in words."""
    if given["until"] < today:
        raise UserError(f"{day(given['until'])} has passed. Say a day to come with --until.")
    waiver, rows = _asked_for(config, given)
    path = Path(config.waivers)
    load_waivers(path)  # says now what is wrong in the file, rather than at the next audit
    renewed = _write(path, waiver, _comment(rows))
    where = f" That is {count(len(rows), 'finding')} of the last audit." if rows else ""
    left = f"{about(waiver)} is left until {day(waiver.until)}."
    return f"{'Renewed' if renewed else 'Written'} in {path}: {left}{where}"


def _asked_for(config: Config, given: Given) -> tuple[Waiver, list[FindingRow]]:
    """The waiver, and what it names in the latest audit."""
    agreed = {key: given[key].strip() for key in ("because", "by")}
    for key, told in agreed.items():
        if not told:
            raise UserError(f"--{key} is empty. Say it in a few words.")
    what, pages = given["what"], given["pages"]
    if pages or "." in what:
        if not pages:
            raise UserError(
                "On which pages? Name them with --pages, such as --pages '/news/*'; '*' is all of them."
            )
        return Waiver(**agreed, until=given["until"], rule=find(what).id, pages=pages), []
    rows = _named(config, given, what)
    kind = "finding" if rows and rows[0].issue != what else "issue"
    return Waiver(**agreed, until=given["until"], **{kind: what}), rows


def _named(config: Config, given: Given, name: str) -> list[FindingRow]:
    """The findings of the latest audit that an id names. Without a store, an id is taken for that of an issue.

    Raises UserError for an id that the latest audit does not have.
    """
    try:
        opened = open_store(given["store"] or config.store, create=False)
    except UserError:
        if given["store"] or not _ID.fullmatch(name):
            raise
        return []
    with opened:
        reader = Reader(opened)
        run = reader.latest(config.site.name or None)
        if rows := reader.named(run, name):
            return rows
        near = did_you_mean(name, reader.names_like(run, name))
        raise UserError(
            f"The audit of {day(run.today)} has no issue or finding “{name}”.{near} `-f json` tells the ids."
        )


def _comment(rows: list[FindingRow]) -> str:
    """What a person who reads the file needs to know an id by."""
    if not rows:
        return ""
    told = one_line(rows[0].message)
    return f"{rows[0].rule}: {told[:_LONGEST]}{'…' if len(told) > _LONGEST else ''}"


def _write(path: Path, waiver: Waiver, comment: str) -> bool:
    """Put a waiver in place of one that names the same, else at the end of the file. True where there was one."""
    document = tomlkit.parse(path.read_text("utf-8")) if path.exists() else _empty()
    told = {field.name: getattr(waiver, field.name) for field in fields(waiver) if getattr(waiver, field.name)}
    agreed = {key: told.pop(key) for key in ("because", "by", "until")}
    entries = document.setdefault("waiver", tomlkit.aot())
    same = next((entry for entry in entries if {k: v for k, v in entry.items() if k in told} == told), None)
    if same is None:
        entries.append(_entry(told | agreed, comment))
    else:
        same.update(agreed)
    put(path, tomlkit.dumps(document).rstrip("\n") + "\n")
    return same is not None


def _empty() -> tomlkit.TOMLDocument:
    document = tomlkit.document()
    for line in _HEADING.splitlines():
        document.add(tomlkit.comment(line))
    document.add(tomlkit.nl())
    return document


def _entry(told: Mapping[str, object], comment: str) -> Table:
    entry = tomlkit.table()
    if comment:
        entry.add(tomlkit.comment(comment))
    entry.update(told)
    return entry
