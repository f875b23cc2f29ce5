"""What an audit found, counted once: every number in the report is a sum over these counters, so they agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pipeline.store.read import Reader
from pipeline.store.values import FindingRow, PageRow, Run
from reports.views.addresses import short
from rules.core.findings import SEVERITIES, Failure, Severity
from spiders.fetched import Reason

Tally = dict[Severity, int]


@dataclass(frozen=True)
class Issue:
    """One fault that stands on several pages: put right once, it is gone from all of them."""

    example: FindingRow
    pages: frozenset[str]


@dataclass(frozen=True)
class Survey:
    """The counts of a run. Waived findings are counted apart, and nowhere else.

    `found` counts findings by page, rule and severity; `new` and `review` by page; `issues` holds those that
    stand on more than one page, by issue id.
    """

    run: Run
    before: Run | None
    pages: Mapping[str, PageRow]
    found: Counter[tuple[str, str, Severity]]
    new: Counter[str]
    review: Counter[str]
    waived: int
    issues: Mapping[str, Issue]
    fixed: Counter[str]
    gone: int
    unread: Counter[Reason]
    documents: int
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

    def breaking(self, rules: Iterable[str]) -> set[str]:
        """The audited pages on which one of these rules found a barrier or a problem."""
        wanted = set(rules)
        found = {url for url, rule, severity in self.found if rule in wanted and severity != "advice"}
        return found & self.pages.keys()

    def title(self, url: str) -> str:
        """The page's title, or its address where it has none."""
        page = self.pages.get(url)
        return (page.title if page else "") or short(url)


def summed(tallies: Iterable[Tally]) -> Tally:
    """Several tallies as one."""
    total: Counter[Severity] = Counter()
    for tally in tallies:
        total.update(tally)
    return {severity: total[severity] for severity in SEVERITIES if total[severity]}


def survey(reader: Reader, run: Run) -> Survey:
    """Count a run in one pass over its findings."""
    found: Counter[tuple[str, str, Severity]] = Counter()
    new: Counter[str] = Counter()
    review: Counter[str] = Counter()
    waived = 0
    first: dict[str, str] = {}
    shared: dict[str, tuple[FindingRow, set[str]]] = {}
    for row in reader.findings(run):
        if row.state == "waived":
            waived += 1
            continue
        found[row.url, row.rule, row.severity] += 1
        new[row.url] += row.state == "new"
        review[row.url] += row.review
        if first.setdefault(row.issue, row.url) != row.url:
            shared.setdefault(row.issue, (row, {first[row.issue]}))[1].add(row.url)
    fixed: Counter[str] = Counter()
    gone = 0
    for left in reader.left(run):
        if left.left == "fixed":
            fixed[left.finding.rule] += 1
        else:
            gone += 1
    return Survey(
        run=run,
        before=reader.previous(run),
        pages={page.url: page for page in reader.pages(run)},
        found=found,
        new=new,
        review=review,
        waived=waived,
        issues={issue: Issue(row, frozenset(urls)) for issue, (row, urls) in shared.items()},
        fixed=fixed,
        gone=gone,
        unread=Counter(row.reason for row in reader.not_audited(run)),
        documents=sum(1 for _ in reader.documents(run)),
        failures=tuple(reader.failures(run)),
    )
