"""What axe-core finds on a page that runs in a browser."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import tomli

from rules.core.findings import Fact, Finding, Severity, Site
from rules.core.in_browser import BrowserRule
from rules.core.registry import find

_SEVERITIES: Mapping[str, Severity] = {"critical": "barrier", "serious": "problem"}


@dataclass(frozen=True)
class Check:
    """A check of axe-core in our own words, with the success criteria and the ACT rules that it tests."""

    message: str
    fix: str
    wcag: tuple[str, ...] = ()
    act: tuple[str, ...] = ()


@cache
def checks() -> Mapping[str, Check]:
    """The checks of axe-core that are run, by its own names; those that our other rules cover are not."""
    return {
        name: Check(
            entry["message"],
            entry["fix"],
            tuple(entry.get("wcag", ())),
            tuple(entry.get("act", ())),
        )
        for name, entry in _table().items()
        if "covered" not in entry
    }


@cache
def covered() -> Mapping[str, str]:
    """The checks that are left to rules of ours which read a page as the server sends it, each with the rule’s id.

    The check still counts for what a script adds. Not so for a rule of ours that looks in the browser itself.
    """
    left = {name: entry["covered"] for name, entry in _table().items() if "covered" in entry}
    return {name: rule for name, rule in left.items() if not find(rule).in_browser}


@cache
def _table() -> dict[str, Any]:
    return tomli.loads(Path(__file__).with_name("axe_checks.toml").read_text("utf-8"))


class Axe(BrowserRule):
    """A barrier that only shows when the page runs in a browser, found by axe-core.

    Pale grey words, or a field that says nothing to a screen reader, stop people who manage well on other pages.
    Colours, sizes and what scripts add to a page cannot be seen in its markup alone.

    **Left alone:**

    - what our other rules find without a browser, unless only a script puts it on the page
    - what axe-core is not sure of
    - good habits that no success criterion asks for and that make no difference to a reader
    - frames from other sites

    It is looked for only with `--browser`.
    """

    id = "accessibility.axe"
    title = "Barriers found in the browser"
    message = "The check “{key}” of axe-core fails here."
    fix = "Look “{key}” up in axe-core’s list of rules, and put right what it describes."
    commitments = ("partnership.participation", "value.everyone")
    sources = ("https://github.com/dequelabs/axe-core/blob/develop/doc/rule-descriptions.md",)

    @classmethod
    def standards(cls, key: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        if (check := checks().get(key)) is not None:
            return check.wcag, check.act
        return (find(covered()[key]).wcag, ()) if key in covered() else ((), ())

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        del site
        for fact in facts:
            message, fix = _words(fact.key)
            yield self.finding(fact, message=message, fix=fix, severity=_SEVERITIES.get(fact.value, "advice"))


def _words(key: str) -> tuple[str | None, str | None]:
    """What to say of a check and how to put it right; nothing for one that is not known."""
    if (check := checks().get(key)) is not None:
        return check.message, check.fix
    if key in covered():
        return f"{find(covered()[key]).title}: a script has put this on the page.", None
    return None, None
