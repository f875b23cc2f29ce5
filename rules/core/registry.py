"""Finds the rules by walking the theme folders, and sets them up from a configuration."""

from __future__ import annotations

import dataclasses
import pkgutil
from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

import rules
from rules.core.errors import UserError, did_you_mean
from rules.core.rule import Rule

_NOT_THEMES = ("core", "charter", "lists")


@cache
def catalogue() -> Mapping[str, type[Rule]]:
    """Every rule by its id, in order of id. A rule whose id is not its path is a mistake of its author."""
    found: dict[str, type[Rule]] = {}
    for theme in pkgutil.iter_modules(rules.__path__):
        if theme.ispkg and theme.name not in _NOT_THEMES:
            package = import_module(f"rules.{theme.name}")
            for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
                rule = _rule_in(import_module(module.name))
                found[rule.id] = rule
    return dict(sorted(found.items()))


def _rule_in(module: ModuleType) -> type[Rule]:
    own = [
        thing
        for thing in vars(module).values()
        if isinstance(thing, type) and issubclass(thing, Rule) and thing.__module__ == module.__name__
    ]
    expected = ".".join(module.__name__.split(".")[1:]).replace("_", "-")
    if [rule.id for rule in own] != [expected]:
        raise TypeError(f"{module.__name__} must hold one rule, with the id “{expected}”.")
    return own[0]


def home(rule: type[Rule]) -> Path:
    """The rule's own file; its cases lie beside it, as `.toml`."""
    return Path(str(import_module(rule.__module__).__file__))


def aliases() -> Mapping[str, str]:
    """Old ids, each with the id the rule has now."""
    return {old: rule.id for rule in catalogue().values() for old in rule.aliases}


def find(name: str) -> type[Rule]:
    """The rule of this id or old id. Raises UserError for a name that no rule has."""
    known = catalogue()
    name = aliases().get(name, name)
    if name not in known:
        raise UserError(f"There is no rule “{name}”.{did_you_mean(name, known)} See `localoffer rules`.")
    return known[name]


def choose(
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    settings: Mapping[str, Mapping[str, object]] | None = None,
) -> tuple[Rule, ...]:
    """The rules to run, with their settings. Patterns are ids, themes (`stale`) or globs (`stale.*`).

    Raises UserError for a pattern that matches nothing and for a setting that a rule does not have.
    """
    wanted = _matching(select) if select else set(catalogue())
    wanted -= _matching(ignore)
    given = {find(name).id: values for name, values in (settings or {}).items()}
    return tuple(_set_up(catalogue()[rule], given.get(rule, {})) for rule in sorted(wanted))


def _matching(patterns: Iterable[str]) -> set[str]:
    known, old = catalogue(), aliases()
    found: set[str] = set()
    for pattern in patterns:
        named = old.get(pattern, pattern)
        hits = {i for i in known if fnmatchcase(i, named) or i.split(".")[0] == named}
        if not hits:
            themes = {i.split(".")[0] for i in known}
            raise UserError(f"“{pattern}” matches no rule.{did_you_mean(pattern, [*known, *themes])}")
        found |= hits
    return found


def _set_up(rule: type[Rule], values: Mapping[str, object]) -> Rule:
    fields = {f.name: f for f in dataclasses.fields(rule)}
    for name, value in values.items():
        if name not in fields:
            raise UserError(f"The rule “{rule.id}” has no setting “{name}”.{did_you_mean(name, fields)}")
        default = fields[name].default
        if type(value) is not type(default):
            kind = type(default).__name__
            raise UserError(f"The setting “{name}” of “{rule.id}” must be a value like {default!r} ({kind}).")
    return rule(**values)
