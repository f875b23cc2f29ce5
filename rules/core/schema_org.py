"""Reads what a page tells machines of itself in schema.org's words, as JSON-LD or as microdata."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml.etree import XPath
from lxml.html import HtmlElement

from rules.core.page import Page

_JSON_LD = "application/ld+json"
_HAS_MICRODATA = XPath("boolean(//@itemscope)")
_TOO_DEEP = XPath(
    "boolean(//*[@itemscope][count(ancestor::*[@itemscope]) > 12] | //*[string-length(@itemref) > 200])"
)
_DEEPEST = 12
_TYPES = ("@type", "type")


@dataclass(frozen=True, eq=False)
class Thing:
    """Something that a page describes: its types (`Event`, `Library`) and its properties, each with its values.

    A value is text, or a thing in its turn.
    """

    types: frozenset[str]
    properties: Mapping[str, tuple[str | Thing, ...]] = field(default_factory=dict)

    def texts(self, name: str) -> tuple[str, ...]:
        """The values of a property that are text."""
        return tuple(v for v in self.properties.get(name, ()) if isinstance(v, str))

    def things(self, name: str) -> tuple[Thing, ...]:
        """The values of a property that are things."""
        return tuple(v for v in self.properties.get(name, ()) if isinstance(v, Thing))


def things(page: Page) -> tuple[Thing, ...]:
    """The things that a page describes, each before those within it.

    Data that cannot be read counts for nothing: no visitor meets it.
    """
    found = [*_json_ld(page.dom), *_microdata(page.dom)]
    return tuple(thing for top in found for thing in _with_its_parts(top))


def _json_ld(dom: HtmlElement) -> Iterator[Thing]:
    for script in dom.iter("script"):
        if script.get("type") == _JSON_LD:
            yield from _tops(_script(script))


def _script(script: HtmlElement) -> list[object]:
    from extruct.jsonld import JsonLdExtractor  # it takes a third of a second to load, and few pages need it

    try:
        return list(JsonLdExtractor().extract_items(script))
    except (ValueError, RecursionError):
        return []


def _microdata(dom: HtmlElement) -> Iterator[Thing]:
    if not _HAS_MICRODATA(dom) or _TOO_DEEP(dom):
        return
    from extruct.w3cmicrodata import MicrodataExtractor

    yield from _tops(MicrodataExtractor().extract_items(dom, ""))


def _tops(items: Iterable[object]) -> Iterator[Thing]:
    for item in items:
        if isinstance(item, dict) and isinstance(graph := item.get("@graph"), list):
            yield from _tops(graph)
        elif isinstance(item, dict):
            yield _thing(item, 0)


def _thing(raw: Mapping[object, object], depth: int) -> Thing:
    types = next((told for name in _TYPES for told in [_listed(raw.get(name))] if told), [])
    inner = raw.get("properties")
    properties = inner if isinstance(inner, dict) else raw
    return Thing(
        frozenset(t.rstrip("/").rpartition("/")[2] for t in types if isinstance(t, str)),
        {str(name): tuple(_values(value, depth)) for name, value in properties.items()},
    )


def _values(raw: object, depth: int) -> Iterator[str | Thing]:
    for value in _listed(raw):
        if isinstance(value, dict) and depth < _DEEPEST:
            yield _thing(value, depth + 1)
        elif isinstance(value, str | int | float):
            yield str(value).strip()


def _listed(raw: object) -> list[object]:
    return raw if isinstance(raw, list) else [] if raw is None else [raw]


def _with_its_parts(thing: Thing) -> Iterator[Thing]:
    yield thing
    for values in thing.properties.values():
        for value in values:
            if isinstance(value, Thing):
                yield from _with_its_parts(value)
