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
    return dict(sorted(rule for theme in _themes() for rule in _of_theme(theme).items()))


@cache
def _themes() -> Mapping[str, str]:
    """The themes as ids name them, each with its package."""
    folders = (found.name for found in pkgutil.iter_modules(rules.__path__) if found.ispkg)
    return {name.replace("_", "-"): f"rules.{name}" for name in folders if name not in _NOT_THEMES}


@cache
def _of_theme(theme: str) -> Mapping[str, type[Rule]]:
    """The rules of a theme by id. Only its own modules are imported: a few rules start sooner than all."""
    package = import_module(_themes()[theme])
    modules = pkgutil.iter_modules(package.__path__, f"{package.__name__}.")
    return {rule.id: rule for rule in (_rule_in(import_module(module.name)) for module in modules)}


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
    return tuple(_set_up(_of_theme(rule.split(".")[0])[rule], given.get(rule, {})) for rule in sorted(wanted))


def _matching(patterns: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for pattern in patterns:
        hits = _hits(pattern) or _hits(aliases().get(pattern, ""))
        if not hits:
            raise UserError(f"“{pattern}” matches no rule.{did_you_mean(pattern, [*catalogue(), *_themes()])}")
        found |= hits
    return found


def _hits(pattern: str) -> set[str]:
    if pattern in _themes():
        return set(_of_theme(pattern))
    theme = pattern.split(".")[0]
    known = _of_theme(theme) if theme in _themes() else catalogue()
    return {rule for rule in known if fnmatchcase(rule, pattern)}


def _set_up(rule: type[Rule], values: Mapping[str, object]) -> Rule:
    defaults = {f.name: getattr(rule(), f.name) for f in dataclasses.fields(rule)}
    given = {}
    for name, value in values.items():
        if name not in defaults:
            raise UserError(f"The rule “{rule.id}” has no setting “{name}”.{did_you_mean(name, defaults)}")
        given[name] = _setting(defaults[name], value, f"The setting “{name}” of “{rule.id}”")
    return rule(**given)


def _setting(default: object, value: object, what: str) -> object:
    """The value of a setting, as the rule holds it: a list as a tuple."""
    if isinstance(default, tuple):
        if not isinstance(value, list | tuple) or not all(isinstance(v, str) and v.strip() for v in value):
            raise UserError(f'{what} must be a list of texts, such as ["one", "two"].')
        return tuple(value)
    if isinstance(default, Mapping):
        if not isinstance(value, Mapping) or not all(isinstance(v, str) for kv in value.items() for v in kv):
            raise UserError(f'{what} must be a table of texts, such as {{ "one" = "two" }}.')
        return dict(value)
    if type(value) is not type(default):
        raise UserError(f"{what} must be a value like {default!r} ({type(default).__name__}).")
    return value
