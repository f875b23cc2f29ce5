"""Serves a folder on loopback with ETags, in a process of its own so that its cost is not counted.

Run as `python -m tests.bench.server FOLDER PORT`.
"""

from __future__ import annotations

import sys

from aiohttp import web


def main(folder: str, port: int) -> None:
    """Serve until the process is ended."""
    site = web.Application()
    site.router.add_static("/", folder)
    web.run_app(site, host="127.0.0.1", port=port, print=None, access_log=None)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
