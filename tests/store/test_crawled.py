"""What a crawl brings is kept whole, comes back as it was, and answers the next crawl's questions."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from pipeline.store.keys import clean, number
from pipeline.store.open import Store
from pipeline.store.pack import pack, unpack
from pipeline.store.read import Reader
from pipeline.store.values import Held
from pipeline.store.write import Writer
from rules.core.file import DOCUMENT
from rules.core.findings import Fact, Failure, Finding
from rules.core.page import Place
from spiders.fetched import Document, Fetched, Known, NotAudited
from tests.store.made import DAY, RULE, SITE, address, fact, named, packed, read

FAIR = address("fair")
LATER = DAY + timedelta(1)


@pytest.fixture
def run(writer: Writer) -> int:
    return writer.begin(SITE, DAY, "0.1.0")


def test_a_page_comes_back_as_it_was_read(writer: Writer, reader: Reader, run: int) -> None:
    fetched = Fetched(
        FAIR,
        200,
        last_modified="Mon, 02 Nov 2026 09:00:00 GMT",
        redirected_from=(address("Fair"), address("old-fair")),
        canonical=address("the-fair"),
        depth=3,
        found_on=address("home"),
        elapsed=0.25,
    )
    writer.save_read(run, [replace(read("fair", fetched=fetched), language=None, reading_age=None)])
    (page,) = reader.pages(reader.run(run))
    assert (page.url, page.status, page.title, page.language, page.words) == (FAIR, 200, "Fair", None, 120)
    assert (page.reading_age, page.outcome, page.seen) == (None, "read", DAY)
    assert (page.depth, page.found_on, page.elapsed) == (3, address("home"), 0.25)
    assert (page.last_modified, page.canonical) == (fetched.last_modified, fetched.canonical)
    assert page.redirected_from == fetched.redirected_from


def test_facts_come_back_by_rule_in_the_order_of_the_pages(writer: Writer, reader: Reader, run: int) -> None:
    facts = {RULE: [fact("fair", "9 May"), fact("fair", "3 May")], "contact.phones": [fact("fair", key="team")]}
    writer.save_read(run, [read("offer"), read("fair", facts=facts)])
    assert list(reader.facts(reader.run(run), RULE)) == [*facts[RULE], fact("offer")]
    assert list(reader.facts(reader.run(run), "contact.phones")) == facts["contact.phones"]
    assert reader.rules_with_facts() == {RULE, "contact.phones"}
    assert list(reader.all_facts(reader.run(run))) == [
        ("contact.phones", facts["contact.phones"][0]),
        *((RULE, one) for one in facts[RULE]),
        (RULE, fact("offer")),
    ]


def test_reading_a_page_again_replaces_its_facts_and_only_its_own(
    writer: Writer, reader: Reader, run: int
) -> None:
    writer.save_read(run, [read("fair"), read("offer")])
    writer.save_read(run, [read("fair", facts={RULE: [fact("fair", "4 May 2027")]})])
    assert [f.place.quote for f in reader.facts(reader.run(run), RULE)] == ["4 May 2027", "3 October 2026"]


def test_what_a_browser_saw_stands_until_it_looks_again(store: Store, reader: Reader) -> None:
    writer = Writer(store, looked_at=["accessibility.axe", "accessibility.reflow"])
    run = writer.begin(SITE, DAY, "0.1.0")
    failed = Failure("accessibility.reflow", FAIR, "The page crashed the browser.")
    writer.save_read(run, [read("fair")])
    pale, wide = fact("fair", "pale"), fact("fair", "wide")
    writer.save_looked_at(run, FAIR, {"accessibility.axe": [pale], "accessibility.reflow": [wide]})
    writer.save_read(run, [read("fair", facts={}, body="changed")])
    seen = reader.run(run)
    assert list(reader.all_facts(seen)) == [("accessibility.axe", pale), ("accessibility.reflow", wide)]
    writer.save_looked_at(run, FAIR, {"accessibility.axe": []}, failed)
    assert list(reader.all_facts(seen)) == [("accessibility.reflow", wide)]
    assert list(reader.failures(seen)) == [failed]


def test_a_page_that_comes_twice_in_a_batch_counts_once(writer: Writer, reader: Reader, run: int) -> None:
    writer.save_read(run, [read("fair", body="a"), read("fair", body="b", facts={})])
    writer.save_unchanged(run, [Fetched(FAIR, 304), Fetched(FAIR, 304)])
    writer.save_not_audited(run, [NotAudited(FAIR, "timeout"), NotAudited(FAIR, "error", "broke", 500)])
    writer.save_documents(run, [Document(address("a.pdf"), 200), Document(address("a.pdf"), 404)])
    assert [page.url for page in reader.pages(reader.run(run))] == [FAIR]
    assert list(reader.facts(reader.run(run), RULE)) == []
    assert [row.status for row in reader.not_audited(reader.run(run))] == [500]
    assert [row.status for row in reader.documents(reader.run(run))] == [404]


def test_what_is_held_of_a_page_is_what_was_last_read(writer: Writer, run: int) -> None:
    writer.save_read(run, [read("fair", body="a"), read("offer", body="b")])
    later = writer.begin(SITE, LATER, "0.1.0")
    writer.save_read(later, [read("fair", body="a", digest="d2"), read("offer", body="changed", seen=LATER)])
    assert writer.held(SITE, FAIR) == Held("a", "a", DAY, "d2")
    assert writer.held(SITE, address("offer")) == Held("changed", "changed", LATER, "d1")


def test_a_page_is_known_if_it_was_read_with_the_same_rules(writer: Writer, run: int) -> None:
    assert writer.known(SITE, FAIR, "d1") is None
    assert writer.held(SITE, FAIR) is None
    writer.save_read(run, [read("fair", links=["offer", "home"])])
    assert writer.known(SITE, FAIR, "d1") == Known('"same"', None, (address("offer"), address("home")))
    assert writer.known(SITE, FAIR, "d2") is None
    assert writer.known("Otherborough", FAIR, "d1") is None


def test_a_page_that_a_rule_failed_on_is_read_again(writer: Writer, reader: Reader, run: int) -> None:
    failed = Failure(RULE, FAIR, "ValueError: 30 February")
    writer.save_read(run, [read("fair", failures=[failed])])
    assert reader.failures(reader.run(run)) == [failed]
    assert writer.known(SITE, FAIR, "d1") is None
    assert writer.held(SITE, FAIR) == Held("same", "same", DAY, "")
    writer.save_read(run, [read("fair")])
    assert reader.failures(reader.run(run)) == []
    assert writer.known(SITE, FAIR, "d1") is not None


def test_an_unchanged_page_stands_as_it_was(writer: Writer, reader: Reader, run: int) -> None:
    writer.save_read(run, [read("fair", links=["offer"])])
    later = writer.begin(SITE, LATER, "0.1.0")
    writer.save_unchanged(later, [Fetched(FAIR, 304, depth=2, elapsed=0.01, found_on=address("home"))])
    (page,) = reader.pages(reader.run(later))
    assert (page.outcome, page.status, page.seen, page.depth) == ("unchanged", 200, DAY, 2)
    assert (page.found_on, page.elapsed, page.title) == (address("home"), 0.01, "Fair")
    assert list(reader.facts(reader.run(later), RULE)) == [fact("fair")]
    assert writer.known(SITE, FAIR, "d1") == Known('"same"', None, (address("offer"),))
    (before,) = reader.pages(reader.run(run))
    assert (before.outcome, before.depth) == ("read", 0)


def test_an_unchanged_page_is_asked_for_with_its_newest_stamps(writer: Writer, reader: Reader, run: int) -> None:
    writer.save_read(run, [read("fair")])
    again = Fetched(
        FAIR, 200, etag='"2"', last_modified="Mon, 23 Nov 2026 01:00:00 GMT", redirected_from=(address("f"),)
    )
    writer.save_unchanged(run, [again])
    assert writer.known(SITE, FAIR, "d1") == Known('"2"', again.last_modified, ())
    assert next(reader.pages(reader.run(run))).redirected_from == (address("f"),)


def test_a_page_that_nobody_read_cannot_be_unchanged(writer: Writer, run: int) -> None:
    with pytest.raises(IntegrityError):
        writer.save_unchanged(run, [Fetched(FAIR, 304)])


def test_nothing_is_nothing(writer: Writer, reader: Reader, run: int) -> None:
    writer.save_read(run, [])
    writer.save_unchanged(run, [])
    writer.save_not_audited(run, [])
    writer.save_documents(run, [])
    writer.save_judged(run, [], [], [])
    assert list(reader.pages(reader.run(run))) == []
    assert reader.documents(reader.run(run)) == []


def test_what_was_not_audited_comes_back_with_its_reason(writer: Writer, reader: Reader, run: int) -> None:
    broke = NotAudited(address("x"), "error", "The server broke.", 500, FAIR)
    writer.save_not_audited(run, [broke, NotAudited("https://elsewhere.org/", "scope")])
    rows = [(r.url, r.reason, r.detail, r.status, r.found_on) for r in reader.not_audited(reader.run(run))]
    assert rows == [
        ("https://elsewhere.org/", "scope", "", 0, None),
        (address("x"), "error", "The server broke.", 500, FAIR),
    ]
    assert list(reader.not_audited(reader.run(writer.begin(SITE, LATER, "0.1.0")))) == []


def test_documents_come_back_with_the_pages_that_link_to_them(writer: Writer, reader: Reader, run: int) -> None:
    writer.save_read(run, [read("offer", links=["a.pdf", "b.pdf"]), read("fair", links=["a.pdf"])])
    writer.save_documents(
        run, [Document(address("a.pdf"), 200, "application/pdf", 2**40), Document(address("c.doc"), 0)]
    )
    a, c = reader.documents(reader.run(run))
    assert (a.url, a.status, a.content_type, a.size) == (address("a.pdf"), 200, "application/pdf", 2**40)
    assert a.pages == (FAIR, address("offer"))
    assert (c.url, c.status, c.size, c.pages) == (address("c.doc"), 0, None, ())


def test_links_to_a_page_are_counted_by_any_of_its_addresses(writer: Writer, reader: Reader, run: int) -> None:
    moved = Fetched(FAIR, 200, redirected_from=(address("old-fair"),))
    pages = [
        read("fair", fetched=moved, links=["fair"]),
        read("a", links=["fair", "old-fair"]),
        read("b", links=["old-fair"]),
    ]
    writer.save_read(run, pages)
    assert {page.url: page.inlinks for page in reader.pages(reader.run(run))} == {
        address("a"): 0,
        address("b"): 0,
        FAIR: 2,
    }
    assert reader.site_at(reader.run(run), DAY).pages[FAIR].inlinks == 2


def test_a_site_knows_what_each_address_that_was_tried_answered(writer: Writer, reader: Reader, run: int) -> None:
    writer.save_read(run, [read("fair", fetched=Fetched(FAIR, 200, redirected_from=(address("old"),)))])
    writer.save_documents(run, [Document(address("a.pdf"), 404)])
    reasons = {"error": 500, "timeout": 0, "robots": 0, "scope": 0, "limit": 0, "too large": 200, "not HTML": 200}
    writer.save_not_audited(run, [NotAudited(address(r), r, status=s) for r, s in reasons.items()])  # type: ignore[arg-type]
    site = reader.site_at(reader.run(run), LATER)
    assert site.today == LATER
    assert reader.answered(reader.run(run)) == {
        FAIR: (200, "", ""),
        address("old"): (200, FAIR, ""),
        address("a.pdf"): (404, "", ""),
        address("error"): (500, "", "error"),
        address("timeout"): (0, "", "timeout"),
        address("too large"): (200, "", "too large"),
        address("not HTML"): (200, "", "not HTML"),
    }
    assert reader.untried(reader.run(run)) == {address("robots"), address("scope"), address("limit")}
    info = site.pages[FAIR]
    assert (info.title, info.status, info.language, info.words, info.reading_age) == ("Fair", 200, "en", 120, 11.5)


def test_an_audit_that_never_ended_can_be_found(writer: Writer, run: int) -> None:
    found = writer.unfinished(SITE)
    assert found is not None
    assert found.id == run
    writer.finish(run, True, None)
    assert writer.unfinished(SITE) is None
    assert writer.unfinished("Otherborough") is None


def test_very_long_addresses_are_kept(writer: Writer, reader: Reader, run: int) -> None:
    long = address("x" * 20_000)
    writer.save_not_audited(run, [NotAudited(long, "scope", found_on=long)])
    writer.save_read(run, [read("x" * 20_000)])
    assert next(reader.not_audited(reader.run(run))).found_on == long
    assert [page.url for page in reader.pages(reader.run(run))] == [long]


ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=30)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(block=ANY_TEXT, key=ANY_TEXT, name=ANY_TEXT)
def test_any_text_can_be_kept(writer: Writer, reader: Reader, block: str, key: str, name: str) -> None:
    run = writer.begin(name, DAY, name)
    url = address(name)
    found = Fact(Place(url, key, block, 0, len(block)), key, block)
    fetched = Fetched(url, 200, redirected_from=(key,), etag=key, found_on=block)
    writer.save_read(
        run, [replace(read(name, fetched=fetched, links=[name]), title=key, facts=packed({RULE: [found]}))]
    )
    writer.save_not_audited(run, [NotAudited(block, "error", key, 500, url)])
    finding = Finding(RULE, found.place, key, block, key, block, "advice", True)
    writer.save_judged(run, [RULE], named(finding), [Failure(key, "", block)])
    writer.finish(run, False, key)
    kept = reader.latest(clean(name))
    (back,) = reader.facts(kept, RULE)
    assert back == Fact(Place(clean(url), clean(key), clean(block), 0, len(block)), clean(key), clean(block))
    assert [(row.quote, row.message) for row in reader.findings(kept)] == [(clean(block), clean(key))]
    assert writer.known(name, url, "d1") == Known(clean(key), None, (clean(url),))


@given(st.text(st.characters(exclude_categories=())))
def test_cleaning_keeps_the_length_and_all_that_can_be_kept(text: str) -> None:
    kept = clean(text)
    assert len(kept) == len(text)
    kept.encode()
    assert all(a == b or a == "\0" or "\ud800" <= a <= "\udfff" for a, b in zip(text, kept, strict=True))
    assert number(text) == number(kept)
    assert -(2**63) <= number(text) < 2**63


@given(st.lists(st.text(st.characters(exclude_categories=()))))
def test_links_unpack_to_what_was_packed(links: list[str]) -> None:
    assert unpack(pack(tuple(links))) == tuple(map(clean, links))


def test_a_menu_packs_small() -> None:
    menu = tuple(address(f"short-breaks/{n}") for n in range(100))
    assert unpack(pack(menu)) == menu
    assert len(pack(menu)) < 600


def test_a_document_that_was_read_is_known_for_one(writer: Writer, reader: Reader, run: int) -> None:
    about = Fact(Place(address("a.pdf"), "html", "", 0, 0), value="PDF")
    writer.save_read(run, [read("page"), read("a.pdf", facts={DOCUMENT: [about]})])
    pages = reader.site_at(reader.run(run), DAY).pages
    assert {url: info.document for url, info in pages.items()} == {address("page"): False, address("a.pdf"): True}


def test_a_document_that_is_gone_takes_its_facts_along(writer: Writer, reader: Reader, run: int) -> None:
    writer.save_read(run, [read("a.pdf"), read("b.pdf")])
    night = writer.begin(SITE, DAY + timedelta(days=1), "0.1.0")
    writer.save_documents(night, [Document(address("a.pdf"), 404), Document(address("b.pdf"), 503)])
    assert [f.place.url for f in reader.facts(reader.run(night), RULE)] == [address("b.pdf")]
    assert list(reader.addresses(SITE)) == [address("b.pdf")]
