"""Words that assume a gender."""

from __future__ import annotations

from rules.core.kind_words import KindWords


class GenderedRole(KindWords):
    """Roles and pronouns that leave people out: “dinner lady”, “policeman”, “he/she”.

    Fathers bring children up, and women put fires out. A young person who is neither he nor she is also meant to
    feel welcome.

    **Left alone:**

    - titles that a person holds, with a capital: “Chairman of the Board”
    - names of clubs and groups
    - quotations, and what is told as history: “In 1913…”
    - lists of words to avoid
    """

    id = "inclusive.gendered-role"
    topic = "gendered"
    title = "Words that assume a gender"
    message = "“{quote}” speaks of one gender where it means everybody."
    fix = "Write “{value}”."
    commitments = ("communicate.constructive", "value.respect")
    severity = "advice"
    sources = ("https://www.gov.uk/guidance/style-guide/a-to-z-of-gov-uk-style#gender-neutral-text",)
