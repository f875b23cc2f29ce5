"""One crawl of a small site that has what real ones have: odd charsets, redirects, traps, files, broken links."""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest

from spiders.fetched import Fetched
from spiders.plan import CrawlPlan
from spiders.scope import Scope
from tests.spiders.serving import Answer, Asked, Crawled, Server, crawled, serving


def page(*links: str, head: str = "", text: str = "") -> Answer:
    anchors = "".join(f'<a href="{link}">{link}</a> ' for link in links)
    return Answer(
        f"<!doctype html><html><head>{head}<title>t</title></head><body>{text}{anchors}</body></html>".encode()
    )


def redirect(to: str, status: int = 302) -> Answer:
    return Answer(b"", status=status, headers={"Location": to})


def sitemap(*urls: str, kind: str = "url") -> bytes:
    root = "urlset" if kind == "url" else "sitemapindex"
    entries = "".join(f"<{kind}><loc>{url}</loc></{kind}>" for url in urls)
    return f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</{root}>'.encode()


CAFE = "Café “hub”"
SITE: dict[str, Answer] = {
    "/": page(
        "/index.html",
        "./#main",
        "/?utm_source=newsletter&fbclid=1",
        "/;jsessionid=AB12",
        "/charsets",
        "/moves",
        "/files",
        "/traps",
        "/faults",
        "/frames",
        "/nofollow",
        "https://other.invalid/page",
        "mailto:send@example.gov.uk",
        "tel:01302123456",
        "javascript:void(0)",
    ),
    # charsets
    "/charsets": page(
        "/c/header",
        "/c/bom",
        "/c/meta",
        "/c/guess-utf8",
        "/c/guess-1252",
        "/c/utf16",
        "/c/lying-meta",
        "/c/zipped",
    ),
    "/c/header": Answer(f"<p>{CAFE}".encode("cp1252"), "text/html; charset=ISO-8859-1"),
    "/c/bom": Answer(b"\xef\xbb\xbf" + f"<p>{CAFE}".encode(), "text/html; charset=iso-8859-1"),
    "/c/meta": Answer(f'<meta charset="windows-1252"><p>{CAFE}'.encode("cp1252")),
    "/c/guess-utf8": Answer(f"<p>{CAFE}".encode()),
    "/c/guess-1252": Answer(f"<p>{CAFE}".encode("cp1252")),
    "/c/utf16": Answer(f'<p>{CAFE} <a href="/c/from-utf16">x</a>'.encode("utf-16")),
    "/c/from-utf16": page(),
    "/c/lying-meta": Answer(f'<meta charset="utf-16"><p>{CAFE}'.encode()),
    "/c/zipped": Answer(gzip.compress(f"<p>{CAFE}".encode()), headers={"Content-Encoding": "gzip"}),
    # redirects
    "/moves": page(
        "/m/old",
        "/m/older",
        "/m/slash",
        "/m/away",
        "/m/loop-a",
        "/m/self",
        "/m/meta",
        "/m/slow-meta",
        "/m/many/1",
        "/m/to-login",
        "/m/to-nonsense",
    ),
    "/m/old": redirect("/m/new", 301),
    "/m/older": redirect("/m/old", 308),
    "/m/new": page(),
    "/m/slash": redirect("/m/slash/"),
    "/m/slash/": page(),
    "/m/away": redirect("https://other.invalid/landing"),
    "/m/loop-a": redirect("/m/loop-b"),
    "/m/loop-b": redirect("/m/loop-a"),
    "/m/self": redirect("/m/self"),
    "/m/meta": page(head='<meta http-equiv="refresh" content="0; URL=\'/m/after-meta\'">'),
    "/m/after-meta": page(),
    "/m/slow-meta": page(head='<meta http-equiv="refresh" content="15;url=/m/after-slow-meta">'),
    "/m/after-slow-meta": page(),
    "/m/to-login": redirect("/account/log-in"),
    "/m/to-nonsense": redirect("http://[nowhere"),
    **{f"/m/many/{hop}": redirect(f"/m/many/{hop + 1}") for hop in range(1, 20)},
    # documents and other files
    "/files": page(
        "/f/strategy.pdf",
        "/f/form.DOCX?v=2",
        "/f/no-head.xlsx",
        "/f/gone.pdf",
        "/download/12",
        "/f/photo.jpg",
        "/f/data",
    ),
    "/f/strategy.pdf": Answer(
        b"%PDF" + b"x" * 4996, "application/pdf", headers={"Last-Modified": "Mon, 02 Nov 2026 09:00:00 GMT"}
    ),
    "/f/form.DOCX?v=2": Answer(
        b"PK" * 50, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ),
    "/f/no-head.xlsx": Answer(b"x" * 777, "application/vnd.ms-excel"),
    "/download/12": Answer(b"%PDF" + b"x" * 3_000_000, "application/pdf"),
    "/f/data": Answer(b"{}", "application/json"),
    # traps
    "/traps": page(
        "/t/day/2026-01-01",
        "/t/list?sort=name",
        "/t/form?action=delete&id=1",
        "/t/print/",
        "/account/log-in",
        "/t/a/a/a/a/",
    ),
    # faults
    "/faults": page(
        "/e/missing",
        "/e/broken",
        "/e/slow",
        "/e/huge",
        "/e/huge-unannounced",
        "/e/bomb",
        "/private/secret",
        "/e/untyped",
        "/left/out",
    ),
    "/e/broken": Answer(b"oops", status=500),
    "/e/slow": Answer(forever=True),
    "/e/huge": Answer(b"x" * 400_000),
    "/e/huge-unannounced": Answer(b"x" * 400_000, sized=False),
    "/e/bomb": Answer(gzip.compress(b"x" * 5_000_000), headers={"Content-Encoding": "gzip"}),
    "/private/secret": page(),
    "/e/untyped": Answer(b"<p>A page without a type", None),
    "/left/out": page(),
    # what pages say of themselves
    "/frames": Answer(
        b'<base href="/w/"><iframe src="framed"></iframe><map><area href="area"></map>'
        b'<a href="twin?ref=frames">x</a><a href="twin/">y</a><a href="list?page=2">z</a>'
    ),
    "/w/framed": page(),
    "/w/area": page(),
    "/w/twin?ref=frames": page(head='<link rel="canonical" href="/w/twin">'),
    "/w/twin/": page(head='<link rel="canonical" href="/w/twin">'),
    "/w/list?page=2": page(head='<link rel="canonical" href="/w/list">'),
    "/nofollow": page("/w/behind-nofollow", head='<meta name="robots" content="noindex, NOFOLLOW">'),
    "/w/behind-nofollow": page(),
    # sitemaps
    "/s/pages.xml.gz": Answer(type="application/x-gzip"),
    "/s/orphan": page("/s/from-orphan"),
    "/s/from-orphan": page(),
}


