"""Drafts of every kind become HTML that can be checked, or say in words why they cannot."""

from __future__ import annotations

import ctypes
import io
import os
import time
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from zipfile import ZipFile

import docx
import pypdfium2
import pytest
from pypdfium2 import raw

from pipeline.drafts import Draft, drafts
from rules.core.errors import UserError
from rules.core.page import Page
from rules.core.segment import segment
from tests.conftest import without_privileges
from tests.machine import here


def only(target: object) -> Draft:
    (draft,) = drafts(str(target))
    return draft


def page(draft: Draft) -> Page:
    assert draft.reason is None
    return segment(draft.html, draft.url, seen=date(2026, 11, 23))


def blocks(draft: Draft) -> list[tuple[str, str]]:
    return [(b.kind if not b.level else f"h{b.level}", b.text) for b in page(draft).blocks]


def given(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


# Text


def test_text_has_paragraphs_and_lists(tmp_path: Path) -> None:
    text = "Help with\ntravel\n\nYou need:\n- a form,\n  signed\n* a photo\r\n\r\nThen 5 < 6 & done.\n"
    assert blocks(only(given(tmp_path / "a.txt", text))) == [
        ("paragraph", "Help with travel"),
        ("paragraph", "You need:"),
        ("item", "a form, signed"),
        ("item", "a photo"),
        ("paragraph", "Then 5 < 6 & done."),
    ]


def test_markup_in_plain_text_is_text(tmp_path: Path) -> None:
    draft = only(given(tmp_path / "a.txt", "Write <b>bold</b> & <script>alert(1)</script>"))
    assert blocks(draft) == [("paragraph", "Write <b>bold</b> & <script>alert(1)</script>")]


def test_text_says_it_is_english_and_has_the_name_of_its_file(tmp_path: Path) -> None:
    read = page(only(given(tmp_path / "Bus passes.txt", "Words.")))
    assert (read.language, read.title) == ("en-GB", "Bus passes")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_the_encoding_of_text_is_told(tmp_path: Path, encoding: str) -> None:
    words = "Short breaks – what’s on, café included"
    assert blocks(only(given(tmp_path / "a.txt", words.encode(encoding)))) == [("paragraph", words)]


# HTML


def test_html_keeps_its_own_markup(tmp_path: Path) -> None:
    html = "<html lang='cy'><title>T</title>\n<p class=x>Geiriau</p>"
    assert only(given(tmp_path / "a.HTML", html)).html == html


def test_html_is_read_in_the_encoding_it_declares(tmp_path: Path) -> None:
    html = "<meta charset=iso-8859-2><p>Łódź</p>".encode("iso-8859-2")
    assert "Łódź" in only(given(tmp_path / "a.htm", html)).html


# Markdown


def test_markdown_is_rendered_with_tables_and_without_front_matter(tmp_path: Path) -> None:
    text = "---\ntitle: 'Short breaks'\n---\n# Breaks\n\nAsk *us*.\n\n| Day | Hours |\n|---|---|\n| Mon | 9am |\n"
    draft = only(given(tmp_path / "a.md", text))
    assert page(draft).title == "Short breaks"
    assert blocks(draft) == [
        ("h1", "Breaks"),
        ("paragraph", "Ask us."),
        ("cell", "Day"),
        ("cell", "Hours"),
        ("cell", "Mon"),
        ("cell", "9am"),
    ]


# Word


def word(path: Path, **properties: object) -> Path:
    document = docx.Document()
    document.add_heading("Short breaks", 1)
    document.add_paragraph("Ask your social worker.")
    document.add_paragraph("A form", style="List Bullet")
    for name, value in properties.items():
        setattr(document.core_properties, name, value)
    document.save(str(path))
    return path


def test_word_keeps_its_headings_title_and_date(tmp_path: Path) -> None:
    draft = only(word(tmp_path / "a.docx", title="Our offer", modified=datetime(2024, 5, 6)))  # noqa: DTZ001
    assert page(draft).title == "Our offer"
    assert draft.modified == date(2024, 5, 6)
    assert blocks(draft) == [
        ("h1", "Short breaks"),
        ("paragraph", "Ask your social worker."),
        ("item", "A form"),
    ]


def test_word_that_unpacks_to_too_much_is_not_unpacked(tmp_path: Path) -> None:
    path = word(tmp_path / "a.docx")
    with ZipFile(path, "a", compression=8) as parts, parts.open("word/media/bomb", "w") as bomb:
        for _ in range(210):
            bomb.write(b"\0" * 1_000_000)
    assert "larger than 200 MB" in str(only(path).reason)


# OpenDocument

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "dc": "http://purl.org/dc/elements/1.1/",
        "xlink": "http://www.w3.org/1999/xlink",
        **{
            prefix: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"
            for prefix, name in (
                ("draw", "drawing"),
                ("office", "office"),
                ("style", "style"),
                ("table", "table"),
                ("text", "text"),
            )
        },
    }.items()
)


