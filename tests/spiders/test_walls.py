"""What servers show in place of a page is told from pages, and pages that only look like it are left alone."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from scrapy.http import HtmlResponse

from spiders.challenges import challenge
from spiders.fetched import Known
from spiders.logins import is_login, leads_to_login
from spiders.nowhere import Nowhere, no_such_page
from spiders.plan import CrawlPlan
from spiders.scope import Scope
from tests.spiders.serving import Answer, Asked, Crawled, Server, crawled, serving

WORDS = b"<p>Our family hub has a room for play and a garden, and you need no letter to come. " * 40


def answer(body: bytes, status: int = 200, **headers: str) -> HtmlResponse:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return HtmlResponse("https://anyborough.example/", status, named, body)


CHALLENGES = {
    "Cloudflare by its header": (answer(b"<p>Wait", 403, cf_mitigated="challenge"), "Cloudflare"),
    "Cloudflare by its script": (answer(b"<script>window._cf_chl_opt={}</script>", 503), "Cloudflare"),
    "Cloudflare with 200": (
        answer(
            b"<title>Just a moment...</title><noscript>Enable JavaScript</noscript>"
            + b"<script>a=1</script>" * 500
        ),
        "a guard",
    ),
    "AWS WAF": (answer(b"", 202, x_amzn_waf_action="challenge"), "AWS WAF"),
    "AWS WAF's captcha": (answer(b"", 405, x_amzn_waf_action="captcha"), "AWS WAF"),
    "Imperva": (answer(b"<iframe src='/_Incapsula_Resource?CWUDNSAI=9&incident_id=7-1'></iframe>"), "Imperva"),
    "Akamai": (answer(b"<H1>Access Denied</H1>Reference #18 https://errors.edgesuite.net/18", 403), "Akamai"),
    "F5": (answer(b"The requested URL was rejected. Your support ID is: 42"), "F5"),
    "an older check": (
        answer(b"<TITLE>Checking your browser before you go on</TITLE><p>DDoS robot check"),
        "a guard",
    ),
}


@pytest.mark.parametrize(("response", "guard"), CHALLENGES.values(), ids=CHALLENGES)
def test_a_challenge_page_is_known_by_its_guard(response: HtmlResponse, guard: str) -> None:
    assert challenge(response) == guard


PAGES = {
    "a page behind Cloudflare": answer(WORDS + b"<script src=/cdn-cgi/challenge-platform/jsd/main.js></script>"),
    "a page behind Imperva": answer(b"<p>Hub<script src='/_Incapsula_Resource?SWJIYLWA=1'></script>"),
    "a page with a moment in its title": answer(b"<title>Just a moment</title><p>A poem for tired parents."),
    "a long page with such a title": answer(b"<title>Just a moment...</title><p>Your browser " + WORDS),
    "a page about robots": answer(b"<title>Are you a robot? A coding club</title><p>Build a robot." + WORDS),
    "a page about support": answer(b"<p>Your support ID is on your letter."),
    "a page that is not there": answer(b"<title>Page not found</title>", 404),
}


@pytest.mark.parametrize("response", PAGES.values(), ids=PAGES)
def test_a_page_is_no_challenge(response: HtmlResponse) -> None:
    assert challenge(response) is None


FORM = b"<form><input name=user><input type='password' name=p></form>"


@pytest.mark.parametrize(
    ("body", "sent_here"),
    [
        (b"<title>Sign in | Anyborough</title><main>" + FORM, False),
        (b"<title>Anyborough</title><h1>Log in to your account</h1>" + FORM, False),
        (b"<title>Mewngofnodi</title>" + FORM, False),
        (b"<title>Welcome</title><nav>" + WORDS + b"</nav><main>" + FORM.upper() + b"</main>", True),
    ],
)
def test_a_page_that_asks_people_to_sign_in_is_a_login(body: bytes, sent_here: bool) -> None:
    assert is_login(body, "utf-8", sent_here=sent_here)


@pytest.mark.parametrize(
    ("body", "sent_here"),
    [
        (b"<title>Short breaks</title><header>" + FORM + b"</header><main>" + WORDS, False),
        (b"<title>Short breaks</title><header>" + FORM + b"</header><main>" + WORDS, True),
        (b"<title>Opening hours</title><header>Sign in" + FORM + b"</header><main><p>We open at nine.", False),
        (b"<title>Sign in to our clubs</title><header>" + FORM + b"</header><main>" + WORDS, False),
        (b"<title>Sign in</title><p>Bring your badge, and sign in at the desk.", False),
        (b"<title>Choosing a password</title><p>Never tell anybody your password.", True),
    ],
)
def test_a_page_with_words_of_its_own_is_no_login(body: bytes, sent_here: bool) -> None:
    assert not is_login(body, "utf-8", sent_here=sent_here)


@pytest.mark.parametrize(
    ("url", "leads"),
    [
        ("https://login.microsoftonline.com/x/oauth2/authorize", True),
        ("https://www.anyborough.gov.uk/user/log-in?next=/", True),
        ("https://www.anyborough.gov.uk/Account/SignIn.aspx", True),
        ("https://www.anyborough.gov.uk/blogin", False),
        ("https://www.anyborough.gov.uk/assorted?login=1", False),
    ],
)
def test_an_address_sounds_like_a_login_by_its_host_and_path(url: str, leads: bool) -> None:
    assert leads_to_login(url) is leads


HOSTILE = [
    b"<h1" * 30_000,
    b"<title" * 16_000,
    b"type=" * 20_000,
    b"<script" * 14_000,
    b"<title>Just a moment" + b"<" * 99_000,
]


def test_telling_pages_apart_costs_next_to_nothing_even_for_hostile_markup() -> None:
    began = time.perf_counter()
    for body in HOSTILE:
        challenge(answer(body + b"password captcha", 403))
        is_login(body + b"type=password", "utf-8", sent_here=True)
        Nowhere.of("https://a.example/", body, "utf-8").is_shown("https://a.example/b", body, "utf-8")
    assert time.perf_counter() - began < 10


def test_the_address_that_cannot_exist_is_the_same_every_night() -> None:
    assert no_such_page("https://a.example/send/") == no_such_page("https://a.example/send/")
    assert no_such_page("https://a.example/send/start").startswith("https://a.example/send/no-such-page-")


# Soft 404s, in a crawl


def page(words: str, *links: str, title: str = "Anyborough") -> Answer:
    led = "".join(f'<a href="{link}">{link}</a> ' for link in links)
    return Answer(f"<title>{title}</title><h1>{title}</h1><p>{words}</p>{led}".encode())


def crawl(answers: Callable[[Asked], Answer | None], **options: Any) -> tuple[Server, Crawled]:
    known: Mapping[str, Known] = options.pop("known", {})
    with serving(answers) as server:
        plan = CrawlPlan((f"{server.url}/",), Scope.around([server.url]), **{"delay": 0, **options})
        return server, crawled(plan, server.url, known)


SITE = {
    "/": page("Welcome.", "/hub", "/old", "/help", "/older", "/room-1", "/room-2"),
    "/hub": page("We open on Monday."),
    "/help": page("What to do when you see this.", title="Page not found: getting help"),
    "/room-1": page("Room 1 is free on Monday."),
    "/room-2": page("Room 2 is free on Monday."),
    "/robots.txt": Answer(status=404),
}


def sorry(asked: Asked) -> Answer:
    told = f"<p>There is no page {asked.path} here. It is 10:{asked.at:.3f}."
    return Answer(f"<title>Page not found</title><h1>Sorry</h1>{told}".encode())


def test_an_error_page_with_status_200_is_a_soft_404_and_pages_like_it_are_pages() -> None:
    server, done = crawl(lambda asked: SITE.get(asked.path) or sorry(asked))
    assert done.pages.keys() == {"/", "/hub", "/help", "/room-1", "/room-2"}
    assert {path: (left.reason, left.status) for path, left in done.left_out.items()} == {
        "/old": ("soft 404", 200),
        "/older": ("soft 404", 200),
    }
    assert len([path for path in server.paths() if "no-such-page" in path]) == 1


def test_where_all_that_is_missing_leads_to_one_page_that_is_told() -> None:
    def answers(asked: Asked) -> Answer | None:
        if asked.path.startswith("/error"):
            return page("Something went wrong.", title="Error")
        return SITE.get(asked.path) or Answer(status=302, headers={"Location": f"/error?from={asked.path}"})

    _, done = crawl(answers)
    assert done.pages.keys() == {"/", "/hub", "/help", "/room-1", "/room-2"}
    assert {path: left.reason for path, left in done.left_out.items()} == {
        "/old": "soft 404",
        "/older": "soft 404",
    }


def test_a_site_that_shows_its_front_page_for_everything_has_that_one_page() -> None:
    _, done = crawl(lambda asked: SITE["/robots.txt"] if "robots" in asked.path else SITE["/"])
    assert done.pages.keys() == {"/"}
    assert done.left_out == {}


def test_a_site_that_answers_404_is_asked_once_and_its_pages_are_compared_with_nothing() -> None:
    server, done = crawl(lambda asked: SITE.get(asked.path))
    assert {left.status for left in done.left_out.values()} == {404}
    assert len([path for path in server.paths() if "no-such-page" in path]) == 1


def test_what_robots_txt_forbids_is_not_asked_for() -> None:
    robots = Answer(b"User-agent: *\nDisallow: /no-such-page\n", "text/plain")
    server, done = crawl(lambda asked: robots if asked.path == "/robots.txt" else SITE.get(asked.path))
    assert "/hub" in done.pages
    assert [path for path in server.paths() if "no-such-page" in path] == []


def test_single_pages_are_checked_without_it() -> None:
    server, _ = crawl(lambda asked: SITE.get(asked.path), follow=False)
    assert [path for path in server.paths() if "no-such-page" in path] == []


def test_pages_that_lead_to_a_login_were_not_audited_and_neither_was_it() -> None:
    login = Answer(b"<title>Welcome</title><main><h1>Welcome</h1>" + FORM + b"</main>")
    secret = {"/old", "/older", "/hub"}

    def answers(asked: Asked) -> Answer | None:
        if asked.path.startswith("/welcome"):
            return login
        return (
            Answer(status=302, headers={"Location": "/welcome"}) if asked.path in secret else SITE.get(asked.path)
        )

    _, done = crawl(answers)
    assert done.pages.keys() == {"/", "/help", "/room-1", "/room-2"}
    assert {path: left.reason for path, left in done.left_out.items()} == dict.fromkeys(
        ("/welcome", *secret), "login"
    )
