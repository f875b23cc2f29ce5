"""Budgets: a run fails above them and not below, and `--tighten` only ever lowers them."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest
import tomli
from jsonschema import Draft202012Validator

from pipeline.sample.serve import serve
from tests.cli.command import here, localoffer, refused

SCHEMA = json.loads(files("reports").joinpath("schema.json").read_text("utf-8"))
VAGUE = "<p>To ask for a bus pass, <a href='/{0}'>click here</a>.</p>"
BARRIER = "<p>Apply by 2 October 2026.</p>"
TODAY = ("--today", "2026-11-23")
SELECT = ("--select", "links.vague-text,stale.past-event")
CHECK = ("check", "drafts", *TODAY, *SELECT, "--fail-on", "problem")


@pytest.fixture(autouse=True)
def drafts(folder: Path) -> Path:
    """Two pages with three links that do not say where they go."""
    (folder / "drafts" / "clubs").mkdir(parents=True)
    for name, links in (("pass.html", "ab"), ("clubs/club.html", "c")):
        words = "".join(VAGUE.format(link) for link in links)
        page = f"<html lang=en><title>{name}</title><main><h1>Travel</h1>{words}</main></html>"
        (folder / "drafts" / name).write_text(page)
    return folder


def budgets(*tables: str) -> None:
    Path("offer.toml").write_text("".join(f"[[budget]]\n{table}\n" for table in tables))


@pytest.mark.parametrize(("most", "code"), [(0, 1), (2, 1), (3, 0), (40, 0)])
def test_a_run_fails_above_a_budget_and_not_at_it(most: int, code: int) -> None:
    budgets(f'rule = "links.vague-text"\nmost = {most}')
    ran = here(*CHECK)
    told = f"The budget for links.vague-text allows {most or 'no'} findings, and there are 3."
    assert (ran.code, told in ran.err) == (code, bool(code))


@pytest.mark.parametrize(
    ("names", "count"),
    [
        ('rule = "links.vague-text"', 3),
        ('rule = "links"', 3),
        ('rule = "links.*"', 3),
        ('rule = "links.vague-text"\npath = "drafts/clubs/*"', 1),
        ('commitment = "communicate.plain-english"\nrule = "links"', 3),
        ('commitment = "communicate.plain-english"\npath = "drafts/pass*"', 2),
        ('path = "*/clubs/*"', 1),
        ('path = "/elsewhere/*"', 0),
    ],
)
def test_a_budget_counts_what_it_names(names: str, count: int) -> None:
    budgets(f"{names}\nmost = 7")
    document = here(*CHECK, "-f", "json").json
    Draft202012Validator(SCHEMA).validate(document)
    assert document["budgets"] == [{**tomli.loads(names), "most": 7, "findings": count, "over": False}]


def test_a_document_without_budgets_does_not_mention_them() -> None:
    assert "budgets" not in here(*CHECK, "-f", "json").json


def test_what_a_budget_covers_fails_by_nothing_else() -> None:
    assert here(*CHECK).code == 1
    budgets('rule = "links.vague-text"\nmost = 3')
    assert here(*CHECK).code == 0
    assert here(*CHECK, "--write-baseline", "known.json").code == 0
    Path("known.json").write_text('{"findings": {}}')
    assert here(*CHECK, "--baseline", "known.json").code == 0


def test_what_no_budget_covers_fails_as_before() -> None:
    budgets('rule = "links.vague-text"\npath = "drafts/pass*"\nmost = 3')
    assert here(*CHECK).code == 1
    page = Path("drafts/clubs/club.html")
    page.write_text(page.read_text().replace(VAGUE.format("c"), ""))
    assert here(*CHECK).code == 0
    page.write_text(page.read_text().replace("</main>", f"{BARRIER}</main>"))
    assert here(*CHECK).code == 1


def test_a_budget_holds_whatever_is_known_or_forgiven_otherwise() -> None:
    assert here(*CHECK, "--write-baseline", "known.json").code == 1
    budgets('rule = "links.vague-text"\nmost = 2')
    assert here(*CHECK, "--baseline", "known.json").code == 1
    assert here(*CHECK, "--fail-on", "never").code == 1
    assert here(*CHECK, "--exit-zero").code == 0
    quiet = here(*CHECK, "-q")
    assert (quiet.code, quiet.out, quiet.err) == (1, "", "")


def test_what_is_waived_counts_against_no_budget() -> None:
    budgets('rule = "links.vague-text"\nmost = 2')
    assert here(*CHECK).code == 1
    agreed = ("--because", "It moves.", "--by", "Ana", "--until", "2027-04-30", *TODAY)
    assert here("waive", "links.vague-text", "--pages", "drafts/clubs/*", *agreed).code == 0
    assert here(*CHECK).code == 0


def test_an_audit_that_is_not_complete_is_no_matter_of_budgets() -> None:
    budgets('path = "*"\nmost = 0')
    (Path("drafts") / "empty.html").write_text("")
    assert here(*CHECK).code == 3


@pytest.mark.parametrize(
    ("table", "told"),
    [
        (
            'rule = "links.vague-txt"\nmost = 1',
            "“links.vague-txt” matches no rule. Did you mean “links.vague-text”?",
        ),
        ('commitment = "accountable.timly"\nmost = 1', "Did you mean “accountable.timely”?"),
        ('commitment = "accountable.timely"\nrule = "links.vague-text"\nmost = 1', "No rule fits the budget"),
        ("most = 1", "budget 1 must name a `rule`, a `commitment` or a `path`."),
        ('rule = "links"\nmost = -1', "“most” of budget 1 is below 0."),
        ('rule = "links"', "missing required field `most`"),
        ('rule = "links"\nmost = "1"', "Expected `int`"),
        ('rule = "links"\nmost = true', "Expected `int`"),
        ('rul = "links"\nmost = 1', "there is no setting “rul”. Did you mean “rule”?"),
    ],
)
def test_a_mistake_in_a_budget_is_told_before_anything_is_checked(table: str, told: str) -> None:
    budgets(table)
    assert told in refused(*CHECK)


# Tightening


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A folder in which the sample site was audited with three budgets, and what was told of it."""
    folder = tmp_path_factory.mktemp("tighten")
    (folder / "offer.toml").write_text(
        "# Our Local Offer.\n"
        "[[budget]]  # the oldest\n"
        'rule = "links.vague-text"\n'
        "most = 400 # in spring\n\n"
        '[[budget]]\ncommitment = "accountable.timely"\nmost = 0\n\n'
        '[[budget]]\npath = "/nowhere/*"\nmost = 0\n\n'
        "[crawl]\ndelay = 0\nconcurrency = 8\n"
    )
    with serve() as base:
        ran = localoffer("audit", f"{base}/", *TODAY, "--tighten", "--fail-on", "never", "-f", "json", cwd=folder)
    assert ran.code == 1
    (folder / "told.json").write_text(ran.out)
    return folder, ran.err


