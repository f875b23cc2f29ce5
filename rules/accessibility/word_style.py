"""Words that look like links and are none, links that do not look like links, and colours set by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from lxml.html import HtmlElement

from rules.core.css import inline
from rules.core.faults import Fault, FaultsRule, place_of, words_of
from rules.core.findings import Fact
from rules.core.markup import markup
from rules.core.page import Page
from rules.core.regions import unseen

_APART = ("border", "background", "font-weight")
_NO_COLOUR = ("inherit", "currentcolor", "initial", "unset", "transparent")
_AROUND = 20


class WordStyle(FaultsRule):
    """Words are underlined that are no link, a link has no underline, or a colour is set by hand.

    Underlined words are taken for links, and people press them in vain. A link that only its colour tells apart
    is lost on those who see no colours. Colours set by hand stay when a reader chooses other ones, and can
    vanish.

    **Left alone:**

    - links outside running text, such as buttons, and those set apart by a border or bold
    - colours that are set together with what is behind them
    - style sheets in files of their own, which are not read here
    - each kind after the first on a page
    """

    id = "accessibility.word-style"
    title = "Underlines and colours that mislead"
    message = "The style of “{quote}” misleads."
    fix = "Take the style out, so that the words look like the rest of the page."
    commitments = ("communicate.plain-english", "partnership.participation")
    severity = "advice"
    wcag = ("1.4.1", "1.4.8")
    sources = ("https://www.w3.org/WAI/WCAG22/Techniques/failures/F24",)
    faults: ClassVar[Mapping[str, Fault]] = {
        "underlined": Fault(
            "“{quote}” is underlined, but is no link.",
            "Use bold to make it stand out. Readers take underlined words for links.",
        ),
        "unmarked link": Fault(
            "The link “{quote}” has no underline to distinguish it from the surrounding text.",
            "Let links in running text keep their underline.",
        ),
        "colour": Fault(
            "An inline style sets a colour for this text, but not for what is behind it.",
            "Take the colour out. It can get lost on the colours that people choose to read with.",
        ),
    }

    def extract(self, page: Page) -> Iterator[Fact]:
        elements, told = page.of(markup), set()
        for element in (*elements.of("u"), *elements.having("style")):
            kind = _kind(element)
            if kind and kind not in told and len(words_of(element)) > 1 and not unseen(element):
                told.add(kind)
                yield Fact(place_of(page, element), kind=kind)


def _kind(element: HtmlElement) -> str:
    style = {name: declared.value for name, declared in inline(element).items()}
    line = style.get("text-decoration", style.get("text-decoration-line", ""))
    if (element.tag == "u" or "underline" in line) and not _in_link(element):
        return "underlined"
    if line.startswith("none") and element.tag == "a" and _in_running_text(element):
        return "unmarked link"
    has_colour = style.get("color", "inherit") not in _NO_COLOUR
    return "colour" if has_colour and not ("background" in style or "background-color" in style) else ""


def _in_link(element: HtmlElement) -> bool:
    return next(element.iter("a"), None) is not None or next(element.iterancestors("a"), None) is not None


def _in_running_text(link: HtmlElement) -> bool:
    around = link.getparent()
    if around is None or around.tag != "p" or any(name in link.get("style", "") for name in _APART):
        return False
    return len(words_of(around)) > len(words_of(link)) + _AROUND
