"""Every number of the report is the store's: of pages, rules, owners, commitments, the overview and exports."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from lxml.html import HtmlElement, parse

from pipeline.config import OwnerConfig
from pipeline.results import outcome
from pipeline.store.open import open_store
from pipeline.store.read import Reader
from pipeline.store.values import FindingRow
from pipeline.store.waiving import Waiver, Waivers
from reports.exports import FORMATS, TextFormat
from reports.render import render
from reports.views.addresses import page_file, rule_file, work_file
from reports.views.parts import part_file
from reports.views.survey import survey
from reports.wishes import NOBODY, Wishes
from rules.core.charter import load_charter
from rules.core.findings import Severity
from rules.core.registry import find
from tests.reports.large import fill

BEFORE, NOW = 50, 260
OWNERS = (OwnerConfig("Team one", ("/send/part-1*",)), OwnerConfig("Team two", ("/send/part-2*",)))
LEFT = Waiver("It moves.", "Ana", date(2027, 4, 30), rule="links.vague-text", pages="/send/part-3*")
_WORDS: dict[str, Severity] = {"barrier": "barrier", "problem": "problem", "to improve": "advice"}
_BADGE = re.compile(r"([\d,]+) (barrier|problem|to improve)s?")
Tally = Counter[Severity]


@dataclass(frozen=True)
class Told:
    """A report, and what the store holds of its audit: what stands, and what is waived."""

    folder: Path
    rows: list[FindingRow]
    waived: list[FindingRow]
    exports: dict[str, str]

    def dom(self, file: str) -> HtmlElement:
        return parse(self.folder / file).getroot()

    def of(self, rows: Iterable[FindingRow]) -> Tally:
        return Counter(row.severity for row in rows)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    folder = tmp_path_factory.mktemp("numbers")
    with open_store(f"sqlite:///{folder / 'store.db'}") as store:
        fill(store, BEFORE)
        fill(store, NOW)
        rule = next(row.rule for row in Reader(store).findings(Reader(store).latest()))
        waiver = Waiver(LEFT.because, LEFT.by, LEFT.until, rule=rule, pages=LEFT.pages)
        reader = Reader(store, Waivers([waiver]))
        run = reader.latest()
        render(
            reader,
            survey(reader, run),
            folder / "report",
            charter=load_charter(),
            upcoming=(),
            wishes=Wishes(owners=OWNERS),
        )
        rows = list(reader.findings(run))
        exports = {}
        for name in ("json", "csv", "text"):
            form, out = FORMATS[name], StringIO()
            assert isinstance(form, TextFormat)
            form.write(outcome(reader, run), out)
            exports[name] = out.getvalue()
    standing = [row for row in rows if row.state != "waived"]
    return Told(folder / "report", standing, [row for row in rows if row.state == "waived"], exports)


def badges(elements: Iterable[HtmlElement]) -> Tally:
    """The sum of some badges, such as “2 barriers”."""
    found: Tally = Counter()
    for element in elements:
        for number, words in _BADGE.findall(element.text_content()):
            found[_WORDS[words]] += int(number.replace(",", ""))
    return found


def test_there_is_something_of_everything_to_count(told: Told) -> None:
    assert {row.state for row in told.rows} == {"new", "still"}
    assert set(told.of(told.rows)) == {"barrier", "problem", "advice"}
    assert told.waived


def test_each_page_has_its_own_and_all_pages_together_have_all(told: Told) -> None:
    together: Tally = Counter()
    by_page: dict[str, list[FindingRow]] = {}
    for row in told.rows:
        by_page.setdefault(row.url, []).append(row)
    for url, rows in by_page.items():
        dom = told.dom(page_file(url))
        shown = badges(dom.find_class("strip")[0].find_class("badge"))
        assert shown == told.of(rows)
        together += shown
        lead = dom.find_class("trail")[0].text_content()
        assert f"{len(rows)} things to put right" in lead
    assert together == told.of(told.rows)


def test_each_rule_has_its_own_and_all_rules_together_have_all(told: Told) -> None:
    by_rule: dict[str, list[FindingRow]] = {}
    for row in told.rows:
        by_rule.setdefault(row.rule, []).append(row)
    for rule, rows in by_rule.items():
        said = told.dom(rule_file(rule)).text_content()
        assert f"Found {len(rows):,} times on {len({row.url for row in rows}):,} pages." in said
    for file in ("rules.html", "index.html"):
        lists = told.dom(file).xpath("//ul[@class='lines']")
        assert badges(lists) == told.of(told.rows), file


def test_each_owner_has_their_own_and_all_owners_together_have_all(told: Told) -> None:
    wishes = Wishes(owners=OWNERS)
    by_owner = {
        owner.name: [row for row in told.rows if wishes.owner_of(row.url) is owner] for owner in (*OWNERS, NOBODY)
    }
    together: Tally = Counter()
    for name, rows in by_owner.items():
        lists = list(_parts(told, name))
        assert badges(lists[0].find_class("strip")[0].find_class("badge")) == told.of(rows)
        together += (lines := badges(line for dom in lists for line in dom.find_class("work")))
        assert lines == told.of(rows)
    assert together == told.of(told.rows)
    assert len(list(_parts(told, NOBODY.name))) == 1
    assert badges(told.dom("fix.html").xpath("//ul[@class='lines small']")) == told.of(told.rows)


def _parts(told: Told, owner: str) -> Iterator[HtmlElement]:
    part = 1
    while (told.folder / part_file(work_file(owner), part)).exists():
        yield told.dom(part_file(work_file(owner), part))
        part += 1


def test_each_commitment_is_kept_by_the_pages_without_barrier_or_problem_under_it(told: Told) -> None:
    charter = told.dom("charter.html")
    scored = 0
    for promise in load_charter().commitments.values():
        shown = charter.xpath(f"//tr[@id='{promise.id}']//*[@class='pages']")
        if not shown:
            continue
        breaking = {
            row.url for row in told.rows if row.severity != "advice" and promise.id in find(row.rule).commitments
        }
        assert f"{NOW - len(breaking):,} of {NOW:,} pages" in shown[0].text_content(), promise.id
        scored += 1
    assert scored > 5


def test_the_overview_counts_the_same(told: Told) -> None:
    overview = told.dom("index.html")
    tiles = {
        tile.find_class("badge")[0].text_content().split()[-1]: tile for tile in overview.find_class("severity")
    }
    shown = [int(tile.find_class("figure")[0].text_content().replace(",", "")) for tile in tiles.values()]
    found = told.of(told.rows)
    assert shown == [found["barrier"], found["problem"], found["advice"]]
    figures = {
        row.find("dt").text_content(): row.find("dd").text_content().replace(",", "")
        for row in overview.xpath("//dl/div")
    }
    assert int(figures["New"]) == sum(row.state == "new" for row in told.rows)
    assert int(figures["Still there"]) == sum(row.state == "still" for row in told.rows)
    assert int(figures["Pages read"]) == NOW
    assert f"{len(told.waived):,} findings left as agreed" in overview.text_content()


def test_the_search_and_what_is_left_as_agreed_count_the_same(told: Told) -> None:
    pages = [p for file in (told.folder / "search").iterdir() for p in json.loads(file.read_text("ascii")[6:-3])]
    sums = [sum(page[n] for page in pages) for n in (3, 4, 5, 6)]
    found = told.of(told.rows)
    new = sum(row.state == "new" for row in told.rows)
    assert sums == [found["barrier"], found["problem"], found["advice"], new]
    assert f"· {len(told.waived):,} things" in told.dom("left-as-agreed.html").text_content()


def test_the_exports_count_the_same(told: Told) -> None:
    document = json.loads(told.exports["json"])
    rows = list(csv.DictReader(StringIO(told.exports["csv"])))
    for states in (
        Counter(row["state"] for row in document["findings"]),
        Counter(row["state"] for row in rows),
    ):
        assert states == Counter(row.state for row in (*told.rows, *told.waived))
    assert [use["findings"] for use in document["waivers"]] == [len(told.waived)]
    pages = len({row.url for row in told.rows})
    assert f"Found {len(told.rows):,} things to put right on {pages:,} pages" in told.exports["text"]
    assert f"{len(told.waived):,} findings waived." in told.exports["text"]
    for promise in load_charter().commitments:
        of_rules = sum(promise in find(row.rule).commitments for row in told.rows)
        assert of_rules == sum(
            promise in row["commitments"] for row in document["findings"] if row["state"] != "waived"
        )
