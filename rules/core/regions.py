"""Which part of a page an element belongs to: the main content, the template, or nothing a reader sees."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import cast

from lxml.html import HtmlElement

from rules.core.page import Region

UNREAD = frozenset(
    [
        "audio",
        "canvas",
        "datalist",
        "embed",
        "head",
        "iframe",
        "map",
        "math",
        "meter",
        "noscript",
        "object",
        "progress",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
        "video",
    ]
)
_ROLES: dict[str, Region] = {
    "main": "main",
    "navigation": "nav",
    "search": "nav",
    "menubar": "nav",
    "banner": "header",
    "contentinfo": "footer",
    "complementary": "aside",
    "alert": "banner",
}
_TAGS: dict[str, Region] = {"nav": "nav", "aside": "aside", "header": "header", "footer": "footer"}
_NAMES: dict[Region, str] = {
    "nav": "breadcrumbs?|nav(?:bar|igation)?|(?:main|site|top)-?menu|skip-?links?",
    "banner": "(?:site-?)?(?:alert|announcement|notice|emergency)s?(?:-?(?:banner|bar|message))?",
    "header": "(?:site-?|page-?)?header|masthead",
    "footer": "(?:site-?|page-?)?footer",
    "aside": "side-?bar|related(?:-?(?:links|pages|content))?",
}
_NAMED = {
    region: re.compile(rf"(?:^|[\s_-])(?:{words})(?:$|[\s_-])", re.IGNORECASE) for region, words in _NAMES.items()
}
_COOKIES = re.compile(
    r"cookie[\w-]*(?:banner|bar|notice|consent|message|popup|overlay|control|policy)|(?:^|[\s_-])(?:cookies?|ccc|"
    r"onetrust[\w-]*|cky[\w-]*|cybotcookiebot[\w-]*)(?:$|[\s_-])|consent-?(?:banner|bar|popup|manager)",
    re.IGNORECASE,
)
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MAIN_NAMES = (
    "main-content",
    "maincontent",
    "main",
    "content",
    "page-content",
    "site-content",
    "primary",
    "main_content",
)


def hidden(element: HtmlElement) -> bool:
    """Whether nobody reading the page meets this element: hidden, decoration, or a closed dialog."""
    attributes = element.attrib
    if not attributes:
        return element.tag == "dialog"
    if "hidden" in attributes and attributes["hidden"].lower() != "until-found":
        return True
    if attributes.get("aria-hidden") == "true":
        return True
    if element.tag == "dialog" and "open" not in attributes:
        return True
    style = attributes.get("style")
    return style is not None and _HIDING.search(style) is not None


def unseen(element: HtmlElement) -> bool:
    """Whether the element, or anything around it, is hidden or belongs to what is not read."""
    around = (element, *element.iterancestors())
    return any(hidden(e) or (e is not element and e.tag in UNREAD) for e in around)


def cookie_banner(element: HtmlElement) -> bool:
    """Whether an element outside the main content asks about cookies."""
    names = _names(element, element.get("aria-label"))
    return bool(names) and _COOKIES.search(names) is not None


def _names(element: HtmlElement, *more: str | None) -> str:
    return " ".join(filter(None, (element.get("id"), element.get("class"), *more)))


def find_main(body: HtmlElement) -> HtmlElement | None:
    """The element that holds the main content, or None where only the template can be told apart by name."""
    marked = [e for e in body.iter("main") if not hidden(e)] or body.xpath(".//*[@role='main']")
    if marked:
        return max(marked, key=_amount_of_text)
    for name in _MAIN_NAMES:
        named = body.xpath(".//*[self::div or self::section or self::td][@id=$n or @class=$n]", n=name)
        if named and _amount_of_text(named[0]) * 4 >= _amount_of_text(body):
            return cast("HtmlElement", named[0])
    articles = list(body.iter("article"))
    return articles[0] if len(articles) == 1 else None


def _amount_of_text(element: HtmlElement) -> int:
    return len(element.text_content())


def region_of(element: HtmlElement, current: Region, *, in_content: bool) -> Region:
    """The region an element opens, or the one it stands in. A `<header>` inside the content is content."""
    tag = str(element.tag)
    if tag in ("nav", "aside"):
        return _TAGS[tag]
    if not element.attrib:
        return _TAGS.get(tag, current) if not in_content and current != "nav" else current
    opened = _ROLES.get(element.get("role", "")) or _TAGS.get(tag)
    if opened in ("nav", "aside") or (opened and not in_content and current != "nav"):
        return opened
    if tag not in ("div", "section", "ol", "ul", "p"):
        return current
    return _named_region(_names(element), current, in_content=in_content)


@lru_cache(maxsize=4096)
def _named_region(names: str, current: Region, *, in_content: bool) -> Region:
    for region, pattern in _NAMED.items():
        if names and pattern.search(names) and (region == "nav" or not (in_content or current == "nav")):
            return region
    return current