def answers(server: Server, asked: Asked) -> Answer | None:
    if asked.path == "/robots.txt":
        return Answer(
            f"User-agent: *\nDisallow: /private/\nSitemap: {server.url}/s/index.xml\n".encode(), "text/plain"
        )
    if asked.path == "/s/index.xml":
        return Answer(sitemap(f"{server.url}/s/pages.xml.gz", kind="sitemap"), "application/xml")
    if asked.path == "/s/pages.xml.gz":
        listed = sitemap(
            f"{server.url}/s/orphan", f"{server.url}/m/new", f"{server.url}/private/listed", "http://[odd"
        )
        return Answer(gzip.compress(listed), "application/x-gzip")
    if asked.path.startswith("/t/day/"):
        year, month, day = asked.path.removeprefix("/t/day/").split("-")
        return page(f"/t/day/{year}-{month}-{int(day) + 1:02}")
    if asked.path == "/f/no-head.xlsx" and asked.method == "HEAD":
        return Answer(status=405)
    return SITE.get(asked.path)


@pytest.fixture(scope="module")
def site() -> Iterator[tuple[Server, Crawled]]:
    with serving(lambda asked: answers(server, asked)) as server:
        plan = CrawlPlan(
            (f"{server.url}/",),
            replace(Scope.around([server.url], exclude=["/left/*"]), alike_in_date=6),
            delay=0,
            concurrency=8,
            timeout=2.5,
            max_bytes=300_000,
        )
        yield server, crawled(plan, server.url)


@pytest.fixture(scope="module")
def crawl(site: tuple[Server, Crawled]) -> Crawled:
    return site[1]


def test_the_crawl_comes_to_its_end_and_counts_its_pages(crawl: Crawled) -> None:
    assert crawl.outcome.finished
    assert crawl.outcome.waiting == 0
    assert crawl.outcome.pages == len(crawl.pages) > 25


def test_every_address_is_yielded_once(crawl: Crawled) -> None:
    assert [url for url, times in Counter(item.url for item in crawl.items).items() if times > 1] == []


def test_every_request_is_made_once_but_for_retries(site: tuple[Server, Crawled]) -> None:
    server, _ = site
    retried = {"/e/broken", "/e/slow"}
    asked = Counter((asked.method, asked.path) for asked in server.asked if asked.path not in retried)
    assert [request for request, times in asked.items() if times > 1] == []


