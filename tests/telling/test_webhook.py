"""A message is posted to a real server, once or twice, and to no other place; the address is never told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from time import sleep

import pytest

from pipeline.telling import webhook
from pipeline.telling.sending import NotSentError
from tests.telling.mailbox import free_port

SECRET = "T0KEN-of-the-webhook"


@dataclass
class Endpoint:
    """A webhook: its answers in turn, each a status and a header, and what was posted to it."""

    url: str
    answers: list[tuple[int, str, str]]
    posted: list[tuple[str, str, bytes]] = field(default_factory=list)


@contextmanager
def endpoint(*answers: tuple[int, str, str], slow: float = 0) -> Iterator[Endpoint]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            there.posted.append((self.path, self.headers["Content-Type"], body))
            sleep(slow)
            status, name, value = there.answers.pop(0) if there.answers else (202, "X-Fine", "yes")
            self.send_response(status)
            self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        there = Endpoint(f"http://127.0.0.1:{server.server_port}/{SECRET}", list(answers))
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield there
        server.shutdown()


def refusal(address: str, patience: float = 20) -> str:
    with pytest.raises(NotSentError) as raised:
        webhook.post("Teams", address, b"{}", patience=patience)
    assert SECRET not in str(raised.value)
    assert raised.value.__cause__ is None
    return str(raised.value)


def test_what_is_posted_arrives_as_json() -> None:
    with endpoint() as there:
        webhook.post("Teams", there.url, '{"text":"naïve"}'.encode())
    assert there.posted == [(f"/{SECRET}", "application/json", '{"text":"naïve"}'.encode())]


def test_a_service_that_asks_us_to_wait_is_asked_once_more_after_that_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    waited: list[float] = []
    monkeypatch.setattr(webhook, "sleep", waited.append)
    with endpoint((429, "Retry-After", "7")) as there:
        webhook.post("Teams", there.url, b"{}")
    assert (waited, len(there.posted)) == ([7], 2)


def test_it_is_not_asked_a_third_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook, "sleep", lambda _: None)
    with endpoint(*[(429, "Retry-After", "1")] * 3) as there:
        assert refusal(there.url) == "Teams takes no more messages for now."
    assert len(there.posted) == 2


@pytest.mark.parametrize("asked", ["86400", "soon", "-1", "1e3", ""])
def test_a_wait_that_is_long_or_not_told_is_left_for_the_next_night(asked: str) -> None:
    with endpoint((429, "Retry-After", asked)) as there:
        assert refusal(there.url) == "Teams takes no more messages for now."
    assert len(there.posted) == 1


@pytest.mark.parametrize("status", [400, 403, 404, 500, 503])
def test_a_refusal_is_told_by_its_number(status: int) -> None:
    with endpoint((status, "X", "y")) as there:
        assert refusal(there.url) == f"Teams answered {status}. Check the address of its webhook."


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed(status: int) -> None:
    with endpoint() as other, endpoint((status, "Location", other.url)) as there:
        assert refusal(there.url) == f"Teams answered {status}. Check the address of its webhook."
    assert other.posted == []


def test_a_service_that_is_not_there() -> None:
    assert "Teams cannot be reached: Connection refused." in refusal(f"http://127.0.0.1:{free_port()}/{SECRET}")


def test_a_service_that_does_not_answer_is_not_waited_for_long() -> None:
    with endpoint(slow=0.5) as there:
        assert "did not answer within 0.1 seconds" in refusal(there.url, patience=0.1)


@pytest.mark.parametrize(
    "address",
    [
        f"http://hooks.example.org/{SECRET}",
        f"http://localhost.example.org/{SECRET}",
        f"ftp://127.0.0.1/{SECRET}",
        f"file:///{SECRET}",
        f"https:///{SECRET}",
        f"https://hooks.example.org:x/{SECRET}",
        f"https://hooks.example.org/{SECRET}\r\nX: y",
        f"https://[hooks/{SECRET}",
        SECRET,
    ],
)
def test_a_message_goes_nowhere_that_others_can_read_it(address: str) -> None:
    assert "must be an address that starts with https://" in refusal(address)
