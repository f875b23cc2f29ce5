"""Two audits compared, the scorecard as a PDF, and the page for families: from the store, and nothing fetched."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import lxml.html
import pikepdf
import pytest

from pipeline.store.open import open_store
from pipeline.store.read import Reader
from pipeline.store.write import Writer
from rules.core.readability import reading_age, why_not_scored
from rules.core.segment import segment
from tests.cli.command import here, refused
from tests.pipeline.test_nights import audit, page, served

VAGUE = "<main><h1>{}</h1><p>To find out how to apply for this, <a href='/'>click here</a>.</p></main>"
CLEAR = "<main><h1>{}</h1><p>To start, <a href='/'>apply for a short break</a>.</p></main>"
CONFIG = '[report]\ncontact = "send@anyborough.example"\n'
RULES = ("--select", "links.vague-text,links.raw-url")
needs_chromium = pytest.mark.skipif(shutil.which("chromium") is None, reason="needs Debian's package `chromium`")


@dataclass(frozen=True)
class Kept:
    """A store with two audits of one site, the second after a term."""

    url: str
    store: str


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    folder = tmp_path_factory.mktemp("audits")
    links = "".join(f"<a href='/{name}'>About {name}</a> " for name in ("breaks", "money", "old", "clubs"))
    pages = {
        "/": page(f"<main><h1>Start</h1>{links}</main>"),
        "/breaks": page(VAGUE.format("Breaks")),
        "/money": page(VAGUE.format("Money")),
        "/old": page(VAGUE.format("Old")),
        "/clubs": page(CLEAR.format("Clubs")),
    }
    with served(pages) as url:
        audit(url, folder, "2026-09-01", *RULES)
        del pages["/old"]
        pages["/breaks"], pages["/clubs"] = page(CLEAR.format("Breaks")), page(VAGUE.format("Clubs"))
        audit(url, folder, "2026-11-23", *RULES)
        return Kept(url, f"sqlite:///{folder / 'store.db'}")


@pytest.fixture(autouse=True)
def config(folder: Path) -> None:
    (folder / "offer.toml").write_text(CONFIG)


class TestHistory:
    def test_every_audit_keeps_its_figures(self, kept: Kept) -> None:
        second, first = here("history", "--store", kept.store, "-f", "json").json
        assert (first["figures"]["pages"], second["figures"]["pages"]) == (5, 4)
        assert (first["figures"]["problem"], second["figures"]["problem"]) == (3, 2)
        assert first["figures"]["kept.communicate.plain-english"] == 2

    def test_two_audits_are_compared_in_words(self, kept: Kept) -> None:
        ran = here("history", "--store", kept.store, "--compare", 2, 1)
        assert ran.code == 0
        lines = [" ".join(line.split()) for line in ran.out.splitlines()]
        assert lines[0] == f"{kept.url}/: audits 1 and 2"
        assert (
            lines[1] == "From 1 September 2026 to 23 November 2026: 1 put right, 1 new and 1 gone with its page."
        )
        assert "1 1 1 links.vague-text" in lines
        assert f"1 0 0 {kept.url}/breaks" in lines

    def test_two_audits_are_compared_as_json(self, kept: Kept) -> None:
        told = here("history", "--store", kept.store, "--compare", 1, 2, "-f", "json").json
        assert (told["fixed"], told["new"], told["gone"]) == (1, 1, 1)
        assert told["rules"] == [{"rule": "links.vague-text", "fixed": 1, "new": 1, "gone": 1}]
        (plain,) = [c for c in told["commitments"] if c["id"] == "communicate.plain-english"]
        assert (plain["kept_before"], plain["kept_after"]) == (2, 2)
        assert {(c["how"], c["url"].removeprefix(kept.url), c["quote"]) for c in told["changes"]} == {
            ("fixed", "/breaks", "click here"),
            ("new", "/clubs", "click here"),
            ("gone", "/old", "click here"),
        }
        for counted in ("pages", "rules"):
            assert sum(row["fixed"] + row["new"] + row["gone"] for row in told[counted]) == len(told["changes"])

    @pytest.mark.parametrize(
        ("pair", "told"),
        [((1, 1), "is the same as itself"), ((1, 9), "There is no audit 9. See `localoffer history`")],
    )
    def test_what_cannot_be_compared_is_told(self, kept: Kept, pair: tuple[int, int], told: str) -> None:
        assert told in refused("history", "--store", kept.store, "--compare", *pair)

    def test_audits_of_two_sites_or_without_an_end_are_not_compared(self, folder: Path) -> None:
        with open_store(f"sqlite:///{folder / 'localoffer.db'}") as store:
            writer = Writer(store)
            for site in ("Anyborough", "Otherborough"):
                writer.finish(writer.begin(site, date(2026, 11, 23), "0.1.0"), True, None)
            writer.begin("Anyborough", date(2026, 11, 24), "0.1.0")
            writer.close()
        assert "Only audits of one site can be compared." in refused("history", "--compare", 1, 2)
        assert "Audit 3 never came to its end." in refused("history", "--compare", 1, 3)


class TestReport:
    def test_the_report_shows_what_changed_between_two_audits(self, kept: Kept, folder: Path) -> None:
        ran = here("report", "--store", kept.store, "--compare", 1, 2)
        assert ran.out == f"The report is at {folder / 'report' / 'changes.html'}\n"
        dom = lxml.html.parse(folder / "report" / "changes.html")
        rows = [[cell.text_content().strip() for cell in row] for row in dom.xpath("//tr")]
        assert ["Links that do not say where they go", "1", "1", "1"] in rows
        assert ["Communicate clearly and openly in plain English - no jargon", "40%", "50%", "1", "1", "1"] in rows
        assert ["/old", "0", "0", "1"] in rows
        for href in dom.xpath("//main//a/@href"):
            assert (folder / "report" / href.partition("#")[0]).is_file()

    def test_what_does_not_go_together_is_told(self, kept: Kept) -> None:
        assert "Leave out --run and --public." in refused(
            "report", "--store", kept.store, "--compare", 1, 2, "--public"
        )

    @needs_chromium
    def test_the_scorecard_is_printed_on_one_tagged_side(self, kept: Kept, folder: Path) -> None:
        ran = here("report", "--store", kept.store, "--pdf", "meeting.pdf")
        assert ran.code == 0, ran.err
        assert ran.err == "The PDF is at meeting.pdf\n"
        with pikepdf.open(folder / "meeting.pdf") as pdf:
            assert len(pdf.pages) == 1
            assert [round(float(n)) for n in pdf.pages[0].MediaBox[2:]] == [595, 842]
            assert pdf.Root.MarkInfo.Marked
            assert pdf.Root.Lang == "en-GB"
            assert str(pdf.docinfo.Title) == "Charter – Local Offer Audit"
            assert pdf.Root.ViewerPreferences.DisplayDocTitle
            assert "/StructTreeRoot" in pdf.Root

    def test_without_chromium_the_package_to_install_is_named(
        self, kept: Kept, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("pipeline.browser.browse.shutil.which", lambda _: None)
        told = refused("report", "--store", kept.store, "--pdf", "meeting.pdf")
        assert "Chromium is not installed. On Debian, run: apt install chromium" in told


class TestPublic:
    def test_families_are_told_what_was_put_right_and_what_is_next(self, kept: Kept, folder: Path) -> None:
        ran = here("report", "--store", kept.store, "--public")
        assert ran.out == f"The page for families is at {folder / 'public' / 'index.html'}\n"
        dom = lxml.html.parse(folder / "public" / "index.html").getroot()
        text = " ".join(dom.text_content().split())
        assert "On 23 November 2026 we read 4 pages of our Local Offer." in text
        assert "Since 1 September 2026 we have done this: We put right 1 link, on 1 page." in text
        assert "This comes next: Make the links clear on 2 pages." in text
        assert dom.xpath("//a/@href") == ["mailto:send@anyborough.example"]
        assert not dom.xpath("//script | //style | //*[@style]")

    def test_an_eleven_year_old_can_read_it(self, kept: Kept, folder: Path) -> None:
        here("report", "--store", kept.store, "--public")
        read = segment((folder / "public" / "index.html").read_text("utf-8"), kept.url, seen=date(2026, 11, 23))
        assert read.of(why_not_scored) == ""
        age = read.of(reading_age)
        assert age is not None
        assert age <= 11

    def test_without_a_contact_it_says_where_to_set_one(self, kept: Kept, folder: Path) -> None:
        (folder / "offer.toml").write_text("")
        assert "Set `contact` under `[report]`" in refused("report", "--store", kept.store, "--public")
        assert not (folder / "public").exists()


def test_an_older_store_without_figures_is_reported_all_the_same(kept: Kept, folder: Path) -> None:
    shutil.copy(kept.store.removeprefix("sqlite:///"), folder / "localoffer.db")
    with open_store(f"sqlite:///{folder / 'localoffer.db'}") as store:
        Writer(store).keep_figures(1, {})
        assert Reader(store).run(1).figures == {}
    assert here("report").code == 0
    assert "1 earlier audit kept no figures" in (folder / "report" / "charter.html").read_text("utf-8")
    assert "The audit of 1 September 2026 kept no figures" in here("history", "--compare", 1, 2).out
