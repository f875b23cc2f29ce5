"""A short CSS path to an element: stable enough to find it by, readable enough to paste."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml.html import HtmlElement

_PLAIN_TAG = re.compile(r"[A-Za-z][\w-]*\Z", re.ASCII)
_PLAIN_ID = re.compile(r"[A-Za-z][\w-]*\Z")


def css_path(element: HtmlElement) -> str:
    """The path from the nearest landmark or id down to `element`, as `main > p:nth-of-type(3)`."""
    known = _paths(element.getroottree().getroot())
    way: list[tuple[HtmlElement, str]] = []
    node = element
    while node not in known:
        step, parent = _step(node), node.getparent()
        if parent is None or step.startswith("#") or node.tag in ("main", "body", "head"):
            known[node] = step
        else:
            way.append((node, step))
            node = parent
    path = known[node]
    for below, step in reversed(way):
        path = known[below] = f"{path} > {step}"
    return path


@lru_cache(maxsize=1)
def _paths(root: HtmlElement) -> dict[HtmlElement, str]:
    """The paths that are known of the document being read: elements that lie together share most of theirs."""
    del root
    return {}


def _step(node: HtmlElement) -> str:
    tag = str(node.tag)
    if not _PLAIN_TAG.match(tag):
        return f"*:nth-child({1 + len(list(node.itersiblings('*', preceding=True)))})"
    if (name := node.get("id")) and _PLAIN_ID.match(name) and tag != "main":
        return f"#{name}"
    before = len(list(node.itersiblings(tag, preceding=True)))
    alone = before == 0 and next(node.itersiblings(tag), None) is None
    return tag if alone else f"{tag}:nth-of-type({before + 1})"
