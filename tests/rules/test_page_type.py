"""The sort of a page is told by its address, its words and its data, and left open where they tell nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date

import pytest

from rules.core.page import Page
from rules.core.page_type import PAGE_TYPE, PageKind, page_type
from rules.core.recognisers import kept_always
from rules.core.schema_org import things
from rules.core.segment import segment


def page(html: str, url: str = "https://www.anyborough.gov.uk/x", title: str = "") -> Page:
    return segment(f"<title>{title}</title>{html}", url, seen=date(2026, 11, 23))


def kind(html: str, path: str = "/x") -> PageKind:
    return page_type(page(html, f"https://www.anyborough.gov.uk{path}")).kind


def h1(text: str) -> str:
    return f"<main><h1>{text}</h1><p>Some words.</p></main>"


def data(**told: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", **told})}</script>'


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/news/new-play-area", "news"),
        ("/blog/2026/a-day-at-the-hub", "news"),
        ("/2025/03/travel-training-starts", "news"),
        ("/events/autumn-open-day", "event"),
        ("/whats-on", "event"),
        ("/parents-forum/minutes/june", "minutes"),
        ("/board/agendas-and-minutes/3", "minutes"),
        ("/short-breaks-policy", "policy"),
        ("/about/policies-and-procedures", "policy"),
        ("/archive/2019/grants", "archive"),
        ("/directory-record/812/riverside-hub", "directory"),
        ("/kb5/anyborough/offer/service.page?id=7", "directory"),
        ("/apply-for-a-bus-pass", "service"),
        ("/services/short-breaks", "service"),
        ("/", "other"),
        ("/short-breaks", "other"),
        ("/in-5-minutes", "other"),
        ("/eventual-outcomes", "other"),
        ("/archives-and-local-history", "other"),
    ],
)
def test_the_folders_of_an_address_tell(path: str, expected: PageKind) -> None:
    assert kind(h1("Riverside"), path) == expected


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Minutes of the Parents’ Forum, 4 June 2024", "minutes"),
        ("Steering group meeting minutes", "minutes"),
        ("Notes of the March meeting", "minutes"),
        ("Your first visit takes 20 minutes", "other"),
        ("Latest news", "news"),
        ("Summer newsletter", "news"),
        ("What’s on this month", "event"),
        ("Autumn open day", "event"),
        ("Family events calendar", "event"),
        ("How we ask to hold events", "other"),
        ("SEND strategy 2023 to 2026", "policy"),
        ("Home to school travel policy", "policy"),
        ("Education, health and care plan", "other"),
        ("Directory of clubs", "directory"),
        ("A to Z", "directory"),
        ("Apply for a blue badge", "service"),
        ("Portage service", "service"),
        ("Archived: winter grants", "archive"),
        ("Autism", "other"),
    ],
)
def test_the_main_heading_tells(heading: str, expected: PageKind) -> None:
    assert kind(h1(heading)) == expected


def test_breadcrumbs_tell_but_the_main_menu_does_not() -> None:
    trail = "<a href='/'>Home</a> <a href='/n'>News</a>"
    assert kind(f"<nav class='breadcrumbs'>{trail}</nav>{h1('Riverside')}") == "news"
    assert kind(f"<nav class='main'>{trail}</nav>{h1('Riverside')}") == "other"


def test_two_headings_of_a_service_make_one_and_one_does_not() -> None:
    assert kind(
        "<main><h1>Riverside</h1><h2>Who can come</h2><p>All.</p><h2>Opening hours</h2><p>9 to 5.</p></main>"
    ) == ("service")
    assert kind("<main><h1>Riverside</h1><h2>Opening hours</h2><p>9 to 5.</p></main>") == "other"


def test_a_notice_that_it_is_archived_decides() -> None:
    told = "<main><h1>Winter grants</h1><p>This page has been archived.</p></main>"
    assert kind(told, "/services/winter-grants") == "archive"
    assert kind("<main><h1>Winter grants</h1><p>We hold an archive of letters.</p></main>") == "other"


def test_data_tells_where_it_bears_the_name_of_the_page() -> None:
    event = data(**{"@type": "ChildrensEvent", "name": "Riverside fair"})
    assert kind(event + h1("Riverside fair"), "/services/fair") == "event"
    assert kind(event + h1("Riverside")) == "other"
    graph = data(**{"@graph": [{"@type": ["Thing", "NewsArticle"], "headline": "New hub"}]})
    assert kind(graph + h1("New hub")) == "news"


def test_microdata_is_read_like_json() -> None:
    html = (
        "<main itemscope itemtype='https://schema.org/GovernmentService'><h1 itemprop='name'>Riverside</h1></main>"
    )
    assert kind(html) == "service"


@pytest.mark.parametrize(
    "broken",
    ["{", "[" * 100_000, '{"@type": 7, "name": [null, {"a": []}]}', "", "3", '{"@graph": [1, "x"]}', "null"],
)
def test_broken_data_counts_for_nothing(broken: str) -> None:
    html = f"<script type='application/ld+json'>{broken}</script>{h1('Riverside')}"
    assert kind(html, "/news/x") == "news"


def test_data_after_broken_data_is_read() -> None:
    html = f"<script type='application/ld+json'>{{</script>{data(**{'@type': 'Library'})}"
    assert [thing.types for thing in things(page(html))] == [{"Library"}]


def test_very_deep_microdata_is_left_unread() -> None:
    html = "<div itemscope itemtype='https://schema.org/Event'>" * 250
    assert things(page(html)) == ()


def test_a_thing_within_a_thing_comes_after_it() -> None:
    told = data(**{"@type": "Library", "openingHoursSpecification": [{"@type": "OpeningHoursSpecification"}]})
    assert [sorted(thing.types) for thing in things(page(told))] == [["Library"], ["OpeningHoursSpecification"]]


def test_the_fact_tells_what_it_rests_on() -> None:
    (fact,) = kept_always(page(h1("Portage service"), "https://www.anyborough.gov.uk/services/portage"))[PAGE_TYPE]
    assert (fact.value, fact.kind, fact.place.quote) == ("service", "address, heading", "Portage service")


def test_a_file_on_disk_is_known_by_its_own_name_alone() -> None:
    assert page_type(page(h1("Riverside"), "news/site/riverside.html")).kind == "other"
    assert page_type(page(h1("Riverside"), "x/minutes-2024-06.docx")).kind == "minutes"


def test_a_page_without_data_does_not_load_what_reads_data() -> None:
    code = (
        "import sys; from datetime import date; from rules.core.page_type import page_type; "
        "from rules.core.segment import segment; "
        "page_type(segment('<main><h1>News</h1></main>', 'https://x.org', seen=date(2026, 11, 23))); "
        "sys.exit('extruct' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_very_long_heading_costs_no_time() -> None:
    assert kind(h1("notes of the " * 20_000)) == "other"