def odt(path: Path, text: str, *, styles: str = "", **parts: str) -> Path:
    """A document with this inside its text, its automatic styles, and other parts by their names."""
    body = f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{text}"
    with ZipFile(path, "w", compression=8) as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.text", compress_type=0)
        file.writestr(
            "content.xml",
            f"<office:document-content {NAMESPACES}>{body}</office:text></office:body></office:document-content>",
        )
        for name, content in parts.items():
            file.writestr(name.replace("__", "/") + ".xml", content)
    return path


def test_open_document_keeps_headings_lists_tables_and_links(tmp_path: Path) -> None:
    path = odt(
        tmp_path / "a.odt",
        '<text:sequence-decls/><text:p text:style-name="P1">Our offer</text:p>'
        '<text:h text:outline-level="2">Short<text:s text:c="3"/>breaks</text:h>'
        '<text:p>Ask <text:span>your <text:a xlink:href="https://x.test/?a=1&amp;b=2">social worker</text:a>'
        "</text:span>"
        "<text:note>Note.</text:note><office:annotation><text:p>Is this so?</text:p></office:annotation>"
        "<text:line-break/>or &lt;us&gt;<text:tab/>now.</text:p>"
        "<text:list><text:list-item><text:p>A form</text:p><text:list><text:list-item><text:p>signed</text:p>"
        "</text:list-item></text:list></text:list-item></text:list>"
        "<text:section><table:table><table:table-column/><table:table-header-rows><table:table-row><table:table-cell>"
        "<text:p>Day</text:p></table:table-cell></table:table-row></table:table-header-rows><table:table-row>"
        "<table:table-cell><text:p>Mon</text:p></table:table-cell><table:covered-table-cell/></table:table-row>"
        "</table:table></text:section>"
        "<text:p/><text:p><draw:frame><draw:text-box><text:p>In a box</text:p></draw:text-box></draw:frame>"
        "</text:p>",
        styles='<style:style style:name="P1" style:parent-style-name="Title"/>',
        meta=f"<office:document-meta {NAMESPACES}><office:meta><dc:title>Breaks</dc:title>"
        "<dc:date>2024-05-06T08:00:00</dc:date></office:meta></office:document-meta>",
    )
    draft = only(path)
    assert (page(draft).title, draft.modified) == ("Breaks", date(2024, 5, 6))
    assert [link.href for link in page(draft).links] == ["https://x.test/?a=1&b=2"]
    assert "<th><p>Day</p></th>" in draft.html
    assert blocks(draft) == [
        ("h1", "Our offer"),
        ("h2", "Short breaks"),
        ("paragraph", "Ask your social worker or <us> now."),
        ("item", "A form"),
        ("item", "signed"),
        ("cell", "Day"),
        ("cell", "Mon"),
        ("paragraph", "In a box"),
    ]


@pytest.mark.parametrize(
    ("text", "parts", "reason"),
    [
        ("<text:p> </text:p>", {}, "There are no words in it."),
        (
            "<text:p>x</text:p>",
            {"META-INF__manifest": "<manifest><encryption-data/></manifest>"},
            "locked with a password",
        ),
        ("<text:p>x", {}, "broken"),
    ],
    ids=["empty", "locked", "broken"],
)
def test_open_document_that_cannot_be_read_says_why(
    tmp_path: Path, text: str, parts: dict[str, str], reason: str
) -> None:
    assert reason in str(only(odt(tmp_path / "a.odt", text, **parts)).reason)


