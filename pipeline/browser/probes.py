"""The probes, in the order in which they look at a page: those that change it come last."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from pipeline.browser import axe, contrast, dialogs, glance, hover, keyboard, motion, mouse, scripted, sizes
from pipeline.browser.facts import Found, facts
from pipeline.browser.look import Look
from rules.core.findings import Fact, Failure

_PROBES: tuple[tuple[tuple[str, ...], Callable[[Look], Awaitable[Found]]], ...] = tuple(
    (module.RULES, module.probe)
    for module in (axe, glance, scripted, contrast, sizes, motion, keyboard, mouse, hover, dialogs)
)
_LEFT = "Execution context was destroyed"
RULES: tuple[str, ...] = tuple(rule for rules, _ in _PROBES for rule in rules)
"""The rules whose facts come from a browser."""


@dataclass(frozen=True)
class Browsed:
    """A page as the browser saw it: facts by rule, and why not all of it could be looked at, if so.

    A rule that is not among the facts has not seen the page; one with no facts has, and found nothing.
    """

    url: str
    facts: Mapping[str, tuple[Fact, ...]] = field(default_factory=dict)
    failure: Failure | None = None


@dataclass
class Seen:
    """What the probes have seen of a page so far; `at` is the rule whose probe looks at it now."""

    url: str
    rules: frozenset[str]
    facts: dict[str, tuple[Fact, ...]] = field(default_factory=dict)
    at: str = RULES[0]

    async def look(self, look: Look, again: Callable[[], Awaitable[Look]]) -> None:
        """Let each probe look that a rule has asked for. Raises what the browser raises.

        Where something that was tried leads to another page, the page is opened `again` for the next probe.
        """
        for rules, probe in _PROBES:
            if self.rules.isdisjoint(rules):
                continue
            self.at = rules[0]
            if look.left():
                look = await again()
            found = await _tried(look, probe)
            if found is None:
                found, look = dict.fromkeys(rules, ()), await again()
            self.facts |= {rule: facts(self.url, told) for rule, told in found.items() if rule in self.rules}


async def _tried(look: Look, probe: Callable[[Look], Awaitable[Found]]) -> Found | None:
    """What a probe finds; None where what it tried has led away from the page."""
    from playwright.async_api import Error

    try:
        return await probe(look)
    except Error as error:
        if _LEFT not in error.message:
            raise
        return None
