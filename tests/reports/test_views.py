"""The numbers, the order and the words of the report."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import unquote

import pytest

from pipeline.store.values import FindingRow, Upcoming
from reports.views import addresses, words
from reports.views.coverage import not_audited
from reports.views.fixing import FixPages, fix_pages
from reports.views.guide import rule_pages, rules_by_count, themes
from reports.views.help import help_of
from reports.views.marks import Mark, pieces
from reports.views.overview import frame, overview
from reports.views.pages import PageToFix, pages_to_fix
from reports.views.shares import work_of
from reports.views.soon import ComingUp, coming_up, entries
from reports.views.survey import Survey, survey
from reports.wishes import NO_WISHES
from rules.core.charter import load_charter
from rules.core.registry import catalogue, find
from tests.reports.audits import HOST, RUN, TODAY, Audit, anyborough, finding, page


def counted(audit: Audit) -> Survey:
    return survey(audit.reader, RUN)


def coming(seen: Survey, audit: Audit | None = None) -> ComingUp:
    return coming_up(seen.pages, TODAY, audit.upcoming if audit else ())


def fixing(audit: Audit) -> FixPages:
    seen = counted(audit)
    return fix_pages(seen, work_of(seen))


def pages(audit: Audit) -> dict[str, PageToFix]:
    """Every page of an audit, by its address."""
    seen = counted(audit)
    urls = seen.pages.keys() | seen.faulty
    made = pages_to_fix(seen, NO_WISHES, urls, audit.reader.findings(RUN), audit.reader.texts(RUN))
    return {view.address: view for _, view in made}


def open_rows(audit: Audit) -> list[FindingRow]:
    return [row for row in audit.finding_rows if row.state != "waived"]


class TestNumbersAgree:
    def test_every_page_sums_to_the_store(self) -> None:
        audit = anyborough()
        expected = Counter(row.url for row in open_rows(audit))
        lines = fixing(audit).lines
        assert {HOST + line.address: line.total for line in lines} == expected

    def test_every_note_stands_for_its_findings(self) -> None:
        audit = anyborough()
        told = {
            url: times for url, view in pages(audit).items() if (times := sum(note.times for note in view.notes))
        }
        assert told == Counter(row.url for row in open_rows(audit))

    def test_rules_sum_to_the_store(self) -> None:
        audit = anyborough()
        expected = Counter(row.rule for row in open_rows(audit))
        assert {line.id: line.total for line in rules_by_count(counted(audit))} == expected
        listed = {line.id: line.total for theme in themes(counted(audit)) for line in theme.lines}
        assert listed == {rule: expected[rule] for rule in catalogue()}

    def test_tiles_and_changes_sum_to_the_store(self) -> None:
        audit = anyborough()
        seen = counted(audit)
        view = overview(seen, fix_pages(seen, work_of(seen)), coming(seen, audit))
        total = len(open_rows(audit))
        assert sum(int(tile.number) for tile in view.tiles) == total
        changes = {figure.words: int(figure.number) for figure in view.changes}
        assert changes["New"] + changes["Still there"] == total
        assert (changes["Put right"], changes["Gone with their pages"]) == (2, 1)
        assert sum(int(fixed.number) for fixed in view.fixed) == 2

    def test_not_audited_is_counted_alike_everywhere(self) -> None:
        audit = anyborough()
        seen = counted(audit)
        view = not_audited(seen, audit.reader)
        rows = {why.title: len(list(why.rows)) for why in view.reasons}
        told = overview(seen, fix_pages(seen, work_of(seen)), coming(seen)).unread
        assert rows == {title: int(number) for title, number in told}
        assert sum(rows.values()) == len(audit.not_audited_rows)

    def test_a_rules_page_lists_each_page_once(self) -> None:
        audit = anyborough()
        page = dict(rule_pages(counted(audit), {}))["rules/links.vague-text.html"]
        assert page.found == "Found 5 times on 3 pages."
        assert [(line.address, line.times) for line in page.pages] == [
            ("/send/autism", "3×"),
            ("/send/short-breaks", "1×"),
            ("/send/travel", "1×"),
        ]


class TestFixPages:
    def test_barriers_come_before_any_number_of_lesser_things(self) -> None:
        lines = fixing(anyborough()).lines
        assert [line.address for line in lines] == [
            "/send/short-breaks",
            "/send/contact",
            "/send/autism",
            "/send/travel",
        ]

    def test_a_fault_on_several_pages_is_told_once_with_their_number(self) -> None:
        (shared,) = fixing(anyborough()).shared
        assert shared.pages == "3 pages"

    def test_a_first_audit_calls_nothing_new(self) -> None:
        audit = anyborough()
        audit.before = None
        seen = counted(audit)
        assert all(line.new is None for line in fix_pages(seen, work_of(seen)).lines)
        notes = [note for view in pages(audit).values() for note in view.notes]
        assert notes
        assert not any(note.new for note in notes)

    def test_waived_findings_make_no_note(self) -> None:
        assert pages(anyborough())[f"{HOST}/send/money"].notes == ()

    def test_why_is_told_once_a_page_for_each_rule(self) -> None:
        whys = [note.why for note in pages(anyborough())[f"{HOST}/send/autism"].notes]
        assert len(whys) > 1
        assert sum(map(bool, whys)) == 1

    def test_a_rule_that_is_gone_from_the_catalogue_keeps_its_findings(self) -> None:
        audit = Audit(
            page_rows=[page("/a", "A")], finding_rows=[finding("/a", "old.rule", "Some words.", "words")]
        )
        (view,) = pages(audit).values()
        assert (view.notes[0].rule, view.notes[0].rule_file) == ("old.rule", None)

    def test_nothing_read_is_never_a_pass(self) -> None:
        seen = counted(Audit())
        assert "No page could be read" in fix_pages(seen, work_of(seen)).lead
        assert "cannot say" in overview(seen, fix_pages(seen, work_of(seen)), coming(seen)).aloud


def test_every_promise_of_a_rule_is_shown_on_its_page() -> None:
    told = load_charter().commitments
    page = dict(rule_pages(counted(anyborough()), told))["rules/links.vague-text.html"]
    assert [id_ for id_, _ in page.commitments] == list(find("links.vague-text").commitments)


def test_a_page_says_what_sort_of_page_it_is_where_that_is_known() -> None:
    told = pages(anyborough())
    assert told[f"{HOST}/send/short-breaks"].facts[0] == "Page of a service"
    assert told[f"{HOST}/send/autism"].facts[0].startswith("Reading age")


class TestComingUp:
    def test_the_next_90_days_are_shown_by_week_month_and_quarter(self) -> None:
        audit = anyborough()
        view = coming(counted(audit), audit)
        assert [(span.title, span.tally) for span in view.spans] == [
            ("In the next 7 days", "0"),
            ("In 8 to 30 days", "2"),
            ("In 31 to 90 days", "0"),
        ]
        assert [day.when for span in view.spans for day in span.days] == [
            "Tuesday 9 March 2027",
            "Wednesday 31 March 2027",
        ]
        assert view.lead.startswith("2 things")

    def test_the_last_day_of_a_stretch_is_in_it(self) -> None:
        audit = anyborough()
        row = audit.upcoming[0].finding
        audit.upcoming = [Upcoming(TODAY + timedelta(days), row) for days in (7, 8, 30, 31, 90, 91)]
        assert [span.tally for span in coming(counted(audit), audit).spans] == ["1", "2", "2"]

    def test_nothing_ahead_is_said_so(self) -> None:
        view = coming(counted(Audit()))
        assert (view.spans, view.next) == ((), None)
        assert view.lead == "Nothing we know of goes out of date in the next 90 days."

    def test_a_page_has_one_entry_a_day(self) -> None:
        audit = anyborough()
        one = audit.upcoming[0]
        other = replace(one, finding=replace(one.finding, id="another", start=0, end=8))
        told = list(entries(counted(audit).pages, TODAY, [one, other, audit.upcoming[1]]))
        assert [(entry.day, entry.summary) for entry in told] == [
            (date(2027, 3, 9), "“Autism: help and support” goes out of date"),
            (date(2027, 3, 31), "“Our Local Offer”: 2 things go out of date"),
        ]
        assert "“31 March 2027”" in told[1].description
        assert "“Our SEND”" in told[1].description

    def test_an_entry_is_the_same_in_the_next_audit(self) -> None:
        audit = anyborough()
        pages = counted(audit).pages
        again = [replace(item, finding=replace(item.finding, id=f"{n}")) for n, item in enumerate(audit.upcoming)]
        assert list(entries(pages, TODAY, audit.upcoming)) == list(
            entries(pages, TODAY + timedelta(days=1), reversed(again))
        )


class TestMarks:
    BLOCK = "One two three four."

    def test_the_pieces_are_the_block(self) -> None:
        marks = [Mark(4, 13, "advice", 1), Mark(8, 18, "barrier", 2), Mark(4, 7, "problem", 3)]
        cut = pieces(self.BLOCK, marks)
        assert "".join(piece.text for piece in cut) == self.BLOCK
        assert [(p.text, p.severity) for p in cut if p.severity] == [
            ("two", "problem"),
            (" ", "advice"),
            ("three", "advice"),
            (" four", "barrier"),
        ]
        assert [p.ends for p in cut if p.ends] == [(3,), (1,), (2,)]

    def test_of_two_notes_about_the_same_words_the_worse_is_shown(self) -> None:
        cut = pieces(self.BLOCK, [Mark(4, 7, "advice", 1), Mark(4, 7, "barrier", 2)])
        assert [(p.severity, p.ends) for p in cut if p.severity] == [("barrier", (1, 2))]

    def test_a_long_block_is_shortened_around_its_marks(self) -> None:
        block = f"{'before ' * 200}here{' after' * 200}"
        start = block.index("here")
        cut = pieces(block, [Mark(start, start + 4, "problem", 1)])
        assert cut[1].text == "here"
        assert sum(len(piece.text) for piece in cut) < 600
        assert cut[0].text.startswith("… ")
        assert cut[-1].text.endswith(" …")

    def test_a_word_of_a_megabyte_is_cut(self) -> None:
        (piece,) = pieces("x" * 1_000_000, [Mark(0, 1_000_000, "problem", 1)])
        assert len(piece.text) < 3_000


class TestAddresses:
    @pytest.mark.parametrize(
        "url",
        [
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "data:text/html,x",
            "//x.test",
            "draft.html",
            "http://",
            "http://[x",
        ],
    )
    def test_only_web_addresses_are_linked(self, url: str) -> None:
        assert addresses.href(url) is None
        assert addresses.to_the_words(url, "some words", 0, 4) is None

    def test_a_link_to_the_words_is_encoded(self) -> None:
        link = addresses.to_the_words("https://x.test/a#b", "Ask, well-being & more.", 0, 22)
        assert link == "https://x.test/a#:~:text=Ask%2C%20well%2Dbeing%20%26%20more"

    def test_words_that_repeat_are_told_apart_by_those_around_them(self) -> None:
        block = "To apply click here. To ask click here now."
        start = block.rindex("click")
        link = addresses.to_the_words("https://x.test/", block, start, start + 10)
        assert link is not None
        assert unquote(link).endswith("#:~:text=here. To ask-,click here,-now.")

    def test_a_link_is_to_whole_words(self) -> None:
        link = addresses.to_the_words("https://x.test/", "The preschool is open.", 4, 7)
        assert link == "https://x.test/#:~:text=preschool"

    def test_a_long_sentence_is_named_by_its_ends(self) -> None:
        block = " ".join(f"w{n}" for n in range(40))
        link = addresses.to_the_words("https://x.test/", block, 0, len(block))
        assert link is not None
        assert unquote(link).split("=")[1] == "w0 w1 w2 w3 w4 w5 w6 w7,w32 w33 w34 w35 w36 w37 w38 w39"

    def test_a_pages_file_is_short_stable_and_its_own(self) -> None:
        one = addresses.page_file("https://x.test/send/Short%20Breaks/?a=1")
        assert one.startswith("pages/short-breaks-")
        assert one == addresses.page_file("https://x.test/send/Short%20Breaks/?a=1")
        assert one != addresses.page_file("https://x.test/send/Short%20Breaks/?a=2")
        assert len(addresses.page_file("https://x.test/" + "a" * 3000)) < 70
        assert addresses.page_file("https://x.test/../../etc").startswith("pages/etc-")


class TestWords:
    @pytest.mark.parametrize(
        ("part", "whole", "said"),
        [(0, 900, 0), (1, 900, 1), (899, 900, 99), (900, 900, 100), (1, 3, 33), (0, 0, 100)],
    )
    def test_all_and_none_are_only_said_of_all_and_none(self, part: int, whole: int, said: int) -> None:
        assert words.share(part, whole) == said

    def test_when_is_told_by_the_clocks_in_england(self) -> None:
        assert frame(counted(anyborough())).audited == "1 March 2027, 2:14am"
        assert words.weekday(TODAY) == "Monday 1 March 2027"

    @pytest.mark.parametrize(
        ("header", "told"),
        [(None, None), ("yesterday", None), ("Sat, 03 Oct 2026 10:00:00 GMT", "3 October 2026")],
    )
    def test_a_stamp_that_cannot_be_read_is_not_told(self, header: str | None, told: str | None) -> None:
        assert words.stamp(header) == told

    def test_counts(self) -> None:
        assert [words.count(n, "page") for n in (0, 1, 1204)] == ["no pages", "1 page", "1,204 pages"]
        assert words.listed(["a", "b", "c"]) == "a, b and c"
        assert words.day(date(2027, 1, 5)) == "5 January 2027"


class TestHelp:
    @pytest.mark.parametrize("rule", catalogue())
    def test_every_rule_has_a_reason_and_its_styles_are_read(self, rule: str) -> None:
        help_ = help_of(find(rule))
        assert help_.reason
        shown = "".join(p.text for p in (*help_.what, *help_.why, *help_.left_alone))
        assert "**" not in shown
        assert not any(p.text.startswith("Left alone") for p in help_.left_alone)

    def test_examples_mark_what_the_rule_finds(self) -> None:
        page = dict(rule_pages(counted(Audit()), {}))["rules/links.vague-text.html"]
        marked = [
            piece.text for example in page.bad for block in example.blocks for piece in block if piece.severity
        ]
        assert marked[0] == "click here"
        assert page.good
        assert not any(piece.severity for example in page.good for block in example.blocks for piece in block)