def test_open_document_fetches_and_multiplies_nothing(tmp_path: Path) -> None:
    path = odt(tmp_path / "a.odt", "")
    entities = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "file:///etc/hostname">]>'
    with ZipFile(path, "w") as file:
        file.writestr(
            "content.xml",
            f"{entities}<office:document-content {NAMESPACES}><office:body><office:text>"
            "<text:p>So: &b;&c;</text:p></office:text></office:body></office:document-content>",
        )
    assert blocks(only(path)) == [("paragraph", "So:")]


@pytest.mark.parametrize(("name", "part"), [("a.docx", "word/document.xml"), ("a.odt", "content.xml")])
def test_a_text_that_unpacks_to_too_much_is_not_unpacked(tmp_path: Path, name: str, part: str) -> None:
    with ZipFile(tmp_path / name, "w", compression=8) as parts, parts.open(part, "w") as bomb:
        for _ in range(41):
            bomb.write(b" " * 1_000_000)
    assert "Unpacked its text is larger than 40 MB." in str(only(tmp_path / name).reason)


def test_open_document_that_unpacks_to_too_much_is_not_unpacked(tmp_path: Path) -> None:
    path = odt(tmp_path / "a.odt", "<text:p>x</text:p>")
    with ZipFile(path, "a", compression=8) as parts, parts.open("Pictures/bomb", "w") as bomb:
        for _ in range(210):
            bomb.write(b"\0" * 1_000_000)
    assert "larger than 200 MB" in str(only(path).reason)


# PDF


def pdf(path: Path, *pages: Sequence[tuple[str, float, float]]) -> Path:
    """A PDF of pages of lines: text, size in points, and height above the foot of the page."""
    document = pypdfium2.PdfDocument.new()
    for lines in pages:
        sheet = document.new_page(595, 842)
        for text, size, height in lines:
            line = raw.FPDFPageObj_NewTextObj(document, b"Helvetica", size)
            words = ctypes.create_string_buffer((text + "\0").encode("utf-16-le"))
            raw.FPDFText_SetText(line, ctypes.cast(words, raw.FPDF_WIDESTRING))
            raw.FPDFPageObj_Transform(line, 1, 0, 0, 1, 50, height)
            raw.FPDFPage_InsertObject(sheet, line)
        raw.FPDFPage_GenerateContent(sheet)
    document.save(str(path))
    return path


def test_pdf_has_headings_paragraphs_and_lists(tmp_path: Path) -> None:
    path = pdf(
        tmp_path / "a.pdf",
        [
            ("Help with travel", 24, 700),
            ("You can ask for help with the cost of", 12, 660),
            ("the bus to school.", 12, 646),
            ("It is free.", 12, 610),
            ("\u2022 Fill in the form that we send you in", 12, 580),
            ("the post.", 12, 566),
            ("\u2022 Post it.", 12, 552),
            ("Who can ask", 16, 500),
            ("Any family whose child is at school can", 12, 470),
        ],
        [("ask for this.", 12, 700)],
    )
    assert blocks(only(path)) == [
        ("h1", "Help with travel"),
        ("paragraph", "You can ask for help with the cost of the bus to school."),
        ("paragraph", "It is free."),
        ("item", "Fill in the form that we send you in the post."),
        ("item", "Post it."),
        ("h2", "Who can ask"),
        ("paragraph", "Any family whose child is at school can ask for this."),
    ]


def test_running_titles_and_page_numbers_of_a_pdf_are_not_read(tmp_path: Path) -> None:
    sheets = [
        [("Travel policy", 9, 810), (f"Words of sheet {word}.", 12, 600), (f"Page {n} of 3", 9, 30)]
        for n, word in enumerate(("one", "two", "three"), start=1)
    ]
    assert [text for _, text in blocks(only(pdf(tmp_path / "a.pdf", *sheets)))] == [
        "Words of sheet one.",
        "Words of sheet two.",
        "Words of sheet three.",
    ]


def test_a_word_broken_at_the_end_of_a_line_is_one_word(tmp_path: Path) -> None:
    lines = [
        ("We give families infor-", 12, 600),
        ("mation about schools, and", 12, 586),
        ("how to ask.", 12, 572),
    ]
    assert blocks(only(pdf(tmp_path / "a.pdf", lines))) == [
        ("paragraph", "We give families information about schools, and how to ask."),
    ]


def test_a_pdf_without_text_says_so(tmp_path: Path) -> None:
    assert "It has no text" in str(only(pdf(tmp_path / "a.pdf", [])).reason)


