"""Verbs that are buried in a noun."""

from __future__ import annotations

from rules.core.listed import ListedWords


class BuriedVerb(ListedWords):
    """A noun is made to do the work of a verb: “make a decision” is “decide”.

    The verb is shorter, and it says who does what. A parent who reads “we will carry out an assessment of your
    child” has to dig for what happens. “We will assess your child” says it.

    **Left alone:**

    - phrases with a word that the verb cannot carry: “make an informed decision”
    - names and titles, such as “Make a Complaint About Us”
    - quotations, and links that are titles
    - glossaries and lists of words to avoid
    """

    id = "plain-english.buried-verb"
    listed = "nominalisations"
    title = "Verbs buried in a noun"
    message = "“{quote}” hides what is done in a noun."
    fix = "Write “{value}”."
    commitments = ("communicate.plain-english",)
    severity = "advice"
    sources = ("https://www.plainlanguage.gov/guidelines/conversational/avoid-hidden-verbs/",)
