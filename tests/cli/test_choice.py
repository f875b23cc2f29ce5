"""Which rules run, and what the command says of them."""

from __future__ import annotations

import json
import re

import pytest

from rules.core.registry import catalogue
from tests.cli.command import CHARTER, SEEN, here, refused


def rules_of(*arguments: str) -> set[str]:
    return {told["rule"] for told in here("check", CHARTER, *SEEN, "-f", "json", *arguments).json["findings"]}


def test_rules_are_chosen_by_id_by_theme_and_by_pattern() -> None:
    assert rules_of("--select", "stale.broken-promise") == {"stale.broken-promise"}
    assert rules_of("--select", "stale, local-offer") == {
        "stale.broken-promise",
        "stale.seasonal-notice",
        "local-offer.empty-section",
        "local-offer.leaked-cms-field",
    }
    assert rules_of("--select", "*.empty-*,stale.s*") == {"stale.seasonal-notice", "local-offer.empty-section"}


def test_rules_are_left_out_by_id_by_theme_and_by_pattern() -> None:
    everything = rules_of()
    assert everything - rules_of("--ignore", "stale") == {"stale.broken-promise", "stale.seasonal-notice"}
    assert everything - rules_of("--ignore", "*.long-sentence,documents") == {
        "plain-english.long-sentence",
        "documents.no-type-size",
    }
    assert rules_of("--select", "stale", "--ignore", "stale.seasonal-notice") == {"stale.broken-promise"}


@pytest.mark.parametrize("option", ["--select", "--ignore"])
@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("stale.past-evnt", "“stale.past-evnt” matches no rule. Did you mean “stale.past-event”?"),
        ("stal", "Did you mean “stale”?"),
        ("stale,nonsense", "“nonsense” matches no rule."),
        ("zz*", "“zz*” matches no rule."),
    ],
)
def test_a_name_that_matches_no_rule_is_told(option: str, name: str, told: str) -> None:
    assert told in refused("check", CHARTER, option, name)


def test_no_rules_at_all_are_refused() -> None:
    assert "No rule is left to run" in refused("check", CHARTER, "--select", "stale", "--ignore", "stale")


def test_every_rule_is_listed_with_all_it_says_of_itself() -> None:
    listed = json.loads(here("rules", "--format", "json").out)
    assert [rule["id"] for rule in listed] == [*catalogue()]
    assert {*listed[0]} >= {"id", "title", "help", "fix", "severity", "review", "commitments", "wcag", "act"}
    shown = here("rules").out.splitlines()
    assert [line.split()[0] for line in shown] == [*catalogue()]


@pytest.mark.parametrize("rule", catalogue())
def test_a_rule_is_explained_with_why_fix_and_cases(rule: str) -> None:
    told = here("explain", rule).out
    assert told.startswith(f"{rule}: {catalogue()[rule].title}")
    assert f"What to do: {catalogue()[rule].fix.split('{')[0]}" in told
    assert re.search(r"\{(quote|key|value)\}", told) is None
    assert "Cases:" in told


def test_a_rule_that_is_not_there_cannot_be_explained() -> None:
    told = refused("explain", "stale.past-evnt")
    assert "There is no rule “stale.past-evnt”. Did you mean “stale.past-event”? See `localoffer rules`." in told
    assert "Missing argument 'RULE'" in refused("explain")
