"""A short CSS path to an element: stable enough to find it by, readable enough to paste."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from lxml.html import HtmlElement

_PLAIN_TAG = re.compile(r"[A-Za-z][\w-]*\Z", re.ASCII)
_PLAIN_ID = re.compile(r"[A-Za-z][\w-]*\Z")


def css_path(element: HtmlElement) -> str:
    """The path from the nearest landmark or id down to `element`, as `main > p:nth-of-type(3)`."""
    known = _known(element.getroottree().getroot())
    way: list[tuple[HtmlElement, str]] = []
    node = element
    while node not in known.paths:
        parent = node.getparent()
        step = _step(node, parent, known)
        if parent is None or step.startswith("#") or node.tag in ("main", "body", "head"):
            known.paths[node] = step
        else:
            way.append((node, step))
            node = parent
    path = known.paths[node]
    for below, step in reversed(way):
        path = known.paths[below] = f"{path} > {step}"
    return path


class _Known:
    """What is known of the document being read: elements that lie together share most of their paths."""

    def __init__(self) -> None:
        self.paths: dict[HtmlElement, str] = {}
        self._numbers: dict[HtmlElement, dict[str, dict[HtmlElement, int]]] = {}

    def numbers(self, parent: HtmlElement, tag: str) -> Mapping[HtmlElement, int]:
        """The children of an element with a tag, numbered in order: all are counted once, whoever asks."""
        if parent not in self._numbers:
            numbered: dict[str, dict[HtmlElement, int]] = {}
            for child in parent.iterchildren("*"):
                alike = numbered.setdefault(str(child.tag), {})
                alike[child] = len(alike) + 1
            self._numbers[parent] = numbered
        return self._numbers[parent][tag]


@lru_cache(maxsize=1)
def _known(root: HtmlElement) -> _Known:
    del root
    return _Known()


def _step(node: HtmlElement, parent: HtmlElement | None, known: _Known) -> str:
    tag = str(node.tag)
    if not _PLAIN_TAG.match(tag):
        return f"*:nth-child({1 + len(list(node.itersiblings('*', preceding=True)))})"
    if (name := node.get("id")) and _PLAIN_ID.match(name) and tag != "main":
        return f"#{name}"
    if parent is None:
        return tag
    alike = known.numbers(parent, tag)
    return tag if len(alike) == 1 else f"{tag}:nth-of-type({alike[node]})"
