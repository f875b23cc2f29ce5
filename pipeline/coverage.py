"""How much of a site an audit saw, and why that is too little to judge it by."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from pipeline.config import CrawlConfig
from pipeline.store.read import Reader
from pipeline.store.values import NotAuditedRow, Run
from spiders.fetched import Reason

# What was left out on purpose, and what is seen under another address.
_NOT_MISSED: tuple[Reason, ...] = ("robots", "scope", "limit", "not HTML", "document", "moved")
_GONE = (404, 410)
_A_FEW_PAGES = 20
_SOME = 5


@dataclass(frozen=True)
class _Seen:
    """What an audit saw: how many pages, what it missed, what is gone, and where most of what moved leads."""

    audited: int
    missed: Counter[tuple[Reason, str]]
    soft_404: int
    moved: tuple[str, int]

    @property
    def share(self) -> float:
        found = self.audited + self.missed.total()
        return self.audited / found if found else 1.0


def why_not_whole(reader: Reader, run: Run, crawl: CrawlConfig) -> str | None:
    """Why too little of the site was seen to judge it by, in plain words; None where enough was."""
    seen = _seen(reader, run)
    if not seen.audited:
        return " ".join(filter(None, ("No page could be read.", _main_reason(seen, crawl))))
    if seen.share < crawl.min_coverage:
        least = f"at least {crawl.min_coverage:.0%} are needed."
        return f"Only {seen.share:.0%} of the pages found could be read; {least} {_main_reason(seen, crawl)}"
    return _replaced(seen) or _shrunk(reader, run, seen.audited, crawl.least_of_last)


def _seen(reader: Reader, run: Run) -> _Seen:
    missed: Counter[tuple[Reason, str]] = Counter()
    moved: Counter[str] = Counter()
    soft_404 = 0
    for row in reader.not_audited(run):
        soft_404 += row.reason == "soft 404"
        moved[row.detail] += row.reason == "moved"
        if _is_missed(row):
            missed[row.reason, row.detail] += 1
    return _Seen(reader.visited(run).total(), missed, soft_404, next(iter(moved.most_common(1)), ("", 0)))


def _is_missed(row: NotAuditedRow) -> bool:
    return row.reason not in (*_NOT_MISSED, "soft 404") and row.status not in _GONE


def _replaced(seen: _Seen) -> str | None:
    """That most of the site has given way to one page."""
    if seen.soft_404 > max(seen.audited, _SOME):
        return _soft_404(seen.soft_404)
    detail, moved = seen.moved
    if moved > max(seen.audited, _SOME):
        return f"{moved:,} addresses that had pages of their own now all lead to one. {detail}"
    return None


def _shrunk(reader: Reader, run: Run, audited: int, least: float) -> str | None:
    """That the site has far fewer pages than when it was last seen as a whole."""
    last = next((earlier for earlier in reader.runs(run.site) if earlier.complete and earlier.id < run.id), None)
    before = reader.visited(last).total() if last and least else 0
    if audited >= before * least or before - audited <= _A_FEW_PAGES:
        return None
    return (
        f"The site has shrunk: {audited:,} pages were found, and {before:,} in the last complete audit. "
        "If that is meant, audit once with `least_of_last = 0` under `[crawl]`."
    )


def _main_reason(seen: _Seen, crawl: CrawlConfig) -> str:
    """What stood in the way of most pages, and what to do about it."""
    if seen.soft_404 > seen.missed.total():
        return _soft_404(seen.soft_404)
    if not seen.missed:
        return ""
    reasons: Counter[Reason] = Counter()
    for (reason, _), count in seen.missed.items():
        reasons[reason] += count
    reason, count = reasons.most_common(1)[0]
    detail = max((n, told) for (why, told), n in seen.missed.items() if why == reason)[1]
    if reason == "blocked":
        return (
            f"The site turned our program away {count:,} times. {detail} Ask those who run the server, or the "
            f"guard in front of it, to let in the user agent “{_user_agent(crawl)}”."
        )
    if reason == "login":
        return (
            f"The site asks people to sign in before it shows {count:,} of its addresses. {detail} "
            "Let the audit in without that, or leave these addresses out with `exclude`."
        )
    return detail


def _soft_404(count: int) -> str:
    return f"{count:,} addresses show an error page, or lead to one, while the server says 200 OK (a soft 404)."


def _user_agent(crawl: CrawlConfig) -> str:
    from spiders.plan import user_agent  # which most audits need in the crawl alone

    return user_agent(crawl.contact)
