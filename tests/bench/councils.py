"""Serves the councils of a region, each at an address of loopback of its own, in a process of its own.

Run as `python -m tests.bench.councils COUNCILS PAGES PORT`.
"""

from __future__ import annotations

import asyncio
import sys

from aiohttp import web

_LATENCY = 0.05
_PAGE = """<!doctype html><html lang="en"><title>Page {0} of council {1}</title>
<main><h1>Page {0} of council {1}</h1>
<p>We help families of council {1} with short breaks, schools and health. Ask us about help number {0}.</p>
<ul><li><a href="/{2}">Read page {2}</a></li><li><a href="/{3}">Read page {3}</a></li></ul>
<p>To book a place <a href="/{0}">click here</a>. The next open day is on 3 October 2026.</p></main>"""


def addresses(councils: int) -> list[str]:
    """The addresses of so many councils."""
    return [f"127.0.{1 + number // 200}.{1 + number % 200}" for number in range(councils)]


async def _serve(councils: int, pages: int, port: int) -> None:
    async def answer(request: web.Request) -> web.Response:
        await asyncio.sleep(_LATENCY)
        name = request.path.strip("/") or "0"
        if not name.isdecimal() or int(name) >= pages:
            return web.Response(status=404, text="There is no such page.")
        page = int(name)
        leads = ((2 * page + 1) % pages, (2 * page + 2) % pages)
        return web.Response(text=_PAGE.format(page, request.host, *leads), content_type="text/html")

    site = web.Application()
    site.router.add_route("*", "/{name:.*}", answer)
    runner = web.AppRunner(site, access_log=None)
    await runner.setup()
    for address in addresses(councils):
        await web.TCPSite(runner, address, port).start()
    print("ready", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_serve(*map(int, sys.argv[1:])))
