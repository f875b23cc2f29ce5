"""A real web server on loopback that answers what a test tells it, and remembers what it was asked."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from signal import SIGINT
from tempfile import TemporaryFile
from threading import Event, Thread
from time import monotonic, sleep
from typing import Any

from spiders.crawl import Outcome
from spiders.fetched import Document, Fetched, Known, NotAudited
from spiders.plan import CrawlPlan


@dataclass(frozen=True)
class Answer:
    body: bytes = b""
    type: str | None = "text/html"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    forever: bool = False
    sized: bool = True


@dataclass(frozen=True)
class Asked:
    method: str
    path: str
    headers: Mapping[str, str]
    at: float


Answers = Callable[[Asked], Answer | None]


@dataclass
class Server:
    url: str
    asked: list[Asked] = field(default_factory=list)

    def paths(self, method: str = "GET") -> list[str]:
        return [asked.path for asked in self.asked if asked.method == method]


@contextmanager
def serving(answers: Answers, host: str = "127.0.0.1") -> Iterator[Server]:
    closing = Event()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            asked = Asked(self.command, self.path, dict(self.headers.items()), monotonic())
            server.asked.append(asked)
            answer = answers(asked) or Answer(b"<p>Not here", status=404)
            if answer.forever:
                closing.wait(20)
                self.close_connection = True
                return
            self.send_response(answer.status)
            size = {"Content-Length": str(len(answer.body))} if answer.sized else {"Connection": "close"}
            headers = {**size, **answer.headers}
            if answer.type is not None:
                headers["Content-Type"] = answer.type
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command != "HEAD" and answer.status != 304:
                self.wfile.write(answer.body)

        do_HEAD = do_GET

        def log_message(self, *_: Any) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: Any) -> None:
            """A crawler may hang up while it is answered."""

    with Quiet((host, 0), Handler) as http:
        server = Server(f"http://{host}:{http.server_address[1]}")
        Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        try:
            yield server
        finally:
            closing.set()
            http.shutdown()


@dataclass(frozen=True)
class Crawled:
    outcome: Outcome
    items: tuple[Fetched | Document | NotAudited, ...]
    root: str

    @property
    def pages(self) -> dict[str, Fetched]:
        return {item.url.removeprefix(self.root): item for item in self.items if isinstance(item, Fetched)}

    @property
    def documents(self) -> dict[str, Document]:
        return {item.url.removeprefix(self.root): item for item in self.items if isinstance(item, Document)}

    @property
    def left_out(self) -> dict[str, NotAudited]:
        return {item.url.removeprefix(self.root): item for item in self.items if isinstance(item, NotAudited)}


def crawled(
    plan: CrawlPlan,
    root: str = "",
    known: Mapping[str, Known] | None = None,
    interrupt: Callable[[], bool] = lambda: False,
) -> Crawled:
    """Runs a crawl in a process of its own, to its end, or until it is interrupted as by Ctrl-C.

    Anything it says on standard error fails the test.
    """
    with TemporaryFile() as errors, TemporaryFile() as results:
        command = [sys.executable, str(Path(__file__).with_name("run_crawl.py"))]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=results, stderr=errors)
        assert process.stdin is not None
        process.stdin.write(pickle.dumps((plan, dict(known or {}))))
        process.stdin.close()
        deadline = monotonic() + 60
        while process.poll() is None and monotonic() < deadline:
            if interrupt():
                process.send_signal(SIGINT)
                break
            sleep(0.02)
        code = process.wait(timeout=60)
        errors.seek(0)
        results.seek(0)
        assert (code, errors.read().decode()) == (0, "")
        items, outcome = pickle.load(results)
    return Crawled(outcome, tuple(items), root)
