"""What follows a heading or a lead-in in the main content, in words or without."""

from __future__ import annotations

from collections.abc import Container, Iterator

from lxml.html import HtmlElement

from rules.core.page import Block, Page
from rules.core.regions import find_main, hidden

_SHOWN = frozenset(
    """
    audio|button|canvas|details|embed|form|iframe|img|input|math|object|script|select|svg|table|textarea|video
    """.strip().split("|")
)
_OPENERS = (
    "self::a or self::button or self::summary or self::label or self::legend or @aria-controls or @aria-expanded"
)


def next_content(page: Page, block: Block, passed_over: Container[int] = ()) -> Block | None:
    """The block that follows in the main content, or None at its end. Those with the indexes `passed_over` do not
    count.
    """
    for after in page.blocks[block.index + 1 :]:
        if after.index not in passed_over and (after.region == "main" or _inside(page, after.element)):
            return after
    return None


def nothing_between(page: Page, block: Block, after: Block | None) -> bool:
    """Whether there is nothing to see, to use or to open between a block and the next one, or the end.

    Hidden text counts as something (an accordion may open it), and so does a script, which may write there.
    """
    for element in _following(block.element, page.of(_root)):
        if after is not None and element is after.element:
            return True
        tag = element.tag
        if isinstance(tag, str) and (tag in _SHOWN or "-" in tag or (hidden(element) and _text(element))):
            return False
    return True


def is_opener(block: Block) -> bool:
    """Whether a heading is itself a link or a control, holds one, or holds an image."""
    inside = block.element.xpath(f"boolean(descendant-or-self::*[{_OPENERS} or self::img or self::input])")
    return bool(inside) or bool(block.element.xpath(f"boolean(ancestor::*[{_OPENERS}])"))


def _root(page: Page) -> HtmlElement:
    """The element that holds the main content; the body where none does."""
    body = page.dom.find("body")
    if body is None:
        return page.dom
    main = find_main(body)
    return body if main is None else main


def _inside(page: Page, element: HtmlElement) -> bool:
    """Whether an element stands in marked-up main content. The body as a whole is no such thing."""
    root = page.of(_root)
    return root.tag != "body" and any(around is root for around in element.iterancestors())


def _following(element: HtmlElement, root: HtmlElement) -> Iterator[HtmlElement]:
    """The elements that come after one, in order, up to the end of `root`."""
    node: HtmlElement | None = element
    while node is not None and node is not root:
        for sibling in node.itersiblings():
            yield from sibling.iter()
        node = node.getparent()


def _text(element: HtmlElement) -> str:
    return str(element.text_content()).strip()
