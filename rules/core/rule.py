"""The one kind of rule: it reads facts off a page, and judges a site's facts against a day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from lxml.html import HtmlElement

from rules.core.findings import Fact, Finding, Severity, Site
from rules.core.page import Block, Link, Mention, Page, Place
from rules.core.paths import css_path


@dataclass(frozen=True)
class Rule:
    """A rule describes itself in its class attributes. One with settings is a dataclass: they are its fields.

    The docstring is its help page, in Markdown: what is wrong, why it matters to a family, what is left
    alone. `message` says what is wrong here and `fix` what to do; both may name `{quote}`, `{key}` and
    `{value}`. With `in_browser`, its facts come from a browser instead of `extract`; with `dated`, time
    alone can change what it finds. A message never counts days from tonight: it would change every night.
    """

    id: ClassVar[str]
    title: ClassVar[str]
    message: ClassVar[str]
    fix: ClassVar[str]
    commitments: ClassVar[tuple[str, ...]]
    severity: ClassVar[Severity] = "problem"
    review: ClassVar[bool] = False
    wcag: ClassVar[tuple[str, ...]] = ()
    act: ClassVar[tuple[str, ...]] = ()
    sources: ClassVar[tuple[str, ...]] = ()
    aliases: ClassVar[tuple[str, ...]] = ()
    in_browser: ClassVar[bool] = False
    dated: ClassVar[bool] = False

    @classmethod
    def standards(cls, key: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The success criteria and the ACT rules that a finding with this key fails: by default the rule's own."""
        del key
        return cls.wcag, cls.act

    def extract(self, page: Page) -> Iterator[Fact]:
        """Facts of one page. No clock, no network, no other page."""
        raise NotImplementedError

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        """Findings among this rule's facts of the whole site, which come page by page, once.

        By default each fact is a finding. A rule that compares pages keeps only what it needs of each fact:
        a site may have a hundred thousand.
        """
        del site
        for fact in facts:
            yield self.finding(fact)

    def keys(self, site: Site) -> Collection[str] | None:
        """The keys of the only facts that can amount to a finding, where they are few and known; None for all."""
        del site
        return None

    def finding(
        self,
        fact: Fact,
        *,
        message: str | None = None,
        fix: str | None = None,
        severity: Severity | None = None,
        review: bool | None = None,
    ) -> Finding:
        """The finding that a fact amounts to, in the rule's own words unless others are given."""
        told = {"quote": fact.place.quote, "key": fact.key, "value": fact.value}
        return Finding(
            rule=self.id,
            place=fact.place,
            key=fact.key,
            value=fact.value,
            message=(self.message.format(**told) if message is None else message),
            fix=(self.fix.format(**told) if fix is None else fix),
            severity=severity or self.severity,
            review=self.review if review is None else review,
        )


def at(page: Page, where: Block | Mention | Link | HtmlElement, start: int = 0, end: int | None = None) -> Place:
    """The place of a stretch of a block, of something recognised, of a link, or of an element without text."""
    if isinstance(where, Mention):
        return at(page, where.block, where.start, where.end)
    if isinstance(where, Link):
        if where.block is None:
            return Place(page.url, css_path(where.element), where.text, 0, len(where.text))
        return Place(page.url, css_path(where.element), where.block.text, where.start, where.end)
    if isinstance(where, Block):
        return Place(page.url, where.path, where.text, start, len(where.text) if end is None else end)
    return Place(page.url, css_path(where), "", 0, 0)


def once(facts: Iterable[Fact]) -> Iterator[Fact]:
    """The first fact of each key on a page: one telling is enough."""
    told: set[str] = set()
    for fact in facts:
        if fact.key not in told:
            told.add(fact.key)
            yield fact
