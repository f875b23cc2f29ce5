"""The two phases: extract facts from a page, judge a site's facts against a day; and who is who between runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b

from rules.core.findings import Fact, Failure, Finding, Site
from rules.core.page import Page
from rules.core.rule import Rule


@dataclass(frozen=True)
class Identified:
    """A finding with its names between runs: `id` on its page, `issue` wherever the same fault stands."""

    id: str
    issue: str
    finding: Finding


def extract(page: Page, rules: Iterable[Rule]) -> tuple[dict[str, list[Fact]], list[Failure]]:
    """The facts of one page by rule id. A rule that raises becomes a failure, and the others go on."""
    facts: dict[str, list[Fact]] = {}
    failures: list[Failure] = []
    for rule in rules:
        try:
            found = list(rule.extract(page))
        except Exception as error:  # noqa: BLE001 - a faulty rule must not end the audit
            failures.append(Failure(rule.id, page.url, _described(error)))
        else:
            if found:
                facts[rule.id] = found
    return facts, failures


def judge(rule: Rule, facts: Iterable[Fact], site: Site) -> Iterator[Finding | Failure]:
    """A rule's findings on `site.today` among its facts of the whole site, which are asked for page by page.

    A rule that raises ends with a failure.
    """
    try:
        yield from rule.judge(facts, site)
    except Exception as error:  # noqa: BLE001 - a faulty rule must not end the audit
        yield Failure(rule.id, "", _described(error))


def _described(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def identify(findings: Iterable[Finding]) -> Iterator[Identified]:
    """Name each finding so that a new template, a moved paragraph or a passing day changes nothing."""
    seen: Counter[tuple[str, ...]] = Counter()
    for finding in findings:
        place = finding.place
        about = finding.key or _normalised(place.quote)
        self_ = (finding.rule, place.url, about)
        anywhere = (finding.rule, finding.key, _normalised(place.block))
        whole_page = () if any(anywhere[1:]) else (place.url,)
        yield Identified(_hash(*self_, str(seen[self_])), _hash(*anywhere, *whole_page), finding)
        seen[self_] += 1


def _normalised(text: str) -> str:
    return " ".join(text.casefold().split())


def _hash(*parts: str) -> str:
    return blake2b("\x1f".join(parts).encode("utf-8", "replace"), digest_size=8).hexdigest()
