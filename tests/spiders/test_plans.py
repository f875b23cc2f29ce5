"""What the options of a crawl do, each on a small site of its own."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Mapping
from contextlib import ExitStack
from itertools import pairwise
from typing import Any

from spiders.fetched import Known
from spiders.plan import CrawlPlan
from spiders.scope import Scope
from tests.spiders.serving import Answer, Asked, Crawled, Server, crawled, serving


def page(*links: str) -> Answer:
    return Answer("".join(f'<a href="{link}">{link}</a>' for link in links).encode())


def robots(text: str, status: int = 200) -> Answer:
    return Answer(text.encode(), "text/plain", status)


def crawl(site: Mapping[str, Answer], target: str = "/", **options: Any) -> tuple[Server, Crawled]:
    with serving(lambda asked: site.get(asked.path)) as server:
        plan = CrawlPlan((server.url + target,), Scope.around([server.url]), **{"delay": 0, **options})
        return server, crawled(plan, server.url)


CHAIN = {"/": page("/1", "/x"), "/1": page("/2"), "/2": page("/3"), "/3": page("/4"), "/4": page(), "/x": page()}


def test_max_pages_keeps_the_nearest_and_names_the_rest() -> None:
    _, done = crawl(CHAIN, max_pages=3)
    assert set(done.pages) == {"/", "/1", "/x"}
    assert done.left_out["/2"].reason == "limit"
    assert "3 pages" in done.left_out["/2"].detail


def test_max_depth_names_what_lies_deeper() -> None:
    server, done = crawl(CHAIN, max_depth=2)
    assert set(done.pages) == {"/", "/1", "/x", "/2"}
    assert done.left_out["/3"].reason == "limit"
    assert "/3" not in server.paths()


def test_max_time_ends_an_endless_site_and_names_what_was_waiting() -> None:
    with serving(lambda asked: page(f"/{len(asked.path)}/" + "n" * len(asked.path))) as server:
        plan = CrawlPlan((server.url,), Scope.around([server.url]), delay=0.2, max_time=1.0, obey_robots=False)
        done = crawled(plan, server.url)
    assert done.outcome.finished
    assert 1 <= len(done.pages) < 10
    assert {left.reason for left in done.left_out.values()} == {"limit"}


def test_without_following_only_the_targets_are_fetched() -> None:
    server, done = crawl(CHAIN, follow=False)
    assert set(done.pages) == {"/"}
    assert done.left_out == {}
    assert done.pages["/"].links == (f"{server.url}/1", f"{server.url}/x")
    assert set(server.paths()) == {"/robots.txt", "/"}


def test_a_crawl_delay_is_kept_one_request_at_a_time() -> None:
    site = {**CHAIN, "/robots.txt": robots("User-agent: *\nCrawl-delay: 0.4\n")}
    server, done = crawl(site, concurrency=8)
    times = [asked.at for asked in server.asked]
    assert len(done.pages) == 6
    assert (times[-1] - times[0]) / (len(times) - 1) > 0.38
    assert min(later - earlier for earlier, later in pairwise(times)) > 0.2


def test_a_server_that_is_too_busy_is_given_time_and_asked_again() -> None:
    busy = iter([Answer(status=429, headers={"Retry-After": "1"})])
    with serving(lambda asked: next(busy, page()) if asked.path == "/1" else CHAIN.get(asked.path)) as server:
        done = crawled(CrawlPlan((server.url,), Scope.around([server.url]), delay=0), server.url)
    first, second = (asked.at for asked in server.asked if asked.path == "/1")
    assert second - first > 0.9
    assert set(done.pages) == {"/", "/1", "/x"}


def test_a_crawl_delay_for_another_crawler_is_not_ours() -> None:
    site = {**CHAIN, "/robots.txt": robots("User-agent: SomeOtherBot\nCrawl-delay: 30\n")}
    _, done = crawl(site)
    assert len(done.pages) == 6


def test_a_robots_file_may_name_us() -> None:
    site = {
        **CHAIN,
        "/robots.txt": robots("User-agent: LocalOfferAudit\nDisallow: /2\n\nUser-agent: *\nDisallow: /\n"),
    }
    _, done = crawl(site)
    assert set(done.pages) == {"/", "/1", "/x"}
    assert done.left_out["/2"].reason == "robots"


def test_a_robots_file_that_the_server_cannot_give_closes_the_site() -> None:
    _, done = crawl({**CHAIN, "/robots.txt": robots("broken", 503)})
    assert done.pages == {}
    assert done.left_out["/"].reason == "robots"
    assert done.left_out["/"].detail.startswith("The server answered 503 Service Unavailable.")


def test_robots_may_be_overruled_by_the_owner_of_the_site() -> None:
    site = {**CHAIN, "/robots.txt": robots("User-agent: *\nDisallow: /\nCrawl-delay: 30\nSitemap: /map.xml\n")}
    site["/map.xml"] = Answer(b"<urlset><url><loc>/4</loc></url><url><loc>/alone</loc></url></urlset>", "text/xml")
    _, done = crawl({**site, "/alone": page()}, obey_robots=False)
    assert set(done.pages) == {*CHAIN, "/alone"}


def test_a_sitemap_can_be_the_target() -> None:
    site = {"/map.xml": Answer(b"<urlset><url><loc>/4</loc></url><url><loc>/3</loc></url></urlset>", "text/xml")}
    _, done = crawl({**CHAIN, **site}, target="/map.xml")
    assert set(done.pages) == {"/4", "/3"}
    assert done.left_out == {}


def test_a_known_page_is_asked_only_whether_it_has_changed() -> None:
    tagged = {"/": '"a"', "/1": '"b"', "/2": '"c"'}

    def answers(asked: Asked) -> Answer | None:
        if asked.path not in tagged:
            return None
        if asked.headers.get("If-None-Match") == tagged[asked.path]:
            return Answer(status=304, headers={"ETag": tagged[asked.path]})
        return Answer(b'<a href="/2">changed</a>', headers={"ETag": tagged[asked.path], "Last-Modified": "now"})

    with serving(answers) as server:
        plan = CrawlPlan((server.url,), Scope.around([server.url]), delay=0)
        known = {
            f"{server.url}/": Known('"a"', "Mon, 02 Nov 2026 09:00:00 GMT", (f"{server.url}/1",)),
            f"{server.url}/1": Known('"old"', None, ()),
        }
        done = crawled(plan, server.url, known)
    front, changed = done.pages["/"], done.pages["/1"]
    assert (front.status, front.body, front.links) == (304, b"", (f"{server.url}/1",))
    assert (front.etag, front.last_modified) == ('"a"', "Mon, 02 Nov 2026 09:00:00 GMT")
    assert (changed.status, changed.etag, changed.last_modified) == (200, '"b"', "now")
    assert done.pages["/2"].status == 200
    asked = next(asked for asked in server.asked if asked.path == "/")
    assert asked.headers["If-Modified-Since"] == "Mon, 02 Nov 2026 09:00:00 GMT"


def test_a_private_host_that_a_page_names_is_not_visited() -> None:
    with ExitStack() as stack:
        private = stack.enter_context(serving(lambda asked: Answer(b"%PDF", "application/pdf")))
        hidden = private.url.replace("127.0.0.1", "localhost") + "/inside.pdf"
        site = stack.enter_context(
            serving(
                lambda asked: {"/": page(hidden, "/moved.pdf"), "/moved.pdf": redirect(hidden)}.get(asked.path)
            )
        )
        done = crawled(CrawlPlan((site.url,), Scope.around([site.url]), delay=0), site.url)
        assert private.asked == []
        allowed = crawled(
            CrawlPlan((site.url,), Scope.around([site.url]), delay=0, private_hosts=("localhost",)), ""
        )
    assert {asked.path for asked in private.asked} == {"/robots.txt", "/inside.pdf"}
    assert hidden in allowed.documents
    assert done.left_out[hidden].reason == "scope"
    assert "private network" in done.left_out[hidden].detail
    assert "private network" in done.left_out["/moved.pdf"].detail


def redirect(to: str) -> Answer:
    return Answer(status=302, headers={"Location": to})


def test_documents_on_other_hosts_can_be_left_alone() -> None:
    with serving(lambda asked: Answer(b"%PDF", "application/pdf")) as other:
        _, done = crawl({"/": page(f"{other.url}/a.pdf", "/b.pdf")}, elsewhere=False)
    assert other.asked == []
    assert set(done.documents) == {"/b.pdf"}


def test_an_unreachable_site_says_what_is_wrong() -> None:
    targets = ("http://127.0.0.1:9/", "http://nobody-lives-here.invalid/", "ftp://example.org/")
    done = crawled(CrawlPlan(targets, Scope.around(targets[:2]), delay=0, timeout=5))
    assert done.outcome.finished
    assert done.left_out["http://127.0.0.1:9/"].detail == "The server refused the connection."
    assert done.left_out["http://nobody-lives-here.invalid/"].detail == "No server with this name was found."
    assert "https://" in done.left_out["ftp://example.org/"].detail


def test_a_polite_crawl_asks_one_thing_at_a_time() -> None:
    server, done = crawl(CHAIN, delay=0.2, concurrency=1)
    times = [asked.at for asked in server.asked]
    assert len(done.pages) == 6

    assert (times[-1] - times[0]) / (len(times) - 1) > 0.18
    assert min(later - earlier for earlier, later in pairwise(times)) > 0.1


def test_every_kind_of_redirect_is_followed() -> None:
    kinds = (301, 302, 303, 307, 308)
    site = {f"/{kind}": Answer(status=kind, headers={"Location": f"/to-{kind}"}) for kind in kinds}
    _, done = crawl({**site, "/": page(*site), **{f"/to-{kind}": page() for kind in kinds}})
    assert set(done.pages) == {"/", *(f"/to-{kind}" for kind in kinds)}


def test_a_sitemap_fetched_alone_is_no_page() -> None:
    _, done = crawl({"/map.xml": Answer(b"<urlset/>", "text/xml")}, target="/map.xml", follow=False)
    assert done.left_out["/map.xml"].reason == "not HTML"


def test_an_interrupted_crawl_hands_on_what_arrived_and_says_that_it_did_not_finish() -> None:
    with serving(lambda asked: page(*(f"/{asked.path.strip('/')}{n}" for n in range(5)))) as server:
        plan = CrawlPlan((server.url,), Scope.around([server.url]), delay=0.05, obey_robots=False)
        done = crawled(plan, server.url, interrupt=lambda: len(server.asked) > 6)
    assert not done.outcome.finished
    assert done.outcome.waiting > 0
    assert len(done.pages) == done.outcome.pages > 3


def test_a_pipeline_that_cannot_start_is_heard_of() -> None:
    plan = CrawlPlan(("http://127.0.0.1:9/",), Scope.around(["http://127.0.0.1:9/"]))
    program = (
        "from spiders.crawl import crawl\n"
        "class Broken:\n"
        "    def open_spider(self): raise OSError('no room')\n"
        "def run(plan): return crawl(plan, {'ITEM_PIPELINES': {Broken: 1}})\n"
        "import pickle, sys\n"
        "try: run(pickle.load(sys.stdin.buffer))\n"
        "except OSError as error: print(error)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], input=pickle.dumps(plan), capture_output=True, check=True
    )
    assert ran.stdout.decode().strip() == "no room"
