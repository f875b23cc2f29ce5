"""Servers in trouble are spared, and given up in the end: counted by what they were asked."""

from __future__ import annotations

from collections.abc import Callable
from email.utils import formatdate
from threading import Lock
from time import monotonic, sleep, time
from typing import Any

import pytest

from spiders.breaker import Breaker
from spiders.plan import CrawlPlan
from spiders.scope import Scope
from tests.spiders.serving import Answer, Answers, Asked, Crawled, Server, crawled, serving

MANY = 200


def page(*links: str) -> Answer:
    return Answer("".join(f'<a href="{link}">{link}</a>' for link in links).encode())


START = page(*(f"/{n}" for n in range(MANY)))


def crawl(answers: Answers, **options: Any) -> tuple[Server, Crawled]:
    with serving(lambda asked: START if asked.path == "/" else answers(asked)) as server:
        quick = {"delay": 0, "pause": 0.02, "obey_robots": False, "follow": True}
        plan = CrawlPlan((f"{server.url}/",), Scope.around([server.url]), **{**quick, **options})
        return server, crawled(plan, server.url)


def after(pages: int, then: Answer) -> Answers:
    """Answers that many requests for pages as it should, and from then on only like this."""
    asked_for = iter(range(10_000))
    return lambda asked: then if next(asked_for) >= pages else page()


@pytest.mark.parametrize("concurrency", [1, 4])
@pytest.mark.parametrize(
    ("then", "reason"),
    [
        (Answer(b"oops", status=502), "trouble"),
        (Answer(forever=True), "trouble"),
        (Answer(b"No", status=403), "blocked"),
        (
            Answer(b"<title>Just a moment...</title><p>Checking your browser<script>1</script>", status=503),
            "blocked",
        ),
    ],
    ids=["502", "no answer", "403", "challenge"],
)
def test_a_server_that_fails_from_now_on_is_given_up_and_not_asked_for_every_page(
    then: Answer, reason: str, concurrency: int
) -> None:
    down: list[bool] = []

    def answers(asked: Asked) -> Answer | None:
        if asked.path == "/7":
            down.append(True)
        return then if down else page() if asked.path[1:].isdecimal() else None

    with serving(lambda asked: START if asked.path == "/" and not down else answers(asked)) as server:
        plan = CrawlPlan(
            (f"{server.url}/",),
            Scope.around([server.url]),
            delay=0,
            pause=0.02,
            obey_robots=False,
            concurrency=concurrency,
            timeout=0.3,
        )
        done = crawled(plan, server.url)
    assert done.outcome.finished
    assert len(server.asked) < 80
    assert len(done.pages) + len(done.left_out) == MANY + 1
    given_up = [left for left in done.left_out.values() if "So we stopped asking this server." in left.detail]
    assert {left.reason for left in given_up} == {reason}
    assert len(given_up) > MANY - 80


def test_a_part_of_the_site_that_is_broken_does_not_close_the_rest() -> None:
    def answers(asked: Asked) -> Answer | None:
        number = asked.path[1:]
        return None if not number.isdecimal() else page() if int(number) >= 40 else Answer(b"oops", status=500)

    _, done = crawl(answers)
    assert {f"/{n}" for n in range(40, MANY)} <= done.pages.keys()
    assert {done.left_out[f"/{n}"].reason for n in range(40)} == {"error"}


def test_a_server_that_comes_back_is_asked_for_the_rest() -> None:
    asked_for = iter(range(10_000))

    def answers(asked: Asked) -> Answer | None:
        if not asked.path[1:].isdecimal():
            return None
        return Answer(b"oops", status=503) if 20 <= next(asked_for) < 26 else page()

    _, done = crawl(answers)
    assert len(done.pages) > MANY - 15
    assert all(left.reason == "error" for left in done.left_out.values())


def _http_date(seconds: float) -> str:
    return formatdate(time() + seconds, usegmt=True)


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("asks", [lambda: "2", lambda: _http_date(2.5)], ids=["seconds", "date"])
def test_a_retry_after_is_obeyed_by_every_request(status: int, asks: Callable[[], str]) -> None:
    busy: list[float] = []

    def answers(asked: Asked) -> Answer | None:
        if asked.path == "/3" and not busy:
            busy.append(monotonic())
            return Answer(status=status, headers={"Retry-After": asks()})
        return page() if asked.path in {"/3", "/5", "/200"} else None

    server, done = crawl(answers)
    assert "/3" in done.pages
    later = [asked.at - busy[0] for asked in server.asked if asked.at > busy[0]]
    under_way = [wait for wait in later if wait < 0.9]
    assert later
    assert len(under_way) <= 4


