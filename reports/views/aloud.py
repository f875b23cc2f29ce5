"""The sentence that opens the scorecard, as a person would say it aloud."""

from __future__ import annotations

from reports.views.promises import Promises
from reports.views.trend import Past
from reports.views.words import count, number, sentence, share
from rules.core.charter import Charter, Commitment

_MANY = 100
_BROAD = 5


def aloud(charter: Charter, promises: Promises, past: Past) -> str:
    """How many pages were checked, the promise that gained most or is kept best, and where most work is left.

    What is kept best is told of promises that several rules look at: one narrow check proves little.
    """
    pages = promises.pages
    read = sentence(f"{count(pages, 'page')} checked.")
    scored = [c for c in charter.commitments.values() if promises.kept(c.id) is not None]
    if not pages or not scored:
        return read
    shares = {c.id: share(promises.kept(c.id) or 0, pages) for c in scored}
    worst = min(scored, key=lambda c: shares[c.id])
    if shares[worst.id] == 100:
        return f"{read} No barrier or problem was found under any promise that a machine can check."
    gains = {id_: now - before for id_, now in shares.items() if (before := past.before(id_)) is not None}
    broad = [c for c in scored if len(c.rules) >= _BROAD] or scored
    best = max(broad, key=lambda c: (gains.get(c.id, 0), shares[c.id]))
    left = f"{_kept(worst, promises)}, and that is where most work is left."
    if shares[best.id] == shares[worst.id]:
        return f"{read} {left}"
    up = _up(best, promises, past) if gains.get(best.id, 0) > 0 else ""
    return f"{read} {_kept(best, promises)}{up}. {left}"


def _kept(commitment: Commitment, promises: Promises) -> str:
    """What families can count on, and on how many pages: “Families can trust the dates on 94 in 100 of them”."""
    kept, pages = promises.kept(commitment.id) or 0, promises.pages
    on = f"{share(kept, pages)} in 100 of them" if pages >= _MANY else f"{number(kept)} of the {number(pages)}"
    on = {0: "none of them", pages: "all of them"}.get(kept, on)
    if commitment.aloud and kept:
        return f"{sentence(commitment.aloud)} on {on}"
    return f"“{commitment.words}” is kept on {on}"


def _up(commitment: Commitment, promises: Promises, past: Past) -> str:
    than = f"up from {past.before(commitment.id)}" if promises.pages >= _MANY else "more than"
    return f", {than} in {past.base.today:%B}" if past.base else ""
