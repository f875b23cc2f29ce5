"""The charter holds every promise in its own words, says how each is checked, and agrees with the rules."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rules.accessibility.table_headers import TableHeaders
from rules.core.charter import Commitment, load_charter
from rules.core.errors import UserError
from rules.core.page import Page
from rules.core.registry import catalogue
from rules.core.rule import Rule
from rules.core.segment import segment
from rules.documents.no_type_size import NoTypeSize
from rules.local_offer.dangling_lead_in import DanglingLeadIn
from rules.local_offer.empty_section import EmptySection
from rules.local_offer.leaked_cms_field import LeakedCmsField

PAGE = Path(__file__).parents[1] / "pages" / "charter.html"
OURS = load_charter()

MINIMAL = """
name = "Ours"
source = "https://example.org/charter"

[[principle]]
id = "be"
words = "Be there"

[[principle.commitment]]
id = "be.open"
words = "Open every day"
how = "We compare the hours."
"""


def written(folder: Path, text: str) -> str:
    path = folder / "ours.toml"
    path.write_text(text, "utf-8")
    return str(path)


def the_page() -> Page:
    return segment(PAGE.read_text("utf-8"), "https://www.anyborough.gov.uk/charter", seen=date(2026, 11, 23))


@pytest.mark.parametrize("commitment", OURS.commitments.values(), ids=OURS.commitments)
def test_every_commitment_is_in_the_charters_words_and_says_how_it_is_checked(commitment: Commitment) -> None:
    assert commitment.words in {block.text for block in the_page().main}
    assert commitment.how
    assert commitment.question


def test_every_promise_on_the_charters_page_is_a_commitment() -> None:
    promised = [block.text for block in the_page().main if block.kind == "item"]
    assert [commitment.words for commitment in OURS.commitments.values()] == promised


def test_the_ladder_is_the_one_on_the_charters_page() -> None:
    cells = [block.text for block in the_page().main if block.kind == "cell"]
    assert sorted(cells) == sorted(t for step in OURS.ladder for t in (step.name, step.meaning, *step.rungs))


@pytest.mark.parametrize("rule", catalogue().values(), ids=catalogue())
def test_every_rule_is_evidence_for_commitments_that_exist(rule: type[Rule]) -> None:
    assert rule.commitments
    for commitment in rule.commitments:
        assert rule.id in OURS.commitments[commitment].rules


def test_only_people_can_judge_a_commitment_that_no_rule_is_evidence_for() -> None:
    assert OURS.commitments["communicate.listen"].people
    assert not OURS.commitments["communicate.plain-english"].people


def test_a_commitment_without_a_score_is_for_people_to_judge_whatever_rules_find() -> None:
    assert OURS.commitments["value.kindness"].rules
    assert OURS.commitments["value.kindness"].people


def test_another_charter_is_given_by_file_and_names_its_rules_by_pattern(tmp_path: Path) -> None:
    charter = load_charter(written(tmp_path, MINIMAL + 'rules = ["contact.*", "links.raw-url"]'))
    rules = charter.commitments["be.open"].rules
    assert "contact.no-contact" in rules
    assert "links.raw-url" in rules
    assert not any(rule.startswith("stale") for rule in rules)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (MINIMAL, "Give a `question`"),
        (MINIMAL + 'rules = ["contact.no-such"]', "matches no rule"),
        (MINIMAL + 'rules = "contact"', "must be a list"),
        (MINIMAL + 'rules = ["contact.*"]\nscore = false', "Give a `question`"),
        (MINIMAL + 'question = "Are we?"\nscore = "no"', "must be true or false"),
        (MINIMAL + "question = 3", "must be some text"),
        (MINIMAL + 'wording = "x"', "there is no field “wording”. Did you mean “words”?"),
        (MINIMAL.replace('how = "We compare the hours."', 'question = "Are we?"'), "“how” is missing"),
        (MINIMAL.replace("be.open", "be") + 'question = "Are we?"', "given twice"),
        (MINIMAL.replace("[[principle.commitment]]", "[principle.commitment]"), "must be a list"),
        ("name = Ours", "not valid TOML"),
        ('name = "Ours"', "“source” is missing"),
        ('name = "Ours"\nsource = "x"\nprinciple = ["be"]', "must be a table"),
    ],
)
def test_a_charter_with_a_mistake_says_where_and_what(tmp_path: Path, text: str, says: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(UserError) as error:
        load_charter(path)
    assert says in str(error.value)
    assert path in str(error.value)


def test_a_charter_that_is_not_there_is_a_clear_error() -> None:
    with pytest.raises(UserError, match="Did you mean “doncaster”"):
        load_charter("doncastr")


@pytest.mark.parametrize(
    ("rule", "finds"),
    [
        (LeakedCmsField(), ["Display your introduction over featured image?: No"]),
        (EmptySection(), ["Downloads & Resources"]),
        (TableHeaders(), ["Doing with | Doing for | Doing to"]),
        (NoTypeSize(), ["View the Co-Production Charter (PDF)"]),
        (DanglingLeadIn(), []),
    ],
    ids=lambda value: value.id if isinstance(value, Rule) else "",
)
def test_the_charters_own_page_shows_its_faults(rule: Rule, finds: list[str]) -> None:
    assert [fact.place.quote for fact in rule.extract(the_page())] == finds
