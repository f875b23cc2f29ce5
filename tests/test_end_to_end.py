"""The whole way through: the sample site is crawled, checked, stored and reported by the real command."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft202012Validator
from lxml.html import parse

from pipeline.browser.browse import browse
from pipeline.sample import serve as sample_server
from pipeline.sample.serve import serve
from pipeline.store.open import open_store
from pipeline.store.read import Reader
from rules.core.errors import UserError
from tests.cli.command import Ran, here, localoffer
from tests.cli.test_check import FINDING, HEAD, PAGE, SCHEMA
from tests.sample.expected import compare, load
from tests.spiders.serving import Answer, Asked, serving

FAST = '[site]\nname = "Wrenfield"\n[crawl]\ndelay = 0\nconcurrency = 8\ntimeout = 1\nmax_bytes = 2_000_000\n'


@dataclass
class Answered:
    """What a server answered: (path, status) of each request, in order."""

    each: list[tuple[str, int]] = field(default_factory=list)

    def times(self, path: str) -> int:
        return sum(answered == path for answered, _ in self.each)

    def pages(self, status: int) -> set[str]:
        return {path for path, answered in self.each if answered == status}


@dataclass(frozen=True)
class Audits:
    """Two audits of the sample site as it stood, the second with nothing changed."""

    folder: Path
    base: str
    first: Ran
    again: Ran
    answers: Answered
    answers_again: Answered
    asked_again: Answered


@pytest.fixture(scope="module")
def audits(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Audits]:
    folder = tmp_path_factory.mktemp("wrenfield")
    (folder / "offer.toml").write_text(FAST)
    with pytest.MonkeyPatch.context() as patched, serve(slow=3) as base:
        first, again, conditional = Answered(), Answered(), Answered()
        now = first

        def noted(self: Any, code: int, message: str | None = None) -> None:
            now.each.append((self.path, code))
            if "If-None-Match" in self.headers:
                conditional.each.append((self.path, code))
            BaseHTTPRequestHandler.send_response(self, code, message)

        patched.setattr(sample_server._Handler, "send_response", noted)
        ran = _audit(folder, base)
        (folder / "report").rename(folder / "first-report")
        now = again
        yield Audits(folder, base, ran, _audit(folder, base), first, again, conditional)


def _audit(folder: Path, base: str, *more: str) -> Ran:
    return localoffer("audit", f"{base}/", "--today", "2026-11-23", "-f", "json", *more, cwd=folder)


def test_the_sample_site_is_audited_as_expected(audits: Audits) -> None:
    expected = load(audits.base, slow=True)
    with open_store(f"sqlite:///{audits.folder / 'localoffer.db'}") as store:
        reader = Reader(store)
        run = reader.run(1)
        missed, documents = [*reader.not_audited(run)], reader.documents(run)
        assert compare(expected, [*reader.findings(run)], [*reader.pages(run)], missed, documents) == []
        assert all(row.detail for row in missed)
        assert [row.url for row in missed if row.reason == "timeout"] == [f"{audits.base}/health/waiting-times"]


def test_the_document_tells_what_the_store_holds(audits: Audits) -> None:
    document = audits.first.json
    Draft202012Validator(SCHEMA).validate(document)
    assert list(document) == [*HEAD, "coverage"]
    assert {tuple(page) for page in document["pages"]} == {tuple(PAGE)}
    assert {tuple(told) for told in document["findings"]} == {tuple(FINDING)}
    with open_store(f"sqlite:///{audits.folder / 'localoffer.db'}") as store:
        reader = Reader(store)
        run = reader.run(1)
        assert [told["id"] for told in document["findings"]] == [row.id for row in reader.findings(run)]
        assert [p["url"] for p in document["pages"] if p["read"]] == [p.url for p in reader.pages(run)]
    assert (document["today"], document["complete"], document["failures"]) == ("2026-11-23", True, [])
    assert {told["state"] for told in document["findings"]} == {"new"}


def test_findings_are_a_failure_and_standard_error_says_where_the_report_is(audits: Audits) -> None:
    assert audits.first.code == 1
    assert audits.first.err == f"The report is at {audits.folder / 'report/index.html'}\n"


def test_every_link_of_the_report_leads_somewhere(audits: Audits) -> None:
    report = audits.folder / "first-report"
    pages = [*report.rglob("*.html")]
    assert len(pages) > 60
    anchors = {page: set(parse(page).xpath("//@id")) for page in pages}
    links = [(page, link) for page in pages for link in parse(page).xpath("//@href | //@src")]
    assert len(links) > 1000
    for page, link in links:
        if re.match(r"(?:https?|mailto|tel):", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / unquote(path)).resolve() if path else page
        assert target.is_file(), (page.name, link)
        assert not anchor or target.suffix != ".html" or unquote(anchor) in anchors[target], (page.name, link)


def test_an_unchanged_site_is_asked_whether_it_changed_and_read_no_more(audits: Audits) -> None:
    expected = load(audits.base, slow=True)
    documents = expected.pages.keys() & expected.documents
    pages = expected.pages.keys() - documents
    assert documents
    assert pages <= audits.answers.pages(200)
    assert pages <= audits.asked_again.pages(304)
    assert audits.answers_again.pages(200).isdisjoint(pages)
    for path in documents:  # asked about by their headers, and fetched the first time alone
        assert (audits.answers.times(path), audits.answers_again.times(path)) == (2, 1)
    with open_store(f"sqlite:///{audits.folder / 'localoffer.db'}") as store:
        reader = Reader(store)
        assert {page.outcome for page in reader.pages(reader.run(1))} == {"read"}
        outcomes = {page.url: page.outcome for page in reader.pages(reader.run(2))}
        assert {outcome for url, outcome in outcomes.items() if not _endless(url)} == {"unchanged"}


def _endless(url: str) -> bool:
    """Whether it is a page of the endless calendar: which months are still read is chance."""
    return "/calendar?" in url


def test_an_unchanged_site_has_the_same_findings_all_still_there(audits: Audits) -> None:
    first, again = audits.first.json, audits.again.json
    at_first, later = first.pop("coverage"), again.pop("coverage")
    assert at_first["read"] == at_first["audited"]
    assert later["read"] < 5 < later["unchanged"]  # the endless calendar has another page each time
    assert {told["state"] for told in again["findings"]} == {"still"}
    for document in (first, again):
        for told in document["findings"]:
            del told["state"]
        document["pages"] = [page for page in document["pages"] if not _endless(page["url"])]
    assert first == again


def test_what_an_audit_found_is_reported_again_from_the_store(audits: Audits, tmp_path: Path) -> None:
    store = f"sqlite:///{audits.folder / 'localoffer.db'}"
    ran = here("report", "--store", store, "--run", "1", "-f", "json", "-f", "csv", "-o", tmp_path / "out")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    written = json.loads((tmp_path / "out/localoffer-json.json").read_text("utf-8"))
    assert written == audits.first.json
    ran = here("report", "--store", store, "--report", tmp_path / "pages")
    assert ran.out == f"The report is at {tmp_path / 'pages/index.html'}\n"
    missing = here("report", "--store", store, "--run", "99")
    assert (missing.code, missing.err) == (2, "Error: There is no audit 99. See `localoffer history`.\n")


def test_the_audits_are_listed_newest_first(audits: Audits) -> None:
    store = f"sqlite:///{audits.folder / 'localoffer.db'}"
    runs = here("history", "--store", store, "-f", "json").json
    found = len(audits.first.json["findings"])
    assert [(run["run"], run["site"], run["complete"], run["findings"]) for run in runs] == [
        (2, "Wrenfield", True, found),
        (1, "Wrenfield", True, found),
    ]
    lines = here("history", "--store", store).out.splitlines()
    assert [line.split()[0] for line in lines] == ["2", "1"]
    assert here("history", "--store", store, "--site", "Elsewhere", "-f", "json").json == []


# A site that changes between audits

HEAD_OF = "<!doctype html><html lang=en><title>{0}</title><main><h1>{0}</h1>"
HOME = HEAD_OF.format("Hub") + "<p>See <a href=/a>the first page</a>, <a href=/b>the second</a>.</p></main>"
STANDS = HEAD_OF.format("First") + "<h2>Lunch</h2><h2>Songs</h2><p>We sing.</p>"
FAULTY = f"{STANDS}<p>To book, <a href=/>click here</a>.</p></main>"
MENDED = f"{STANDS}<p>To ask, <a href=/c>read more</a>.</p></main>"
GOING = HEAD_OF.format("Second") + "<p>To sing, <a href=/a>see here</a>.</p></main>"


class Site:
    """Pages that can be changed, each with an ETag that is true."""

    def __init__(self) -> None:
        self.pages = {"/": HOME, "/a": FAULTY, "/b": GOING}

    def __call__(self, asked: Asked) -> Answer | None:
        if asked.path not in self.pages:
            return None
        html = self.pages[asked.path]
        tag = f'"{abs(hash(html))}"'
        if asked.headers.get("If-None-Match") == tag:
            return Answer(status=304, headers={"ETag": tag})
        return Answer(html.encode(), headers={"ETag": tag})


def test_new_still_fixed_and_gone_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "offer.toml").write_text(FAST)
    site = Site()
    with serving(site) as server:
        _audit(tmp_path, server.url, "--select", "links.vague-text,*.empty-section")
        site.pages["/a"] = MENDED
        del site.pages["/b"]
        judged = ("--select", "links.vague-text,*.empty-section", "--fail-on", "advice", "--baseline", "previous")
        again = _audit(tmp_path, server.url, *judged)
        third = _audit(tmp_path, server.url, *judged)
    states = {(told["quote"], told["state"]) for told in again.json["findings"]}
    assert states == {("Lunch", "still"), ("read more", "new")}
    with open_store(f"sqlite:///{tmp_path / 'localoffer.db'}") as store:
        reader = Reader(store)
        left = {(row.finding.quote, row.left) for row in reader.left(reader.run(2))}
    assert left == {("click here", "fixed"), ("see here", "gone")}
    assert (again.code, third.code) == (1, 0)


def test_judged_on_a_later_day_the_same_pages_have_more_to_put_right(audits: Audits) -> None:
    before = {told["id"] for told in audits.first.json["findings"]}
    ran = localoffer(
        "audit", f"{audits.base}/", "--today", "2027-01-20", "-f", "json", "--report", "later", cwd=audits.folder
    )
    new = [told for told in ran.json["findings"] if told["state"] == "new"]
    assert {"stale.seasonal-notice", "stale.past-event"} <= {told["rule"] for told in new}
    assert before.isdisjoint(told["id"] for told in new)


# In the browser

PALE = HEAD_OF.format("Hub") + "<p style='color: #aaa; background: #fff'>Find a club.</p></main>"


def test_pages_are_looked_at_in_a_browser_too(tmp_path: Path) -> None:
    try:
        next(browse([]), None)
    except UserError as missing:
        pytest.skip(str(missing))
    (tmp_path / "offer.toml").write_text(FAST)
    with serving(lambda asked: Answer(PALE.encode()) if asked.path == "/" else None) as server:
        ran = _audit(tmp_path, server.url, "--browser", "--select", "accessibility")
    assert ran.json["failures"] == []
    seen = [told for told in ran.json["findings"] if told["rule"] == "accessibility.axe"]
    assert [(told["key"], told["severity"], told["wcag"]) for told in seen if "contrast" in told["key"]] == [
        ("color-contrast", "problem", ["1.4.3"])
    ]