def test_tighten_lowers_a_budget_to_what_was_found_and_raises_none(audited: tuple[Path, str]) -> None:
    folder, said = audited
    found = json.loads((folder / "told.json").read_text())
    vague = sum(row["rule"] == "links.vague-text" for row in found["findings"])
    assert 0 < vague < 400
    after = tomli.loads((folder / "offer.toml").read_text())["budget"]
    assert [budget["most"] for budget in after] == [vague, 0, 0]
    assert f"The budget for links.vague-text is {vague} now. It was 400." in said
    assert "The budget for the promise accountable.timely allows no findings, and there are " in said
    assert "/nowhere" not in said


def test_tighten_keeps_every_other_word_of_the_file(audited: tuple[Path, str]) -> None:
    text = (audited[0] / "offer.toml").read_text()
    assert text.startswith("# Our Local Offer.\n[[budget]]  # the oldest\n")
    assert "# in spring\n\n[[budget]]\ncommitment" in text
    assert text.endswith("[crawl]\ndelay = 0\nconcurrency = 8\n")
    assert [path.name for path in audited[0].glob("*.new")] == []


def test_tighten_finds_its_budgets_in_pyproject_too(folder: Path) -> None:
    Path("pyproject.toml").write_text(
        '[tool.localoffer.crawl]\ndelay = 0\n[[tool.localoffer.budget]]\nrule = "links.vague-text"\nmost = 9\n'
    )
    with serve() as base:
        ran = localoffer("audit", f"{base}/health/", *TODAY, "--tighten", "-q", cwd=folder)
    assert ran.code != 2
    assert "now. It was" not in ran.err
    (budget,) = tomli.loads(Path("pyproject.toml").read_text())["tool"]["localoffer"]["budget"]
    assert budget["most"] < 9


def test_an_audit_that_is_not_complete_changes_no_budget_and_no_baseline(folder: Path) -> None:
    budgets('rule = "links.vague-text"\nmost = 400')
    before = Path("offer.toml").read_text()
    Path("known.json").write_text("ours")
    ran = localoffer(
        "audit", "http://127.0.0.1:9/", "--tighten", "--write-baseline", "known.json", *TODAY, cwd=folder
    )
    assert ran.code == 3
    assert "This audit is not complete, so --tighten changed nothing." in ran.err
    assert "This audit is not complete, so --write-baseline changed nothing." in ran.err
    assert (Path("offer.toml").read_text(), Path("known.json").read_text()) == (before, "ours")


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (("--select", "links"), "--tighten counts everything, and --select leaves some out."),
        (("--max-pages", "3"), "--tighten counts everything, and --max-pages leaves some out."),
    ],
)
def test_tighten_asks_for_a_whole_audit(more: tuple[str, ...], told: str) -> None:
    budgets('rule = "links.vague-text"\nmost = 4')
    assert told in refused("audit", "http://127.0.0.1:9/", "--tighten", *more)


def test_tighten_asks_for_budgets_that_can_be_lowered() -> None:
    assert "There is no budget to lower." in refused("audit", "http://127.0.0.1:9/", "--tighten")
    Path("offer.toml").write_text('[[budget]]\nrule = "links"\nmost = 4\n[rules]\nignore = ["links"]\n')
    assert "The budget for links cannot be lowered" in refused("audit", "http://127.0.0.1:9/", "--tighten")


def test_a_council_s_file_may_set_no_budget() -> None:
    Path("town.toml").write_text('[site]\ntargets = ["https://x.example/"]\n[[budget]]\npath = "*"\nmost = 1\n')
    assert "Budgets stand in offer.toml" in refused("audit", "town.toml")
