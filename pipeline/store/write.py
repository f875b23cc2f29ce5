"""Writes an audit as it happens: pages in batches as they arrive, then what they were judged to have."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property

import sqlalchemy as sa

from pipeline.store import checked, crawled, intervals
from pipeline.store.checked import LinkRow
from pipeline.store.crawled import Begun
from pipeline.store.forget import forget_bodies
from pipeline.store.keys import number
from pipeline.store.lookup import Lookup
from pipeline.store.open import Store
from pipeline.store.put import put
from pipeline.store.rows import run_of, runs
from pipeline.store.standing import GONE
from pipeline.store.tables import failure, run, site, sitemap, visit
from pipeline.store.takeover import take_over
from pipeline.store.values import Held, Read, Run, Trust
from rules.core.findings import Fact, Failure
from rules.core.run import Identified
from spiders.fetched import Document, Fetched, Known, NotAudited, SheetLink


class Writer:
    """Writes runs of any site. Each `save_…` is one transaction: what it was given is kept whole, or not at all.

    Saving the same page or address again in a run replaces what was saved. One thread uses a Writer at a time.
    """

    def __init__(self, store: Store, looked_at: Iterable[str] = ()) -> None:
        """`looked_at` are the rules whose facts come by other means than reading a page: reading leaves them."""
        self._store = store
        self._looked_at = frozenset(looked_at)
        self._begun: dict[int, Begun] = {}

    def begin(self, site_name: str, today: date, version: str) -> int:
        """Begin an audit of a site, to be judged on `today`, and return its id."""
        row = {"site_id": number(site_name), "today": today, "version": version, "started": sa.func.now()}
        with self._store.writing() as connection:
            put(connection, site, [{"id": number(site_name), "name": site_name}], replace=False)
            added = run.insert().values(row | {"complete": False, "figures": {}, "rules": []}).returning(run.c.id)
            run_id: int = connection.execute(added).scalar_one()
        return run_id

    def unfinished(self, site_name: str) -> Run | None:
        """The site's latest audit, if it never came to its end. What it saved stands."""
        latest = [run_of(row) for row in self._store.rows(runs().where(site.c.name == site_name).limit(1))]
        return latest[0] if latest and latest[0].finished is None else None

    @cached_property
    def _lookup(self) -> Lookup:
        return Lookup(self._store)

    def known(self, site_name: str, url: str, *digests: str) -> Known | None:
        """What to ask the server with, if this page's facts were read with one of these digests."""
        return self._lookup.known(site_name, url, *digests)

    def sheets(self, site_name: str) -> list[tuple[SheetLink, ...]]:
        """Which style sheets the site's pages ask for: once each, however many pages ask for the same."""
        return self._lookup.sheets(site_name)

    def body(self, site_name: str, url: str) -> bytes | None:
        """What was read when a page was last read; None where that is not kept."""
        return self._lookup.body(site_name, url)

    def held(self, site_name: str, url: str) -> Held | None:
        """What is held of a page's last reading; None for a page that was never read."""
        return self._lookup.held(site_name, url)

    def save_read(self, run_id: int, reads: Sequence[Read]) -> None:
        """Keep pages that were read, with their facts in place of those held before."""
        if reads:
            with self._store.writing() as connection:
                crawled.save_read(connection, self._of(connection, run_id), reads, self._looked_at)

    def save_looked_at(
        self, run_id: int, url: str, facts: Mapping[str, Sequence[Fact]], failed: Failure | None = None
    ) -> None:
        """Keep what rules saw of a page by other means than reading it, such as a browser.

        It takes the place of what each of these rules saw before. What the others saw stands.
        """
        with self._store.writing() as connection:
            crawled.save_looked_at(connection, self._of(connection, run_id), url, facts, failed)

    def take_over(self, run_id: int, before: int) -> None:
        """Let a run stand where the one before it stood: its pages, its documents, what it did not audit."""
        with self._store.writing() as connection:
            take_over(connection, run_id, before)

    def keep_trust(self, site_name: str, trust: Trust) -> None:
        """Keep how far a site's sitemaps have proved true."""
        row = {"site_id": number(site_name), "told": trust.told, "stood": trust.stood, "looked": trust.looked}
        with self._store.writing() as connection:
            put(connection, sitemap, [row])

    def keep_blobs(self, site_name: str, blobs: Mapping[str, bytes]) -> None:
        """Keep what many pages of a site need, by digest, packed: such as the style sheets they are read with."""
        with self._store.writing() as connection:
            crawled.save_blobs(connection, number(site_name), blobs)

    def forget_bodies(self, run_id: int, days: int) -> None:
        """Drop the bodies of pages that no audit has met for so many days, and what no page needs any more."""
        with self._store.writing() as connection:
            forget_bodies(connection, self._of(connection, run_id), days)

    def save_unchanged(self, run_id: int, fetched: Sequence[Fetched]) -> None:
        """Keep that pages still stand as they were: not modified, or the same body as before."""
        if fetched:
            with self._store.writing() as connection:
                crawled.save_unchanged(connection, self._of(connection, run_id), fetched)

    def save_not_audited(self, run_id: int, missed: Sequence[NotAudited]) -> None:
        """Keep what was found and not audited. A page that answered 404 or 410 is gone, and its facts with it."""
        if missed:
            with self._store.writing() as connection:
                crawled.save_not_audited(connection, self._of(connection, run_id), missed)

    def keep_gone(self, run_id: int) -> None:
        """Let pages stand that this run found gone: it saw too little of the site to be believed."""
        with self._store.writing() as connection:
            connection.execute(visit.delete().where(visit.c.run_id == run_id, visit.c.outcome == GONE))

    def save_documents(self, run_id: int, documents: Sequence[Document]) -> None:
        """Keep the documents that were found. Which pages link to them is known from the pages."""
        if documents:
            with self._store.writing() as connection:
                crawled.save_documents(connection, self._of(connection, run_id), documents)

    def save_links(self, run_id: int, rows: Sequence[LinkRow]) -> None:
        """Keep what came of checking where links lead."""
        if rows:
            with self._store.writing() as connection:
                checked.save(connection, self._of(connection, run_id), rows)

    def forget_links(self, run_id: int, urls: Collection[str]) -> None:
        """Let go of addresses to which no link leads any more."""
        if urls:
            with self._store.writing() as connection:
                checked.forget(connection, self._of(connection, run_id), urls)

    def save_judged(
        self, run_id: int, rules: Sequence[str], findings: Iterable[Identified], failures: Iterable[Failure]
    ) -> None:
        """Keep what a run was judged to have by these rules. What other rules found before stays as it was.

        `findings` may stream; `failures` are asked for after the last of them. A rule that failed, on a page or
        on the whole site, has put nothing right there: what it found before stands.

        Judging a run again replaces what was judged. Raises ValueError where a later run of the site is
        finished, since that was compared with this one.
        """
        with self._store.writing() as connection:
            begun = self._of(connection, run_id)
            intervals.forget_unfinished(connection, begun)
            held = intervals.follow(connection, begun, rules, findings)
            connection.execute(failure.delete().where(failure.c.run_id == run_id, failure.c.url == ""))
            crawled.save_failures(connection, begun, failures)
            intervals.close(connection, begun, held)
            connection.execute(run.update().where(run.c.id == run_id).values(rules=list(rules)))

    def finish(self, run_id: int, complete: bool, reason: str | None, note: str | None = None) -> None:
        """End a run. `reason` says why it is not complete, and `note` what else is to be known of it."""
        ended = {"finished": sa.func.now(), "complete": complete, "reason": reason, "note": note}
        with self._store.writing() as connection:
            connection.execute(run.update().where(run.c.id == run_id).values(ended))

    def keep_figures(self, run_id: int, figures: Mapping[str, float]) -> None:
        """Keep a run's numbers, by name, for later reports to compare theirs with."""
        with self._store.writing() as connection:
            connection.execute(run.update().where(run.c.id == run_id).values(figures=dict(figures)))

    def close(self) -> None:
        """Give back the connection that questions are asked on. The next question takes another."""
        if "_lookup" in vars(self):
            vars(self).pop("_lookup").close()

    def _of(self, connection: sa.Connection, run_id: int) -> Begun:
        if run_id not in self._begun:
            found = connection.execute(runs().where(run.c.id == run_id)).one()
            self._begun[run_id] = Begun(run_id, found.name, found.today)
        return self._begun[run_id]
