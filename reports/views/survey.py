"""What an audit found, counted once: every number in the report is a sum over these counters, so they agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from itertools import groupby

from pipeline.store.read import Reader
from pipeline.store.text import unpack_text
from pipeline.store.values import Brief, FindingRow, PageRow, Run
from pipeline.store.waiving import Use
from reports.views.titles import Titles
from rules.core.findings import SEVERITIES, Failure, Severity
from rules.core.page import Region
from rules.core.page_type import PAGE_TYPE
from spiders.fetched import Reason

Tally = dict[Severity, int]
_CLEAR_MANY = 12

MANY = 5
"""What stands on so many pages stands in a part that they share: one change clears it from all of them."""


@dataclass(frozen=True)
class Issue:
    """One fault that stands on so many pages: put right once, it is gone from all of them.

    `region` is the part of the page that its words stand in, where they stand in any.
    """

    example: FindingRow
    pages: int
    region: Region | None = None


@dataclass(frozen=True)
class Survey:
    """The counts of a run. Waived findings are counted apart, by page in `leaving`, and nowhere else.

    `sorts` has for each page what sort of page it is, in the words of `rules.core.page_type`.
    `found` counts findings by page, rule and severity; `new` by page, none in a first audit. `told` has for each
    page a digest that is the same only if what was found there is. `shared` has for each page the ids of its
    issues that stand elsewhere too, each with the number of its pages; `kinds` has the rule and the severity of
    each of these, and `clearing` are those that matter most. `fixed` counts what was put right by rule, and
    `righted` by page and rule.
    """

    run: Run
    before: Run | None
    pages: Mapping[str, PageRow]
    sorts: Mapping[str, str]
    found: Counter[tuple[str, str, Severity]]
    new: Counter[str]
    told: Mapping[str, str]
    leaving: Counter[str]
    uses: tuple[Use, ...]
    shared: Mapping[str, Mapping[str, int]]
    kinds: Mapping[str, tuple[str, Severity]]
    clearing: tuple[Issue, ...]
    fixed: Counter[str]
    righted: Counter[tuple[str, str]]
    gone: int
    unread: Counter[Reason]
    documents: Counter[str]
    failures: tuple[Failure, ...]
    _by_page: dict[str, Tally] = field(default_factory=dict, repr=False)
    _by_rule: dict[str, Tally] = field(default_factory=dict, repr=False)
    _where: dict[str, Counter[str]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        for (url, rule, severity), n in self.found.items():
            for tally in (self._by_page.setdefault(url, {}), self._by_rule.setdefault(rule, {})):
                tally[severity] = tally.get(severity, 0) + n
            self._where.setdefault(rule, Counter())[url] += n

    @property
    def faulty(self) -> Iterable[str]:
        """The addresses of the pages with something to put right."""
        return self._by_page.keys()

    @property
    def waived(self) -> int:
        """How many findings are left as agreed."""
        return self.leaving.total()

    @property
    def clean(self) -> list[PageRow]:
        """The pages with nothing to put right."""
        return [page for url, page in self.pages.items() if url not in self._by_page]

    @property
    def total(self) -> Tally:
        """The findings by severity."""
        return summed(self._by_page.values())

    def of_page(self, url: str) -> Tally:
        """A page's findings by severity."""
        return self._by_page.get(url, {})

    def of_rule(self, rule: str) -> Tally:
        """A rule's findings by severity."""
        return self._by_rule.get(rule, {})

    def where(self, rule: str) -> Counter[str]:
        """How many findings of a rule each page has."""
        return self._where.get(rule, Counter())

    def title(self, url: str) -> str:
        """The page's title without the site's name at its end, or its address where it has none."""
        return self._titles.of(url)

    @cached_property
    def _titles(self) -> Titles:
        return Titles(self.pages)


def summed(tallies: Iterable[Tally]) -> Tally:
    """Several tallies as one."""
    total: Counter[Severity] = Counter()
    for tally in tallies:
        total.update(tally)
    return {severity: total[severity] for severity in SEVERITIES if total[severity]}


