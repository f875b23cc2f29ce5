"""Shares the work out: which pages each owner has to put right, and what is done or left as it is already."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.config import OwnerConfig
from reports.views.ranking import Ranked, ranked
from reports.views.survey import Survey
from reports.wishes import NO_WISHES, NOBODY, Wishes


@dataclass(frozen=True)
class Share:
    """What one owner has of a site. `righted` has pages where things were put right, with the rules of these."""

    owner: OwnerConfig
    pages: list[Ranked] = field(default_factory=list)
    righted: dict[str, list[str]] = field(default_factory=dict)
    leaving: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.pages or self.righted or self.leaving)


@dataclass(frozen=True)
class Work:
    """All there is to put right: the pages in order, and each owner's share in the order of the settings."""

    wishes: Wishes
    pages: list[Ranked]
    shares: tuple[Share, ...]


def work_of(survey: Survey, wishes: Wishes = NO_WISHES) -> Work:
    """The work that a site has. What nobody looks after comes last, where there is any."""
    pages = ranked(survey, wishes)
    each = {owner: Share(owner) for owner in (*wishes.owners, NOBODY)}
    for page in pages:
        each[wishes.owner_of(page.url)].pages.append(page)
    for url, rule in sorted(survey.righted):
        each[wishes.owner_of(url)].righted.setdefault(url, []).append(rule)
    for url in sorted(survey.leaving):
        each[wishes.owner_of(url)].leaving.append(url)
    of_nobody = any(wishes.owner_of(url) is NOBODY for url in survey.pages.keys() | survey.faulty)
    if wishes.owners and not (of_nobody or each[NOBODY]):
        del each[NOBODY]
    return Work(wishes, pages, tuple(each.values()))
