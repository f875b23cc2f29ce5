"""Parts that an accessibility statement must have by law and does not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rules.core.findings import Fact, Finding, Site
from rules.core.page import Page
from rules.core.rule import Rule, at
from rules.core.statement import statement

_LACKS = {
    "scope": (
        "does not say which website or app it is for.",
        "Begin with the site or app that the statement is for.",
    ),
    "commitment": (
        "does not name the Accessibility Regulations 2018 that the site has to follow.",
        "Add the sentence of the model statement that commits the council to the regulations, by their full name.",
    ),
    "compliance status": (
        "does not give the compliance status with the Web Content Accessibility Guidelines.",
        "Say whether the site is fully, partially or not compliant with version 2.2 of the guidelines, level AA.",
    ),
    "content that is not accessible": (
        "does not list the content that is not accessible, and why.",
        "List what does not work for whom, why, and when it will be put right.",
    ),
    "other formats": (
        "does not say how to get information in another format.",
        "Say how to ask for large print, easy read, audio or braille, and how long it takes.",
    ),
    "test": (
        "does not say how the site was tested.",
        "Say when the site was last tested, by whom, and which pages were looked at.",
    ),
    "contact": (
        "gives no contact for reporting accessibility problems.",
        "Add a link to a form, or an e-mail address and a telephone number, for reporting a problem.",
    ),
    "enforcement procedure": (
        "does not describe the enforcement procedure.",
        "Name the Equality Advisory and Support Service, with a link, for people who get no help.",
    ),
    "link to the enforcement procedure": (
        "names who enforces the law and has no link to them.",
        "Link to the website of the Equality Advisory and Support Service.",
    ),
    "date": (
        "does not give the date it was prepared or last reviewed.",
        "Say on which day the statement was prepared, and on which it was last reviewed.",
    ),
    "template": (
        "still has a note from the sample statement in it: “{quote}”.",
        "Put the site’s own words in place of the note, or take it out.",
    ),
}
_ONLY_ADVICE = ("scope", "other formats", "test")
_NOTE = re.compile(
    r"\[(?:note:|website name|name of organi[sz]ation|(?:your )?(?:council|organi[sz]ation) name"
    r"|scope of statement|insert |date\b|number of|describe )[^\]]{0,80}\]?",
    re.IGNORECASE,
)


class StatementIncomplete(Rule):
    """The accessibility statement lacks a part that the law asks for. Each part is one finding.

    The statement tells disabled people what will not work for them, and whom to ask for it in another way. Where
    a part is not there, a parent finds out too late, or has nobody to turn to.

    The parts are:

    - what site it is for, and the regulations by name
    - how far the site complies, what is not accessible, and other formats
    - a contact, and whom to turn to if the answer is no help
    - the date, and how the site was tested

    **Left alone:**

    - other pages about accessibility, and news about a statement
    - a list of what is not accessible, where all of the site complies
    - wording that differs from the model and says the same
    """

    id = "accessibility.statement-incomplete"
    title = "Accessibility statements with parts missing"
    message = "The accessibility statement lacks a part: {key}."
    fix = "Complete the statement, as the sample statement of the government has it."
    commitments = ("communicate.open", "value.everyone")
    sources = (
        "https://www.legislation.gov.uk/uksi/2018/952/regulation/8",
        "https://www.gov.uk/government/publications/sample-accessibility-statement",
    )

    def extract(self, page: Page) -> Iterator[Fact]:
        told = page.of(statement)
        if told is None:
            return
        for part in told.lacks:
            yield Fact(at(page, told.heading, 0, 0), key=part)
        for block in page.main:
            if "[" in block.text and (note := _NOTE.search(block.text)):
                yield Fact(at(page, block, note.start(), note.end()), key="template")

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        del site
        for fact in facts:
            lacks, fix = _LACKS[fact.key]
            message = f"The accessibility statement {lacks}".replace("{quote}", fact.place.quote)
            severity = "advice" if fact.key in _ONLY_ADVICE else self.severity
            yield self.finding(fact, message=message, fix=fix, severity=severity)
