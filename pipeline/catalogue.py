"""The rules as a person, or a program, reads them: the catalogue, and one rule explained."""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterator

from rules.core.cases import Case, cases
from rules.core.registry import catalogue, find
from rules.core.rule import Rule


def as_text() -> str:
    """The rules by theme, one a line."""
    width = max(map(len, catalogue()))
    return "\n".join(f"{rule.id:{width}}  {rule.severity:8}  {rule.title}" for rule in catalogue().values())


def as_json() -> str:
    """The rules with all they say of themselves."""
    return json.dumps([_described(rule) for rule in catalogue().values()], indent=2, ensure_ascii=False)


def _described(rule: type[Rule]) -> dict[str, object]:
    return {
        "id": rule.id,
        "title": rule.title,
        "help": inspect.cleandoc(rule.__doc__ or ""),
        "fix": fix_of(rule),
        "severity": rule.severity,
        "review": rule.review,
        "commitments": rule.commitments,
        "wcag": rule.wcag,
        "act": rule.act,
        "sources": rule.sources,
        "aliases": rule.aliases,
    }


def fix_of(rule: type[Rule]) -> str:
    """What to do about a rule's findings in general, with dots for the words of a page."""
    return rule.fix.format(quote="…", key="…", value="…")


def explained(name: str) -> str:
    """One rule: why it matters, what is left alone, what to do, its cases. Raises UserError for a wrong name."""
    rule = find(name)
    return "\n\n".join(_explained(rule))


def _explained(rule: type[Rule]) -> Iterator[str]:
    yield f"{rule.id}: {rule.title}\nSeverity: {rule.severity}{' (a person looks first)' if rule.review else ''}"
    yield inspect.cleandoc(rule.__doc__ or "")
    yield f"What to do: {fix_of(rule)}"
    if rule.wcag:
        yield f"WCAG success criteria: {', '.join(rule.wcag)}"
    if rule.sources:
        yield "\n".join(["Sources:", *(f"  {source}" for source in rule.sources)])
    yield "Cases:"
    yield from map(_case, cases(rule))


def _case(case: Case) -> str:
    found = f"finds {', '.join(f'“{quote}”' for quote in case.finds)}" if case.finds else "finds nothing"
    shown = case.html or "\n".join(f"{url}\n{html}" for url, html in case.pages.items())
    return f"  {case.name}: {found}\n" + "\n".join(f"    {line}" for line in shown.strip().splitlines())
