"""The text of a page: kept as a reader meets it, and given back as it was."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

import pytest
import sqlalchemy as sa
from msgspec import structs

from pipeline.store.open import Store
from pipeline.store.read import Reader
from pipeline.store.tables import page
from pipeline.store.text import Part, pack_text, parts_of, unpack_text
from pipeline.store.write import Writer
from rules.core.findings import Fact
from rules.core.rule import at
from rules.core.segment import segment
from tests.store.made import DAY, SITE, address, read

HTML = """<html lang=en><title>Fair</title><body>
<header><p>Anyborough council</p></header><nav><ul><li><a href=/>Home</a><li><a href=/fair>Fair</a></ul></nav>
<main><h1>The summer fair</h1><p>Bring a blanket.</p><ul><li>Games</li><li>Tea</li></ul><p>Bring a blanket.</p>
<table><tr><th>Day<th>Time<tr><td>Saturday<td>2pm</table></main>
<footer><p>Ask us by post.</p></footer>"""


def parts(html: str = HTML, noticed: Iterable[str] = ()) -> list[Part]:
    seen = segment(html, address("fair"), seen=DAY)
    facts = [Fact(at(seen, block)) for block in seen.blocks if block.text in noticed]
    return unpack_text(pack_text(parts_of(seen, {"some.rule": facts})))


def test_the_main_content_is_kept_in_its_order_with_what_each_part_is() -> None:
    assert [(part.kind, part.level, part.text) for part in parts()] == [
        ("heading", 1, "The summer fair"),
        ("paragraph", 0, "Bring a blanket."),
        ("item", 0, "Games"),
        ("item", 0, "Tea"),
        ("paragraph", 0, "Bring a blanket."),
        ("cell", 0, "Day"),
        ("cell", 0, "Time"),
        ("cell", 0, "Saturday"),
        ("cell", 0, "2pm"),
    ]


def test_cells_know_their_row_and_whether_they_are_headings() -> None:
    cells = [part for part in parts() if part.kind == "cell"]
    assert [cell.head for cell in cells] == [True, True, False, False]
    assert cells[0].row == cells[1].row
    assert cells[1].row < cells[2].row == cells[3].row
    assert [cell.column for cell in cells] == [0, 1, 0, 1]


def test_only_parts_of_the_same_text_need_their_paths() -> None:
    found = parts()
    assert [part.path for part in found if part.path] == ["main > p:nth-of-type(1)", "main > p:nth-of-type(2)"]


def test_around_the_main_content_only_what_was_noticed_is_kept() -> None:
    assert [(part.region, part.text) for part in parts(noticed=["Ask us by post."]) if part.region != "main"] == [
        ("footer", "Ask us by post.")
    ]


def test_characters_that_no_database_takes_leave_the_length_as_it_was() -> None:
    seen = segment("<p>One two.</p>", address("fair"), seen=DAY)
    broken = dataclasses.replace(seen, blocks=(structs.replace(seen.blocks[0], text="One \x00\ud800 two."),))
    assert [part.text for part in parts_of(broken, {})] == ["One \ufffd\ufffd two."]


@pytest.fixture
def run(writer: Writer) -> int:
    return writer.begin(SITE, DAY, "0.1.0")


def test_the_texts_of_a_run_come_by_address(writer: Writer, reader: Reader, run: int) -> None:
    packed = pack_text(parts())
    writer.save_read(run, [dataclasses.replace(read(name), text=packed) for name in ("walk", "fair")])
    assert list(reader.texts(reader.run(run))) == [(address("fair"), packed), (address("walk"), packed)]
    assert (address("walk"), packed) in list(reader.texts(reader.run(run), {address("walk")}))


def test_a_page_that_has_not_changed_keeps_its_text(writer: Writer, reader: Reader, run: int) -> None:
    packed = pack_text(parts())
    writer.save_read(run, [dataclasses.replace(read("fair"), text=packed)])
    again = writer.begin(SITE, DAY, "0.1.0")
    writer.save_unchanged(again, [read("fair").fetched])
    assert list(reader.texts(reader.run(again))) == [(address("fair"), packed)]


def test_a_page_of_an_older_store_has_no_text(store: Store, writer: Writer, reader: Reader, run: int) -> None:
    writer.save_read(run, [read("fair")])
    with store.writing() as connection:
        connection.execute(sa.update(page).values(text=None))
    ((_, packed),) = reader.texts(reader.run(run))
    assert unpack_text(packed) == []
