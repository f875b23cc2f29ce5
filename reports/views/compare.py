"""Any two audits of a site compared: what is new, put right and gone, by promise, by rule and by page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from pipeline.store.read import Reader
from pipeline.store.values import Changed, Run
from reports.views.addresses import page_file, rule_file, short
from reports.views.help import known
from reports.views.survey import Survey
from reports.views.trend import Then
from reports.views.words import count, day, number, sentence, short_day
from rules.core.charter import Charter, Commitment
from rules.core.errors import UserError

HOW = ("fixed", "new", "gone")
_MOST_PAGES = 200

Tally = Counter[str]


@dataclass(frozen=True)
class Comparison:
    """The changes between two runs, counted by what became of them: `fixed`, `new` or `gone`.

    What is counted under a rule counts under each of its commitments. `uncompared` are the rules that only one
    of the two runs was judged by.
    """

    before: Run
    after: Run
    total: Tally
    promises: Mapping[str, Tally]
    rules: Mapping[str, Tally]
    pages: Mapping[str, Tally]
    uncompared: tuple[str, ...]


def pair(reader: Reader, one: int, other: int) -> tuple[Run, Run]:
    """Two runs by their numbers, the earlier first. Raises UserError where they cannot be compared."""
    before, after = reader.run(min(one, other)), reader.run(max(one, other))
    if one == other:
        raise UserError(f"Audit {one} is the same as itself. Name two audits; see `localoffer history`.")
    if before.site != after.site:
        raise UserError(
            f"Audit {before.id} is of “{before.site}” and audit {after.id} of “{after.site}”. Only audits of one "
            "site can be compared. See `localoffer history`."
        )
    for run in (before, after):
        if run.finished is None:
            raise UserError(f"Audit {run.id} never came to its end. Name another; see `localoffer history`.")
    return before, after


def changes(reader: Reader, before: Run, after: Run) -> Iterable[Changed]:
    """What only one of two runs has."""
    return chain(reader.lost(before, after), reader.gained(before, after))


def compare(changed: Iterable[Changed], before: Run, after: Run, charter: Charter) -> Comparison:
    """Count the changes between two runs in one pass."""
    promised: dict[str, list[str]] = {}
    for commitment in charter.commitments.values():
        for rule in commitment.rules:
            promised.setdefault(rule, []).append(commitment.id)
    total: Tally = Counter()
    promises: dict[str, Tally] = {id_: Counter() for id_ in charter.commitments}
    rules: dict[str, Tally] = {}
    pages: dict[str, Tally] = {}
    for change in changed:
        total[change.how] += 1
        rules.setdefault(change.rule, Counter())[change.how] += 1
        pages.setdefault(change.url, Counter())[change.how] += 1
        for id_ in promised.get(change.rule, ()):
            promises[id_][change.how] += 1
    only_one = tuple(sorted(set(before.rules) ^ set(after.rules)))
    return Comparison(before, after, total, promises, rules, pages, only_one)


def most_changed(tallies: Mapping[str, Tally]) -> list[tuple[str, Tally]]:
    """Most changes first."""
    return sorted(tallies.items(), key=lambda told: (-told[1].total(), told[0]))


@dataclass(frozen=True)
class Row:
    """A promise, a rule or a page, with what was put right there, what is new and what is gone.

    A promise has the share of pages that kept it `then` and `now` as well.
    """

    name: str
    file: str | None
    numbers: tuple[str, ...]
    then: str = ""
    now: str = ""


@dataclass(frozen=True)
class Section:
    """A principle with its promises."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Compared:
    """The page that compares two audits. `then` and `now` are their days."""

    lead: str
    cautions: tuple[str, ...]
    then: str
    now: str
    promises: tuple[Section, ...]
    rules: tuple[Row, ...]
    pages: tuple[Row, ...]
    more: str | None


def compared(counted: Survey, told: Comparison, charter: Charter) -> Compared:
    """The page of a comparison, in the report of the later of the two runs."""
    rest = len(told.pages) - _MOST_PAGES
    return Compared(
        lead=in_words(told),
        cautions=tuple(cautions(told)),
        then=short_day(told.before.today),
        now=short_day(told.after.today),
        promises=tuple(
            Section(p.words, tuple(_promise(told, c) for c in p.commitments)) for p in charter.principles
        ),
        rules=tuple(_rule(id_, tally) for id_, tally in most_changed(told.rules)),
        pages=tuple(_page(counted, url, tally) for url, tally in most_changed(told.pages)[:_MOST_PAGES]),
        more=f"{count(rest, 'more page')} changed. `localoffer history --compare` lists them all."
        if rest > 0
        else None,
    )


def in_words(told: Comparison) -> str:
    """“From 1 September 2026 to 1 March 2027: 12 put right, 3 new and 1 gone with its page.”."""
    total = told.total
    with_pages = "its page" if total["gone"] == 1 else "their pages"
    words = f"{total['fixed']:,} put right, {total['new']:,} new and {total['gone']:,} gone with {with_pages}"
    return f"From {day(told.before.today)} to {day(told.after.today)}: {words}."


def cautions(told: Comparison) -> Iterator[str]:
    """What a reader should know before drawing conclusions."""
    for run in (told.before, told.after):
        if not run.complete:
            yield f"The audit of {day(run.today)} was cut short, so it did not see every page."
        if not run.figures:
            yield f"The audit of {day(run.today)} kept no figures for each promise."
    if told.before.version != told.after.version:
        yield "Another version of the checks made the later audit. Some of this may be its doing."
    if told.uncompared:
        rules = sentence(count(len(told.uncompared), "rule"))
        yield f"{rules} checked only one of the two. What was found there is left out."


def _promise(told: Comparison, commitment: Commitment) -> Row:
    then, now = (Then(run.today, run.figures).share(commitment.id) for run in (told.before, told.after))
    numbers = _numbers(told.promises[commitment.id])
    return Row(commitment.words, f"charter.html#{commitment.id}", numbers, _percent(then), _percent(now))


def _rule(id_: str, tally: Tally) -> Row:
    cls = known(id_)
    return Row(cls.title if cls else id_, rule_file(id_) if cls else None, _numbers(tally))


def _page(counted: Survey, url: str, tally: Tally) -> Row:
    there = url in counted.pages or url in counted.faulty
    name = counted.title(url) if there else short(url)
    return Row(name, page_file(url) if there else None, _numbers(tally))


def _numbers(tally: Tally) -> tuple[str, ...]:
    return tuple(number(tally[how]) for how in HOW)


def _percent(share: int | None) -> str:
    return "–" if share is None else f"{share}%"
