"""Finds the elements of a page that selectors of style sheets are for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cssselect import HTMLTranslator, SelectorError
from cssselect import parser as css
from lxml.etree import XPath, XPathError
from lxml.html import HtmlElement

# What holds only while someone points, presses or types, or of parts that are no elements.
_PASSING = re.compile(
    r"::|:(?:hover|focus|active|visited|target|before|after|first-l(?:etter|ine))(?![\w-]*\))", re.IGNORECASE
)


@dataclass(frozen=True)
class Compound:
    """What a selector asks of one element: its tag (empty for any), ids and classes."""

    tag: str
    ids: tuple[str, ...]
    classes: tuple[str, ...]

    def matches(self, element: HtmlElement) -> bool:
        """Whether an element is what is asked for."""
        if self.tag and element.tag != self.tag:
            return False
        if self.ids and any(element.get("id") != name for name in self.ids):
            return False
        if not self.classes:
            return True
        having = (element.get("class") or "").split()
        return all(name in having for name in self.classes)

    @property
    def names(self) -> tuple[str, ...]:
        """Its ids and classes, as `#id` and `.class`."""
        return (*(f"#{name}" for name in self.ids), *(f".{name}" for name in self.classes))


Run = tuple[Compound, ...]
_ANYTHING = Compound("", (), ())


@dataclass(frozen=True, eq=False)
class Selector:
    """A selector, ready to be matched. The runs go from the element outwards: each is a row of parents.

    Where it asks for more than tags, ids, classes and what they stand in, `path` is the selector as an XPath, and
    there are no runs.
    """

    weight: tuple[int, int, int]
    runs: tuple[Run, ...] = ()
    path: XPath | None = None

    @property
    def last(self) -> Compound:
        """What it asks of the element itself."""
        return self.runs[0][0] if self.runs else _ANYTHING

    def matches(self, element: HtmlElement) -> bool:
        """Whether the runs lead to this element: each to the nearest place above where it fits."""
        if not _fits(element, self.runs[0]):
            return False
        above = element
        for run in self.runs[1:]:
            fitting = (e for e in above.iterancestors() if _fits(e, run))
            if (found := next(fitting, None)) is None:
                return False
            above = found
        return True


def selector(text: str) -> Selector | None:
    """A selector; None for one that cannot be read, or that is for no element of a page at rest."""
    if _PASSING.search(text):
        return None
    try:
        (parsed,) = css.parse(text)
        if parsed.pseudo_element is not None:
            return None
        runs = _runs(parsed.parsed_tree)
        path = XPath(HTMLTranslator().selector_to_xpath(parsed)) if runs is None else None
    except (SelectorError, XPathError, RecursionError, ValueError):
        return None
    return Selector(parsed.specificity(), runs or (), path)


def _runs(tree: css.Tree) -> tuple[Run, ...] | None:
    runs: list[list[Compound]] = [[]]
    while isinstance(tree, css.CombinedSelector):
        compound = _compound(tree.subselector)
        if compound is None or tree.combinator not in " >":
            return None
        runs[-1].append(compound)
        if tree.combinator == " ":
            runs.append([])
        tree = tree.selector
    if (first := _compound(tree)) is None:
        return None
    runs[-1].append(first)
    return tuple(map(tuple, runs))


def _compound(tree: css.Tree) -> Compound | None:
    ids: list[str] = []
    classes: list[str] = []
    while isinstance(tree, css.Class | css.Hash):
        if isinstance(tree, css.Class):
            classes.append(tree.class_name)
        else:
            ids.append(tree.id)
        tree = tree.selector
    if not isinstance(tree, css.Element) or tree.namespace:
        return None
    return Compound((tree.element or "").lower(), tuple(ids), tuple(classes))


def _fits(element: HtmlElement, run: Run) -> bool:
    """Whether an element, its parent and so on are what a run asks for."""
    around: HtmlElement | None = element
    for compound in run:
        if around is None or not compound.matches(around):
            return False
        around = around.getparent()
    return True