def survey(reader: Reader, run: Run) -> Survey:
    """Count a run in one pass over its findings in short."""
    before = reader.previous(run)
    count = _Count(first_audit=before is None)
    for url, briefs in groupby(reader.briefs(run), key=lambda brief: brief.url):
        count.page(url, briefs)
    fixed: Counter[str] = Counter()
    righted: Counter[tuple[str, str]] = Counter()
    gone = 0
    for left in reader.left(run):
        if left.left == "fixed":
            fixed[left.finding.rule] += 1
            righted[left.finding.url, left.finding.rule] += 1
        else:
            gone += 1
    return Survey(
        run=run,
        before=before,
        pages={page.url: page for page in reader.pages(run)},
        sorts={fact.place.url: fact.value for fact in reader.facts(run, PAGE_TYPE)},
        found=count.found,
        new=count.new,
        told=count.told,
        leaving=count.leaving,
        uses=tuple(reader.uses(run)),
        shared=count.by_page(),
        kinds={issue: (shared.rule, shared.severity) for issue, shared in count.shared.items()},
        clearing=tuple(_clearing(reader, run, count.shared)),
        fixed=fixed,
        righted=righted,
        gone=gone,
        unread=Counter(row.reason for row in reader.not_audited(run)),
        documents=Counter(row.content_type for row in reader.documents(run)),
        failures=tuple(reader.failures(run)),
    )


@dataclass(frozen=True)
class _Shared:
    """An issue that stands on several pages."""

    rule: str
    severity: Severity
    urls: set[str]


@dataclass
class _Count:
    """The counters of a survey while it is under way. `shared` has the pages of each issue on several."""

    first_audit: bool
    found: Counter[tuple[str, str, Severity]] = field(default_factory=Counter)
    new: Counter[str] = field(default_factory=Counter)
    told: dict[str, str] = field(default_factory=dict)
    leaving: Counter[str] = field(default_factory=Counter)
    shared: dict[str, _Shared] = field(default_factory=dict)
    _first: dict[str, str] = field(default_factory=dict)

    def page(self, url: str, briefs: Iterable[Brief]) -> None:
        """Count the findings of one page."""
        told = []
        for _, rule, issue, severity, state, since, content in briefs:
            if state == "waived":
                self.leaving[url] += 1
                continue
            self.found[url, rule, severity] += 1
            new = state == "new" and not self.first_audit
            self.new[url] += new
            told.append(f"{rule} {content} {new} {since}")
            first = self._first.setdefault(issue, url)
            if first != url:
                self.shared.setdefault(issue, _Shared(rule, severity, {first})).urls.add(url)
        if told:
            self.told[url] = blake2b("\n".join(told).encode(), digest_size=16).hexdigest()

    def by_page(self) -> dict[str, dict[str, int]]:
        """The number of pages of each shared issue, by page."""
        found: dict[str, dict[str, int]] = {}
        for issue, shared in self.shared.items():
            for url in shared.urls:
                found.setdefault(url, {})[issue] = len(shared.urls)
        return found


def _clearing(reader: Reader, run: Run, shared: Mapping[str, _Shared]) -> Iterator[Issue]:
    """The faults that several pages share, worst first, and of those the most pages first.

    Files are each put right by themselves, and so are a few pages that share no words.
    """
    one_by_one = [issue for issue in shared if shared[issue].rule.startswith("documents.")]
    ordered = sorted(shared.keys() - one_by_one, key=lambda issue: _how_much(shared[issue], issue))
    wanted = {issue: min(shared[issue].urls) for issue in ordered[: 2 * _CLEAR_MANY]}
    if not wanted:
        return
    urls = set(wanted.values())
    on_them = reader.findings(run, urls)
    seen = {row.issue: row for row in on_them if wanted.get(row.issue) == row.url and row.state != "waived"}
    together = [issue for issue in wanted if seen[issue].block or len(shared[issue].urls) >= MANY]
    regions = _regions(reader, run, urls)
    for issue in together[:_CLEAR_MANY]:
        row = seen[issue]
        yield Issue(row, len(shared[issue].urls), regions.get((row.url, row.block)))


def _how_much(shared: _Shared, issue: str) -> tuple[int, int, str]:
    return SEVERITIES.index(shared.severity), -len(shared.urls), issue


def _regions(reader: Reader, run: Run, urls: set[str]) -> dict[tuple[str, str], Region]:
    """The part of its page that each text stands in."""
    texts = (text for text in reader.texts(run, urls) if text[0] in urls)
    return {(url, part.text): part.region for url, packed in texts for part in unpack_text(packed)}