def test_spellings_of_one_address_are_one_page(crawl: Crawled) -> None:
    assert crawl.pages["/"].links[:2] == (f"{crawl.root}/", f"{crawl.root}/charsets")


def test_links_are_http_addresses_in_order_wherever_they_lead(crawl: Crawled) -> None:
    links = crawl.pages["/"].links
    assert links[-1] == "https://other.invalid/page"
    assert all(link.startswith("http") for link in links)


def test_a_page_tells_how_far_it_is_and_where_it_was_found(crawl: Crawled) -> None:
    page = crawl.pages["/c/header"]
    assert (page.depth, page.found_on) == (2, f"{crawl.root}/charsets")
    assert crawl.pages["/"].found_on is None


@pytest.mark.parametrize(
    "path",
    ["/c/header", "/c/bom", "/c/meta", "/c/guess-utf8", "/c/guess-1252", "/c/utf16", "/c/lying-meta", "/c/zipped"],
)
def test_text_is_decoded_as_a_browser_would(crawl: Crawled, path: str) -> None:
    page = crawl.pages[path]
    text = page.body.decode(page.encoding, "replace")
    assert CAFE in text
    assert not text.startswith("\ufeff")


def test_links_of_a_page_in_utf16_are_followed(crawl: Crawled) -> None:
    assert "/c/from-utf16" in crawl.pages


def test_redirects_are_recorded_on_the_page_they_lead_to(crawl: Crawled) -> None:
    assert crawl.pages["/m/new"].redirected_from == (f"{crawl.root}/m/old",)
    assert crawl.outcome.aliases[f"{crawl.root}/m/older"] == f"{crawl.root}/m/old"
    assert crawl.pages["/m/slash/"].redirected_from == (f"{crawl.root}/m/slash",)


def test_a_page_that_gives_way_at_once_is_a_redirect(crawl: Crawled) -> None:
    assert "/m/meta" not in crawl.pages
    assert crawl.pages["/m/after-meta"].redirected_from == (f"{crawl.root}/m/meta",)


def test_a_page_that_can_be_read_before_it_gives_way_is_a_page(crawl: Crawled) -> None:
    assert "/m/slow-meta" in crawl.pages
    assert crawl.pages["/m/after-slow-meta"].redirected_from == ()


@pytest.mark.parametrize(
    ("path", "reason", "status", "words"),
    [
        ("/m/away", "scope", 302, "https://other.invalid/landing"),
        ("/m/to-login", "login", 302, "log-in"),
        ("/m/loop-b", "error", 302, "circle"),
        ("/m/to-nonsense", "error", 302, "http://[nowhere"),
        ("/m/self", "error", 302, "circle"),
        ("/m/many/11", "error", 302, "circle"),
        ("/e/missing", "error", 404, "404 Not Found"),
        ("/e/broken", "error", 500, "500 Internal Server Error"),
        ("/e/slow", "timeout", 0, "too long"),
        ("/e/huge", "too large", 0, "larger"),
        ("/e/huge-unannounced", "too large", 0, "larger"),
        ("/e/bomb", "too large", 0, "larger"),
        ("/private/secret", "robots", 0, "robots.txt"),
        ("/private/listed", "robots", 0, "robots.txt"),
        ("/left/out", "scope", 0, "/left/*"),
        ("/f/photo.jpg", "not HTML", 0, ".jpg"),
        ("/f/data", "not HTML", 200, "application/json"),
        ("/t/list?sort=name", "scope", 0, "sort="),
        ("/t/form?action=delete&id=1", "scope", 0, "action="),
        ("/t/print/", "scope", 0, "print"),
        ("/account/log-in", "scope", 0, "log-in"),
        ("/t/a/a/a/a/", "scope", 0, "repeats itself"),
        ("/t/day/2026-01-07", "limit", 0, "endless"),
    ],
)
def test_what_is_left_out_is_said_with_its_reason(
    crawl: Crawled, path: str, reason: str, status: int, words: str
) -> None:
    left = crawl.left_out[path]
    assert (left.reason, left.status) == (reason, status)
    assert words in left.detail


def test_what_is_left_out_behind_a_redirect_tells_where_the_links_go(crawl: Crawled) -> None:
    assert f"Links to {crawl.root}/m/loop-a lead here." in crawl.left_out["/m/loop-b"].detail


