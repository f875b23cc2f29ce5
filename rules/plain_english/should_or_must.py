"""“Should” where a rule is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.core.findings import Fact
from rules.core.page import Page
from rules.core.rule import Rule, at
from rules.core.running_text import search

_THINGS = (
    r"(?:(?:application|request|claim|appeal|referral|payment|complaint|form|document|evidence|objection|booking|fee"
    r"|repl(?:y|ie)|receipt|invoice)(?:s| forms?)?|it|they|these|this)"
)
_DONE = (
    r"(?:completed|emailed|given|handed in|lodged|made|paid|posted|provided|received|registered|returned|sent"
    r"|signed|submitted)"
)
_RULE = re.compile(
    rf"\b{_THINGS} (?P<one>should(?: not)?(?: (?:also|only|always|all|normally))? be {_DONE})\b"
    r"(?=[^.!?;\n]{0,200}\b"
    r"(?:by|before|within|no later than|not later than|on or before|deadline|in writing)\b)"
    r"|\b(?:council|local authority|authorities|school|schools|nursery|college|panel|team|young people"
    r"|pupils|students|parents?|carers?|applicants?|you|we|families) "
    r"(?P<two>should(?: not)?(?: (?:also|only|always))? (?!be able|expect|hear|get|receive|have|see)[a-z]+)"
    r"(?=[^.!?;\n]{0,200}\b(?:within (?:the )?(?:\d+|two|three|four|five|six|eight|ten|twelve|fifteen|twenty)"
    r"|no later than|not later than|on or before|by (?:\d|(?:the )?(?:deadline|end of)|midnight|noon)))"
)


class ShouldOrMust(Rule):
    """“Should” sounds like advice. Beside a deadline or a form, it most likely means “must”.

    A parent who takes it for advice sends the form late and loses the place. One who takes advice for a rule
    worries for nothing. Only the people who run the service know which it is, so a person must look first.

    **Left alone:**

    - advice without a deadline: “you should talk to the school first”
    - what people can expect: “you should hear from us within two weeks”
    - quotations and titles of laws
    """

    id = "plain-english.should-or-must"
    title = "“Should” that may mean “must”"
    message = "“{quote}” sounds like advice. Is it a rule?"
    fix = "If it is a rule, write “{value}”. If it is advice, leave it."
    commitments = ("communicate.plain-english", "accountable.available")
    severity = "advice"
    review = True
    sources = ("https://www.plainlanguage.gov/guidelines/conversational/shall-and-must/",)

    def extract(self, page: Page) -> Iterator[Fact]:
        for found in search(page, _RULE, near=" should "):
            words = found.match["one"] or found.match["two"]
            start = found.end - len(words)
            quote = found.block.text[start : found.end]
            yield Fact(at(page, found.block, start, found.end), value=quote.replace("should", "must", 1))
