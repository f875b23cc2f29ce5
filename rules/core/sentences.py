"""Where sentences begin and end, and how many words each has."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from rules.core.lists import words
from rules.core.page import Block, Mention, Page

_STOP = re.compile(r"[.!?…](?<![.!?…]{2})[.!?…]*[\"'”’»)\]]*(?:\[\d{1,3}\])?(?= )")
_BEGINS = re.compile(r"[\"'“‘«(\[]*(?:[A-Z0-9£À-Þ•*–-]|[a-z](?=[A-Z])|(?:[a-z]|[ivx]{1,4})[.)] (?=[A-Z]))")
_BEGINS_SMALL = re.compile(r"[a-z]+(?=[ ,'’])")
_LONGEST_WORD = 60
_OPENING = '([“‘"'
_WITH_A_LETTER = re.compile(r"\w")
_TITLES = words("asst capt cllr col dr gen hon insp lt maj mr mrs ms mx prof rep rev sgt sir st supt")
_BEFORE_MORE = words(
    """
    approx cf e.g ed eds eg est ext fig hrs i.e ie incl max min mins n.b p p.s para paras pp ref sec tel v viz vol
    vs wks yrs
    """
)
_BEFORE_NUMBERS = words("art arts ch cl no nos reg regs s sch sect ss")
_WITHIN = words(
    """
    a.m am ave blvd co corp dept etc inc jr ltd p.m plc pm rd sq sr u.k u.s uk
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun
    """
)
_STARTERS = words(
    """
    a after all also although an and any as at before both but by can children do each families for from he here
    how however i if in it most no not on once our parents please see she so some that the their then there
    these they this those to us we what when where which while who why with you your
    """
)
_OPEN_ENDED = re.compile(
    r"(?:,|\b(?:a|an|and|as|at|by|for|from|in|is|of|on|or|our|that|the|their|to|with|your))\Z"
)
_SPANS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|“[^“”]*”|(?<!\w)‘[^‘’]*’(?!\w)|(?<!\w)\"[^\"]*\"(?!\w)")
_OPENS = re.compile(r"[(\[“‘\"]")
_NUMBERING = re.compile(r"(?:\(?\d{1,3}(?:\.\d{1,3}){0,3}|\(?[A-Za-z]|[ivx]{1,4})[.)]\Z")
_LETTERS = re.compile(r"(?:\w\.)+\w")
_FOLLOWING = re.compile(r"\W{0,20}(\w*)")
_ENGLISH = words(
    """
    and any are as at be by can for from has if is it may must not of on or our that the this to we when which who
    will with you your
    """
)
_LONG = 80
_WHOLE = 4


def prose(page: Page) -> tuple[Block, ...]:
    """The blocks of the main content that are to be read as English: no controls, no code, no other language."""
    if not page.english:
        return ()
    return tuple(b for b in page.main if b.kind not in ("control", "code") and _english(b))


def _english(block: Block) -> bool:
    if block.language is not None:
        return block.language.lower().partition("-")[0] == "en"
    return len(block.text) < _LONG or looks_english(block.text.split())


def looks_english(text: list[str]) -> bool:
    """Whether running text, as its words, is in English: in any other language these small words are rare."""
    return sum(map(_ENGLISH.__contains__, map(str.lower, text))) * 16 >= len(text)


def words_in(text: str) -> list[str]:
    """The words of a text, with the signs about them: what stands between spaces or dashes, if not a mere sign."""
    parts = (text.replace("—", " ") if "—" in text else text).split()
    return [part for part in parts if part[0].isalnum() or _WITH_A_LETTER.search(part)]


def sentences(page: Page) -> tuple[Mention, ...]:
    """The sentences of the main content, each with its number of words as `value` and its block's kind as `kind`.

    A heading, a list item and a cell end where their block ends. Stretches without words are left out.
    """
    return tuple([sentence for sentence, _ in page.of(worded)])


def worded(page: Page) -> tuple[tuple[Mention, list[str]], ...]:
    """The sentences, each with its words."""
    found = []
    for block in page.of(prose):
        for start, end in split(block.text, block.breaks):
            if told := words_in(block.text[start:end]):
                found.append((Mention(block, start, end, str(len(told)), kind=block.kind), told))
    return tuple(found)


def split(text: str, breaks: tuple[int, ...] = ()) -> Iterator[tuple[int, int]]:
    """Where each sentence of a block begins and ends. `breaks` are the offsets of its line breaks."""
    start = 0
    for end, after in sorted({*_stops(text), *_lines(text, breaks)}) if breaks else _stops(text):
        if start < end:
            yield start, end
            start = after
    if start < len(text):
        yield start, len(text)


def _stops(text: str) -> Iterator[tuple[int, int]]:
    spans: list[tuple[int, int]] | None = None
    for stop in _STOP.finditer(text):
        end = stop.end()
        if not _begins(text, stop) or _abbreviation(text, stop.start(), stop[0], end + 1):
            continue
        if spans is None:
            spans = list(_inside(text))
        nearest = bisect_left(spans, (stop.start(),)) - 1
        if nearest < 0 or spans[nearest][1] <= end:
            yield end, end + 1


def _begins(text: str, stop: re.Match[str]) -> bool:
    """Whether a sentence can begin after a stop: in small letters only where a whole word stands before it."""
    after = stop.end() + 1
    if _BEGINS.match(text, after):
        return True
    before = text[max(0, stop.start() - _WHOLE) : stop.start()]
    whole = stop[0] == "." and len(before) == _WHOLE and before.isalpha() and before.islower()
    return whole and _BEGINS_SMALL.match(text, after) is not None


def _abbreviation(text: str, stop: int, mark: str, after: int, *, numbers: bool = True) -> bool:
    """Whether the full stop belongs to the word before it: a title, an initial, a number in a list."""
    if mark[0] != "." or mark.startswith(".."):
        return False
    begins = max(text.rfind(" ", 0, stop) + 1, stop - _LONGEST_WORD)
    before = text[begins:stop].lstrip(_OPENING)
    word = before.lower()
    if word in _TITLES or word in _BEFORE_MORE or (word in _BEFORE_NUMBERS and text[after].isdigit()):
        return True
    if numbers and _NUMBERING.match(before + ".") and _at_start(text, stop - len(before)):
        return True
    if not (word in _WITHIN or (len(word) == 1 and before.isupper()) or _LETTERS.fullmatch(word)):
        return False
    following = _FOLLOWING.match(text, after)
    return following is None or following[1].lower() not in _STARTERS


def _at_start(text: str, offset: int) -> bool:
    """Whether a sentence or the block begins here."""
    before = text[max(0, offset - _LONGEST_WORD) : offset].rstrip()
    return not before or (
        before[-1] in ".!?:;" and not _abbreviation(text, offset - 2, before[-1], offset, numbers=False)
    )


def _inside(text: str) -> Iterator[tuple[int, int]]:
    """Brackets and quotations that stand inside a sentence: they open in it, or it goes on after them."""
    if not _OPENS.search(text):
        return
    for span in _SPANS.finditer(text):
        opens = span.start() > 0 and text[: span.start()].rstrip()[-1:] not in ".!?…"
        goes_on = re.match(r",? ?[a-z]", text[span.end() : span.end() + 3]) is not None
        if (opens and text[span.start()] in "([") or goes_on:
            yield span.span()


def _lines(text: str, breaks: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    """Line breaks at which something new begins, rather than the same sentence going on."""
    for at in breaks:
        after = at + (text[at : at + 1] == " ")
        before = text[:at].rstrip()
        if before[-1:] in ".!?:;" or (_BEGINS.match(text, after) and not _OPEN_ENDED.search(before)):
            yield at, after
