"""Finds content that only a script puts on the page."""

from __future__ import annotations

from rules.core.in_browser import BrowserRule


class ScriptedText(BrowserRule):
    """A good part of the page’s words is put there by a script.

    They are missing when the script does not run: on an old phone, over a weak connection, and in some search
    engines. Our other rules read the page as the server sends it, so they have not read these words.

    **Left alone:**

    - fewer than 40 such words
    - lines of one to three words

    It is looked for only with `--browser`.
    """

    id = "accessibility.scripted-text"
    title = "Words that only a script shows"
    message = "About {value} words here are put in by a script. The other rules have not read them."
    fix = "Let the server send the words; else read them through yourself."
    commitments = ("communicate.open", "value.everyone")
    severity = "advice"
    review = True
    sources = ("https://www.gov.uk/service-manual/technology/using-progressive-enhancement",)
