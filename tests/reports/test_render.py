"""The report as files: whole or not at all, safe whatever a page says, and every link in it leads somewhere."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from urllib.parse import unquote, urldefrag

import lxml.html
import pytest
from lxml.html import HtmlElement

from pipeline.judging import judge_run
from pipeline.store.open import open_store
from pipeline.store.read import Reader
from pipeline.store.values import NotAuditedRow, Read, Run
from pipeline.store.write import Writer
from reports.render import render
from reports.views.survey import survey
from rules.core.charter import load_charter
from rules.core.errors import UserError
from rules.core.registry import choose
from rules.core.run import extract
from rules.core.segment import segment
from spiders.fetched import Fetched, NotAudited
from tests.conftest import without_privileges
from tests.reports.audits import HOST, RUN, TODAY, Audit, InMemory, anyborough, hostile
from tests.reports.payloads import PAYLOADS
from tests.store.made import packed


def write(audit: Audit, out: Path, run: Run = RUN) -> Path:
    return render(audit.reader, survey(audit.reader, run), out, charter=load_charter(), upcoming=audit.upcoming)


def documents(folder: Path) -> Iterator[tuple[Path, HtmlElement]]:
    for file in sorted(folder.rglob("*.html")):
        yield file, lxml.html.document_fromstring(file.read_bytes())


def everything(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(anyborough(), tmp_path_factory.mktemp("anyborough") / "report").parent


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(hostile(PAYLOADS), tmp_path_factory.mktemp("hostile") / "report").parent


class TestWhole:
    def test_the_first_page_is_given_back(self, tmp_path: Path) -> None:
        assert write(anyborough(), tmp_path / "a" / "report") == tmp_path / "a" / "report" / "index.html"

    def test_every_link_within_the_report_leads_somewhere(self, report: Path) -> None:
        ids = {file: {e.get("id") for e in dom.iter() if e.get("id")} for file, dom in documents(report)}
        for file, dom in documents(report):
            for href in dom.xpath("//a/@href | //link/@href | //script/@src"):
                path, fragment = urldefrag(href)
                if path.startswith("http"):
                    continue
                target = (file.parent / unquote(path)).resolve() if path else file
                assert target.is_file(), f"{file}: {href}"
                assert not fragment or fragment in ids[target], f"{file}: {href}"

    def test_a_new_report_takes_the_old_ones_place(self, tmp_path: Path) -> None:
        out = tmp_path / "report"
        write(anyborough(), out)
        write(Audit(), out)
        assert not list((out / "pages").iterdir())
        assert [p.name for p in tmp_path.iterdir()] == ["report"]

    def test_an_empty_folder_is_taken(self, tmp_path: Path) -> None:
        assert write(anyborough(), tmp_path).is_file()

    def test_the_same_audit_gives_the_same_files(self, report: Path, tmp_path: Path) -> None:
        assert everything(write(anyborough(), tmp_path / "again").parent) == everything(report)

    def test_an_audit_that_was_cut_short_says_so_on_every_page(self, tmp_path: Path) -> None:
        run = replace(RUN, complete=False, reason="the time was up")
        out = write(anyborough(), tmp_path / "report", run).parent
        for _, dom in documents(out):
            assert "This audit was cut short: the time was up." in dom.text_content()

    def test_a_site_of_nothing_but_errors_still_has_a_report(self, tmp_path: Path) -> None:
        index = write(Audit(), tmp_path / "report")
        assert "could not read any page" in index.read_text("utf-8")


class Broken(InMemory):
    """Fails half way, as a disk does."""

    def __init__(self, error: OSError) -> None:
        super().__init__(anyborough())
        self._error = error

    def not_audited(self, run: Run) -> Iterator[NotAuditedRow]:
        raise self._error


def write_broken(error: OSError, out: Path) -> None:
    render(Broken(error), survey(anyborough().reader, RUN), out, charter=load_charter(), upcoming=())


class TestFailure:
    @pytest.mark.parametrize(
        ("number", "told"), [(errno.ENOSPC, "the disk is full"), (errno.EROFS, "you may not write there")]
    )
    def test_the_old_report_stays_and_the_reason_is_told(self, tmp_path: Path, number: int, told: str) -> None:
        out = tmp_path / "report"
        write(anyborough(), out)
        before = everything(out)
        with pytest.raises(UserError, match=told):
            write_broken(OSError(number, "no"), out)
        assert everything(out) == before
        assert [p.name for p in tmp_path.iterdir()] == ["report"]

    def test_another_error_is_not_taken_for_one_of_the_folders(self, tmp_path: Path) -> None:
        with pytest.raises(FileNotFoundError):
            write_broken(FileNotFoundError(errno.ENOENT, "no"), tmp_path / "r")

    def test_a_folder_that_is_not_a_report_is_left_alone(self, tmp_path: Path) -> None:
        (tmp_path / "thesis.txt").write_text("years of work")
        with pytest.raises(UserError, match="something other than a report"):
            write(anyborough(), tmp_path)
        assert everything(tmp_path) == {"thesis.txt": b"years of work"}

    def test_a_file_in_its_place_is_left_alone(self, tmp_path: Path) -> None:
        (tmp_path / "report").write_text("mine")
        with pytest.raises(UserError, match="is a file"):
            write(anyborough(), tmp_path / "report")
        with pytest.raises(UserError, match="is a file"):
            write(anyborough(), tmp_path / "report" / "inside")

    def test_a_read_only_folder_is_told_in_plain_words(self, tmp_path: Path, open_folder: Path) -> None:
        write(anyborough(), tmp_path / "report")  # loads what only the owner of the program may read
        open_folder.chmod(0o555)
        with without_privileges(), pytest.raises(UserError, match="you may not write there"):
            write(anyborough(), open_folder / "report")


class TestSafe:
    def test_pages_carry_a_policy_that_allows_only_our_own_files(self, attacked: Path) -> None:
        for file, dom in documents(attacked):
            (policy,) = dom.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
            assert "default-src 'none'" in policy
            assert "unsafe" not in policy
            assert dom.xpath("//script/@src") == ["../" * (file.parent != attacked) + "assets/report.js"]
            assert not dom.xpath("//style | //iframe | //img | //object | //base | //*[@style]")

    def test_nothing_a_page_says_becomes_markup(self, attacked: Path) -> None:
        for _, dom in documents(attacked):
            assert not [name for e in dom.iter() for name in e.attrib if str(name).startswith("on")]
            assert len(dom.xpath("//script")) == 1
            assert dom.xpath("count(//svg[@onload])") == 0

    def test_only_web_addresses_are_followed(self, attacked: Path) -> None:
        hrefs = {href for _, dom in documents(attacked) for href in dom.xpath("//a/@href")}
        assert {href.split(":")[0] for href in hrefs if re.match(r"\s*[a-zA-Z][\w+.-]*:", href)} == {
            "http",
            "https",
        }

    def test_what_a_page_says_is_shown_as_it_stands(self, attacked: Path) -> None:
        shown = " ".join(" ".join(dom.text_content() for _, dom in documents(attacked)).split())
        plain = [payload for payload in PAYLOADS if payload.isprintable()]
        assert len(plain) > 100
        assert [payload for payload in plain if " ".join(payload.split()) not in shown] == []
        assert str(1337 * 1337) not in shown

    def test_no_template_lifts_the_escaping_or_does_sums(self) -> None:
        for file in (files("reports") / "templates").iterdir():
            text = file.read_text("utf-8")
            assert not re.search(r"\|\s*(safe|tojson|sum|length|count)|autoescape|Markup", text), file.name
            assert not re.search(r"\{[{%][^}]*\s[-+*/%~]\s[^}]*[}%]\}", text), file.name


HTML = (
    "<html lang=en><title>Short breaks</title><body><main><h1>Short breaks</h1>"
    "<p>To apply for a short break <a href='/apply'>click here</a>.</p></main>"
)


def test_a_stored_audit_becomes_a_report(tmp_path: Path) -> None:
    rules = choose(["links.vague-text"])
    url = f"{HOST}/send/short-breaks"
    facts, failures = extract(segment(HTML, url, seen=TODAY), rules)
    fetched = Fetched(url, 200, HTML.encode())
    read = Read(fetched, "Short breaks", "en", 8, None, "b", "w", TODAY, "d", packed(facts), failures)
    with open_store(f"sqlite:///{tmp_path / 'audit.db'}") as store:
        writer, reader = Writer(store), Reader(store)
        run = writer.begin(HOST, TODAY, "0.1.0")
        writer.save_read(run, [read])
        writer.save_not_audited(run, [NotAudited(f"{HOST}/private", "robots")])
        judge_run(reader, writer, reader.run(run), rules)
        writer.finish(run, True, None)
        writer.close()
        counted = survey(reader, reader.latest())
        index = render(reader, counted, tmp_path / "report", charter=load_charter(), upcoming=())
    (page,) = (index.parent / "pages").iterdir()
    dom = lxml.html.document_fromstring(page.read_bytes())
    assert dom.xpath("//mark/text()") == ["click here"]
    assert "This is the first audit" in index.read_text("utf-8")
    assert f"{HOST}/private" in (index.parent / "not-audited.html").read_text("utf-8")
