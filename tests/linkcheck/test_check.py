"""Checking links on real servers on this machine: what is fine, what is broken, what could not be checked."""

from __future__ import annotations

import os
import signal
import socket
from collections import Counter
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from threading import Thread, Timer

import pytest

from spiders.linkcheck.answer import Checked, sent_home
from spiders.linkcheck.check import check
from spiders.linkcheck.plan import LinkPlan
from tests.spiders.serving import Answer, Answers, Asked, Server, serving
from tests.telling.mailbox import self_made

PLAN = LinkPlan(
    robot="LocalOfferAudit",
    agent="LocalOfferAudit (+https://www.example.org)",
    delay=0,
    timeout=5,
    obey_robots=True,
    check_certificates=True,
    may_ask=lambda _: True,
    may_be_private=lambda _: True,
)
OK = Answer(b"<p>Clubs")


def told(plan: LinkPlan, *urls: str) -> dict[str, Checked]:
    found: dict[str, Checked] = {}

    def took(checked: Checked) -> None:
        assert checked.url not in found
        found[checked.url] = checked

    assert check(plan, urls, took)
    return found


def answering(answers: dict[str, Answer]) -> Answers:
    def answer(asked: Asked) -> Answer | None:
        return answers.get(f"{asked.method} {asked.path}") or answers.get(asked.path)

    return answer


def states(server: Server, *paths: str, plan: LinkPlan = PLAN) -> dict[str, str]:
    found = told(plan, *(server.url + path for path in paths))
    return {url.removeprefix(server.url): checked.state for url, checked in found.items()}


@pytest.mark.parametrize(
    ("status", "state"),
    [(200, "fine"), (204, "fine"), (404, "broken"), (410, "broken"), (401, "unknown"), (403, "unknown")]
    + [(status, "unknown") for status in (400, 405, 429, 451, 500, 501, 503, 999)],
)
def test_only_404_and_410_say_that_nothing_is_there(status: int, state: str) -> None:
    with serving(answering({"/a": Answer(status=status)})) as server:
        checked = told(PLAN, f"{server.url}/a")[f"{server.url}/a"]
    assert checked.state == state
    assert (str(status) in checked.why) is (state != "fine")


@pytest.mark.parametrize("status", [404, 403, 405, 501, 500])
def test_a_server_that_refuses_head_is_asked_as_browsers_ask(status: int) -> None:
    with serving(answering({"HEAD /a": Answer(status=status), "GET /a": OK})) as server:
        assert states(server, "/a") == {"/a": "fine"}
        assert server.paths("HEAD") == ["/a"]
        assert server.paths() == ["/robots.txt", "/a"]


def test_what_head_answers_is_not_asked_for_again() -> None:
    with serving(answering({"/a": OK})) as server:
        assert states(server, "/a") == {"/a": "fine"}
        assert server.paths() == ["/robots.txt"]


def test_redirects_are_followed_and_kept() -> None:
    moved = Answer(status=301, headers={"Location": "/b/c"})
    with serving(
        answering({"/a": moved, "/b/c": Answer(status=302, headers={"Location": "d"}), "/b/d": OK})
    ) as server:
        checked = told(PLAN, f"{server.url}/a")[f"{server.url}/a"]
        assert (checked.state, checked.led_to) == ("fine", f"{server.url}/b/d")


def test_a_redirect_to_nothing_is_broken_and_a_circle_cannot_be_checked() -> None:
    answers = {
        "/a": Answer(status=301, headers={"Location": "/gone"}),
        "/round": Answer(status=302, headers={"Location": "/round"}),
        "/odd": Answer(status=302, headers={"Location": "mailto:a@example.org"}),
    }
    with serving(answering(answers)) as server:
        assert states(server, "/a", "/round", "/odd") == {"/a": "broken", "/round": "unknown", "/odd": "unknown"}


