"""A control that is called something else than what is written on it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from rules.core.accessible import Accessibility, accessibility
from rules.core.faults import place_of
from rules.core.findings import Fact
from rules.core.markup import markup
from rules.core.page import Page
from rules.core.rule import Rule

_CONTROLS = frozenset(
    (
        "button",
        "checkbox",
        "gridcell",
        "link",
        "menuitem",
        "menuitemcheckbox",
        "menuitemradio",
        "option",
        "radio",
        "switch",
        "tab",
        "treeitem",
    )
)
_WORDS = re.compile(r"\w+")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_DRAWN = re.compile(r"icon|symbol|awesome|glyph|dingbat", re.IGNORECASE)
_UNSEEN_CLASS = re.compile(
    r"(?:visually|sr|screen-?reader)s?-?(?:hidden|only|text)|assistive|offscreen|hide", re.IGNORECASE
)


class LabelMismatch(Rule):
    """What is written on a button or link is not part of its accessible name, because a label says something else.

    People who speak to their computer say what they see: “click Apply now”. If the control is called something
    else, nothing happens. Those who listen and look at once hear one thing and read another.

    **Left alone:**

    - names that hold the written words and go on: “Apply now for a short break”
    - signs and single letters that stand for a picture, such as “×”, and letters drawn as icons
    - words in brackets, and words that are only there for screen readers
    """

    id = "accessibility.label-mismatch"
    title = "Controls called something else than what they say"
    message = "“{quote}” is written here, but the accessible name (label) is “{value}”."
    fix = "Take the ARIA label off, or begin it with the words that are written here."
    commitments = ("partnership.participation", "value.everyone")
    wcag = ("2.5.3",)
    act = ("2ee8b8",)
    sources = ("https://www.w3.org/WAI/WCAG22/Understanding/label-in-name",)

    def extract(self, page: Page) -> Iterator[Fact]:
        told = page.of(accessibility)
        labelled = dict.fromkeys(page.of(markup).having("aria-label", "aria-labelledby"))
        for element in labelled:
            if told.role(element) not in _CONTROLS or not told.told(element):
                continue
            written, name = _written(told, element), told.name(element)
            if len(written) > 1 and name and not _holds(name, written):
                yield Fact(place_of(page, element, written), key=written, value=name)


def _holds(name: str, written: str) -> bool:
    """Whether a name holds the written words, in their order and one after the other."""
    said, seen = _words(name), _words(_IN_BRACKETS.sub(" ", written))
    if not seen or all(len(word) == 1 and not word.isdigit() for word in seen):
        return True
    return any(said[start : start + len(seen)] == seen for start in range(len(said) - len(seen) + 1))


def _words(text: str) -> list[str]:
    return _WORDS.findall(text.casefold().replace("’", "").replace("'", ""))


def _written(told: Accessibility, element: HtmlElement) -> str:
    """The words that are seen on an element, without icons."""
    said: list[str] = []
    waiting: list[HtmlElement | str] = [element]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            said.append(part)
        elif part.tag not in ("svg", "script", "style", "template") and not _apart(told, part):
            inside: list[HtmlElement | str] = [part.text or ""]
            for child in part:
                inside += ([child] if isinstance(child.tag, str) else []) + [child.tail or ""]
            waiting += [" ", *reversed(inside), " "] if told.apart(part) else reversed(inside)
    return " ".join("".join(said).split())


def _apart(told: Accessibility, part: HtmlElement) -> bool:
    """Whether the words of an element are not seen, or are drawn as an icon."""
    font, named = told.style(part, "font-family"), part.get("class", "")
    if font is not None and _DRAWN.search(font.value):
        return True
    return bool(
        named and (_DRAWN.search(named) or _UNSEEN_CLASS.search(named)) and len(part) == 0
    ) or not told.visible(part)
