"""Fields of the content management system that leaked onto a page: labels that only its editors should meet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from rules.core.page import Block, Mention, Page

_THING = (
    r"(?:intro(?:duction)?|featured?|hero|banner|teaser|thumbnail|listing|header|card|carousel|promo"
    r"|social(?: media)?|lead|main|background|summary|meta|seo|open ?graph|navigation|menu|page|content|body|block"
    r"|widget|side ?bar)"
)
_PART = (
    r"(?:image|photo|picture|icon|title|heading|text|description|summary|keywords|caption|alt(?:ernative)? text"
    r"|link|video|type|template|layout|region|weight|alias|slug|position|alignment|colou?r)"
)
_EXACT = re.compile(
    rf"(?:(?:{_THING} ){{1,2}}{_PART}"
    r"|(?:image|photo) (?:alt(?:ernative)? text|caption|style|alignment|position)"
    r"|(?:url|path) alias|slug|node id|published status|promoted to front page|sticky at top of lists"
    r"|(?:hide|show|display) (?:page )?title"
    r"|(?:exclude|include|show|hide) (?:from|in) (?:the )?(?:navigation|menu|search|sitemap)"
    r"|(?:menu|parent) (?:item|link)|revision log message)(?: \(\w+\))?",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\S[^.!:]{2,90}\?\s*:\s*(?:yes|no|true|false|on|off|none|n/a|[01])?", re.IGNORECASE)
_EDITORS_WORD = re.compile(
    r"\b(?:display|show|hide|exclude|include in|featured|teaser|thumbnail|carousel|banner|hero|sidebar|meta|seo"
    r"|menu|navigation|sitemap|breadcrumbs?|published?|template|layout|widget|block|introduction|image|sticky"
    r"|alias|page title|on (?:the )?(?:page|home ?page|listing))\b",
    re.IGNORECASE,
)
_VALUE = re.compile(
    r"(?:yes|no|true|false|on|off|none|n/a|[01]|[\w-]+\.(?:jpe?g|png|gif|svg|webp))?", re.IGNORECASE
)
_LONGEST = 120
_MARK = re.compile(r"\{\{|\{%|\[|field_|%%|Lorem")
_TOKEN = re.compile(
    r"\{\{\s*[\w.|:\s'-]{2,60}\}\}|\{%\s*\w[^%]{0,60}%\}|\[(?:node|site|current-page|term|user|date|field):[\w:-]+\]"
    r"|\[/?(?:caption|gallery|vc_\w+|et_pb_\w+|contact-form-7|shortcode)\b[^\]]{0,80}\]|\bfield_[a-z]+(?:_[a-z]+)+\b"
    r"|%%\w+%%|\bLorem ipsum dolor\b"
)


def leaked_fields(page: Page) -> tuple[Mention, ...]:
    """The labels of CMS forms, with their values, and the CMS's own marks, that stand in the content as text.

    A label counts when the whole line is one: a question that ends `?:` and speaks of how the page is shown
    (`kind` is `question`), the name of a field that only editors fill in (`label`); or a mark that the CMS
    should have filled in (`token`). The page's own title is never a label. `value` is the label or mark, in
    lower case.
    """
    content = (block for block in page.prose if block.region in ("main", "aside") and block.level != 1)
    return tuple(mention for block in content for mention in _in_block(block))


def _in_block(block: Block) -> Iterator[Mention]:
    if _MARK.search(block.text):
        for match in _TOKEN.finditer(block.text):
            yield Mention(block, *match.span(), match[0].lower(), "token")
    if len(block.text) <= _LONGEST * (1 + len(block.breaks)):
        for start, end in _lines(block):
            line = block.text[start:end]
            if kind := _leak(line):
                yield Mention(block, start, end, line.partition(":")[0].strip(" ?*").lower(), kind)


def _lines(block: Block) -> Iterator[tuple[int, int]]:
    """Where each line of the block starts and ends."""
    edges = (0, *block.breaks, len(block.text))
    for start, end in pairwise(edges):
        line = block.text[start:end]
        yield start + len(line) - len(line.lstrip()), start + len(line.rstrip())


def _leak(line: str) -> str:
    if "?" in line:
        return "question" if _ASKED.fullmatch(line) and _EDITORS_WORD.search(line) else ""
    label, _, value = line.partition(":")
    return "label" if _EXACT.fullmatch(label.strip(" *")) and _VALUE.fullmatch(value.strip()) else ""
