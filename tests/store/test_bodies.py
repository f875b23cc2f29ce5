"""What pages sent is kept small, comes back byte for byte, and goes when no page needs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from pipeline.store.bodies import Packer, pack_blob, unpacked
from pipeline.store.open import Store
from pipeline.store.tables import blob, body
from pipeline.store.values import SHEETS, Body, Read
from pipeline.store.write import Writer
from rules.core.findings import Fact
from spiders.fetched import NotAudited
from tests.store.made import DAY, SITE, address, fact, read

TEMPLATE = b"<header><a href='/'>Anyborough's Local Offer</a></header>" * 50


def as_kept(bodies: list[bytes]) -> list[tuple[Body, bytes | None]]:
    """Each body packed in turn, with the blob that it names."""
    packer, blobs = Packer(), dict[str, bytes]()
    kept = []
    for one in bodies:
        packed = packer.pack(one, "utf-8")
        if packed.blob:
            blobs[packed.like] = packed.blob
        kept.append((packed, blobs.get(packed.like)))
    return kept


@given(st.lists(st.binary(max_size=2000) | st.sampled_from([b"", TEMPLATE, TEMPLATE * 90, b"\x00\xff" * 700])))
def test_any_body_comes_back_byte_for_byte(bodies: list[bytes]) -> None:
    assert [unpacked(packed.content, blob) for packed, blob in as_kept(bodies)] == bodies


def test_what_pages_share_is_kept_once() -> None:
    first, *others = as_kept([TEMPLATE + f"<p>Page {n}: how to get help".encode() for n in range(9)])
    assert first[0].blob
    assert not any(packed.blob for packed, _ in others)
    assert all(len(packed.content) < len(first[0].blob) for packed, _ in others)


def test_a_body_whose_blob_is_another_is_not_made_up() -> None:
    packed = as_kept([TEMPLATE, TEMPLATE + b"<p>Help"])[1][0]
    assert unpacked(packed.content, None) is None
    assert unpacked(packed.content[:-3], packed.blob) is None


def with_body(name: str, text: bytes, facts: Mapping[str, list[Fact]] | None = None) -> Read:
    """A page as a worker reads it that has read one before."""
    packer = Packer()
    first = packer.pack(TEMPLATE, "utf-8")
    return replace(read(name, facts=facts), body=packer.pack(TEMPLATE + text, "utf-8")._replace(blob=first.blob))


@pytest.fixture
def run(writer: Writer) -> int:
    run = writer.begin(SITE, DAY, "0.1.0")
    writer.save_read(run, [with_body("fair", b"Fair"), with_body("offer", b"Offer")])
    return run


def kept(writer: Writer, name: str) -> bytes | None:
    found = writer.body(SITE, address(name))
    return None if found is None else found.removeprefix(TEMPLATE)


def blobs(store: Store) -> int:
    return len([*store.rows(sa.select(blob.c.digest))])


def test_the_latest_body_of_a_page_is_kept(writer: Writer, store: Store, run: int) -> None:
    assert (kept(writer, "fair"), kept(writer, "offer"), kept(writer, "walk")) == (b"Fair", b"Offer", None)
    writer.save_read(run, [with_body("fair", b"Fair in May")])
    assert kept(writer, "fair") == b"Fair in May"
    assert len([*store.rows(sa.select(body.c.page_id))]) == 2
    assert blobs(store) == 1


def test_a_page_that_was_read_without_its_body_being_kept_has_no_older_one(writer: Writer, run: int) -> None:
    writer.save_read(run, [read("fair")])
    assert (kept(writer, "fair"), kept(writer, "offer")) == (None, b"Offer")


@pytest.mark.parametrize(("later", "stays"), [(6, True), (7, False)])
def test_a_body_goes_with_the_days_since_its_page_was_met(
    writer: Writer, run: int, later: int, stays: bool
) -> None:
    again = writer.begin(SITE, DAY + timedelta(later), "0.1.0")
    writer.save_read(again, [with_body("offer", b"Offer")])
    writer.forget_bodies(again, 7)
    assert (kept(writer, "fair") == b"Fair", kept(writer, "offer")) == (stays, b"Offer")


def test_a_page_that_is_gone_leaves_no_body(writer: Writer, run: int) -> None:
    again = writer.begin(SITE, DAY + timedelta(1), "0.1.0")
    writer.save_not_audited(again, [NotAudited(address("fair"), "error", "not found", 404)])
    writer.forget_bodies(again, 1)
    assert (kept(writer, "fair"), kept(writer, "offer")) == (None, None)


def test_with_no_days_nothing_is_kept_and_other_sites_are_left_alone(
    writer: Writer, store: Store, run: int
) -> None:
    other = writer.begin("Otherborough", DAY, "0.1.0")
    writer.save_read(other, [with_body("fair", b"Theirs")])
    writer.forget_bodies(run, 0)
    assert (kept(writer, "fair"), kept(writer, "offer")) == (None, None)
    assert writer.body("Otherborough", address("fair")) == TEMPLATE + b"Theirs"
    assert blobs(store) == 1


def test_a_style_sheet_is_kept_for_as_long_as_a_page_was_read_with_it(
    writer: Writer, store: Store, run: int
) -> None:
    asked = Fact(fact("fair").place, "/a.css", "https://www.anyborough.gov.uk/a.css", "d-1")
    writer.keep_blobs(SITE, {"d-1": pack_blob(b"p { color: red }"), "d-2": pack_blob(b"p { color: blue }")})
    writer.save_read(run, [with_body("fair", b"Fair", {SHEETS: [asked]})])
    writer.forget_bodies(run, 7)
    assert {row.digest for row in store.rows(sa.select(blob.c.digest))} > {"d-1"}
    assert "d-2" not in {row.digest for row in store.rows(sa.select(blob.c.digest))}
    writer.save_read(run, [with_body("fair", b"Fair", {})])
    writer.forget_bodies(run, 7)
    assert blobs(store) == 1
