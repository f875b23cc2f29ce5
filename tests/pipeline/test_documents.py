"""Documents are read into pages: what a file holds besides its words, and files that are broken or do harm."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
import zipfile
import zlib
from datetime import date
from io import BytesIO

import docx
import pikepdf
import pytest
from docx.enum.style import WD_STYLE_TYPE
from pikepdf import Name

from pipeline.convert import UnreadableError
from pipeline.documents.read import document_page
from pipeline.reading import read, read_with
from pipeline.store.values import Read
from pipeline.workers import Readers
from rules.core.file import File
from rules.core.page import Page
from rules.core.registry import choose
from spiders.fetched import Fetched, NotAudited
from tests.documents import Pdf, Piece, Word

DAY = date(2026, 11, 23)
BREAKS: list[Piece] = [
    ("H1", "Short breaks"),
    ("P", "A short break gives your child time with other people."),
    ("Figure", ""),
    ("TR", "TD:Day|TD:Where"),
    ("TR", "TD:Monday|TD:Mill"),
]
WELL_MADE: list[Piece] = [
    ("H1", "Help"),
    ("Figure", "A map"),
    ("TR", "TH:Day|TH:Where"),
    ("TR", "TD:Monday|TD:Mill"),
]
LAYOUT: list[Piece] = [("P", "Help"), ("TR", "TD:Left|TD:Right")]


def fetched(body: bytes, document: str = ".pdf", name: str = "guide") -> Fetched:
    return Fetched(f"https://www.anyborough.gov.uk/{name}{document}", 200, body, document=document)


def page(body: bytes, document: str = ".pdf") -> Page:
    return document_page(fetched(body, document), DAY)


def file(body: bytes, document: str = ".pdf") -> File:
    found = page(body, document).file
    assert found is not None
    return found


class TestAPdf:
    def test_its_words_are_read_as_a_page_is(self) -> None:
        read = page(Pdf([BREAKS], "Our short breaks").made())
        assert [(b.kind, b.text) for b in read.main][:2] == [
            ("heading", "Short breaks"),
            ("paragraph", "A short break gives your child time with other people."),
        ]
        assert (read.title, read.language, read.url) == (
            "Our short breaks",
            "en-GB",
            "https://www.anyborough.gov.uk/guide.pdf",
        )

    def test_its_tags_tell_headings_pictures_and_tables(self) -> None:
        found = file(Pdf([BREAKS]).made())
        assert (found.tagged, found.headings, found.pictures, found.untold) == (True, 1, 1, 1)
        assert (found.tables, found.headless) == (1, 1)

    def test_alt_text_and_header_cells_are_seen(self) -> None:
        found = file(Pdf([WELL_MADE]).made())
        assert (found.pictures, found.untold, found.tables, found.headless) == (1, 0, 1, 0)

    def test_a_table_of_one_row_needs_no_header(self) -> None:
        assert file(Pdf([LAYOUT]).made()).headless == 0

    def test_names_of_its_own_stand_for_those_of_the_standard(self) -> None:
        roles = {"Kop": "H1", "Plaatje": "Bild", "Bild": "Figure"}
        found = file(Pdf([[("Kop", "Help"), ("Plaatje", "")]], roles=roles).made())
        assert (found.headings, found.untold) == (1, 1)

    def test_names_that_are_no_text_are_passed_over(self) -> None:
        broken = Pdf([BREAKS]).made().replace(b"/Figure", b"/Figur\xdc")
        assert (file(broken).headings, file(broken).pictures) == (1, 0)

    def test_properties_that_are_no_xml_are_passed_over_in_silence(self, caplog: pytest.LogCaptureFixture) -> None:
        out = BytesIO()
        with pikepdf.open(BytesIO(Pdf([BREAKS], "Guide").made())) as document:
            document.Root.Metadata = pikepdf.Stream(document, b"<x", Type=Name.Metadata, Subtype=Name.XML)
            document.save(out, fix_metadata_version=False)
        assert file(out.getvalue()).title == "Guide"
        assert caplog.records == []

    def test_names_that_stand_for_each_other_end_somewhere(self) -> None:
        assert file(Pdf([[("A", "Help")]], roles={"A": "B", "B": "A"}).made()).headings == 0

    def test_without_tags_it_says_so(self) -> None:
        assert not file(Pdf([BREAKS], tagged=False).made()).tagged

    def test_without_title_language_and_bookmarks_it_is_called_by_its_file_name(self) -> None:
        read = page(Pdf([BREAKS], None, None, shows_title=False).made())
        found = read.file
        assert found is not None
        assert (found.title, found.language, found.shows_title, found.bookmarks) == ("", "", False, False)
        assert (read.title, read.language) == ("guide", "en-GB")

    def test_the_title_of_its_newer_properties_counts_first(self) -> None:
        out = BytesIO()
        with pikepdf.open(BytesIO(Pdf([BREAKS], "Old").made())) as document:
            with document.open_metadata() as about:
                about["dc:title"] = "New"
            document.save(out)
        assert file(out.getvalue()).title == "New"

    def test_pages_that_are_pictures_are_counted(self) -> None:
        assert file(Pdf([BREAKS, [], []]).made()).wordless == (2, 3)

    def test_a_scan_is_a_page_without_words(self) -> None:
        read = page(Pdf([[], []], None).made())
        assert read.blocks == ()
        assert read.file is not None
        assert read.file.scanned

    def test_one_that_may_not_be_read_out_is_locked_and_one_that_may_not_be_printed_is_not(self) -> None:
        assert file(Pdf([BREAKS], may_be_read=False).made()).locked
        out = BytesIO()
        with pikepdf.open(BytesIO(Pdf([BREAKS]).made())) as document:
            allow = pikepdf.Permissions(print_lowres=False, print_highres=False, extract=False)
            document.save(out, encryption=pikepdf.Encryption(owner="owner", user="", allow=allow))
        assert not file(out.getvalue()).locked

    def test_bookmarks_are_seen(self) -> None:
        assert file(Pdf([BREAKS], bookmarks=True).made()).bookmarks


class TestAWordFile:
    def test_headings_pictures_and_tables_are_counted(self) -> None:
        found = file(Word(BREAKS).made(), ".docx")
        assert (found.headings, found.pictures, found.untold) == (1, 1, 1)
        assert (found.tables, found.headless, found.doubtful) == (1, 1, 0)

    def test_alt_text_and_header_rows_are_seen(self) -> None:
        found = file(Word(WELL_MADE).made(), ".docx")
        assert (found.untold, found.headless) == (0, 0)

    def test_a_first_row_that_only_looks_like_a_header_is_doubtful(self) -> None:
        assert file(Word(BREAKS, formatted=True).made(), ".docx").doubtful == 1

    def test_a_title_is_no_heading_and_a_style_based_on_a_heading_is_one(self) -> None:
        assert file(Word([("Title", "Guide"), ("P", "Help")]).made(), ".docx").headings == 0
        own = docx.Document(BytesIO(Word([("P", "Help")]).made()))
        style = own.styles.add_style("Question", WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = own.styles["Heading 2"]
        own.add_paragraph("Who can ask?", style)
        out = BytesIO()
        own.save(out)
        assert file(out.getvalue(), ".docx").headings == 1

    @pytest.mark.parametrize("language", ["cy-GB", None])
    def test_its_language_is_that_of_its_styles(self, language: str | None) -> None:
        assert file(Word(BREAKS, language=language).made(), ".docx").language == (language or "")

    def test_a_language_that_stands_for_none_is_none(self) -> None:
        assert file(Word(BREAKS, language="x-none").made(), ".docx").language == ""


def test_the_words_of_an_opendocument_file_are_read() -> None:
    content = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
        xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>
        <text:h text:outline-level="1">Short breaks</text:h><text:p>Ring us.</text:p>
        </office:text></office:body></office:document-content>"""
    read = page(zipped(**{"content.xml": content.encode()}), ".odt")
    assert [block.text for block in read.main] == ["Short breaks", "Ring us."]
    assert read.file == File("OpenDocument", "guide", words=4)


