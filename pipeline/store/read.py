"""Reads audits: the read model that reports, judging and the command line share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date, timedelta

import sqlalchemy as sa

from pipeline.store import checked, links
from pipeline.store.changes import gained, lost
from pipeline.store.checked import LinkRow, Unsure
from pipeline.store.keys import number
from pipeline.store.links import Answered
from pipeline.store.open import Store
from pipeline.store.pack import unpack_facts
from pipeline.store.resume import met_before
from pipeline.store.rows import (
    AnyRow,
    AnySelect,
    document_of,
    finding_of,
    info_of,
    not_audited_of,
    page_of,
    run_of,
    runs,
)
from pipeline.store.standing import GONE, gone_by, of_site, standing, stood
from pipeline.store.tables import (
    address,
    document,
    fact,
    failure,
    finding,
    not_audited,
    page,
    run,
    site,
    sitemap,
    visit,
)
from pipeline.store.values import (
    Brief,
    Changed,
    DocumentRow,
    FindingRow,
    Left,
    LeftRow,
    NotAuditedRow,
    PageRow,
    Run,
    Trust,
)
from pipeline.store.waiving import NO_WAIVERS, Use, Waiver, Waivers, use_of
from rules.core.errors import UserError
from rules.core.file import DOCUMENT
from rules.core.findings import Fact, Failure, Site
from rules.links.broken_link import BrokenLink

_ALIKE = 4
_YEAR = timedelta(days=366)
_MOST_KEYS = 1000
_MOST_CUT_SHORT = 100
_since = run.alias("since_run")
_found_on = address.alias("found_on_address")
_in_order = (finding.c.url, finding.c.position, finding.c.row)


class Reader:
    """Reads runs. What may be long comes as an iterator, row by row; read it to its end or drop it.

    The words, links and facts of a page are those it has now; visits, findings and what was not audited are
    those of the run that is asked for. What `waivers` leave as it is has the state `waived`.
    """

    def __init__(self, store: Store, waivers: Waivers = NO_WAIVERS) -> None:
        self._store = store
        self.waivers = waivers

    def copied(self) -> None:
        """Read on in a copy of this process, beside the one that opened the store."""
        self._store.copied()

    # Runs

    def runs(self, site: str | None = None) -> list[Run]:
        """All runs, or a site's, newest first; also those that were cut short or never ended."""
        return self._runs(_of(site))

    def run(self, run_id: int) -> Run:
        """The run of this number. Raises UserError where there is none."""
        found = self._runs(run.c.id == run_id)
        if not found:
            raise UserError(f"There is no audit {run_id}. See `localoffer history`.")
        return found[0]

    def latest(self, site: str | None = None) -> Run:
        """The latest run that came to its end, of a site or of all. Raises UserError where there is none."""
        found = self._runs(_of(site) & run.c.finished.is_not(None), limit=1)
        if not found:
            of = f" of “{site}”" if site else ""
            raise UserError(f"There is no finished audit{of} in the store. Run `localoffer audit` first.")
        return found[0]

    def previous(self, run_: Run) -> Run | None:
        """The finished run of the same site before this one: what `new`, `fixed` and `gone` compare with."""
        earlier = _of(run_.site) & run.c.finished.is_not(None) & (run.c.id < run_.id)
        return next(iter(self._runs(earlier, limit=1)), None)

    def trust(self, site_name: str) -> Trust:
        """How far a site's sitemaps have proved true."""
        query = sa.select(sitemap.c.told, sitemap.c.stood, sitemap.c.looked)
        held = next(self._store.rows(query.where(sitemap.c.site_id == number(site_name))), None)
        return Trust() if held is None else Trust(*held)

    def met_before(self, run_: Run) -> frozenset[str]:
        """The pages that audits of its site have met which were cut short just before this one."""
        earlier = self._runs(_of(run_.site) & (run.c.id < run_.id), limit=_MOST_CUT_SHORT)
        return met_before(self._store, run_, earlier)

    def earlier(self, run_: Run) -> list[Run]:
        """The finished runs of the same site in the year before this one, newest first."""
        since = run.c.today.between(run_.today - _YEAR, run_.today)
        return self._runs(_of(run_.site) & run.c.finished.is_not(None) & (run.c.id < run_.id) & since)

    def _runs(self, which: sa.ColumnElement[bool], limit: int | None = None) -> list[Run]:
        return [run_of(row) for row in self._store.rows(runs().where(which).limit(limit))]

    # What a run found

    def pages(self, run: Run) -> Iterator[PageRow]:
        """The pages that a run has read, or knows not to have changed, by address."""
        inlinks = links.inlinks(self._store, run.id)
        columns = [c for c in page.c if c.name not in ("links", "text")]
        visited = standing(run.id, *columns, *visit.c, _found_on.c.url.label("found_on_url"))
        query = visited.outerjoin(_found_on, _found_on.c.id == visit.c.found_on).where(visit.c.run_id == run.id)
        for row in self._store.rows(query.order_by(page.c.url)):
            yield page_of(row, inlinks[row.url])

    def visited(self, run: Run) -> Counter[str]:
        """How many pages a run has read, and how many it knows not to have changed, by their outcome."""
        counted = sa.select(visit.c.outcome, sa.func.count()).where(
            visit.c.run_id == run.id, visit.c.outcome != GONE
        )
        return Counter(dict(map(tuple, self._store.rows(counted.group_by(visit.c.outcome)))))

    def texts(self, run: Run, urls: Collection[str] | None = None) -> Iterator[tuple[str, bytes]]:
        """What the pages that stand in a run say, packed, by address. See `pipeline.store.text.unpack_text`.

        It is empty for a page that was last read before texts were kept. With `urls`, others may be left out.
        """
        query = standing(run.id, page.c.url, page.c.text).order_by(page.c.url)
        if urls is not None and len(urls) <= _MOST_KEYS:
            query = query.where(page.c.url.in_(list(urls)))
        for row in self._store.rows(query):
            yield row.url, row.text or b""

    def findings(self, run: Run, urls: Collection[str] | None = None) -> Iterator[FindingRow]:
        """What stood in a run for its rules, as it was worded then, by address and then as it was found.

        What was found on a page that the run did not reach stands too. With `urls`, what was found at other
        addresses may be left out.
        """
        query = _findings(run).where(stood(run)).order_by(*_in_order)
        if urls is not None and len(urls) <= _MOST_KEYS:
            query = query.where(finding.c.url.in_(list(urls)))
        for row in self._store.rows(query):
            yield finding_of(row, run.id, self._waiver(row, run))

    def briefs(self, run: Run) -> Iterator[Brief]:
        """The same findings in the same order, each in short."""
        state = sa.case((finding.c.since_run == run.id, "new"), else_="still")
        found = (finding.c.url, finding.c.rule, finding.c.issue, finding.c.severity)
        query = _findings(run).with_only_columns(*found, state, _since.c.today, finding.c.content)
        query = query.where(stood(run)).order_by(*_in_order)
        if not self.waivers:
            yield from map(Brief._make, self._store.rows(query))
            return
        for row in self._store.rows(query.add_columns(finding.c.id)):
            brief = Brief._make(row[:-1])
            yield brief._replace(state="waived") if self._waiver(row, run) else brief

    def _waiver(self, row: AnyRow, run: Run) -> Waiver | None:
        return self.waivers.of(row.id, row.issue, row.rule, row.url, run.today) if self.waivers else None

    def named(self, run: Run, name: str) -> list[FindingRow]:
        """The findings of a run that have this id, or this issue."""
        query = _findings(run).where(stood(run) & ((finding.c.id == name) | (finding.c.issue == name)))
        return [finding_of(row, run.id, self._waiver(row, run)) for row in self._store.rows(query)]

    def names_like(self, run: Run, name: str) -> set[str]:
        """The issues of a run whose ids begin or end as this one does."""
        issue = finding.c.issue
        alike = issue.startswith(name[:_ALIKE], autoescape=True) | issue.endswith(name[-_ALIKE:], autoescape=True)
        return {row.issue for row in self._store.rows(_findings(run).where(stood(run) & alike))}

    def uses(self, run: Run) -> list[Use]:
        """What each waiver comes to in a run, in the order of the waivers."""
        if not self.waivers:
            return []
        counts: Counter[Waiver] = Counter()
        columns = (finding.c.id, finding.c.issue, finding.c.rule, finding.c.url)
        for row in self._store.rows(_findings(run).with_only_columns(*columns).where(stood(run))):
            counts.update(self.waivers.about(*row))
        unasked = self._unasked(run)
        return [use_of(waiver, run.today, counts[waiver], unasked) for waiver in self.waivers.all]

    def _unasked(self, run: Run) -> frozenset[str]:
        """The waivers' rules that this run did not judge, and their names of what such rules have found."""
        names = list(self.waivers.names)
        found = (finding.c.issue.in_(names) | finding.c.id.in_(names)) & finding.c.rule.not_in(run.rules)
        rows = self._store.rows(sa.select(finding.c.issue, finding.c.id).where(found))
        return (self.waivers.rules - set(run.rules)).union(*rows)

    def left(self, run: Run) -> list[LeftRow]:
        """What the run before had and this one has not: put right, or gone with its page."""
        ended = (finding.c.until_run == run.id) & finding.c.left.is_not(None)
        query = _findings(run).where(ended).order_by(finding.c.url, finding.c.position, finding.c.row)
        return [LeftRow(finding_of(row, run.id), row.left) for row in self._store.rows(query)]

    def lost(self, before: Run, after: Run) -> Iterator[Changed]:
        """What a run of a site had and a later one has not, for the rules that both were judged by, by address.

        What came and went between the two, and what went and came back, is not told. What went with its page is
        put right where the page has come back without it.
        """
        gone: frozenset[str] | None = None
        for row in self._store.rows(lost(before, after).order_by(*_in_order)):
            if row.how == "gone" and gone is None:
                gone = frozenset(self._gone(after))
            how: Left = "fixed" if gone is not None and row.url not in gone else row.how
            yield Changed(how, row.id, row.rule, row.url, row.severity, row.quote)

    def _gone(self, of: Run) -> Iterator[str]:
        query = sa.select(page.c.url).where(page.c.id.in_(gone_by(of.id)), of_site(page.c.site_id, of))
        for row in self._store.rows(query):
            yield row.url

    def gained(self, before: Run, after: Run) -> Iterator[Changed]:
        """The same the other way round: what only the later run has. What is waived is left out."""
        for row in self._store.rows(gained(before, after).order_by(*_in_order)):
            if not self._waiver(row, after):
                yield Changed("new", row.id, row.rule, row.url, row.severity, row.quote)

    def findings_by_rule(self, run: Run) -> dict[str, int]:
        """How many findings each rule had in a run."""
        query = sa.select(finding.c.rule, sa.func.count()).where(stood(run), of_site(finding.c.site_id, run))
        return dict(self._store.rows(query.group_by(finding.c.rule)))

    def not_audited(self, run: Run) -> Iterator[NotAuditedRow]:
        """What was found and not audited, by address."""
        columns = (not_audited.c.reason, not_audited.c.detail, not_audited.c.status)
        query = (
            sa.select(address.c.url, *columns, _found_on.c.url.label("found_on"))
            .join_from(not_audited, address, address.c.id == not_audited.c.address_id)
            .outerjoin(_found_on, _found_on.c.id == not_audited.c.found_on)
            .where(not_audited.c.run_id == run.id)
        )
        for row in self._store.rows(query.order_by(address.c.url)):
            yield not_audited_of(row)

    def documents(self, run: Run) -> list[DocumentRow]:
        """The documents that were found, by address, with the pages that link to them."""
        rows = list(self._store.rows(_documents(run)))
        linking = links.linking(self._store, run.id, {row.url for row in rows})
        return [document_of(row, tuple(linking[row.url])) for row in rows]

    def failures(self, run: Run) -> list[Failure]:
        """The rules that failed, and on which page; the address is empty where the whole site was judged."""
        query = sa.select(failure.c.rule, failure.c.url, failure.c.error).where(failure.c.run_id == run.id)
        return [Failure(*row) for row in self._store.rows(query.order_by(failure.c.rule, failure.c.url))]

    # What judging needs

    def facts(self, run: Run, rule: str, keys: Collection[str] | None = None) -> Iterator[Fact]:
        """A rule's facts, page by page, on the pages that a run read and on those not reached that still stand.

        A page stands until it is known to be gone: an answer of 404 or 410, or a redirect. With `keys`, only facts
        with one of these.
        """
        if keys is not None and not keys:
            return
        wanted = None if keys is None else frozenset(keys)
        for url, _, packed in self._store.rows(_facts(run).where(fact.c.rule == rule)):
            found = unpack_facts(packed, url)
            yield from found if wanted is None else (told for told in found if told.key in wanted)

    def rules_with_facts(self) -> frozenset[str]:
        """The rules of which there are facts at all. Most rules find nothing to keep on most sites."""
        return frozenset(row.rule for row in self._store.rows(sa.select(fact.c.rule).distinct()))

    def all_facts(self, run: Run) -> Iterator[tuple[str, Fact]]:
        """The facts of all rules, each with its rule, page by page."""
        for url, rule, packed in self._store.rows(_facts(run)):
            yield from ((rule, found) for found in unpack_facts(packed, url))

    def knows(self, site_name: str) -> bool:
        """Whether any page of a site was ever read."""
        held = sa.select(page.c.id).where(page.c.site_id == number(site_name))
        return next(self._store.rows(held.limit(1)), None) is not None

    def addresses(self, site_name: str) -> Iterator[str]:
        """The addresses of a site's pages that are not known to be gone."""
        latest = max((run.id for run in self.runs(site_name)), default=0)
        for row in self._store.rows(standing(latest, page.c.url).order_by(page.c.url)):
            yield row.url

    # What checking links needs

    def answered(self, run: Run) -> dict[str, Answered]:
        """What each address that a run tried answered."""
        return links.answered(self._store, run.id)

    def untried(self, run: Run) -> frozenset[str]:
        """The addresses that a run left alone on purpose."""
        return links.untried(self._store, run.id)

    def links(self, run: Run) -> Iterator[LinkRow]:
        """What is kept, as of now, of where the links of a run's site lead, by address."""
        return checked.links(self._store, run)

    def unsure_links(self, run: Run) -> list[Unsure]:
        """The links of which it is not known, as of now, whether they are broken, by address."""
        pages: dict[str, list[str]] = {row.url: [] for row in self.links(run) if row.why and not row.fault}
        for found in self.facts(run, BrokenLink.id, pages.keys()):
            pages[found.key].append(found.place.url)
        return [Unsure(row, tuple(pages[row.url])) for row in self.links(run) if pages.get(row.url)]

    def site_at(self, run: Run, today: date) -> Site:
        """The pages whose `facts` stand, and the links that are broken, to be judged on a day."""
        inlinks = links.inlinks(self._store, run.id)
        columns = (page.c.url, page.c.title, visit.c.status, page.c.language, page.c.words, page.c.reading_age)
        rows = self._store.rows(standing(run.id, *columns).order_by(page.c.url))
        read_from_documents = {found.place.url for found in self.facts(run, DOCUMENT)}
        pages = {row.url: info_of(row, inlinks[row.url], row.url in read_from_documents) for row in rows}
        return Site(today, pages, checked.broken(self._store, run))


def _facts(of: Run) -> AnySelect:
    on_pages = standing(of.id, page.c.url, fact.c.rule, fact.c.facts).join(fact, fact.c.page_id == page.c.id)
    return on_pages.order_by(page.c.url, fact.c.rule)


def _of(name: str | None) -> sa.ColumnElement[bool]:
    return sa.true() if name is None else site.c.name == name


def _findings(of: Run) -> AnySelect:
    return (
        sa.select(finding, _since.c.today.label("since"))
        .join_from(finding, _since, _since.c.id == finding.c.since_run)
        .where(of_site(finding.c.site_id, of))
    )


def _documents(of: Run) -> AnySelect:
    return (
        sa.select(address.c.url, document)
        .join_from(document, address, address.c.id == document.c.address_id)
        .where(document.c.run_id == of.id)
        .order_by(address.c.url)
    )
