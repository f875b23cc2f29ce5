"""The links of which we are not sure are listed apart from those that are broken, with the reason."""

from __future__ import annotations

from pathlib import Path

from pipeline.store.checked import LinkRow, Unsure
from reports.views.unsure import unsure_links
from spiders.linkcheck.answer import State
from tests.reports.audits import HOST, RUN, TODAY, Audit, anyborough
from tests.reports.test_render import write


def unsure(url: str, state: State, why: str, *pages: str) -> Unsure:
    return Unsure(LinkRow(url, state, why, "", "", 1, TODAY), tuple(HOST + page for page in pages))


def test_each_link_is_listed_with_its_reason_and_where_it_stands() -> None:
    audit = Audit(
        unsure=[
            unsure("https://a.test/", "unknown", "the server took too long to answer", "/send", "/clubs", "/help"),
            unsure("https://b.test/x", "broken", "the server answered “404 Not Found”", "/send"),
        ]
    )
    broken, unknown = unsure_links(audit.reader, RUN)
    assert (broken.title, unknown.title) == ("Links that may be broken", "Links that could not be checked")
    (row,) = unknown.rows
    assert (row.address, row.detail) == ("https://a.test/", "The server took too long to answer.")
    assert row.found_on == "/send and 2 other pages"
    assert [row.found_on for row in broken.rows] == ["/send"]


def test_of_very_many_the_first_are_shown() -> None:
    many = [unsure(f"https://a.test/{n:04}", "unknown", "it took too long", "/send") for n in range(1200)]
    (why,) = unsure_links(Audit(unsure=many).reader, RUN)
    assert why.number == "1,200 addresses, of which the first 500 are shown"
    assert len(list(why.rows)) == 500


def test_the_report_lists_them_beside_what_was_not_audited(tmp_path: Path) -> None:
    audit = anyborough()
    audit.unsure = [unsure("https://club.test/", "unknown", "the server answered “403 Forbidden”", "/send")]
    index = write(audit, tmp_path / "report")
    told = index.with_name("not-audited.html").read_text("utf-8")
    assert "Links that could not be checked" in told
    assert "The server answered “403 Forbidden”." in told
