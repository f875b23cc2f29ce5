"""One team, two telephone numbers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from rules.core.contacts import contacts
from rules.core.findings import Fact, Finding, Site
from rules.core.page import Page
from rules.core.rule import Rule, at

_A_TEAM = re.compile(
    r"\b(?:team|service|services|office|helpline|line|centre|center|hub|desk|unit|department|clinic|library|nursery"
    r"|school|college|academy|surgery|group|forum|partnership|trust|charity|club|portage|s?endiass|iass|senco|reception"
    r"|switchboard|council)s?\b"
)
_ANY_TEAM = re.compile(
    r"(?:a|an|and|of|the|for|main|local|nearest|duty|admin|head|family|families|children|children's|parents?|pupils?"
    r"|community|early|years|help|advice|support|day|general|team|services?|office|helpline|line|centres?|hubs?|desk|unit"
    r"|department|clinic|library|nursery|schools?|college|academy|surgery|group|club|reception|switchboard|council)"
)
_MOBILE = "+447"


class PhoneDiffers(Rule):
    """One team has one telephone number on this page and another elsewhere on the site.

    A parent who has the wrong one rings a stranger, or a line that nobody answers. One of the numbers is likely
    to be out of date.

    Where a page gives several numbers for the team, a person should look first.

    **Left alone:**

    - numbers whose team the page does not name
    - names that are general (“Contact us”, “the school office”)
    - text phones, fax, and numbers in the navigation, header and footer
    - a mobile beside a landline
    - pages that share at least one number for the team
    """

    id = "contact.phone-differs"
    title = "Teams with different telephone numbers"
    message = "“{quote}” is not the number that other pages give for “{key}”."
    fix = "Find out which number is right and give it on every page."
    commitments = ("communicate.open", "accountable.available")

    def extract(self, page: Page) -> Iterator[Fact]:
        told: set[tuple[str, str]] = set()
        for mention in page.of(contacts):
            about = (mention.key, mention.value)
            in_content = mention.block.region in ("main", "aside")
            if mention.kind == "phone" and in_content and about not in told and _names_a_team(mention.key):
                told.add(about)
                yield Fact(at(page, mention), *about)

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        del site
        teams: dict[tuple[str, bool], list[Fact]] = defaultdict(list)
        for fact in facts:
            teams[fact.key, fact.value.startswith(_MOBILE)].append(fact)
        for told in teams.values():
            yield from self._differing(told)

    def _differing(self, told: list[Fact]) -> Iterator[Finding]:
        """The numbers of one team that fewer pages give than its commonest; all of them, where none leads."""
        numbers: dict[str, set[str]] = defaultdict(set)
        for fact in told:
            numbers[fact.place.url].add(fact.value)
        shared = set.intersection(*numbers.values())
        if shared or len(numbers) == 1:
            return
        pages = Counter(fact.value for fact in told)
        most = max(pages.values())
        commonest = {number for number, count in pages.items() if count == most}
        for fact in told:
            at_odds = not numbers[fact.place.url] & commonest if len(commonest) == 1 else True
            if at_odds:
                yield self._finding(fact, told, several=any(len(n) > 1 for n in numbers.values()))

    def _finding(self, fact: Fact, told: list[Fact], *, several: bool) -> Finding:
        other = next(f for f in told if f.value != fact.value and f.place.url != fact.place.url)
        message = (
            f"“{fact.place.quote}” is given here for “{fact.key}”, but another page gives “{other.place.quote}”: "
            f"{other.place.url}"
        )
        return self.finding(fact, message=message, review=several)


def _names_a_team(key: str) -> bool:
    """Whether a name is of a team or service, and not one that every school or centre has."""
    return _A_TEAM.search(key) is not None and not all(map(_ANY_TEAM.fullmatch, key.split()))