# What cannot be read


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "It is empty."),
        ("a.md", b" \n ", "It is empty."),
        ("a.txt", b"\x00\x01\x02\x03PNG", "not text"),
        ("a.txt", b"words " * 4_000_000, "larger than 20 MB"),
        ("a.docx", b"PK\x03\x04 nonsense", "broken"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "locked with a password"),
        ("a.pdf", b"%PDF-1.7 nonsense", "broken"),
        ("a.odt", b"PK\x03\x04 nonsense", "broken"),
        ("a.odt", b"", "It is empty."),
        ("a.rtf", b"{\\rtf1 words}", "A .rtf file cannot be read. Save it as HTML"),
        ("a.png", b"\x89PNG", "A .png file cannot be read."),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    draft = only(given(tmp_path / name, content))
    assert reason in str(draft.reason)
    assert draft.html == ""


def test_a_path_that_does_not_exist_is_the_users_mistake(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="Check the spelling"):
        drafts(str(tmp_path / "nowhere.txt"))


def test_a_file_nobody_may_read_says_so(open_folder: Path) -> None:
    path = given(open_folder / "a.txt", "Words.")
    path.chmod(0)
    with without_privileges():
        assert "Permission denied" in str(only(path).reason)


# Folders


def test_a_folder_is_read_in_order_with_its_folders_and_without_what_is_hidden(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("b.txt", "a/z.md", "a/.hidden.txt", ".git/x.txt", "c.html", "~$c.docx", "style.css", "d.odt"):
        given(tmp_path / "offer" / name, "<p>Words.</p>")
    monkeypatch.chdir(tmp_path)
    assert [draft.url for draft in drafts("offer/")] == [
        "offer/a/z.md",
        "offer/b.txt",
        "offer/c.html",
        "offer/d.odt",
    ]


def test_a_document_of_another_kind_in_a_folder_is_not_passed_over(tmp_path: Path) -> None:
    given(tmp_path / "a.doc", "words")
    assert "Save it as" in str(only(tmp_path).reason)


def test_a_folder_that_links_to_itself_ends(tmp_path: Path) -> None:
    given(tmp_path / "a.txt", "Words.")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert len(list(drafts(str(tmp_path)))) == 1


def test_a_name_that_is_not_utf_8_can_be_written_down(tmp_path: Path) -> None:
    with (Path(os.fsdecode(bytes(tmp_path) + b"/caf\xe9.txt"))).open("w") as file:
        file.write("Words.")
    assert only(tmp_path).url == f"{tmp_path}/caf\\udce9.txt"


def test_the_date_of_a_draft_is_its_files(tmp_path: Path) -> None:
    path = given(tmp_path / "a.txt", "Words.")
    os.utime(path, (1_700_000_000, 1_700_000_000))
    assert only(path).modified == date(2023, 11, 14)


def test_thousands_of_small_files_take_seconds(tmp_path: Path) -> None:
    for n in range(3_000):
        (tmp_path / f"{n}.txt").write_text(f"Help number {n} – ask us.\n\n- One\n- Two\n")
    started = time.process_time()
    assert sum(1 for draft in drafts(str(tmp_path)) if draft.reason is None) == 3_000
    assert time.process_time() - started < here(5)


# Standard input


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"<!doctype html><p>Words", [("paragraph", "Words")]),
        (b"Words <b>and</b> <p>more</p>", [("paragraph", "Words and"), ("paragraph", "more")]),
        (b"# Words\n\nAnd *more*.", [("h1", "Words"), ("paragraph", "And more.")]),
        (
            b"We have 5 < 6 places.\n\nAsk <us>.",
            [("paragraph", "We have 5 < 6 places."), ("paragraph", "Ask <us>.")],
        ),
    ],
)
def test_standard_input_is_html_or_text(
    monkeypatch: pytest.MonkeyPatch, content: bytes, expected: list[tuple[str, str]]
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))
    draft = only("-")
    assert (draft.url, draft.modified) == ("-", None)
    assert blocks(draft) == expected


def test_standard_input_may_be_a_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in (
        word(tmp_path / "a.docx"),
        odt(tmp_path / "a.odt", "<text:p>Ask your social worker.</text:p>"),
        pdf(tmp_path / "a.pdf", [("Ask your social worker.", 12, 660)]),
    ):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(path.read_bytes())))
        assert ("paragraph", "Ask your social worker.") in blocks(only("-"))
