"""The file of waivers, which people keep beside the configuration and `localoffer waive` adds to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.config import checked, read_toml
from pipeline.store.waiving import Waiver, Waivers
from rules.core.errors import UserError, did_you_mean
from rules.core.registry import find

_NEEDED = ("because", "by", "until")
_NAMES = ("issue", "finding", "rule")


def load_waivers(path: Path) -> Waivers:
    """The waivers in a file, none where there is no file. Raises UserError that names the waiver and the key."""
    if not path.exists():
        return Waivers()
    table = read_toml(path)
    for key in table.keys() - {"waiver"}:
        raise UserError(f"{path}: there is no setting “{key}”.{did_you_mean(key, ['waiver'])}")
    tables = table.get("waiver", [])
    if not isinstance(tables, list) or not all(isinstance(entry, dict) for entry in tables):
        raise UserError(f"{path}: write each waiver under a line of its own that says `[[waiver]]`.")
    return Waivers(_waiver(entry, f"{path}, waiver {n}") for n, entry in enumerate(tables, 1))


def _waiver(table: Mapping[str, Any], where: str) -> Waiver:
    known = [field.name for field in fields(Waiver)]
    for key in table.keys() - known:
        raise UserError(f"{where}: there is no setting “{key}”.{did_you_mean(key, known)}")
    for key in _NEEDED:
        if not str(table.get(key, "")).strip():
            raise UserError(f"{where} does not say “{key}”. Each needs `because`, `by` and `until`.")
    if sum(bool(table.get(name)) for name in _NAMES) != 1:
        raise UserError(f"{where} must name one of: an `issue`, a `finding`, or a `rule` with its `pages`.")
    if bool(table.get("pages")) is not bool(table.get("rule")):
        raise UserError(f'{where}: a `rule` and its `pages` go together. `pages = "*"` means every page.')
    try:
        waiver = checked(Waiver, {**table, "until": _day(table["until"])}, where)
        return replace(waiver, rule=find(waiver.rule).id) if waiver.rule else waiver
    except ValueError as error:
        raise UserError(f"{where}: “until” is not a day. Write it as 2026-11-23.") from error
    except UserError as error:
        raise UserError(f"{where}: {str(error).removeprefix(f'{where}: ')}") from error


def _day(told: object) -> date:
    """The day, written as one in TOML or as text."""
    return told if type(told) is date else date.fromisoformat(str(told))
