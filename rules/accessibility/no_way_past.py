"""A page with no way past what every page of the site repeats."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.html import HtmlElement

from rules.core.accessible import Accessibility, accessibility
from rules.core.findings import Fact
from rules.core.markup import markup
from rules.core.page import Page
from rules.core.rule import Rule, at

_REPEATED = ("aside", "header", "nav")
_REPEATING_TAGS = ("aside", "header", "nav", "footer")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LANDMARKS = ("main", "region")
_OPENS = ("aria-controls", "aria-expanded", "onclick", "onload")


class NoWayPast(Rule):
    """The page has no way past its menu: no main landmark, no heading over its content, and no skip link.

    Someone who listens, or who has no mouse, goes through the whole menu on every page before the first word that
    is new.

    **Left alone:**

    - pages with any one of these ways
    - pages with a menu that folds up
    - pages on which nothing comes before the content, and drafts that have no page around them yet

    These ways belong to the template, so the web team adds them once for all pages.
    """

    id = "accessibility.no-way-past"
    title = "Pages with no way past the menu"
    message = "Nothing leads past the menu: no main landmark, no heading and no skip link (bypass blocks)."
    fix = "Put the content in a main element, under a heading, and let a skip link at the top lead to it."
    commitments = ("partnership.participation", "value.everyone")
    wcag = ("2.4.1",)
    act = ("cf77f2", "047fe0", "b40fd1", "ye5d6e", "3e12e1")
    sources = ("https://www.w3.org/WAI/standards-guidelines/act/rules/cf77f2/",)

    def extract(self, page: Page) -> Iterator[Fact]:
        content = None if page.fragment else _content_after_menu(page)
        if content is not None and not _marked(page) and not _skipped_to(page) and not _folds(page):
            yield Fact(at(page, content), key="bypass")


def _content_after_menu(page: Page) -> HtmlElement | None:
    """The longest part of the content, if something that other pages repeat comes before it."""
    longest = max(page.main, key=lambda block: len(block.text), default=None)
    before = page.blocks if longest is None else page.blocks[: longest.index]
    if not any(block.region in _REPEATED for block in before):
        return None
    return longest.element if longest is not None else _hushed_main(page)


def _hushed_main(page: Page) -> HtmlElement | None:
    """A main element that is shown, but hidden from screen readers."""
    told = page.of(accessibility)
    return next((main for main in page.of(markup).of("main") if told.shown(main) and not told.told(main)), None)


def _marked(page: Page) -> bool:
    """Whether a landmark or a heading stands in the content."""
    elements, told = page.of(markup), page.of(accessibility)
    candidates = (*elements.of("main", "section", *_HEADINGS), *elements.having("role"))
    return any(_is_a_mark(told, element) and not _repeated(element) for element in candidates)


def _is_a_mark(told: Accessibility, element: HtmlElement) -> bool:
    role = told.role(element)
    if role == "heading":
        return told.told(element) and told.visible(element) and bool(told.name(element))
    return role in _LANDMARKS and told.told(element)


def _skipped_to(page: Page) -> bool:
    """Whether a link leads to a place in the content."""
    told = page.of(accessibility)
    for link in page.of(markup).of("a"):
        target = link.get("href", "").strip()
        if len(target) > 1 and target.startswith("#") and told.told(link):
            found = told.find(target[1:])
            if found is not None and not _repeated(found):
                return True
    return False


def _folds(page: Page) -> bool:
    """Whether something on the page opens or closes by a script, which may be the menu."""
    elements = page.of(markup)
    return any(name in elements.attributes for name in _OPENS) or "details" in elements.tags


def _repeated(element: HtmlElement) -> bool:
    return any(around.tag in _REPEATING_TAGS for around in (element, *element.iterancestors()))
