"""Carries out `localoffer tell`: tells everybody what has happened since they were last told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.config import Config
from pipeline.saying import say, tell
from pipeline.store.open import Store, open_store
from pipeline.store.read import Reader
from pipeline.store.told import Told, keep_told, last_told
from pipeline.telling.sending import NotSentError, UnreachableError
from pipeline.telling.ways import Way, ways
from pipeline.upcoming import upcoming
from pipeline.waivers import load_waivers
from reports.digest import SOON, Digest, News, digest, news
from reports.exports.clean import one_line
from rules.core.registry import choose

Given = Mapping[str, Any]
_NOT_ALL_TOLD = 3


def tell_people(config: Config, given: Given, secrets: Mapping[str, str]) -> int:
    """Tell everybody who has something to hear, or with a rehearsal show it. Gives the exit status.

    `secrets` is the environment. One who cannot be told stops no other, and is told next time.
    """
    everyone = ways(config, secrets)
    with open_store(given["store"] or config.store, create=False) as opened:
        letters = _Letters(opened, config)
        if given["dry_run"]:
            return _rehearse(letters.to(everyone))
        return _send(opened, letters.to(everyone), quiet=given["quiet"])


@dataclass(frozen=True)
class _Letter:
    """A message ready to go, and what to remember once it has gone."""

    way: Way
    message: Digest
    site: str
    told: Told


class _Letters:
    """Writes messages about the latest audit. What has happened since an earlier one is asked once."""

    def __init__(self, store: Store, config: Config) -> None:
        self._store, self._address = store, config.report.address
        self._reader = Reader(store, load_waivers(Path(config.waivers)))
        self._run = self._reader.latest(config.site.name or None)
        rules = choose(config.rules.select, config.rules.ignore, config.rules.settings)
        self._soon = upcoming(self._reader, self._run, rules, SOON.days)
        self._known: dict[int | None, News] = {}

    def to(self, everyone: list[Way]) -> Iterator[_Letter]:
        """The messages to those for whom there is something new."""
        run = self._run
        for way in everyone:
            before = last_told(self._store, run.site, way.way, way.name)
            happened = way.about(self._since(before.run if before else None))
            soon = frozenset(later.finding.id for later in happened.soon)
            happened = happened.unless_told(before.soon if before else ())
            if way.worth(happened):
                message = digest(self._reader, happened, way.name or run.site, self._address, way.file)
                yield _Letter(way, message, run.site, Told(run.id, soon))

    def _since(self, run: int | None) -> News:
        if run not in self._known:
            before = None if run is None else self._reader.run(run)
            self._known[run] = news(self._reader, self._run, before, self._soon)
        return self._known[run]


def _rehearse(letters: Iterator[_Letter]) -> int:
    written = [*map(_shown, letters)]
    say(*written)
    tell("This was a rehearsal, and nothing was sent." if written else "There is nothing new to tell.")
    return 0


def _shown(letter: _Letter) -> str:
    try:
        return letter.way.shown(letter.message)
    except NotSentError as error:
        return f"To: {one_line(letter.way.whom)}\n\nThis could not be sent. {error}\n"


def _send(store: Store, letters: Iterator[_Letter], *, quiet: bool) -> int:
    sent = 0
    failed: list[str] = []
    unreachable: dict[str, NotSentError] = {}
    for letter in letters:
        way = letter.way
        try:
            if way.way in unreachable:
                raise unreachable[way.way]
            way.send(letter.message)
        except NotSentError as error:
            if isinstance(error, UnreachableError):
                unreachable[way.way] = error
            failed.append(f"{one_line(way.whom)} could not be told. {error}")
            continue
        keep_told(store, letter.site, way.way, way.name, letter.told)
        sent += 1
        if not quiet:
            say(f"Told {one_line(way.whom)}. {letter.message.subject}")
    if not (sent or failed or quiet):
        say("There is nothing new to tell.")
    tell(*failed, *(["What they did not hear is told next time."] if failed else ()))
    return _NOT_ALL_TOLD if failed else 0
