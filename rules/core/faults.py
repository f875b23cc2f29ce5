"""Rules that know several kinds of one fault, each told in its own words, and where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import ClassVar

from lxml.html import HtmlElement

from rules.core.findings import Fact, Finding, Severity, Site
from rules.core.page import Page, Place
from rules.core.paths import css_path
from rules.core.rule import Rule

_SHOWN = 200
_LITTLE = 5


@dataclass(frozen=True)
class Fault:
    """A kind of fault in a rule's own words. Both texts may name `{quote}`, `{key}` and `{value}`.

    `wcag` and `act` are the standards that it fails where they are not those of the whole rule.
    """

    message: str
    fix: str
    severity: Severity = "advice"
    review: bool = False
    wcag: tuple[str, ...] | None = None
    act: tuple[str, ...] | None = None


class FaultsRule(Rule):
    """A rule whose facts say in `kind`, or in `key` before a colon, which of its `faults` they are."""

    faults: ClassVar[Mapping[str, Fault]]

    @classmethod
    def standards(cls, key: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The standards of the fault that the key begins with, or else the rule's own."""
        fault = cls.faults.get(_fault_in(key))
        if fault is None:
            return cls.wcag, cls.act
        return cls.wcag if fault.wcag is None else fault.wcag, cls.act if fault.act is None else fault.act

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        """Each fact is a finding, in the words of its fault."""
        del site
        for fact in facts:
            fault = self.faults[fact.kind or _fault_in(fact.key)]
            told = {"quote": fact.place.quote, "key": fact.key, "value": fact.value}
            yield self.finding(
                fact,
                message=fault.message.format(**told),
                fix=fault.fix.format(**told),
                severity=fault.severity,
                review=fault.review,
            )


def place_of(page: Page, element: HtmlElement, text: str | None = None) -> Place:
    """The place of an element with the words it holds, cut at a word where they are many, or with other words."""
    words = words_of(element) if text is None else text
    if len(words) > _SHOWN:
        words = words[:_SHOWN].rpartition(" ")[0] + "…"
    return Place(page.url, css_path(element), words, 0, len(words))


def fault_at(page: Page, element: HtmlElement, fault: str, value: str = "") -> Fact:
    """A fault of an element. Its key also says which element, for one without words and where there is a value."""
    place = place_of(page, element)
    about = value or ("" if place.quote else called(element))
    return Fact(place, key=f"{fault}: {about}" if about else fault, value=about)


def called(element: HtmlElement) -> str:
    """What an element without words can be told by: the file or address it names, its id, or where it stands."""
    named = (element.get(name, "").strip() for name in ("src", "data", "href", "id", "name"))
    first = next((name for name in named if name and not name.startswith("data:")), "")
    return (file_name(first) or first or css_path(element))[:_SHOWN]


def _fault_in(key: str) -> str:
    return key.partition(": ")[0]


def words_of(element: HtmlElement) -> str:
    """An element's words with single spaces, whatever markup they stand in."""
    return " ".join(str(element.text_content()).split())


def holds_little(element: HtmlElement) -> bool:
    """Whether an element holds few others, as a button or a message does."""
    return sum(1 for _ in islice(element.iterdescendants(), _LITTLE + 1)) <= _LITTLE


def file_name(address: str) -> str:
    """The last part of an address; empty for an image that is written out in the page itself."""
    if address.startswith("data:"):
        return ""
    return address.partition("?")[0].partition("#")[0].rstrip("/").rpartition("/")[2]
