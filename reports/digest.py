"""What a message tells: what is new, what was put right and what goes out of date soon, since the one before."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property

from pipeline.store.read import Reader
from pipeline.store.values import Changed, FindingRow, PageRow, Run, Upcoming
from reports.exports.clean import one_line
from reports.files import templates
from reports.views.addresses import page_file, to_the_words
from reports.views.help import known
from reports.views.soon import Coming, elsewhere, gathered
from reports.views.titles import Titles
from reports.views.words import badge, count, day, listed, sentence, weekday
from rules.core.findings import SEVERITIES

SOON = timedelta(days=14)
"""How far ahead a message looks for what will go out of date."""

SHOWN = 10
"""How many things of one kind a message shows at most."""

_LONGEST = 300
_COLOURS = {"barrier": "#c7382c", "problem": "#c4830c", "advice": "#4a86c5", "good": "#2e8b57", "soon": "#7b61b8"}


@dataclass(frozen=True)
class News:
    """What has happened on some pages of a site between two audits. Without a `before`, all that is there is new.

    `pages` are those of the audit by address, and `soon` is what goes out of date after it.
    """

    run: Run
    before: Run | None
    pages: Mapping[str, PageRow]
    new: tuple[Changed, ...]
    lost: tuple[Changed, ...]
    soon: tuple[Upcoming, ...]

    @cached_property
    def titles(self) -> Titles:
        """What to call the pages."""
        return Titles(self.pages)

    def __bool__(self) -> bool:
        return bool(self.new or self.fixed or self.soon)

    @property
    def fixed(self) -> list[Changed]:
        """What was put right."""
        return [change for change in self.lost if change.how == "fixed"]

    @property
    def turned(self) -> bool:
        """Whether this audit was cut short where the one before was not, or the other way round."""
        return (self.before is None or self.before.complete) != self.run.complete

    def of(self, wanted: Callable[[str], bool]) -> News:
        """What has happened on the pages that are wanted."""
        return replace(
            self,
            new=tuple(change for change in self.new if wanted(change.url)),
            lost=tuple(change for change in self.lost if wanted(change.url)),
            soon=tuple(later for later in self.soon if wanted(later.finding.url)),
        )

    def unless_told(self, soon: Collection[str]) -> News:
        """The same without what has been told as coming already, by the ids of the findings."""
        return replace(self, soon=tuple(later for later in self.soon if later.finding.id not in soon))


def news(reader: Reader, run: Run, before: Run | None, upcoming: Iterable[Upcoming]) -> News:
    """What has happened on a whole site. What is waived is left out."""
    pages = {page.url: page for page in reader.pages(run)}
    soon = tuple(later for later in upcoming if run.today < later.day <= run.today + SOON)
    if before is None:
        return News(run, None, pages, tuple(_all_of_it(reader, run)), (), soon)
    return News(run, before, pages, tuple(reader.gained(before, run)), tuple(reader.lost(before, run)), soon)


def _all_of_it(reader: Reader, run: Run) -> Iterator[Changed]:
    for row in reader.findings(run):
        if row.state != "waived":
            yield Changed("new", row.id, row.rule, row.url, row.severity, row.quote)


@dataclass(frozen=True)
class Item:
    """One thing: how serious it is or when it comes (`label`, empty for what is done), its words and its page.

    `href` leads to the words on the page itself, and `notes` to what the report says of the page.
    """

    label: str
    colour: str
    message: str
    words: str
    fix: str
    page: str
    href: str | None
    notes: str | None
    others: str | None


@dataclass(frozen=True)
class Part:
    """Things of one kind: the first of them, and how many there are in all."""

    title: str
    items: tuple[Item, ...]
    total: int

    @property
    def more(self) -> str | None:
        """How many are not shown."""
        rest = self.total - len(self.items)
        return f"And {count(rest, 'more', 'more')}" if rest else None


@dataclass(frozen=True)
class Digest:
    """A message to somebody. `report` is where it leads to, where that is known."""

    subject: str
    name: str
    site: str
    lead: str
    caution: str | None
    parts: tuple[Part, ...]
    report: str | None

    def cut(self, number: int) -> Digest:
        """The message with at most so many things in each part."""
        return replace(self, parts=tuple(replace(part, items=part.items[:number]) for part in self.parts))


def digest(reader: Reader, told: News, name: str, address: str = "", file: str = "index.html") -> Digest:
    """The message with some news, called `name`. `address` is the report's on the web, `file` the part to show."""
    base = f"{address.rstrip('/')}/" if address else None
    parts = (_new(reader, told, base), _soon(told, base), _fixed(told, base))
    return Digest(
        subject=one_line(f"{name}: {listed([*_happened(told), *_turned(told)])}"),
        name=one_line(name),
        site=one_line(told.run.site),
        lead=" ".join(_lead(told)),
        caution=_caution(told.run),
        parts=tuple(part for part in parts if part.items),
        report=base and f"{base}{file}",
    )


def _happened(told: News) -> Iterator[str]:
    if told.new:
        new = "new thing" if told.before else "thing"
        yield f"{count(len(told.new), new)} to put right"
    if told.soon:
        yield f"{count(len(gathered(told.soon)), 'thing')} soon out of date"
    if told.fixed:
        yield f"{count(len(told.fixed), 'thing')} put right"


