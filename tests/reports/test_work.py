"""Work lists: what helps families most for the least work comes first, and each owner has their own."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from pipeline.config import OwnerConfig
from pipeline.store.text import Part
from pipeline.store.values import FindingRow, LeftRow
from reports.views import effort
from reports.views.addresses import page_file, work_file
from reports.views.fixing import FixPages, fix_pages
from reports.views.parts import part_file
from reports.views.ranking import ranked
from reports.views.shares import work_of
from reports.views.survey import MANY, Survey, survey
from reports.views.work import WorkList, work_lists
from reports.wishes import NO_WISHES, Wishes
from rules.core.registry import catalogue
from tests.reports.audits import HOST, RUN, Audit, anyborough, finding, page

TRAVEL = OwnerConfig("Travel team", ("/send/travel*", "/bus/*"), "travel@example.org")
SEND = OwnerConfig("SEND team", ("/send/*",))


def counted(audit: Audit) -> Survey:
    return survey(audit.reader, RUN)


def lists(audit: Audit, *owners: OwnerConfig) -> dict[str, WorkList]:
    seen = counted(audit)
    return dict(work_lists(seen, work_of(seen, Wishes(owners=owners))))


def fixing(audit: Audit, *owners: OwnerConfig) -> FixPages:
    seen = counted(audit)
    return fix_pages(seen, work_of(seen, Wishes(owners=owners)))


def order(rows: list[FindingRow], wishes: Wishes = NO_WISHES, **inlinks: int) -> list[str]:
    """The paths of the pages in the order of the list."""
    paths = [row.url.removeprefix(HOST) for row in rows]
    pages = [replace(page(path, path), inlinks=inlinks.get(path[1:], 1)) for path in dict.fromkeys(paths)]
    found = ranked(counted(Audit(page_rows=pages, finding_rows=rows)), wishes)
    return [told.url.removeprefix(HOST) for told in found]


def one(path: str, rule: str = "links.vague-text", **more: object) -> FindingRow:
    return finding(path, rule, f"The words of {path} here.", "here", **more)  # type: ignore[arg-type]


class TestTheOrder:
    def test_what_stops_someone_comes_before_what_slows_them(self) -> None:
        rows = [one("/a", severity="advice"), one("/b"), one("/c", severity="barrier")]
        assert order(rows) == ["/c", "/b", "/a"]

    def test_of_two_alike_the_one_that_more_people_meet_comes_first(self) -> None:
        assert order([one("/a"), one("/b")], a=3, b=40) == ["/b", "/a"]

    def test_visits_count_for_more_than_links_where_they_are_known(self) -> None:
        visits = {f"{HOST}/a": 900, "/b": 20}
        assert order([one("/a"), one("/b")], Wishes(visits=visits), a=3, b=40) == ["/a", "/b"]

    def test_of_two_alike_the_quicker_one_comes_first(self) -> None:
        assert order([one("/a", "plain-english.wall-of-text"), one("/b", "jargon.plain-alternative")]) == [
            "/b",
            "/a",
        ]

    def test_a_page_stands_where_its_best_step_puts_it(self) -> None:
        slow = one("/a", "plain-english.wall-of-text", severity="advice")
        assert order([slow, one("/a", severity="barrier"), one("/b")]) == ["/a", "/b"]

    def test_what_many_pages_share_moves_none_of_them_up(self) -> None:
        footer = [
            finding(f"/{n}", "links.vague-text", "Click here.", "here", severity="barrier") for n in range(MANY)
        ]
        assert order([*footer, one("/4", severity="advice")])[0] == "/4"
        few = footer[: MANY - 1]
        assert order([*few, one("/z", severity="advice")])[-1] == "/z"

    def test_why_a_page_stands_where_it_does_is_said_in_words(self) -> None:
        pages = [replace(page("/a", "A"), inlinks=3)]
        audit = Audit(page_rows=pages, finding_rows=[one("/a", severity="barrier")])
        (told,) = ranked(counted(audit), NO_WISHES)
        assert told.start == "Links that do not say where they go"
        assert told.why == "Stops someone getting help · 3 pages lead here · quick to put right"
        (told,) = ranked(counted(audit), Wishes(visits={"/a": 1204}))
        assert "· 1,204 visits ·" in told.why

    def test_every_rule_takes_some_effort(self) -> None:
        assert {effort.effort(rule) for rule in catalogue()} == set(effort.SAID)
        assert set(effort._BY_RULE) <= set(catalogue())


class TestOwners:
    def test_each_page_is_on_the_list_of_its_owner(self) -> None:
        told = lists(anyborough(), TRAVEL, SEND)
        assert [line.address for line in told[work_file("Travel team")].lines] == ["/send/travel"]
        assert "/send/travel" not in {line.address for line in told[work_file("SEND team")].lines}
        assert told[work_file("Travel team")].email == "travel@example.org"

    def test_pages_of_nobody_are_on_a_list_too(self) -> None:
        told = lists(anyborough(), TRAVEL)
        assert [work.owner for work in told.values()] == ["Travel team", "No owner yet"]

    def test_where_everybody_has_an_owner_nobody_has_a_list(self) -> None:
        assert [work.owner for work in lists(anyborough(), OwnerConfig("All", ("*",))).values()] == ["All"]

    def test_without_owners_there_is_one_list_of_every_page(self) -> None:
        assert [work.owner for work in lists(anyborough()).values()] == ["Every page"]
        assert not fixing(anyborough()).named

    def test_an_owner_with_nothing_to_do_is_told_so(self) -> None:
        idle = lists(anyborough(), OwnerConfig("Bus team", ("/bus/*",)))[work_file("Bus team")]
        assert (idle.lines, idle.lead) == ((), "There is nothing to put right on these pages.")

    def test_the_lists_sum_to_the_store(self) -> None:
        audit = anyborough()
        expected = Counter(row.url for row in audit.finding_rows if row.state != "waived")
        told = lists(audit, TRAVEL, SEND)
        assert {line.url: line.total for work in told.values() for line in work.lines} == expected

    def test_what_is_new_done_or_left_is_kept_apart(self) -> None:
        work = lists(anyborough(), SEND)[work_file("SEND team")]
        assert work.new is not None
        assert (work.new.title, [entry.words for entry in work.new.entries]) == (
            "New since 26 February 2027",
            ["1 new"],
        )
        assert [(apart.title, [entry.title for entry in apart.entries]) for apart in work.apart] == [
            ("Put right since 26 February 2027", ["Money for disabled children", "Travel help to school"]),
            ("Left as agreed", ["Money for disabled children"]),
        ]

    def test_what_was_put_right_on_a_page_that_is_not_there_leads_nowhere(self) -> None:
        audit = anyborough()
        audit.left_rows.append(LeftRow(one("/send/other"), "fixed"))
        done = lists(audit, SEND)[work_file("SEND team")].apart[0]
        assert {entry.title: entry.file for entry in done.entries}["/send/other"] is None

    def test_a_long_list_comes_in_parts_and_the_short_ones_with_the_first(self) -> None:
        audit = Audit(
            page_rows=[page(f"/p/{n}", f"Page {n}") for n in range(450)],
            finding_rows=[one(f"/p/{n}", state="new") for n in range(450)],
        )
        told = lists(audit)
        assert [len(work.lines) for work in told.values()] == [200, 200, 50]
        assert [line.rank for work in told.values() for line in work.lines] == [*range(1, 451)]
        first, second, _ = told.values()
        assert [part.file for part in second.parts] == [
            work_file("Every page"),
            None,
            part_file(work_file("Every page"), 3),
        ]
        assert set(told) == {part_file(work_file("Every page"), n) for n in (1, 2, 3)}
        assert first.new is not None
        assert (len(first.new.entries), first.new.more, second.new) == (30, "And 420 more pages", None)
        assert (len(fixing(audit).lines), fixing(audit).more) == (
            100,
            "350 more pages can be found in the lists above.",
        )

    def test_the_list_to_copy_says_where_to_start(self) -> None:
        copied = lists(anyborough(), TRAVEL)[work_file("Travel team")].as_text
        assert copied.splitlines() == [
            "Travel team: what to put right",
            "",
            "1. Travel help to school: 1 problem",
            f"   {HOST}/send/travel",
            "   Start with: Links that do not say where they go",
        ]

    def test_owners_with_alike_names_have_files_of_their_own(self) -> None:
        assert work_file("Team A") != work_file("team a")
        assert work_file("../../etc").startswith("work/etc-")
        assert work_file("☺").startswith("work/owner-")


class TestFixOnce:
    def shared(self, pages: int, region: str = "main") -> Audit:
        audit = Audit(
            page_rows=[page(f"/{n}", f"Page {n}") for n in range(pages)],
            finding_rows=[finding(f"/{n}", "links.vague-text", "Click here.", "here") for n in range(pages)],
        )
        for n in range(pages):
            audit.texts[f"{HOST}/{n}"] = [Part("Click here.", "paragraph", region)]  # type: ignore[arg-type]
        return audit

    def test_one_fault_in_a_footer_is_the_web_teams(self) -> None:
        (line,) = fixing(self.shared(2, "footer")).shared
        assert (line.where, line.pages, line.team) == ("In the footer", "2 pages", "For the web team")

    def test_a_card_that_many_pages_repeat_is_the_web_teams_too(self) -> None:
        (line,) = fixing(self.shared(MANY)).shared
        assert (line.where, line.team) == ("On", "For the web team")

    def test_the_same_words_on_a_few_pages_are_their_owners(self) -> None:
        (line,) = fixing(self.shared(MANY - 1)).shared
        assert line.team is None

    def test_files_and_pages_that_share_no_words_are_put_right_one_by_one(self) -> None:
        rows = [
            *(finding(f"/{n}.pdf", "documents.missing-title", "", "", key="title") for n in range(MANY)),
            *(finding(f"/{n}", "accessibility.page-language", "", "", key="lang") for n in range(MANY - 1)),
        ]
        audit = Audit(page_rows=[page(row.url.removeprefix(HOST), "A") for row in rows], finding_rows=rows)
        assert fixing(audit).shared == ()
        rows.append(finding("/more", "accessibility.page-language", "", "", key="lang"))
        assert [line.pages for line in fixing(Audit(finding_rows=rows)).shared] == [f"{MANY} pages"]


class TestTitles:
    @pytest.mark.parametrize(
        ("titles", "shown"),
        [
            (["Clubs | Anyborough", "Money | Anyborough", "Map"], ["Clubs", "Money", "Map"]),
            (["A – B – Site", "C – Site", "D"], ["A – B", "C", "D"]),
            (["Clubs | Anyborough"], ["Clubs | Anyborough"]),
            (["Clubs | A", "Money | B", "Map | C"], ["Clubs | A", "Money | B", "Map | C"]),
            ([" | Site", "A | Site"], ["/0", "A"]),
        ],
    )
    def test_the_name_of_the_site_is_left_out_where_most_titles_end_with_it(
        self, titles: list[str], shown: list[str]
    ) -> None:
        seen = counted(Audit(page_rows=[page(f"/{n}", title) for n, title in enumerate(titles)]))
        assert [seen.title(url) for url in sorted(seen.pages)] == shown


def test_a_clean_page_can_be_opened_from_the_list() -> None:
    clean = fixing(anyborough()).clean
    assert ("Our Local Offer", page_file(f"{HOST}/send")) in clean
