"""Tells pages that are made from one template: they hold the same kinds of parts, whatever the words in them."""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import cast

from lxml.etree import XPath

from rules.core.page import Page

TEMPLATE = "core.template"
_NUMBERS = re.compile(r"\d+")
_CLASSES = XPath("/html/body//*/@class", smart_strings=False)
# fmt: off
_PARTS = (
    "address", "article", "aside", "audio", "button", "canvas", "details", "dialog", "embed", "fieldset", "figure",
    "footer", "form", "header", "iframe", "img", "input", "main", "nav", "object", "search", "section", "select",
    "svg", "table", "textarea", "video",
)
# fmt: on


def template(page: Page) -> str:
    """The name of a page's template: equal for pages whose parts and classes are the same.

    How often each stands does not count, nor do numbers in classes, nor the classes of the page as a whole.
    """
    kinds = {str(element.tag) for element in page.dom.iter(*_PARTS)}
    for named in set(cast("list[str]", _CLASSES(page.dom))):
        kinds.update(f".{name}" for name in _NUMBERS.sub("", named).split())
    return blake2b(" ".join(sorted(kinds)).encode("utf-8", "replace"), digest_size=8).hexdigest()
