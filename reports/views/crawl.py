"""How the crawl went, for the web team: what was found and read, how long it took, and which pages were slow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from reports.views.addresses import href, short
from reports.views.survey import Survey
from reports.views.words import count, duration, listed, moment, number, seconds, share

_SLOWEST = 10
_SLOW = 1.0
_KINDS = {
    "application/pdf": "PDF",
    "application/msword": "Word",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word",
    "application/vnd.oasis.opendocument.text": "OpenDocument",
    "application/vnd.ms-excel": "Excel",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel",
    "application/vnd.ms-powerpoint": "PowerPoint",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "PowerPoint",
}


@dataclass(frozen=True)
class Figure:
    """A number and what it counts."""

    number: str
    words: str


@dataclass(frozen=True)
class Slow:
    """A page that took long to answer. `href` is None where it is no web page."""

    title: str
    address: str
    href: str | None
    time: str


def coverage(survey: Survey) -> tuple[Figure, ...]:
    """How many addresses were found, and how many of them read."""
    read, missed = len(survey.pages), survey.unread.total()
    return (
        Figure(number(read + missed), "Addresses found"),
        Figure(number(read), "Pages read"),
        Figure(number(missed), "Not audited"),
    )


def covered(survey: Survey) -> str | None:
    """What share of the site's own addresses was read, in words; None where nothing was found."""
    read = len(survey.pages)
    own = read + survey.unread.total() - survey.unread["scope"]
    if not own:
        return None
    if read == own:
        return "All that we found on this site was read."
    return f"We read {share(read, own)} in 100 of the addresses that we found on this site."


def crawl(survey: Survey) -> tuple[Figure, ...]:
    """The figures of the crawl."""
    return tuple(_figures(survey))


def _figures(survey: Survey) -> Iterator[Figure]:
    run, pages = survey.run, survey.pages.values()
    yield Figure(moment(run.started), "Began")
    if run.finished:
        yield Figure(duration((run.finished - run.started).total_seconds()), "Took")
    same = sum(page.outcome == "unchanged" for page in pages)
    if same:
        yield Figure(number(same), "Pages that had not changed")
    times = [page.elapsed for page in pages if page.elapsed]
    if times:
        yield Figure(seconds(median(times)), "Usual time to answer")
    if deepest := max((page.depth for page in pages), default=0):
        yield Figure(count(deepest, "link"), "Furthest page from the start")
    if sent_on := sum(len(page.redirected_from) for page in pages):
        yield Figure(number(sent_on), "Old addresses that send people on")
    if any(page.inlinks for page in pages):
        yield Figure(number(sum(not page.inlinks for page in pages)), "Pages that no page links to")
    if survey.documents:
        yield Figure(number(survey.documents.total()), _documents(survey.documents))


def _documents(types: Counter[str]) -> str:
    kinds: Counter[str] = Counter()
    for type_, n in types.items():
        kinds[_KINDS.get(type_.partition(";")[0].strip().lower(), "other")] += n
    return f"Documents linked to: {listed([f'{number(n)} {kind}' for kind, n in kinds.most_common()])}"


def slowest(survey: Survey) -> Iterator[Slow]:
    """The pages that took more than a second to answer, slowest first."""
    for page in sorted(survey.pages.values(), key=lambda page: (-page.elapsed, page.url))[:_SLOWEST]:
        if page.elapsed >= _SLOW:
            yield Slow(page.title or short(page.url), short(page.url), href(page.url), seconds(page.elapsed))
