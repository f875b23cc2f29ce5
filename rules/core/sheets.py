"""Reads style sheets into rules, once for each text however many pages use it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal, NamedTuple

import tinycss2

from rules.core.selectors import Selector, selector

_WORD = re.compile(r"[\w-]+")
# The properties that some rule asks about; style sheets hold many more.
_KEPT = frozenset(
    _WORD.findall("""
    background background-color background-image border border-bottom bottom clip clip-path color content
    cursor display filter float font font-family font-size font-style font-weight height left
    letter-spacing line-height max-height max-width min-width opacity outline overflow overflow-x
    overflow-y position right rotate text-align text-decoration text-decoration-line text-indent
    text-shadow text-transform top transform visibility white-space width word-spacing
    """)
)
# Comments and strings first, since a brace in them is no brace.
_PIECE = re.compile(r"/\*.*?(?:\*/|\Z)|\"(?:[^\"\\\n]|\\.)*+\"?|'(?:[^'\\\n]|\\.)*+'?|[{};]", re.DOTALL)
_NOT_PLAIN = re.compile(r"[\"'(\\@{]")
_IMPORT = re.compile(r"@import\s+(?:url\(\s*)?[\"']?([^\"'()\s;]+)[\"']?\s*\)?\s*(.*)", re.IGNORECASE | re.DOTALL)
_AT_RULE = re.compile(r"@([\w-]+)\s*(.*)", re.DOTALL)
_GROUPS = frozenset(("layer", "media", "supports"))
_MARK = re.compile(r"[(),\[\]]")
_IN_BRACKETS = re.compile(r"\[[^]]*\]|\([^()]*\)")
_NAME = re.compile(r"([.#])(-?[A-Za-z_][\w-]*)")
_DEEPEST = 8
# Many pages say that no scripts run, until one takes that back.
_WITHOUT_SCRIPTS = re.compile(r"\.no-?js(?![\w-])", re.IGNORECASE)
_LONGEST_SELECTOR = 300


@dataclass(frozen=True)
class Declared:
    """A declaration: the property's value as written, in small letters, and whether it is `!important`.

    What `content` holds keeps its letters.
    """

    value: str
    important: bool = False


Style = Mapping[str, Declared]


@dataclass(frozen=True, eq=False)
class StyleRule:
    """What one selector of a style sheet sets. `media` is the condition it stands under, empty for none."""

    selector: str
    style: Style
    media: str

    @cached_property
    def parsed(self) -> Selector | None:
        """The selector, ready to be matched; None where it is for no element of a page at rest."""
        return selector(self.selector)

    @cached_property
    def names(self) -> frozenset[str]:
        """The classes and ids that a page must have for the selector to match, as `.class` and `#id`."""
        outside = _IN_BRACKETS.sub("", self.selector)
        return frozenset() if "(" in outside else frozenset(kind + name for kind, name in _NAME.findall(outside))


@dataclass(frozen=True, eq=False)
class Sheet:
    """A style sheet: its rules in order, and what it imports, each with its media condition."""

    rules: tuple[StyleRule, ...]
    imports: tuple[tuple[str, str], ...]

    @cached_property
    def names(self) -> frozenset[str]:
        """All the classes and ids that its selectors name."""
        return frozenset().union(*(rule.names for rule in self.rules))

    @cached_property
    def conditions(self) -> frozenset[str]:
        """All the media conditions that its rules stand under."""
        return frozenset(rule.media for rule in self.rules)


@lru_cache(maxsize=128)
def read_sheet(text: str) -> Sheet:
    """A style sheet's rules. Never raises: what cannot be read is left out, as browsers leave it."""
    imports: list[tuple[str, str]] = []
    rules = [
        StyleRule(selector, style, media)
        for prelude, body, media in _blocks(text, imports)
        if (style := declared(body))
        for selector in _selectors(prelude)
    ]
    return Sheet(tuple(rules), tuple(imports))


@lru_cache(maxsize=4096)
def declared(text: str) -> Style:
    """What a list of declarations sets, of what some rule asks about; the last of a property stands."""
    kept: dict[str, Declared] = {}
    for name, value, important in _declarations(text):
        if name in _KEPT and (important or name not in kept or not kept[name].important):
            kept[name] = Declared(value, important)
    return kept


def _declarations(text: str) -> Iterator[tuple[str, str, bool]]:
    if _NOT_PLAIN.search(text) is None and "/*" not in text:
        for part in text.split(";"):
            name, _, value = part.partition(":")
            value, important, _ = value.lower().partition("!")
            if value.strip():
                yield name.strip().lower(), " ".join(value.split()), bool(important)
        return
    for node in tinycss2.parse_blocks_contents(text, skip_comments=True, skip_whitespace=True):
        if node.type == "declaration":
            value = " ".join(tinycss2.serialize(node.value).split())
            yield node.lower_name, value if node.lower_name == "content" else value.lower(), node.important


def _blocks(text: str, imports: list[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    """Each rule's selectors, declarations and media condition. Blocks of other at-rules are passed over."""
    open_blocks: list[_Block] = []
    said: list[str] = []
    end = 0
    for piece in (*_PIECE.finditer(text), None):
        said.append(text[end : piece.start() if piece else len(text)])
        end = piece.end() if piece else end
        mark = piece[0] if piece else "}"  # the end of the text closes what is open, as in browsers
        if mark == "{":
            open_blocks.append(_opened("".join(said).strip(), open_blocks))
            said = []
        elif mark == "}":
            closed = open_blocks.pop() if open_blocks else None
            if closed is not None and closed.kind == "rule":
                yield closed.prelude, "".join(said), closed.media
            said = []
        elif mark == ";" and not open_blocks:
            if imported := _IMPORT.fullmatch("".join(said).strip()):
                imports.append((imported[1], imported[2].strip()))
            said = []
        elif not mark.startswith("/*"):
            said.append(mark)


class _Block(NamedTuple):
    """An open block: a rule, a group of rules under a condition, or neither."""

    kind: Literal["rule", "group", "other"]
    prelude: str
    media: str


def _opened(prelude: str, around: list[_Block]) -> _Block:
    media = around[-1].media if around else ""
    if (around and around[-1].kind != "group") or len(around) > _DEEPEST:
        return _Block("other", "", media)
    at_rule = _AT_RULE.fullmatch(prelude)
    if at_rule is None:
        return _Block("rule", prelude, media)
    kind = at_rule[1].lower()
    if kind == "media":
        media = " and ".join(filter(None, (media, " ".join(at_rule[2].lower().split()))))
    return _Block("group" if kind in _GROUPS else "other", "", media)


def _selectors(prelude: str) -> Iterator[str]:
    """The selectors of a rule, which commas part but for those in brackets."""
    depth = start = 0
    for mark in (*_MARK.finditer(prelude), None):
        if mark is not None and mark[0] != ",":
            depth += 1 if mark[0] in "([" else -1
        elif mark is None or depth == 0:
            selector = " ".join(prelude[start : mark.start() if mark else len(prelude)].split())
            start = mark.end() if mark else start
            if 0 < len(selector) <= _LONGEST_SELECTOR and not _WITHOUT_SCRIPTS.search(selector):
                yield selector