def test_an_address_that_only_leads_to_the_home_page_is_broken() -> None:
    home, offer = Answer(status=301, headers={"Location": "/"}), Answer(status=301, headers={"Location": "/offer"})
    answers = {"/clubs/chess": home, "/send": home, "/clubs/drama": offer, "/": OK, "/offer": OK}
    with serving(answering(answers)) as server:
        plan = replace(PLAN, homes=(f"{server.url}/offer",))
        found = states(server, "/clubs/chess", "/send", "/clubs/drama", plan=plan)
    assert found == {"/clubs/chess": "broken", "/send": "fine", "/clubs/drama": "broken"}


@pytest.mark.parametrize(
    ("asked", "led_to", "home"),
    [
        ("https://a.org/x/y", "https://a.org/", True),
        ("https://a.org/x/y", "https://www.a.org/index.html", True),
        ("https://a.org/x/y?id=1", "http://a.org/home", True),
        ("https://a.org/x", "https://a.org/", False),
        ("https://a.org/x/y", "https://a.org/?returnUrl=%2Fx%2Fy", False),
        ("https://a.org/x/y", "https://a.org/x", False),
        ("https://a.org/go/chess", "https://chess.org/", False),
        ("https://a.org/en/home.aspx", "https://a.org/", False),
        ("https://a.org/x/y", "", False),
    ],
)
def test_which_redirects_are_sent_home(asked: str, led_to: str, home: bool) -> None:
    assert sent_home(asked, led_to) is home


def test_robots_txt_is_obeyed_and_its_delay_kept() -> None:
    robots = Answer(b"User-agent: *\nDisallow: /private\nCrawl-delay: 0.3", "text/plain")
    with serving(answering({"/robots.txt": robots, "/a": OK, "/b": OK})) as server:
        assert states(server, "/private/a", "/a", "/b") == {"/private/a": "unknown", "/a": "fine", "/b": "fine"}
        assert server.paths("HEAD") == ["/a", "/b"]
        first, second = (asked.at for asked in server.asked if asked.method == "HEAD")
        assert second - first >= 0.3
        assert states(server, "/private/a", plan=replace(PLAN, obey_robots=False)) == {"/private/a": "broken"}


def test_a_robots_txt_that_the_server_cannot_give_allows_nothing() -> None:
    with serving(answering({"/robots.txt": Answer(status=503), "/a": OK})) as server:
        assert states(server, "/a") == {"/a": "unknown"}
        assert server.paths("HEAD") == []


def test_a_host_is_asked_one_thing_at_a_time() -> None:
    with serving(answering({f"/{n}": OK for n in range(4)})) as server:
        states(server, "/0", "/1", "/2", "/3", plan=replace(PLAN, delay=0.1))
        times = [asked.at for asked in server.asked]
        assert all(later - sooner >= 0.1 for sooner, later in pairwise(times))


def test_a_host_that_says_it_is_asked_too_much_is_left_alone() -> None:
    with serving(answering({"/a": Answer(status=429)})) as server:
        assert set(states(server, "/a", "/b", "/c").values()) == {"unknown"}
        assert server.paths("HEAD") == ["/a"]
        assert server.paths() == ["/robots.txt"]


def test_a_host_that_does_not_answer_is_left_alone_after_the_second_time() -> None:
    silent = Answer(forever=True)
    with serving(answering({f"/{n}": silent for n in range(5)})) as server:
        found = states(server, *(f"/{n}" for n in range(5)), plan=replace(PLAN, timeout=0.3))
        assert found == {f"/{n}": "unknown" for n in range(5)}
        assert Counter(server.paths("HEAD")) == {"/0": 1, "/1": 1}


def test_a_refused_connection_cannot_be_checked() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/a"
    assert "refused" in told(PLAN, url)[url].why