def test_a_server_that_wants_too_long_a_rest_is_given_up_and_that_is_said() -> None:
    answers = after(5, Answer(status=503, headers={"Retry-After": "7200"}))
    server, done = crawl(answers)
    assert len(server.asked) < 30
    told = done.left_out[f"/{MANY - 1}"]
    assert told.reason == "trouble"
    assert "It asked to be left alone for 2 hours." in told.detail


def test_a_rest_ends_with_the_time_that_the_audit_may_take() -> None:
    started = monotonic()
    answers = after(5, Answer(status=503, headers={"Retry-After": "500"}))
    _, done = crawl(answers, max_time=2.0)
    assert monotonic() - started < 100
    assert done.left_out[f"/{MANY - 1}"].reason == "limit"


def test_a_crawl_that_rests_can_be_stopped() -> None:
    answers = after(5, Answer(status=503, headers={"Retry-After": "500"}))
    with serving(lambda asked: START if asked.path == "/" else answers(asked)) as server:
        plan = CrawlPlan((f"{server.url}/",), Scope.around([server.url]), delay=0, obey_robots=False)
        started = monotonic()
        done = crawled(plan, server.url, interrupt=lambda: len(server.asked) > 5 and monotonic() > started + 3)
    assert not done.outcome.finished


def test_never_more_requests_are_under_way_than_were_allowed() -> None:
    changing, under_way, most = Lock(), [0], [0]

    def change(by: int) -> None:
        with changing:
            under_way[0] += by
            most[0] = max(most[0], under_way[0])

    def answers(asked: Asked) -> Answer | None:
        change(1)
        sleep(0.01)
        change(-1)
        number = asked.path[1:]
        return None if not number.isdecimal() else page() if int(number) % 3 else Answer(b"oops", status=500)

    crawl(answers, concurrency=3)
    assert 2 <= most[0] <= 3


# The breaker by itself, with a clock of its own


def test_rests_grow_and_are_bounded() -> None:
    breaker = Breaker(pause=10.0, longest_wait=600)
    now, rests = 0.0, []
    while not breaker.given_up:
        if breaker.is_open:
            breaker.try_one()
        breaker.failed(now, "trouble", "It failed.", tried=breaker.is_open)
        rests.append(breaker.wait(now))
        now += rests[-1]
    assert rests == [0, 10, 20, 40, 60, 60, 60, 0]


def test_one_failure_needs_no_rest_and_a_success_forgets_them_all() -> None:
    breaker = Breaker(pause=10.0, longest_wait=600)
    for _ in range(20):
        breaker.failed(0, "trouble", "It failed.", tried=False)
        assert breaker.wait(0) == 0
        breaker.succeeded()
    assert not breaker.is_open


def test_what_was_under_way_when_the_circuit_opened_does_not_count() -> None:
    breaker = Breaker(pause=1.0, longest_wait=600)
    for _ in range(50):
        breaker.failed(0, "trouble", "It failed.", tried=False)
    assert breaker.is_open
    assert not breaker.given_up


def test_while_one_request_tries_the_others_wait() -> None:
    breaker = Breaker(pause=1.0, longest_wait=600)
    for _ in range(5):
        breaker.failed(0, "trouble", "It failed.", tried=False)
    assert breaker.wait(100) == 0
    breaker.try_one()
    assert breaker.wait(100) > 0
    breaker.succeeded()
    assert breaker.wait(100) == 0


@pytest.mark.parametrize(
    ("seconds", "words"), [(601, "10 minutes"), (3600, "1 hour"), (86_400, "24 hours"), (1e9, "277,778 hours")]
)
def test_too_long_a_wait_is_told_in_words(seconds: float, words: str) -> None:
    breaker = Breaker(pause=1.0, longest_wait=600)
    breaker.failed(0, "trouble", "It failed.", tried=False)
    breaker.asked_to_wait(0, seconds)
    assert breaker.why == ("trouble", f"It failed. It asked to be left alone for {words}.")