def zipped(**parts: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return out.getvalue()


PDF = Pdf([BREAKS]).made()
UNREADABLE = {
    "nothing": (b"", ".pdf"),
    "a web page": (b"<!doctype html><p>Please log in</p>", ".pdf"),
    "half of it": (PDF[:400], ".pdf"),
    "a deep nest": (b"%PDF-1.4\n1 0 obj\n" + b"[" * 200_000 + b"\nendobj\ntrailer<</Root 1 0 R>>", ".pdf"),
    "a password": (Pdf([BREAKS], password="x").made(), ".pdf"),
    "no zip": (b"PK\x03\x04 and no more", ".docx"),
    "a zip of other things": (zipped(**{"readme.txt": b"Hello"}), ".docx"),
    "an old Word file": (b"\xd0\xcf\x11\xe0" + b"\0" * 512, ".docx"),
    "a sheet": (zipped(mimetype=b"x", content_xml=b"<x/>"), ".odt"),
    "a bomb": (zipped(word__document=b"\0" * 210_000_000), ".docx"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_says_why(name: str) -> None:
    body, document = UNREADABLE[name]
    with pytest.raises(UnreadableError, match=r"\.\Z"):
        page(body, document)


def cyclic() -> bytes:
    """A PDF whose tags contain themselves."""
    out = BytesIO()
    with pikepdf.open(BytesIO(PDF)) as document:
        root = document.Root.StructTreeRoot
        root.K.append(root)
        root.K[0].K.append(root)
        document.save(out)
    return out.getvalue()


def swollen() -> bytes:
    """A PDF whose one page is 50 MB of spaces, packed into 50 KB."""
    out = BytesIO()
    with pikepdf.open(BytesIO(PDF)) as document:
        packed = zlib.compress(b" " * 50_000_000)
        document.pages[0].Contents = pikepdf.Stream(document, packed, Filter=pikepdf.Name.FlateDecode)
        document.save(out)
    return out.getvalue()


def test_tags_that_contain_themselves_are_read_once() -> None:
    assert file(cyclic()).headings == 1


def test_a_page_that_swells_is_read_in_time() -> None:
    started = time.monotonic()
    with pytest.raises(UnreadableError, match="no text"):
        page(swollen())
    assert time.monotonic() - started < 20


def test_workers_answer_for_documents_that_cannot_be_read_and_read_the_others() -> None:
    async def read_all() -> list[Read | NotAudited]:
        readers = Readers(read_with(choose(["documents", "plain-english"])), 1)
        try:
            broken = [
                readers.read(fetched(*UNREADABLE[name], name="broken"), DAY) for name in ("half of it", "no zip")
            ]
            return [*await asyncio.gather(*broken, readers.read(fetched(PDF), DAY))]
        finally:
            readers.close()

    *broken, good = asyncio.run(read_all())
    assert [answer.reason for answer in broken if isinstance(answer, NotAudited)] == ["document", "document"]
    assert isinstance(good, Read)
    assert set(good.facts) == {
        "core.document",
        "core.page-type",
        "documents.missing-alt",
        "documents.table-headers",
    }


def test_rules_about_the_markup_of_web_pages_leave_documents_alone() -> None:
    told = read(fetched(Pdf([[("P", "Click here."), ("TR", "TD:a|TD:b")]]).made()), read_with(choose()), DAY)
    assert {rule.split(".")[0] for rule in told.facts} <= {"core", "documents", "plain-english"}


READERS_OF_DOCUMENTS = {"pikepdf", "pypdfium2", "docx", "mammoth", "PIL"}


@pytest.mark.parametrize("module", ["pipeline.warm", "pipeline.workers", "pipeline.audit", "pipeline.cli"])
def test_what_reads_documents_is_loaded_only_for_one(module: str) -> None:
    script = f"import sys, {module}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert READERS_OF_DOCUMENTS.isdisjoint(name.partition(".")[0] for name in done.stdout.split())
