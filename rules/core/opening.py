"""Whose opening hours stand on a page: each place by its name, and how one week differs from another."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rules.core.hours import hours
from rules.core.page import Block, Mention, Page
from rules.core.wording import clock

Week = Mapping[str, list[str]]

_OPEN = re.compile(
    r"\b(?:open(?:s|ing)?|hours|available|reception|lines?|call|phone|office|closed)\b", re.IGNORECASE
)
_PLAIN = re.compile(
    r"\b(?:our|the|opening|office|reception|hours|times|open|contact(?:s|ing)?|details|us|get in touch|when|we"
    r"|are|find|how|to"
    r"|telephone|phone|email|address|visit|where|you|can|information|further|more|help|support|advice|and|or|of"
    r"|for|in|at"
    r"|by|on|your|a|local offer|services?|teams?|home|page|welcome|about|location|availability|term time"
    r"|holidays?)\b"
)
_CHANNELS = {
    "phone": re.compile(
        r"\b(?:phone|telephone|call(?:s|ing)?|ring|(?:help|advice|phone)?lines?|dial)\b", re.IGNORECASE
    ),
    "door": re.compile(r"\b(?:reception|desk|walk-?in|door|in person|visit|counter)\b", re.IGNORECASE),
    "chat": re.compile(r"\b(?:web ?chat|live chat|whatsapp|text us)\b", re.IGNORECASE),
}
_SLOT = re.compile(r"(\w{3}) ([\d:]+-[\d:]+)")
_DAYS = {
    "mon": "Monday",
    "tue": "Tuesday",
    "wed": "Wednesday",
    "thu": "Thursday",
    "fri": "Friday",
    "sat": "Saturday",
    "sun": "Sunday",
}


@dataclass(frozen=True)
class Opening:
    """The weekly hours that a page gives for a place. `channel` is `phone`, `door` or `chat`, where it is told."""

    place: str
    channel: str
    mentions: tuple[Mention, ...]

    @property
    def week(self) -> str:
        """The slots as one text, `mon 09:00-17:00, tue 09:00-17:00`."""
        return ", ".join(m.value for m in self.mentions)


def openings(page: Page) -> tuple[Opening, ...]:
    """The opening hours on a page by the place they are of.

    A place is known by the heading that its hours stand under, without words such as "opening hours", or by the
    page's main heading. Hours with no name are left out, and so are two sets of hours under one name: nobody
    could say which is meant.
    """
    by_name: dict[str, list[Mention]] = defaultdict(list)
    for mention in page.of(hours):
        block = mention.block
        labels = [b for b in (block, block.lead_in, block.heading) if b]
        if any(_OPEN.search(b.text) for b in labels) and (name := _name(page, block)):
            by_name[name].append(mention)
    return tuple(
        Opening(name, _channel(name, given), tuple(given)) for name, given in by_name.items() if _one_week(given)
    )


def bare_name(heading: str) -> str:
    """A heading in small letters, without the words that do not tell places apart; empty where none is left."""
    words = _PLAIN.sub(" ", heading.casefold().replace("’", "'"))
    return " ".join(re.findall(r"[\w'&]+", words)) if re.search(r"[a-z]{3}", words) else ""


def week_of(value: str) -> Week:
    """The slots of each day of a week that was written as text."""
    week: dict[str, list[str]] = defaultdict(list)
    for day, slot in _SLOT.findall(value):
        week[day].append(slot)
    return week


def differing_day(ours: Week, theirs: Week) -> str:
    """The first weekday that both give, with other hours; empty where there is none."""
    return next((day for day in ours if day in theirs and Counter(ours[day]) != Counter(theirs[day])), "")


def told(day: str, week: Week) -> str:
    """The hours of a day as people say them: "9am to midday and 1pm to 5pm"."""
    return " and ".join(map(clock, week[day]))


def day_name(day: str) -> str:
    """`mon` as "Monday"."""
    return _DAYS[day]


def may_compare(ours: str, theirs: str) -> bool:
    """Whether two channels may be one: not a phone line and a reception, which keep hours of their own."""
    return ours == theirs or not ours or not theirs


def _channel(name: str, mentions: list[Mention]) -> str:
    """The one channel that the words around hours speak of; empty for none, and for several."""
    said = {_channel_of(name, mention) for mention in mentions}
    return said.pop() if len(said) == 1 else ""


def _channel_of(name: str, mention: Mention) -> str:
    block = mention.block
    labels = (label.text for label in (block.lead_in, block.heading) if label)
    near = (_sentence(mention), *labels, name)
    said = {channel for channel, pattern in _CHANNELS.items() if any(map(pattern.search, near))}
    return said.pop() if len(said) == 1 else ""


def _sentence(mention: Mention) -> str:
    """The words up to the full stops on both sides: "Telephone:" in the next sentence gives no phone hours."""
    text = mention.block.text
    start = text.rfind(". ", 0, mention.start) + 1
    end = text.find(". ", mention.end)
    return text[start : end if end >= 0 else None]


def _name(page: Page, block: Block) -> str:
    return next(filter(None, map(bare_name, _headings(page, block))), "")


def _headings(page: Page, block: Block) -> Iterator[str]:
    """The headings above a block, nearest first, then the page's own."""
    heading = block.heading
    while heading:
        yield heading.text
        heading = heading.heading
    yield next((b.text for b in page.main if b.kind == "heading" and b.level == 1), page.title.split("|")[0])


def _one_week(mentions: list[Mention]) -> bool:
    """Whether the hours make one week: no weekday has hours from two blocks."""
    blocks: dict[str, set[int]] = defaultdict(set)
    for mention in mentions:
        blocks[mention.value[:3]].add(mention.block.index)
    return all(len(given) == 1 for given in blocks.values())
