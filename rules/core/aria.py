"""What WAI-ARIA says of its roles, states and properties: what each is for, needs, supports and may hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import tomli

_DATA = Path(__file__).with_name("data") / "aria.toml"
_WORDS = {
    "true-false": frozenset(("true", "false")),
    "true-false-undefined": frozenset(("true", "false", "undefined")),
    "tristate": frozenset(("true", "false", "mixed", "undefined")),
}
_PATTERNS = {
    "id": re.compile(r"\S+"),
    "integer": re.compile(r"[+-]?[0-9]+"),
    "number": re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:e[+-]?[0-9]+)?", re.IGNORECASE),
}
_LABELS = frozenset(("aria-label", "aria-labelledby", "aria-braillelabel"))
DECORATIVE = frozenset(("none", "presentation"))


@dataclass(frozen=True)
class Role:
    """A role of WAI-ARIA.

    `supports` and `needs` are whole attribute names; `within` and `owns` are the roles it must stand in and may
    hold. What a `flat` role holds is only read as text. An `abstract` role is not for use, an `old` one no longer.
    """

    name: str
    supports: frozenset[str]
    needs: frozenset[str]
    within: frozenset[str]
    owns: frozenset[str]
    named: Literal["author", "contents", "never"]
    flat: bool
    abstract: bool
    old: bool


@cache
def roles() -> Mapping[str, Role]:
    """Every role by its name."""
    read = _data()["roles"]
    return {name: _role(name, entry, read) for name, entry in read.items()}


@cache
def attributes() -> Mapping[str, str | tuple[str, ...]]:
    """Every state and property, with its kind of value or the words it may have."""
    given: Mapping[str, Any] = _data()["attributes"]
    return {name: tuple(kind) if isinstance(kind, list) else kind for name, kind in given.items()}


@cache
def everywhere() -> frozenset[str]:
    """The states and properties that every role supports."""
    return roles()["roletype"].supports


@cache
def html_roles() -> Mapping[str, str]:
    """The role that elements of HTML have by themselves, by tag, where they always have the same."""
    return dict(_data()["html"])


@cache
def input_roles() -> Mapping[str, str]:
    """The role of an `input`, by its type. Other types have none."""
    return dict(_data()["inputs"])


def usable(name: str) -> Role | None:
    """The role of this name, if there is one that may be used."""
    role = roles().get(name.lower())
    return None if role is None or role.abstract else role


def valid(attribute: str, value: str) -> bool:
    """Whether a state or property may have this value."""
    kind = attributes()[attribute]
    value = value.strip()
    if isinstance(kind, tuple):
        given = value.lower().split() if kind[-1] == "…" else [value.lower()]
        return all(word in kind and word != "…" for word in given)
    if kind in _WORDS:
        return value.lower() in _WORDS[kind]
    return kind not in _PATTERNS or _PATTERNS[kind].fullmatch(value) is not None


def _role(name: str, entry: Mapping[str, Any], read: Mapping[str, Mapping[str, Any]]) -> Role:
    named = entry.get("named", "author")
    return Role(
        name,
        supports=_told(_kinds(name, read), ("has", "needs"), read)
        - (_LABELS if named == "never" else frozenset()),
        needs=_told([name], ("needs",), read),
        within=frozenset(entry.get("within", ())),
        owns=frozenset(entry.get("owns", ())),
        named=named,
        flat=entry.get("flat", False),
        abstract=entry.get("abstract", False),
        old=entry.get("old", False),
    )


def _kinds(name: str, read: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """A role and all that it is a kind of."""
    return [name, *(kind for parent in read[name].get("is", ()) for kind in _kinds(parent, read))]


def _told(kinds: list[str], parts: tuple[str, ...], read: Mapping[str, Mapping[str, Any]]) -> frozenset[str]:
    return frozenset(f"aria-{name}" for kind in kinds for part in parts for name in read[kind].get(part, ()))


@cache
def _data() -> dict[str, Any]:
    return tomli.loads(_DATA.read_text("utf-8"))
