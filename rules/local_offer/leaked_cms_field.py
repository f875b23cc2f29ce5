"""A field of the CMS that leaked onto the page."""

from __future__ import annotations

from collections.abc import Iterator

from rules.core.cms import leaked_fields
from rules.core.findings import Fact
from rules.core.page import Page
from rules.core.rule import Rule, at


class LeakedCmsField(Rule):
    """A label from the website’s editing form (its content management system, or CMS) stands on the page as text.

    “Show in menu?: No” means nothing to a family. It looks like a mistake, and makes them doubt the rest.

    **Left alone:**

    - questions with an answer about the service (“Wheelchair access?: Yes”)
    - the words image, title or banner in a sentence
    - the labels of forms that readers fill in
    - code
    """

    id = "local-offer.leaked-cms-field"
    title = "Editing fields that leaked onto the page"
    message = "“{quote}” is a field of the content management system (CMS) that leaked onto the page."
    fix = "Take it out of the page, or ask the web team to keep the template from printing it."
    commitments = ("communicate.plain-english",)

    def extract(self, page: Page) -> Iterator[Fact]:
        for mention in page.of(leaked_fields):
            yield Fact(at(page, mention), key=mention.value)
