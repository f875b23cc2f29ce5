"""The links of which we are not sure: those that could not be checked, and those that may be broken."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.store.checked import Unsure
from pipeline.store.read import Reader
from pipeline.store.values import Run
from reports.views.addresses import href, short
from reports.views.coverage import Missed, Why
from reports.views.words import count, sentence

_MOST = 500
_KINDS = (
    (
        "broken",
        "Links that may be broken",
        "They were not there when we asked, but not on enough nights to be sure. If that goes on, they count.",
    ),
    (
        "unknown",
        "Links that could not be checked",
        "They may well work, so we do not call them broken. We ask for them again at the next audit.",
    ),
)


def unsure_links(reader: Reader, run: Run) -> Iterator[Why]:
    """What is to be told of links beside the broken ones, in the shape of what was not audited."""
    links = reader.unsure_links(run)
    for state, title, advice in _KINDS:
        some = [unsure for unsure in links if unsure.link.state == state]
        if some:
            yield Why(
                anchor=f"links-{state}",
                title=title,
                advice=advice,
                number=_number(len(some)),
                folded=False,
                rows=list(map(_row, some[:_MOST])),
                parts=(),
            )


def _number(there: int) -> str:
    told = count(there, "address", "addresses")
    return told if there <= _MOST else f"{told}, of which the first {_MOST:,} are shown"


def _row(unsure: Unsure) -> Missed:
    link, first = unsure.link, short(unsure.pages[0])
    more = f" and {count(len(unsure.pages) - 1, 'other page')}" if len(unsure.pages) > 1 else ""
    return Missed(link.url, href(link.url), f"{sentence(link.why)}.", first + more)
