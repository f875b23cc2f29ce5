"""A page to fix: its whole text in its own order, and every note beside its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar
from urllib.parse import unquote

import pytest

from pipeline.store.text import Part
from pipeline.store.values import FindingRow
from reports.views.layout import Group, Shown, Stretch, stretches
from reports.views.marks import Mark, pieces
from reports.views.notes import Said, placed
from reports.views.pages import PageToFix, pages_to_fix
from reports.views.survey import survey
from reports.wishes import NO_WISHES, Wishes
from tests.reports.audits import HOST, PANEL, RUN, Audit, anyborough, finding, page

URL = f"{HOST}/send/clubs"


def text(*words: str, kind: str = "paragraph") -> list[Part]:
    return [Part(said, kind, "main") for said in words]  # type: ignore[arg-type]


def shown_as(parts: Sequence[Part], *rows: FindingRow, wishes: Wishes = NO_WISHES) -> PageToFix:
    """The page /send/clubs with this text and these findings."""
    audit = Audit(page_rows=[page("/send/clubs", "Clubs", age=17.0)], finding_rows=list(rows))
    audit.texts = {URL: list(parts)}
    counted = survey(audit.reader, RUN)
    made = pages_to_fix(counted, wishes, [URL], audit.reader.findings(RUN), audit.reader.texts(RUN))
    ((_, view),) = made
    return view


def vague(block: str, quote: str = "here", **more: object) -> FindingRow:
    return finding("/send/clubs", "links.vague-text", block, quote, **more)  # type: ignore[arg-type]


def words_of(groups: Sequence[Group]) -> list[str]:
    told = [("".join(piece.text for piece in passage)) for group in groups for passage in group.passages]
    cells = [cell for group in groups for row in group.rows for cell in row]
    return told + ["".join(piece.text for piece in passage) for cell in cells for passage in cell.passages]


def marked(stretch: Stretch) -> list[str]:
    passages = [passage for group in (*stretch.words, *stretch.after) for passage in group.passages]
    cells = [p for g in stretch.words for row in g.rows for cell in row for p in cell.passages]
    return [piece.text for passage in passages + cells for piece in passage if piece.severity]


@pytest.fixture(scope="module")
def breaks() -> PageToFix:
    audit = anyborough()
    url = f"{HOST}/send/short-breaks"
    made = pages_to_fix(
        survey(audit.reader, RUN), NO_WISHES, [url], audit.reader.findings(RUN), audit.reader.texts(RUN)
    )
    return next(view for _, view in made)


class TestTheWholeText:
    def test_it_stands_in_its_own_order(self, breaks: PageToFix) -> None:
        said = [words for stretch in breaks.text for words in words_of((*stretch.words, *stretch.after))]
        assert [part.text for part in anyborough().texts[breaks.address] if part.region == "main"] == said

    def test_each_note_stands_right_after_its_words(self, breaks: PageToFix) -> None:
        assert [(marked(s), [note.quote for note in s.notes]) for s in breaks.text if s.notes] == [
            ([breaks.notes[0].quote], [breaks.notes[0].quote]),
            ([PANEL[: PANEL.index(" Ask")], "LP"], [PANEL[: PANEL.index(" Ask")], "LP"]),
            (["suffering from"], ["suffering from"]),
        ]

    def test_a_heading_stays_with_the_words_below_it(self, breaks: PageToFix) -> None:
        second = breaks.text[1]
        assert [(group.shape, words_of([group])) for group in second.words] == [
            ("heading", ["Who can get a short break"]),
            ("text", [PANEL]),
        ]

    def test_lists_and_tables_are_shown_as_such(self, breaks: PageToFix) -> None:
        shapes = [group.shape for stretch in breaks.text for group in (*stretch.words, *stretch.after)]
        assert shapes.count("list") == 1
        (table,) = [g for s in breaks.text for g in (*s.words, *s.after) if g.shape == "table"]
        assert [[cell.head for cell in row] for row in table.rows] == [
            [True, True],
            [False, False],
            [False, False],
        ]

    def test_notes_are_numbered_in_the_order_of_reading(self, breaks: PageToFix) -> None:
        told = [note.label for stretch in (*breaks.text, *breaks.around) for note in stretch.notes]
        assert told == [1, 2, 3, 4, 5]

    def test_what_stands_around_the_text_comes_last(self, breaks: PageToFix) -> None:
        assert [marked(stretch) for stretch in breaks.around] == [["click here"]]
        assert breaks.around_words.endswith(": 1 thing")

    def test_a_page_without_notes_is_whole_too(self) -> None:
        view = shown_as(text("Ask us.", "We answer."))
        assert [words_of(stretch.words) for stretch in view.text] == [["Ask us.", "We answer."]]
        assert (view.notes, view.lead) == ((), "Nothing to put right")

    def test_around_the_text_nothing_is_shown_without_a_note(self) -> None:
        assert shown_as([Part("Home", "item", "nav"), *text("Ask us.")]).around == ()

    def test_words_that_stand_nowhere_in_the_text_are_told_apart(self) -> None:
        view = shown_as(text("Ask us."), vague("Gone: click here."), vague("", "", css="main > img", key="a.jpg"))
        assert [(excerpt.path, len(excerpt.pieces)) for excerpt in view.itself] == [
            ("main > img", 0),
            ("main > p", 3),
        ]
        assert len(view.notes) == 2

    def test_a_page_of_an_older_store_shows_what_its_notes_are_about(self) -> None:
        view = shown_as([], vague("Ask here."))
        assert view.text == ()
        assert [piece.text for piece in view.itself[0].pieces if piece.severity] == ["here"]

    def test_a_note_on_a_cell_leaves_the_table_whole(self) -> None:
        cells = [
            Part(word, "cell", "main", row=row, column=column)
            for row, words in enumerate((("Day", "Place"), ("Monday", "Look here")))
            for column, word in enumerate(words)
        ]
        (stretch,) = shown_as(cells, vague("Look here")).text
        assert [len(group.rows) for group in stretch.words] == [2]
        assert marked(stretch) == ["here"]

    def test_paragraphs_of_one_cell_stay_in_it(self) -> None:
        cells = [Part(word, "cell", "main", row=1, column=0) for word in ("One.", "Two.")]
        (stretch,) = stretches([Shown(cell) for cell in cells])
        assert [[len(cell.passages) for cell in row] for row in stretch.words[0].rows] == [[2]]

    def test_a_long_text_keeps_all_its_words(self) -> None:
        long = "word " * 1500 + "here"
        view = shown_as(text(long), vague(long))
        assert "".join(piece.text for piece in view.text[0].words[0].passages[0]) == long


class TestWordsThatRepeat:
    PARTS = (
        Part("Read more", "item", "main", path="main > ul > li:nth-of-type(1)"),
        Part("Ask us.", "paragraph", "main"),
        Part("Read more", "item", "main", path="main > ul > li:nth-of-type(2)"),
    )

    def test_a_finding_is_placed_by_its_path(self) -> None:
        row = vague("Read more", "Read more", css="main > ul > li:nth-of-type(2) > a")
        ((group,), elsewhere) = placed(self.PARTS, [row])
        assert (group.parts, elsewhere) == ((2,), [])

    def test_a_path_that_leads_nowhere_means_the_first(self) -> None:
        ((group,), _) = placed(self.PARTS, [vague("Read more", "Read more", css="#more")])
        assert group.parts == (0,)

    def test_a_longer_number_is_another_place(self) -> None:
        parts = [replace_path(self.PARTS[0], "main > p:nth-of-type(1)"), replace_path(self.PARTS[0], "main > p")]
        ((group,), _) = placed(parts, [vague("Read more", "Read more", css="main > p:nth-of-type(12) > a")])
        assert group.parts == (0,)

    def test_the_same_fault_is_told_once_and_marked_everywhere(self) -> None:
        rows = [vague("Read more", "Read more", css=f"main > ul > li:nth-of-type({n}) > a") for n in (1, 2)]
        view = shown_as(self.PARTS, *rows)
        assert [(note.times, note.often) for note in view.notes] == [(2, "2 times on this page")]
        assert [words for stretch in view.text for words in marked(stretch)] == ["Read more", "Read more"]

    def test_links_to_them_say_what_stands_around(self) -> None:
        rows = [
            vague("Read more", "Read more", css=f"main > ul > li:nth-of-type({n}) > a", message=f"No {n}.")
            for n in (1, 2)
        ]
        links = [
            unquote(note.words_href or "").partition("text=")[2] for note in shown_as(self.PARTS, *rows).notes
        ]
        assert links == ["Read more,-Ask us.", "Ask us.-,Read more"]

    def test_context_of_the_same_block_is_enough_where_it_tells(self) -> None:
        parts = text("Ask here first.", "Look here too.")
        (note,) = shown_as(parts, vague("Look here too.")).notes
        assert unquote(note.words_href or "").endswith("#:~:text=Look-,here,-too.")

    def test_words_that_stand_once_need_no_more(self) -> None:
        (note,) = shown_as(text("Look here too.", "Ask us."), vague("Look here too.")).notes
        assert unquote(note.words_href or "").endswith("#:~:text=here")


def replace_path(part: Part, path: str) -> Part:
    return Part(part.text, part.kind, part.region, path=path)


class TestWhatToDo:
    @pytest.mark.parametrize(
        ("fix", "told"),
        [
            ("Take it out.", (Said("Take it out.", paste=True),)),
            ("Write “are autistic”.", (Said("Write "), Said("are autistic", paste=True), Said("."))),
            (
                "If it is a rule, write “must” or “have to”. See “here”.",
                (
                    Said("If it is a rule, write "),
                    Said("must", paste=True),
                    Said(" or "),
                    Said("have to", paste=True),
                    Said(". See “here”."),
                ),
            ),
            ("Write “one", (Said("Write “one"),)),
        ],
    )
    def test_words_to_write_can_be_copied_by_themselves(self, fix: str, told: tuple[Said, ...]) -> None:
        view = shown_as(text("Ask here."), vague("Ask here.", fix=fix))
        assert view.notes[0].fix == told
        assert f"   {fix}" in view.as_text.splitlines()

    def test_the_list_to_copy_has_each_note_with_its_words(self) -> None:
        row = vague("Ask here.", message="It does not say where.", fix="Name the page.")
        assert shown_as(text("Ask here."), row).as_text.splitlines() == [
            "Clubs",
            URL,
            "",
            "1. Problem: It does not say where.",
            "   Name the page.",
            "   The words: “here”",
        ]

    def test_the_way_to_edit_a_page_is_shown_where_it_is_known(self) -> None:
        wishes = Wishes(edit_url="https://cms.example.org{path}")
        assert shown_as(text("Ask us."), wishes=wishes).edit == "https://cms.example.org/send/clubs"
        assert shown_as(text("Ask us.")).edit is None

    def test_badges_lead_to_the_first_note_of_their_kind(self) -> None:
        parts = text("Ask here.", "Look here.")
        view = shown_as(parts, vague("Ask here.", severity="advice"), vague("Look here.", severity="barrier"))
        assert [(to.badge.severity, to.label) for to in view.badges] == [("barrier", 2), ("advice", 1)]


class TestHowItReads:
    LONG = ("One two three four five six seven eight nine ten.", "A longer one is here for all of us to read now.")

    def long(self, block: str, words: str) -> FindingRow:
        row = finding("/send/clubs", "plain-english.long-sentence", block, block, fix="Split it.")
        return replace(row, value=words)

    def test_the_longest_sentences_come_first_with_where_to_split_them(self) -> None:
        view = shown_as(text(*self.LONG), self.long(self.LONG[0], "27"), self.long(self.LONG[1], "41"))
        assert view.reading is not None
        assert [(hard.begins, hard.words, hard.fix, hard.label) for hard in view.reading.hardest] == [
            ("A longer one is here for all of …", "41 words", "Split it.", 2),
            ("One two three four five six seven eight …", "27 words", "Split it.", 1),
        ]

    def test_what_makes_the_page_hard_comes_before_its_text(self) -> None:
        row = replace(
            finding("/send/clubs", "plain-english.reading-age", "", "", key="reading age", message="It is hard."),
            path="main",
        )
        view = shown_as(text("Ask here."), vague("Ask here."), row)
        assert view.reading is not None
        assert [note.message for note in view.reading.whole] == ["It is hard."]
        assert (view.reading.whole[0].label, view.text[0].notes[0].label, view.itself) == (1, 2, ())

    def test_a_page_that_reads_well_has_nothing_of_it(self) -> None:
        assert shown_as(text("Ask us.")).reading is None


class TestPraise:
    def of(self, age: float | None, *rows: FindingRow) -> str | None:
        audit = Audit(page_rows=[page("/send/clubs", "Clubs", age=age)], finding_rows=list(rows))
        counted = survey(audit.reader, RUN)
        ((_, view),) = pages_to_fix(counted, NO_WISHES, [URL], rows, [])
        return view.praise

    def test_a_page_with_nothing_to_put_right_is_thanked_for(self) -> None:
        assert "Thank you" in (self.of(None) or "")

    def test_a_page_that_reads_easily_is_told_so_beside_its_notes(self) -> None:
        assert "reads easily" in (self.of(10.9, vague("Ask here.")) or "")

    def test_otherwise_there_is_no_empty_praise(self) -> None:
        assert (self.of(11.0, vague("Ask here.")), self.of(None, vague("Ask here."))) == (None, None)


def test_a_paragraph_full_of_marks_is_cut_in_time_that_grows_with_its_length() -> None:
    def steps(n: int) -> int:
        marks = [Counting(at * 5, at * 5 + 4, "advice", at) for at in range(n)]
        Counting.asked = 0
        assert len(pieces("here " * n, marks)) == 2 * n
        return Counting.asked

    assert steps(2_000) < 25 * steps(100)


class Counting(Mark, frozen=True):
    """A mark that counts how often its end is asked for."""

    asked: ClassVar[int] = 0

    def __getattribute__(self, name: str) -> object:
        if name == "end":
            Counting.asked += 1
        return super().__getattribute__(name)


def test_pages_and_their_texts_are_read_in_step() -> None:
    audit = anyborough()
    audit.texts[f"{HOST}/a/before-all-others"] = [Part("Alone.", "paragraph", "main")]
    counted = survey(audit.reader, RUN)
    urls = counted.pages.keys() | counted.faulty
    views = {
        v.address: v
        for _, v in pages_to_fix(counted, NO_WISHES, urls, audit.reader.findings(RUN), audit.reader.texts(RUN))
    }
    assert views.keys() == set(urls)
    assert views[f"{HOST}/send/money"].text
    assert {url for url, view in views.items() if view.notes} == set(counted.faulty)
