"""What the rules about documents share: faults of the whole file, and the age at which the law asks nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import ClassVar

from rules.core.file import File
from rules.core.findings import Fact, Finding, Site
from rules.core.page import Page
from rules.core.rule import Rule, at

_LAW = date(2018, 9, 23)
_BEFORE = "before the law"


class DocumentRule(Rule):
    """A rule about a document as a whole. `messages` and `fixes` go by the key of the fault, where they differ.

    A document last changed before 23 September 2018 is for a person to look at: the law asks nothing of it unless
    people need it to use a service. Source: https://www.legislation.gov.uk/uksi/2018/952/regulation/4.
    """

    messages: ClassVar[Mapping[str, str]] = {}
    fixes: ClassVar[Mapping[str, str]] = {}

    def faults(self, file: File) -> Iterator[tuple[str, str]]:
        """The key and the value of each fault of a document."""
        raise NotImplementedError

    def extract(self, page: Page) -> Iterator[Fact]:
        if page.file:
            kind = _BEFORE if page.modified and page.modified < _LAW else ""
            for key, value in self.faults(page.file):
                yield Fact(at(page, page.dom), key, value, kind)

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        del site
        for fact in facts:
            message = self.messages.get(fact.key, self.message).format(key=fact.key, value=fact.value)
            fix = self.fixes.get(fact.key, self.fix)
            yield self.finding(fact, message=message, fix=fix, review=self.review or fact.kind == _BEFORE)