def test_a_certificate_that_cannot_be_trusted_is_no_broken_link(tmp_path: Path) -> None:
    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self.send_response(200)
            self.end_headers()

        def do_GET(self) -> None:
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """A checker that does not trust us hangs up."""

    with Quiet(("127.0.0.1", 0), Handler) as server:
        server.socket = self_made(tmp_path)[0].wrap_socket(server.socket, server_side=True)
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        url = f"https://127.0.0.1:{server.server_port}/a"
        checked = told(PLAN, url)[url]
        assert (checked.state, "certificate" in checked.why) == ("unknown", True)
        assert told(replace(PLAN, check_certificates=False), url)[url].state == "fine"
        server.shutdown()


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, str | int]:
    """What names are looked up as: an address, or the number of an error. Others are looked up as they are."""
    known: dict[str, str | int] = {}
    real = socket.getaddrinfo

    def look_up(host: str, *rest: object, **more: object) -> object:
        found = known.get(host, host)
        if isinstance(found, int):
            raise socket.gaierror(found, "no such name")
        return real(found, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return known


def test_a_name_that_does_not_exist_is_broken_and_one_that_cannot_be_looked_up_is_not(
    names: dict[str, str | int],
) -> None:
    names |= {"gone.example": socket.EAI_NONAME, "slow.example": socket.EAI_AGAIN, "here.example": "127.0.0.1"}
    with serving(answering({"/a": OK})) as server:
        port = server.url.rpartition(":")[2]
        here, gone, also, slow = (
            f"http://here.example:{port}/a",
            "http://gone.example/a",
            "http://gone.example/b",
            "http://slow.example/a",
        )
        found = told(PLAN, gone, also, slow, here)
        assert [found[url].state for url in (here, gone, also, slow)] == ["fine", "broken", "broken", "unknown"]


def test_where_no_name_is_found_our_own_connection_is_to_blame(names: dict[str, str | int]) -> None:
    names["gone.example"] = socket.EAI_NONAME
    assert told(PLAN, "http://gone.example/a")["http://gone.example/a"].state == "unknown"


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1"])
def test_private_networks_are_never_asked_by_name(names: dict[str, str | int], address: str) -> None:
    names["sly.example"] = address
    with serving(answering({"/a": OK})) as server:
        url = f"http://sly.example:{server.url.rpartition(':')[2]}/a"
        checked = told(replace(PLAN, may_be_private=lambda _: False), url)[url]
        assert (checked.state, server.asked) == ("unknown", [])
        assert "private" in checked.why


def test_private_networks_are_never_asked_by_number_or_through_a_redirect() -> None:
    with (
        serving(answering({"/a": OK})) as inner,
        serving(
            answering(
                {"/away": Answer(status=302, headers={"Location": inner.url.replace("127.0.0.1", "127.0.0.2")})}
            )
        ) as outer,
    ):
        plan = replace(PLAN, may_be_private=lambda host: host == "127.0.0.1")
        other = inner.url.replace("127.0.0.1", "127.0.0.2")
        found = told(plan, f"{outer.url}/away", f"{other}/a", "http://[::1]:9/a")
        assert {checked.state for checked in found.values()} == {"unknown"}
        assert all("private" in checked.why for checked in found.values())
        assert inner.asked == []


def test_other_sites_are_left_alone_where_the_audit_says_so() -> None:
    with serving(
        answering({"/away": Answer(status=302, headers={"Location": "http://other.example/"})})
    ) as server:
        plan = replace(PLAN, may_ask=lambda host: host == "127.0.0.1")
        assert states(server, "/away", plan=plan) == {"/away": "unknown"}


def test_what_is_not_asked_in_time_waits_for_another_night() -> None:
    with serving(answering({"/0": OK, "/1": Answer(forever=True)})) as server:
        found = states(server, "/0", "/1", "/2", plan=replace(PLAN, seconds=1.0))
        assert found == {"/0": "fine"}


def test_ctrl_c_ends_a_check_and_keeps_what_came() -> None:
    found: list[str] = []
    before = signal.getsignal(signal.SIGINT)
    with serving(answering({"/0": OK, "/1": Answer(forever=True)})) as server:

        def took(checked: Checked) -> None:
            found.append(checked.url)
            Timer(0.2, os.kill, (os.getpid(), signal.SIGINT)).start()

        assert not check(PLAN, [f"{server.url}/{n}" for n in range(3)], took)
        assert found == [f"{server.url}/0"]
    assert signal.getsignal(signal.SIGINT) == before
