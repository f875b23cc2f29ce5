"""The page for families: only facts, in words that an eleven-year-old can read, and a safe way to answer."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from pipeline.store.values import LeftRow
from reports.families import render_public
from reports.views.public import Public, public
from reports.views.survey import survey
from rules.core.readability import reading_age
from rules.core.registry import catalogue
from rules.core.segment import segment
from tests.reports.audits import BEFORE, RUN, TODAY, Audit, anyborough, finding, page

THEMES = sorted({rule.partition(".")[0] for rule in catalogue()})


def public_of(audit: Audit, contact: str = "send@anyborough.example") -> Public:
    return public(survey(audit.reader, RUN), BEFORE, audit.reader.lost(BEFORE, RUN), contact)


def of_theme(theme: str) -> Audit:
    """An audit in which things of one theme were put right, and others are left."""
    rule = next(rule for rule in catalogue() if rule.startswith(f"{theme}."))
    rows = [finding(f"/{n}", rule, "Some words.", "words") for n in range(40)]
    return Audit(
        page_rows=[page(f"/{n}", f"Page {n}") for n in range(40)],
        finding_rows=rows[:30],
        left_rows=[LeftRow(row, "fixed") for row in rows],
    )


@pytest.mark.parametrize("theme", THEMES)
def test_an_eleven_year_old_can_read_what_is_said_of_any_theme(theme: str, tmp_path: Path) -> None:
    audit = of_theme(theme)
    written = render_public(audit.reader, survey(audit.reader, RUN), tmp_path / "public", contact="01302 000000")
    age = segment(written.read_text("utf-8"), "https://anyborough.example/", seen=TODAY).of(reading_age)
    assert age is not None
    assert age <= 11


def test_every_theme_has_words_of_its_own() -> None:
    for theme in THEMES:
        told = public_of(of_theme(theme))
        assert len(told.done) == len(told.left) == 1
        assert "We put right 40 things, on 40 pages." not in told.done, theme
        assert not told.left[0].startswith("Put things right"), theme


def test_what_is_next_is_what_stands_on_most_pages() -> None:
    audit = anyborough()
    audit.finding_rows += [finding("/send/money", rule, "Some words.", "words") for rule in islice(catalogue(), 5)]
    told = public_of(audit)
    assert len(told.left) == 3
    assert told.left[0] == "Make the links clear on 3 pages."


def test_what_is_only_advice_or_gone_is_not_told() -> None:
    rows = [finding("/a", "links.vague-text", "See here.", "here", severity="advice")]
    left = [LeftRow(finding("/b", "links.raw-url", "See x.", "x"), "gone")]
    told = public_of(Audit(page_rows=[page("/a", "A")], finding_rows=rows, left_rows=left))
    assert (told.done, told.left) == ((), ())
    assert told.next == "We found nothing else to put right."


@pytest.mark.parametrize(
    ("contact", "href"),
    [
        ("send@anyborough.example", "mailto:send@anyborough.example"),
        ("01302 736 000", "tel:01302736000"),
        ("+44 (0)1302 736000", "tel:+441302736000"),
        ("https://www.anyborough.gov.uk/send/tell-us", "https://www.anyborough.gov.uk/send/tell-us"),
        ("Ask at any library.", None),
        ("javascript:alert(1)", None),
        ("a@b.example?cc=c@d.example", None),
    ],
)
def test_a_contact_is_a_link_where_it_is_safe_to_follow(contact: str, href: str | None) -> None:
    assert public_of(anyborough(), contact).contact.href == href
