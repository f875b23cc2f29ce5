"""Starts a PostgreSQL of our own on loopback, in a temporary folder, and stops it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

import psycopg

USER = "auditor"
PASSWORD = "sesame-street-5"


@dataclass(frozen=True)
class Cluster:
    """A running server."""

    port: int

    def url(self, *, user: str = USER, password: str = PASSWORD, name: str = "postgres") -> str:
        """The URL of its database."""
        return f"postgresql+psycopg://{user}:{password}@127.0.0.1:{self.port}/{name}"

    def run(self, *statements: str) -> None:
        """Run statements, each for itself."""
        url = self.url().replace("+psycopg", "")
        with psycopg.connect(url, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())


def binaries() -> Path | None:
    """The folder of initdb and pg_ctl: the newest that Debian's packages have put there, or on the path."""
    newest = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    found = str(newest[-1]) if newest else shutil.which("initdb")
    return Path(found).parent if found else None


@contextmanager
def running(bin_: Path) -> Iterator[Cluster]:
    """A new cluster, for as long as the block lasts. PostgreSQL refuses root, so root lends it to `nobody`."""
    folder = Path(mkdtemp(prefix="localoffer-postgresql-"))
    as_user: list[str] = []
    if os.geteuid() == 0:
        shutil.chown(folder, "nobody", "nogroup")
        as_user = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]
    secret = folder / "password"
    secret.write_text(PASSWORD)
    secret.chmod(0o644)
    data, port = str(folder / "data"), free_port()

    def call(program: str, *arguments: str) -> None:
        subprocess.run([*as_user, str(bin_ / program), *arguments], check=True, capture_output=True, cwd=folder)

    try:
        call(
            "initdb",
            "-D",
            data,
            "-U",
            USER,
            "-A",
            "scram-sha-256",
            f"--pwfile={secret}",
            "-E",
            "UTF8",
            "--no-sync",
        )
        settings = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories= -c fsync=off"
        call("pg_ctl", "-D", data, "-w", "-l", str(folder / "log"), "-o", settings, "start")
        try:
            yield Cluster(port)
        finally:
            call("pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
    return port
