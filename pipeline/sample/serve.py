"""Serves the sample site on this computer, as a real council's web server would."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from datetime import time as clock_time
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import blake2b
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qsl, unquote, urlsplit

from pipeline.sample.content import Answer, Sample


@contextmanager
def serve(*, port: int = 0, slow: float = 0.2) -> Iterator[str]:
    """Serve the site while the block runs, and give its address without a slash at the end.

    `port` 0 takes any free port. `slow` is how many seconds the one slow page takes.
    """
    with _Server(("127.0.0.1", port), _Handler) as server:
        base = f"http://127.0.0.1:{server.server_port}"
        server.sample, server.slow = Sample(base), slow
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield base
        finally:
            server.shutdown()
            thread.join()


class _Server(ThreadingHTTPServer):
    sample: Sample
    slow: float


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    server_version = "Sample"

    def handle(self) -> None:
        """Answer until the reader leaves. One who does not wait for the slow page is no fault."""
        with suppress(ConnectionError):
            super().handle()

    def do_GET(self) -> None:
        """Answer at an address."""
        address = urlsplit(self.path)
        path = unquote(address.path.partition(";")[0])
        answer = self.server.sample.answer(path, dict(parse_qsl(address.query)))
        if answer.slow:
            time.sleep(self.server.slow)
        if self._is_known(answer):
            self._send(answer, HTTPStatus.NOT_MODIFIED, b"")
        else:
            self._send(answer, answer.status, answer.body)

    do_HEAD = do_GET

    def _is_known(self, answer: Answer) -> bool:
        if answer.modified is None:
            return False
        if tags := self.headers.get("If-None-Match"):
            return _etag(answer) in tags
        since = self.headers.get("If-Modified-Since")
        with suppress(ValueError):
            return since is not None and parsedate_to_datetime(since) >= _moment(answer.modified)
        return False

    def _send(self, answer: Answer, status: int, body: bytes) -> None:
        self.send_response(status)
        if answer.location:
            self.send_header("Location", answer.location)
        if answer.modified is not None:
            self.send_header("ETag", _etag(answer))
            self.send_header("Last-Modified", format_datetime(_moment(answer.modified), usegmt=True))
        if status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Type", answer.content_type)
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is http.server's
        """Say nothing: the audit tells what was fetched."""


def _etag(answer: Answer) -> str:
    return f'"{blake2b(answer.body, digest_size=8).hexdigest()}"'


def _moment(day: date) -> datetime:
    return datetime.combine(day, clock_time(9), UTC)
