"""A Word file without its looks reads the same, and is much smaller."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import mammoth
import pytest
from docx import Document

from pipeline.drafts import drafts
from pipeline.word import without_looks

STYLES = "Title", "Heading 1", "Normal", "List Bullet", "List Number", "Quote", "Heading 2", "List Bullet 2"


@pytest.fixture(scope="module")
def letter() -> BytesIO:
    document = Document()
    for number, style in enumerate(STYLES):
        document.add_paragraph(f"These are words number {number}.", style=style)
    table = document.add_table(1, 2, style="Light Grid Accent 1")
    table.cell(0, 0).text = "In a table"
    file = BytesIO()
    document.save(file)
    return file


def test_it_reads_the_same(letter: BytesIO) -> None:
    whole = mammoth.convert_to_html(letter)
    with ZipFile(letter) as parts:
        slim = mammoth.convert_to_html(without_looks(parts))
    assert "<h1>" in whole.value
    assert "<ol><li>" in whole.value
    assert (slim.value, slim.messages) == (whole.value, whole.messages)


def test_its_styles_are_a_tenth(letter: BytesIO) -> None:
    with ZipFile(letter) as parts, ZipFile(without_looks(parts)) as slim:
        sizes = [file.getinfo("word/styles.xml").file_size for file in (parts, slim)]
        assert slim.namelist() == parts.namelist()
    assert sizes[1] < sizes[0] / 10


def test_a_file_with_broken_styles_is_told(letter: BytesIO, tmp_path_factory: pytest.TempPathFactory) -> None:
    broken = tmp_path_factory.mktemp("drafts") / "letter.docx"
    with ZipFile(letter) as parts, ZipFile(broken, "w") as copy:
        for part in parts.namelist():
            copy.writestr(part, b"<w:styles" if part == "word/styles.xml" else parts.read(part))
    [draft] = drafts(str(broken))
    assert draft.reason is not None
    assert "is broken" in draft.reason