def test_what_is_left_out_tells_where_it_was_found(crawl: Crawled) -> None:
    assert crawl.left_out["/e/missing"].found_on == f"{crawl.root}/faults"
    assert crawl.left_out["/private/listed"].found_on == f"{crawl.root}/s/pages.xml.gz"


def test_nothing_outside_the_scope_is_listed(crawl: Crawled) -> None:
    assert [item.url for item in crawl.items if not item.url.startswith(crawl.root)] == []


def test_what_is_left_out_is_not_asked_for(site: tuple[Server, Crawled]) -> None:
    server, _ = site
    never = {"/private/secret", "/left/out", "/f/photo.jpg", "/t/list?sort=name", "/t/print/", "/account/log-in"}
    assert never.isdisjoint(server.paths())


def test_an_endless_calendar_ends(crawl: Crawled) -> None:
    assert [path for path in crawl.pages if path.startswith("/t/day/")] == [
        f"/t/day/2026-01-0{n}" for n in range(1, 7)
    ]


def test_documents_are_asked_about_and_not_downloaded(site: tuple[Server, Crawled]) -> None:
    server, crawl = site
    strategy = crawl.documents["/f/strategy.pdf"]
    assert (strategy.status, strategy.size, strategy.content_type) == (200, 5000, "application/pdf")
    assert strategy.last_modified == "Mon, 02 Nov 2026 09:00:00 GMT"
    assert strategy.found_on == f"{crawl.root}/files"
    assert "/f/strategy.pdf" not in server.paths("GET")


def test_a_document_is_known_by_its_ending_in_any_case_and_before_a_query(crawl: Crawled) -> None:
    assert crawl.documents["/f/form.DOCX?v=2"].size == 100


def test_a_server_that_knows_no_head_is_asked_for_the_first_byte(site: tuple[Server, Crawled]) -> None:
    server, crawl = site
    assert crawl.documents["/f/no-head.xlsx"].size == 777
    asked = [
        (asked.method, asked.headers.get("Range")) for asked in server.asked if asked.path == "/f/no-head.xlsx"
    ]
    assert asked == [("HEAD", None), ("GET", "bytes=0-0")]


def test_a_broken_link_to_a_document_is_a_document_with_its_status(crawl: Crawled) -> None:
    assert crawl.documents["/f/gone.pdf"].status == 404


def test_a_document_without_an_ending_is_known_by_its_type_whatever_its_size(crawl: Crawled) -> None:
    assert crawl.documents["/download/12"].size == 3_000_004


def test_a_page_without_a_type_is_a_page(crawl: Crawled) -> None:
    assert crawl.pages["/e/untyped"].encoding == "utf-8"


def test_frames_and_image_maps_lead_on_from_the_base_address(crawl: Crawled) -> None:
    assert {"/w/framed", "/w/area"} <= crawl.pages.keys()


def test_pages_that_name_one_address_as_their_own_are_one_page(crawl: Crawled) -> None:
    assert [path for path in crawl.pages if path.startswith("/w/twin")] == ["/w/twin"]
    assert crawl.pages["/w/twin"].canonical == f"{crawl.root}/w/twin"


def test_a_further_page_of_a_list_is_a_page_though_it_names_the_first_as_its_own(crawl: Crawled) -> None:
    assert crawl.pages["/w/list?page=2"].canonical == f"{crawl.root}/w/list"


def test_a_page_that_asks_robots_not_to_follow_its_links_is_obeyed(crawl: Crawled) -> None:
    assert crawl.pages["/nofollow"].links == (f"{crawl.root}/w/behind-nofollow",)
    assert "/w/behind-nofollow" not in crawl.pages


def test_pages_that_only_a_sitemap_lists_come_last_and_lead_on(crawl: Crawled) -> None:
    assert crawl.pages["/s/orphan"].found_on == f"{crawl.root}/s/pages.xml.gz"
    assert list(crawl.pages)[-2:] == ["/s/orphan", "/s/from-orphan"]
    assert crawl.pages["/m/new"].found_on == f"{crawl.root}/moves"


def test_the_nearest_pages_come_first(crawl: Crawled) -> None:
    fetched = [item for item in crawl.items if isinstance(item, Fetched) and "/s/" not in item.url]
    depths = [page.depth for page in fetched]
    assert depths[0] == 0
    assert max(depths[:8]) <= 2


def test_the_crawler_says_who_it_is_and_how_to_reach_us(site: tuple[Server, Crawled]) -> None:
    server, _ = site
    assert {asked.headers["User-Agent"] for asked in server.asked} == {
        "LocalOfferAudit (+https://github.com/local-offer-audit/local-offer-audit)"
    }
