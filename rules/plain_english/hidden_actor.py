"""Passive verbs that hide who decides, who checks or who gets in touch."""

from __future__ import annotations

from collections.abc import Iterator

from rules.core.findings import Fact
from rules.core.hidden_actors import hidden_actors
from rules.core.page import Page
from rules.core.phrases import phrases
from rules.core.rule import Rule, at
from rules.core.running_text import overlaps


class HiddenActor(Rule):
    """The sentence says what will be done, and not who does it: “Your application will be considered”. By whom?

    A family that does not know who decides cannot ask how it is going, or put something right. This looks at
    decisions, assessments and contact, where it matters most.

    **Left alone:**

    - sentences that say by whom, or that name a team, a school or “we”
    - what follows “if”, “when”, “until” or “that”, and the points of a list
    - what readers may do themselves: “applications can be made online”
    - adjectives that look like verbs: “is closed on Mondays”, “are interested”
    - things that decide nothing about a family: “the page was updated”, “is held in the hall”
    - quotations, names and titles
    """

    id = "plain-english.hidden-actor"
    title = "Sentences that hide who acts"
    message = "“{quote}” does not say by whom."
    fix = "Say who does it, for example “{value}”."
    commitments = ("communicate.plain-english", "communicate.open")
    severity = "advice"
    sources = (
        "https://www.gov.uk/guidance/content-design/writing-for-gov-uk",
        "https://www.plainlanguage.gov/guidelines/conversational/use-active-voice/",
    )

    def extract(self, page: Page) -> Iterator[Fact]:
        for found in page.of(hidden_actors):
            if not overlaps(found, page.of(phrases)):
                yield Fact(at(page, found), value=found.value)
