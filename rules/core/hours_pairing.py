"""Puts days and times together that belong together, and takes out what is closed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from rules.core.calendar import WEEKDAYS
from rules.core.clock_times import clock
from rules.core.hours_tokens import Token

_MONTHLY = re.compile(r"\bmonthly\b|\b(?:a|per|each|every|of the) (?:calendar )?month\b", re.IGNORECASE)
_SIDES = {"days": "days", "dated": "days", "times": "times", "shut": "times"}
_PATIENCE = 1
_MOST = 20


class Slot(Struct, frozen=True):
    """A slot of one weekday, or of a date (`day` is then empty), with the tokens that told it.

    `slot` is `09:00-17:00`; of a date, it may be `closed`.
    """

    day: str
    slot: str
    of: Token
    time: Token


def slots(tokens: Iterable[Token]) -> list[Slot]:
    """The slots that tokens make, in the order they are read; each sentence may finish what the last one began.

    Days open a group ("Monday: 9 to 5") or close one ("9 to 5, Monday"): what comes first in a sentence tells.
    """
    pairing = _Pairing()
    for sentence in _sentences(tokens):
        pairing.read(sentence)
    return pairing.found


def _sentences(tokens: Iterable[Token]) -> Iterator[list[Token]]:
    sentence: list[Token] = []
    for token in tokens:
        if token.kind == "stop":
            yield sentence
            sentence = []
        else:
            sentence.append(token)
    yield sentence


class _Group(Struct):
    """Days and times on their way to each other."""

    days: list[Token] = []
    times: list[Token] = []
    gaps: list[Token] = []
    last: str = ""

    @property
    def whole(self) -> bool:
        return bool(self.days and self.times)


class _Pairing:
    """What has been found so far, and what waits for its other half."""

    def __init__(self) -> None:
        self.found: list[Slot] = []
        self._group = _Group()
        self._waiting = _Group()
        self._patience = 0
        self._start = 0

    def read(self, sentence: list[Token]) -> None:
        """Read a sentence. What has waited through sentences without a word of hours waits no longer."""
        self._patience -= 1
        if self._patience < 0:
            self._waiting = _Group()
        if not sentence or _monthly(sentence):
            return
        self._patience = _PATIENCE
        self._start = len(self.found)
        if self._waiting.days or any(token.kind == "days" for token in sentence):
            sentence = [replace(t, kind="times") if t.kind == "always" else t for t in sentence]
        opening = next((_SIDES[t.kind] for t in sentence if t.kind in _SIDES), "")
        without: set[str] = set()
        rest = sentence[::-1]
        while rest:
            token = rest.pop()
            if token.kind == "but" and self._group.whole and rest and rest[-1].kind == "times":
                self._close()
                self._drop(_names(token))
                self.found += _crossed([token], [rest.pop()])
            elif token.kind == "but":
                without |= _names(token)
            else:
                self._take(token, opening)
        self._close()
        self._drop(without)

    def _take(self, token: Token, opening: str) -> None:
        match token.kind:
            case "always":
                self.found += [Slot(day, token.slot, token, token) for day in WEEKDAYS]
            case "early":
                self._close()
                self._end_at(token)
            case "gap":
                self._group.gaps.append(token)
            case _:
                self._add(token, opening)

    def _add(self, token: Token, opening: str) -> None:
        if token.date and token.kind == "shut":
            self.found.append(Slot("", "closed", token, token))
            return
        side = _SIDES[token.kind]
        if token.aside and not self._group.whole:
            return
        if token.aside or (side == opening and self._group.last not in ("", opening)):
            self._close()
        (self._group.days if side == "days" else self._group.times).append(token)
        self._group.last = side

    def _close(self) -> None:
        """End a group: by itself or with what waits it makes slots, or it waits in its turn."""
        group, waiting = self._group, self._waiting
        days, times = group.days, group.times
        self._group = _Group()
        if group.whole or (times and waiting.days) or (days and waiting.times):
            self._waiting = _Group()
            start = len(self.found)
            self.found += _crossed(days or waiting.days, times or waiting.times)
            self._cut(group.gaps, start)
            return
        if days:
            self._waiting = _Group(days=days)
        elif times:
            self._waiting = _Group(times=[*waiting.times, *times])
        self._cut(group.gaps, 0)

    def _cut(self, gaps: list[Token], start: int) -> None:
        """Cut the time in which a place is closed out of the slots found from `start` on."""
        for gap in gaps:
            shut, again = gap.slot.split("-")
            self.found[start:] = [part for told in self.found[start:] for part in _halves(told, shut, again)]

    def _end_at(self, token: Token) -> None:
        """Give days another end than the slots before it in the sentence have."""
        before = self.found if token.aside else self.found[self._start :]
        ends = clock(token.ends)
        alike = [told for told in before if told.day == before[-1].day and told.slot < ends]
        if not alike:
            return
        self._drop(_names(token))
        alike[-1] = replace(alike[-1], slot=f"{alike[-1].slot[:5]}-{ends}")
        self.found += [replace(told, day=day, of=token) for day in sorted(_names(token)) for told in alike]

    def _drop(self, days: set[str]) -> None:
        """Leave days out of the slots of this sentence; where it has none, out of all before it."""
        start = self._start if len(self.found) > self._start else 0
        self.found[start:] = [told for told in self.found[start:] if told.day not in days]


def _names(token: Token) -> set[str]:
    return {WEEKDAYS[day] for day in token.days}


def _monthly(sentence: list[Token]) -> bool:
    """Whether a sentence is of something that happens once a month: no week has those hours."""
    if any(token.kind == "dated" for token in sentence):
        return False
    first, last = sentence[0], sentence[-1]
    around = first.block.text[max(0, first.start - 80) : last.end + 40 if last.block is first.block else None]
    return _MONTHLY.search(around) is not None


def _crossed(days: list[Token], times: list[Token]) -> list[Slot]:
    """Each time on each day. A date beside them makes them its own; "weekends: Saturday" is Saturday."""
    if len(days) > _MOST or len(times) > _MOST:
        return []
    dates = [token for token in days if token.kind == "dated"]
    if dates:
        return [Slot("", time.slot or "closed", token, time) for token in dates if token.date for time in times]
    exact = [t for n, t in enumerate(days) if not any(set(u.days) < set(t.days) for u in days[n + 1 :])]
    open_ = [time for time in times if time.slot]
    return [Slot(WEEKDAYS[day], time.slot, token, time) for time in open_ for token in exact for day in token.days]


def _halves(told: Slot, shut: str, again: str) -> Iterator[Slot]:
    opens, closes = told.slot.split("-") if told.day else ("", "")
    if opens < shut and again < closes:
        yield replace(told, slot=f"{opens}-{shut}")
        yield replace(told, slot=f"{again}-{closes}")
    else:
        yield told