def _turned(told: News) -> Iterator[str]:
    if told.turned:
        yield "the audit is whole again" if told.run.complete else "the audit was cut short"


def _lead(told: News) -> Iterator[str]:
    happened = listed([*_happened(told)])
    if happened:
        yield f"Since {day(told.before.today)}: {happened}." if told.before else f"{sentence(happened)}."
    if told.before is None:
        yield "This is the first message: from now on you hear only of what changes."
    if gone := len(told.lost) - len(told.fixed):
        yield f"{sentence(count(gone, 'thing'))} went with the pages."
    yield from (f"{sentence(turn)}." for turn in _turned(told))


def _caution(run: Run) -> str | None:
    if run.complete:
        return None
    return one_line(f"The audit of {day(run.today)} did not see the whole site. {run.reason or ''}")


def _new(reader: Reader, told: News, base: str | None) -> Part:
    groups = _alike(told.new)
    shown = [(_first(group), group) for group in groups[:SHOWN]]
    wanted = {first.id for first, _ in shown}
    rows = {row.id: row for row in reader.findings(told.run, [f.url for f, _ in shown]) if row.id in wanted}
    items = tuple(_item(told, rows[first.id], len(group), base) for first, group in shown)
    return Part("New" if told.before else "To put right", items, len(groups))


def _soon(told: News, base: str | None) -> Part:
    coming = gathered(told.soon)
    return Part("Soon out of date", tuple(_coming(told, item, base) for item in coming[:SHOWN]), len(coming))


def _fixed(told: News, base: str | None) -> Part:
    groups = _alike(told.fixed)
    return Part("Put right", tuple(_righted(told, group, base) for group in groups[:SHOWN]), len(groups))


def _alike(changes: Iterable[Changed]) -> list[list[Changed]]:
    """What the same rule says of the same words together, worst first, then what stands on most pages."""
    groups: dict[tuple[str, str], list[Changed]] = {}
    for change in changes:
        groups.setdefault((change.rule, change.quote), []).append(change)
    return sorted(groups.values(), key=lambda g: (SEVERITIES.index(g[0].severity), -len(g), _first(g).url))


def _first(group: Sequence[Changed]) -> Changed:
    return min(group, key=lambda change: (len(change.url), change.url, change.id))


def _item(told: News, row: FindingRow, number: int, base: str | None) -> Item:
    look_first = " · please look first" if row.review else ""
    return Item(
        label=f"{badge(row.severity).words}{look_first}",
        colour=_COLOURS[row.severity],
        message=one_line(row.message),
        words=_words(row.quote),
        fix=one_line(row.fix),
        page=_title(told, row.url),
        href=to_the_words(row.url, row.block, row.start, row.end),
        notes=base and base + page_file(row.url),
        others=_others("wrong", number),
    )


def _coming(told: News, item: Coming, base: str | None) -> Item:
    return replace(
        _item(told, item.finding, 1, base),
        label=f"From {weekday(item.day)}",
        colour=_COLOURS["soon"],
        others=elsewhere(item),
    )


def _righted(told: News, group: Sequence[Changed], base: str | None) -> Item:
    first = _first(group)
    rule = known(first.rule)
    return Item(
        label="",
        colour=_COLOURS["good"],
        message=rule.title if rule else first.rule,
        words=_words(first.quote),
        fix="",
        page=_title(told, first.url),
        href=to_the_words(first.url, "", 0, 0),
        notes=base and base + page_file(first.url) if first.url in told.pages else None,
        others=_others("put right", len(group)),
    )


def _others(what: str, number: int) -> str | None:
    be = "is" if what == "wrong" else "was"
    return f"The same {be} {what} in {count(number - 1, 'other place')}." if number > 1 else None


def _words(quote: str) -> str:
    told = one_line(quote)
    return f"{told[:_LONGEST]}…" if len(told) > _LONGEST else told


def _title(told: News, url: str) -> str:
    return _words(told.titles.of(url))


def as_html(message: Digest) -> str:
    """The message as a page of its own: styles inline, no pictures, and nothing fetched."""
    return templates().get_template("digest.html").render(view=message)


def as_text(message: Digest) -> str:
    """The message as plain text."""
    return "\n".join(_as_text(message)) + "\n"


def _as_text(message: Digest) -> Iterator[str]:
    yield from filter(None, (message.name, message.lead, message.caution))
    for part in message.parts:
        yield f"\n{part.title}\n{'-' * len(part.title)}"
        for item in part.items:
            yield f"\n* {item.label}{item.label and ': '}{item.message}"
            yield from (f"  {line}" for line in _lines(item))
        if part.more:
            yield f"\n{part.more}."
    if message.report:
        yield f"\nAll of it: {message.report}"
    yield f"\nlocaloffer wrote this after the audit of {message.site}."


def _lines(item: Item) -> Iterator[str]:
    if item.words:
        yield f"Words: {item.words}"
    if item.fix:
        yield f"To do: {item.fix}"
    if item.others:
        yield item.others
    yield f"Page: {item.page}"
    yield from filter(None, (item.href, item.notes))
