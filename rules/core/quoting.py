"""Where words are not for the page to change: quotations, names, titles, addresses, lists of words to avoid."""

from __future__ import annotations

import re
from functools import lru_cache

from rules.core.page import Block

_QUOTED = re.compile(
    r"“[^“”]*”|(?<!\w)‘(?:[^‘’]|’\w)*’(?!\w)|(?<!\w)\"[^\"]*\"(?!\w)|(?<![\w])'(?:[^']|'\w)*'(?!\w)"
)
_LAW = re.compile(
    r"\b[A-Z][\w'’-]*(?: (?:\([A-Z][^()]{1,80}\)|[A-Z][\w'’-]*|and|of|for|in|to|the|on|etc\.?),?){0,20} "
    r"(?:Acts?|Regulations|Order|Directive|Code of Practice|Code|Bill|Rules|Convention|Measure)\b(?: \d{4})?"
)
_ADDRESS = re.compile(r"\S*(?:://|@|\w\.\w\w)\S*")
_EXPLAINED = re.compile(
    r"['’]?s? ?(?:(?<= )\((?!s\)|see\b|PDF\b|or\b)(?P<inside>[^()]{6,})\)"
    r"|(?:(?<= )|, which |, this |[–—:-] ?this )"
    r"(?:means|is when|is where|is the term|is another word)\b:? ?(?P<said>[^.;]*))"
)
_MENTIONED = re.compile(
    r"\b(?:called|known as|terms?|the words?|the phrase|referred to as|defined as|meaning of|instead of"
    r"|avoid (?:using|saying|writing)|(?:do not|don['’]t|never) (?:say|write))(?: an?| the)? ?\Z",
    re.IGNORECASE,
)
_PUT_RIGHT = re.compile(r" ?(?::|[–—=→-]) ?(?:(?:use|write|say|try)\b|[“‘\"'])")
_ABOUT_WORDS = re.compile(
    r"\b(?:words? to (?:avoid|use)|avoid (?:using|saying)|do(?:n['’]t| not) (?:say|use|write)|instead of"
    r"|jargon|glossary|style guide|house style|tone of voice"
    r"|what (?:the|these) (?:words|terms)|terms explained|definitions?)\b",
    re.IGNORECASE,
)
_NEXT_WORD = re.compile(r"[ -]([A-Z][a-z]|[A-Z]{2})")
_BEGINNING = re.compile(r"(?:^|[.!?:…][\"'”’)]* |[•–-] )[\"'“‘(]*(?:\d+[.)] )?\Z")


def left_alone(block: Block, start: int, end: int, *, capital: bool = False, titles: bool = True) -> bool:
    """Whether a stretch is somebody else's wording or a mention of a word, and so not for this page to change.

    With `capital` the words are always written with one (“SEND children”), so it does not make them a name.
    Links that read like titles are somebody else's wording too, unless `titles` is off.
    """
    text = block.text
    return (
        quoted(block, start, end)
        or (not capital and _name(text, start, end))
        or (titles and title_of_link(block, start, end))
        or _explained(text, start, end)
        or in_law(text, start, end)
        or _within(_ADDRESS, text, start, end)
    )


def quoted(block: Block, start: int, end: int) -> bool:
    """Whether a stretch is quoted, struck out, or stands in a list of words to avoid."""
    return (
        block.quoted
        or block.within(start, end, "q", "cite", "code", "del", "s", "dfn")
        or _within(_QUOTED, block.text, start, end)
        or _about_words(block)
    )


def title_of_link(block: Block, start: int, end: int) -> bool:
    """Whether a stretch is inside a link that reads like the title of what it leads to."""
    for inline in block.inlines:
        if inline.tag == "a" and inline.start <= start and end <= inline.end:
            whole = inline.end - inline.start >= len(block.text) - 2
            return whole or block.text[inline.start].isupper()
    return False


def in_law(text: str, start: int, end: int) -> bool:
    """Whether a stretch is part of the name of a law: “the SEN and Disability Act 2001”."""
    return _within(_LAW, text, start, end)


def begins(text: str, start: int) -> bool:
    """Whether a sentence begins here, so that a capital says nothing."""
    return _BEGINNING.search(text, max(0, start - 20), start) is not None


def _within(pattern: re.Pattern[str], text: str, start: int, end: int) -> bool:
    return any(a <= start and end <= b for a, b in _spans(pattern, text))


@lru_cache(maxsize=512)
def _spans(pattern: re.Pattern[str], text: str) -> tuple[tuple[int, int], ...]:
    """Where a pattern matches in a block, looked for once however many words of it are asked about."""
    return tuple(match.span() for match in pattern.finditer(text))


def _name(text: str, start: int, end: int) -> bool:
    """A capital in mid-sentence (“for the Handicapped”), or two at its beginning (“Provision Map”)."""
    quote = text[start:end]
    if quote.islower() or (quote.isupper() and len(quote) > 5):
        return False
    words = quote.split()
    capitals = sum(word[0].isupper() for word in words if len(word) > 3)
    if not words[0][0].isupper() or not begins(text, start):
        return True
    return capitals > 1 or (len(words) == 1 and _NEXT_WORD.match(text, end) is not None)


def explanation(text: str, end: int) -> str:
    """What the text says that a term means, which ends at `end`: “commissioning (buying services)”."""
    found = _EXPLAINED.match(text, end)
    return (found["inside"] or found["said"] or "").strip() if found else ""


def _explained(text: str, start: int, end: int) -> bool:
    return bool(
        _EXPLAINED.match(text, end)
        or _PUT_RIGHT.match(text, end)
        or _MENTIONED.search(text, max(0, start - 24), start)
    )


def _about_words(block: Block) -> bool:
    """Under a heading or after a lead-in that says these are words to avoid, or words explained."""
    above, heading = [block.lead_in], block.heading
    while heading is not None:
        above.append(heading)
        heading = heading.heading
    return any(b is not None and _ABOUT_WORDS.search(b.text) is not None for b in above)
