"""What the crawl has answered of links is not asked for again: it is sorted into the same three states."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pipeline.config import Config
from pipeline.links import check_links
from pipeline.order import Order
from pipeline.store.read import Reader
from pipeline.store.write import Writer
from rules.core.findings import Fact
from rules.core.page import Place
from rules.core.registry import choose
from spiders.fetched import Document, Fetched, NotAudited, Reason
from tests.store.made import DAY, SITE, read

HERE = "http://127.0.0.1:9"
"""The site lies on this machine, so nothing else is asked; and nobody answers there."""


class Nights:
    """Audits of one page with some links, of which a test says what the crawl was answered."""

    def __init__(self, writer: Writer, reader: Reader) -> None:
        self._writer, self._reader = writer, reader
        self._day = DAY

    def night(
        self, links: tuple[str, ...], *answers: Fetched | NotAudited | Document, select: str = "links"
    ) -> dict[str, str]:
        """The links that count as broken afterwards, each with what happened."""
        place = Place(f"{HERE}/page", "p", "Clubs", 0, 5)
        facts = {"links.broken-link": [Fact(place, key=link) for link in links]}
        run_id = self._writer.begin(SITE, self._day, "0.1.0")
        pages = [answer for answer in answers if isinstance(answer, Fetched)]
        self._writer.save_read(run_id, [read("", fetched=Fetched(f"{HERE}/page", 200), facts=facts)])
        self._writer.save_read(run_id, [read("", fetched=page, facts={}) for page in pages])
        self._writer.save_not_audited(run_id, [a for a in answers if isinstance(a, NotAudited)])
        self._writer.save_documents(run_id, [a for a in answers if isinstance(a, Document)])
        order = Order(Config(), choose((select,)), self._day, targets=(f"{HERE}/offer",))
        assert check_links(order, self._reader, self._writer, run_id, 0.0) is None
        self._writer.finish(run_id, True, None)
        self._day += timedelta(1)
        run = self._reader.run(run_id)
        return dict(self._reader.site_at(run, run.today).broken)

    def held(self) -> dict[str, str]:
        """The state that is kept of each link."""
        return {row.url: row.state for row in self._reader.links(self._reader.latest())}


@pytest.fixture
def nights(writer: Writer, reader: Reader) -> Nights:
    return Nights(writer, reader)


def gone(path: str) -> NotAudited:
    return NotAudited(HERE + path, "error", "The server answered 404 Not Found.", 404)


def test_however_a_link_is_written_it_has_the_answer_of_its_address(nights: Nights) -> None:
    links = (f"{HERE}/x", f"{HERE}/x?utm_source=news", f"{HERE}/./x", f"{HERE}/page", f"{HERE}/a.pdf")
    found = nights.night(links, gone("/x"), Document(f"{HERE}/a.pdf", 410))
    assert found.keys() == {*links} - {f"{HERE}/page"}
    assert found[f"{HERE}/a.pdf"] == "the server answered “410 Gone”"


def test_after_the_first_audit_the_sites_own_links_count_on_the_second_night(nights: Nights) -> None:
    link = f"{HERE}/x"
    there = Fetched(link, 200)
    assert nights.night((link,), there) == {}
    assert nights.night((link,), gone("/x")) == {}
    assert nights.night((link,), gone("/x")).keys() == {link}
    busy = NotAudited(link, "error", "", 503)
    assert nights.night((link,), busy).keys() == {link}
    assert nights.held() == {link: "unknown"}
    assert nights.night((link,), there) == {}
    assert nights.held() == {}


def test_an_address_deep_in_the_site_that_only_leads_home_is_broken(nights: Nights) -> None:
    deep, short, part = f"{HERE}/clubs/chess", f"{HERE}/send", f"{HERE}/offer/clubs/drama"
    home = Fetched(f"{HERE}/", 200, redirected_from=(deep, short))
    offer = Fetched(f"{HERE}/offer", 200, redirected_from=(part,))
    assert nights.night((deep, short, part), home, offer).keys() == {deep, part}


@pytest.mark.parametrize("reason", ["robots", "scope", "limit"])
def test_what_was_left_on_purpose_is_not_asked_for(nights: Nights, reason: Reason) -> None:
    assert nights.night((f"{HERE}/x",), NotAudited(f"{HERE}/x", reason)) == {}
    assert nights.held() == {}


def test_an_error_page_that_says_it_is_fine_is_broken(nights: Nights) -> None:
    found = nights.night((f"{HERE}/x",), NotAudited(f"{HERE}/x", "soft 404", "", 200))
    assert "error page" in found[f"{HERE}/x"]


@pytest.mark.parametrize("reason", ["blocked", "trouble", "login"])
def test_a_night_on_which_the_site_turns_us_away_changes_nothing(nights: Nights, reason: Reason) -> None:
    link = f"{HERE}/x"
    assert nights.night((link,), gone("/x")).keys() == {link}
    away = NotAudited(link, reason, "", 200)
    assert nights.night((link,), away) == {link: "the server answered “404 Not Found”"}


def test_without_its_rule_nothing_is_kept(nights: Nights) -> None:
    assert nights.night((f"{HERE}/x",), gone("/x"), select="links.vague-text") == {}
    assert nights.held() == {}


def test_what_nothing_links_to_any_more_is_let_go_of(nights: Nights) -> None:
    nights.night((f"{HERE}/x",), gone("/x"))
    assert nights.night((), gone("/x")) == {}
    assert nights.held() == {}


def test_where_the_site_lies_on_this_machine_no_other_host_is_asked(nights: Nights) -> None:
    nights.night(("http://192.0.2.1/club", "https://www.example.org/"))
    assert nights.held() == {}


@pytest.mark.parametrize(("reason", "status"), [("timeout", 0), ("moved", 301)])
def test_what_the_crawl_did_not_follow_to_its_end_is_asked_for_once_more(
    nights: Nights, reason: Reason, status: int
) -> None:
    assert nights.night((f"{HERE}/x",), NotAudited(f"{HERE}/x", reason, "", status)) == {}
    assert nights.held() == {f"{HERE}/x": "unknown"}
