"""A message tells what has happened on some pages: what is new, put right and soon out of date, and no more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import lxml.html
import pytest

from pipeline.store.values import FindingRow, LeftRow, Upcoming
from reports.digest import SHOWN, SOON, Digest, News, as_html, as_text, digest, news
from reports.views.addresses import page_file
from rules.core.findings import SEVERITIES, Failure, Site
from rules.core.registry import choose
from rules.core.run import extract, judge
from rules.core.segment import segment
from tests import test_own_words as own_words
from tests.reports.audits import BEFORE, HOST, RUN, TODAY, Audit, anyborough, finding, page
from tests.reports.payloads import PAYLOADS
from tests.telling.messages import hostile

REPORT = "https://audit.anyborough.gov.uk"
WORK = "work/breaks.html"


def one(path: str, words: str = "click here", **more: object) -> FindingRow:
    told = {"state": "new", "message": "The words do not say where the link goes."} | more
    return finding(path, "links.vague-text", f"For help, {words}.", words, **told)  # type: ignore[arg-type]


def audit(*rows: FindingRow, left: Iterable[LeftRow] = (), before: bool = True) -> Audit:
    pages = [page(f"/{name}", name.title()) for name in ("a", "b", "c")]
    return Audit(BEFORE if before else None, page_rows=pages, finding_rows=[*rows], left_rows=[*left])


def coming(days: int, row: FindingRow) -> Upcoming:
    return Upcoming(TODAY + timedelta(days), row)


def told(of: Audit, *soon: Upcoming) -> News:
    return news(of.reader, RUN, of.before, soon)


def message(of: Audit, *soon: Upcoming, address: str = REPORT) -> Digest:
    return digest(of.reader, told(of, *soon), "Short breaks team", address, WORK)


def test_it_tells_what_is_new_what_was_put_right_and_what_is_soon_out_of_date() -> None:
    left = [LeftRow(one("/b"), "fixed"), LeftRow(one("/b", "here"), "gone")]
    sent = message(audit(one("/a"), left=left), coming(3, one("/c", "5 March 2027")))
    assert sent.subject == (
        "Short breaks team: 1 new thing to put right, 1 thing soon out of date and 1 thing put right"
    )
    assert sent.lead == (
        "Since 26 February 2027: 1 new thing to put right, 1 thing soon out of date and 1 thing put right. "
        "1 thing went with the pages."
    )
    assert [part.title for part in sent.parts] == ["New", "Soon out of date", "Put right"]
    (new,), (soon,), (fixed,) = (part.items for part in sent.parts)
    assert (new.label, new.words, new.page) == ("Problem", "click here", "A")
    assert (soon.label, soon.page) == ("From Thursday 4 March 2027", "C")
    assert (fixed.message, fixed.page) == ("Links that do not say where they go", "B")


def test_it_leads_to_the_words_on_the_page_and_to_the_report() -> None:
    sent = message(audit(one("/a")))
    (item,) = sent.parts[0].items
    assert item.href == f"{HOST}/a#:~:text=click%20here"
    assert item.notes == f"{REPORT}/{page_file(f'{HOST}/a')}"
    assert sent.report == f"{REPORT}/{WORK}"
    assert sent.report in as_text(sent)


def test_where_nobody_knows_where_the_report_stands_it_leads_to_the_page_alone() -> None:
    sent = message(audit(one("/a")), address="")
    assert (sent.report, sent.parts[0].items[0].notes) == (None, None)
    links = lxml.html.document_fromstring(as_html(sent)).xpath("//a/@href")
    assert links == [f"{HOST}/a#:~:text=click%20here"]


def test_the_first_message_tells_all_there_is_and_says_that_it_is_the_first() -> None:
    sent = message(audit(one("/a"), one("/b", state="still"), one("/c", state="waived"), before=False))
    assert sent.subject == "Short breaks team: 2 things to put right"
    assert "This is the first message" in sent.lead
    assert [part.title for part in sent.parts] == ["To put right"]


def test_what_is_waived_or_known_is_no_news() -> None:
    assert not told(audit(one("/a", state="still"), one("/b", state="waived")))


def test_what_went_with_its_page_alone_is_no_news() -> None:
    assert not told(audit(left=[LeftRow(one("/b"), "gone")]))


@pytest.mark.parametrize(("days", "counts"), [(0, False), (1, True), (SOON.days, True), (SOON.days + 1, False)])
def test_soon_is_within_a_fortnight_of_the_audit(days: int, counts: bool) -> None:
    assert bool(told(audit(), coming(days, one("/a")))) is counts


def test_what_was_told_as_coming_is_not_told_again() -> None:
    row = one("/a")
    assert not told(audit(), coming(3, row)).unless_told({row.id})
    assert told(audit(), coming(3, row)).unless_told({"another"})


def test_each_owner_hears_of_their_own_pages() -> None:
    left = [LeftRow(one("/b"), "fixed")]
    everything = told(audit(one("/a"), left=left), coming(3, one("/c")))
    for name, numbers in (("a", (1, 0, 0)), ("b", (0, 1, 0)), ("c", (0, 0, 1))):
        theirs = everything.of(lambda url, name=name: url.endswith(f"/{name}"))  # type: ignore[misc]
        assert (len(theirs.new), len(theirs.fixed), len(theirs.soon)) == numbers


def test_the_worst_comes_first_and_the_same_words_of_many_pages_are_told_once() -> None:
    rows = [one(f"/{name}", severity=severity) for severity in SEVERITIES[::-1] for name in "cab"]
    rows = [replace(row, id=f"{n}", rule=f"{row.rule}{row.severity}") for n, row in enumerate(rows)]
    (part,) = message(audit(*rows)).parts
    assert [item.label for item in part.items] == ["Barrier", "Problem", "To improve"]
    assert {item.others for item in part.items} == {"The same is wrong in 2 other places."}
    assert {item.page for item in part.items} == {"A"}


def test_what_was_put_right_in_many_places_is_told_once() -> None:
    (part,) = message(audit(left=[LeftRow(one(f"/{name}"), "fixed") for name in "abc"])).parts
    assert [item.others for item in part.items] == ["The same was put right in 2 other places."]


def test_pages_are_named_without_the_name_of_the_site() -> None:
    of = audit(one("/a"))
    of.page_rows = [replace(row, title=f"{row.title} | Anyborough Council") for row in of.page_rows]
    assert message(of).parts[0].items[0].page == "A"


def test_a_long_list_is_cut_and_says_how_much_more_there_is() -> None:
    (part,) = message(audit(*(one("/a", f"here {n}") for n in range(SHOWN + 3)))).parts
    assert (len(part.items), part.more) == (SHOWN, "And 3 more")
    sent = message(audit(*(one("/a", f"here {n}") for n in range(SHOWN + 3))))
    assert "And 3 more." in as_text(sent)
    assert "And 3 more" in as_html(sent)


def test_what_a_person_has_to_look_at_first_says_so() -> None:
    assert message(audit(one("/a", review=True))).parts[0].items[0].label == "Problem · please look first"


def test_an_audit_that_was_cut_short_is_told_with_its_reason() -> None:
    run = replace(RUN, complete=False, reason="The site did not answer.")
    happened = news(audit(one("/a")).reader, run, BEFORE, ())
    assert happened.turned
    sent = digest(audit(one("/a")).reader, happened, "Anyborough")
    assert sent.subject == "Anyborough: 1 new thing to put right and the audit was cut short"
    assert sent.caution == "The audit of 1 March 2027 did not see the whole site. The site did not answer."
    assert sent.caution in as_text(sent)
    again = news(audit().reader, RUN, replace(BEFORE, complete=False), ())
    assert digest(audit().reader, again, "Anyborough").subject == "Anyborough: the audit is whole again"


def test_an_audit_like_the_one_before_has_not_turned() -> None:
    assert not told(audit()).turned
    cut = [replace(run, complete=False) for run in (RUN, BEFORE)]
    assert not news(audit().reader, cut[0], cut[1], ()).turned


def test_a_page_that_is_gone_is_told_by_its_address() -> None:
    (part,) = message(audit(left=[LeftRow(one("/send/old"), "fixed")])).parts
    assert (part.items[0].page, part.items[0].notes) == ("/send/old", None)


@pytest.mark.parametrize("words", PAYLOADS)
def test_nothing_that_a_page_says_becomes_markup(words: str) -> None:
    plain = {element.tag for element in lxml.html.document_fromstring(as_html(hostile("words"))).iter()}
    dom = lxml.html.document_fromstring(as_html(hostile(words)))
    assert {element.tag for element in dom.iter()} == plain
    assert not [name for element in dom.iter() for name in element.attrib if name.startswith("on")]


def test_no_word_of_a_page_moves_the_cursor_or_turns_the_line() -> None:
    sent = message(audit(one("/a", "click\x1b[2J\u202ehere")))
    assert not set(as_text(sent)) & set("\x1b\u202e\r")


def test_by_our_own_rules_a_message_has_no_fault() -> None:
    of = anyborough()
    soon = [replace(later, day=date(2027, 3, 4 + n)) for n, later in enumerate(of.upcoming)]
    html = as_html(message(of, *soon))
    dom = lxml.html.document_fromstring(html)
    for quoted in dom.xpath("//bdi"):
        quoted.text = "“words of a page”"
    read = segment(lxml.html.tostring(dom, encoding="unicode"), f"{REPORT}/message", seen=TODAY)
    rules = [
        rule for rule in choose(ignore=("links.same-text",)) if not rule.in_browser
    ]  # the titles are taken out
    facts, failures = extract(read, rules)
    found = [finding for rule in rules for finding in judge(rule, iter(facts.get(rule.id, ())), Site(TODAY))]
    assert not [*failures, *(one for one in found if isinstance(one, Failure) or one.severity != "advice")]


def test_our_own_words_in_a_message_keep_the_charter() -> None:
    of = anyborough()
    run = replace(RUN, complete=False, reason="The site did not answer.")
    for before in (BEFORE, None):
        happened = news(of.reader, run, before, [replace(of.upcoming[0], day=date(2027, 3, 4))])
        dom = lxml.html.document_fromstring(as_html(digest(of.reader, happened, "Short breaks team", REPORT)))
        for quoted in dom.xpath("//bdi"):
            quoted.drop_tree()
        assert own_words.told(lxml.html.tostring(dom, encoding="unicode")) == []
