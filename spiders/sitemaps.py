"""Sitemaps: finding them, reading them, zipped or not, and keeping what they list until no link leads further."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from scrapy.http import Response
from scrapy.utils.gz import gunzip, gzip_magic_number
from scrapy.utils.sitemap import Sitemap

from spiders.canonical import canonical, join, site_of

_MOST = 200


@dataclass(frozen=True)
class Listed:
    """What a sitemap lists, as absolute addresses, and what it says of the day that pages changed (`lastmod`)."""

    pages: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    changed: Mapping[str, str] = field(default_factory=dict)


def read_sitemap(response: Response, max_bytes: int) -> Listed | None:
    """What the sitemap lists; None for an answer that is no sitemap."""
    body = response.body
    try:
        if gzip_magic_number(response):
            body = gunzip(body, max_size=max_bytes)
        sitemap = Sitemap(body)
        entries = [
            (join(response.url, entry["loc"]), entry.get("lastmod")) for entry in sitemap if entry.get("loc")
        ]
    except Exception:  # noqa: BLE001 - lxml, zlib and gzip each raise their own for a broken file
        return None
    urls = tuple(url for url, _ in entries)
    if sitemap.type == "sitemapindex":
        return Listed(sitemaps=urls)
    changed = {url: stamp.strip() for url, stamp in entries if stamp}
    return Listed(pages=urls, changed=changed) if sitemap.type == "urlset" else None


class Sitemaps:
    """The sitemaps of one crawl: each is asked for once, and no more of them than a site can need."""

    def __init__(self) -> None:
        self._sites: set[str] = set()
        self._asked: set[str] = set()
        self._listed: list[tuple[str, str]] = []
        self._changed: dict[str, str] = {}

    def expect(self, url: str) -> None:
        """The audit starts at this canonical address, so the sitemaps of its site are wanted."""
        self._sites.add(site_of(url))
        self._asked.add(url)  # it may be one of them

    def of_site(self, url: str, named: Iterable[str]) -> Iterator[str]:
        """The sitemaps to ask for, now that a robots.txt has named some: those, or else the usual one."""
        site = site_of(canonical(url) or url)
        if site in self._sites:
            self._sites.remove(site)
            yield from self._new(join(url, name) for name in list(named) or ["/sitemap.xml"])

    def take(self, listed: Listed, found_on: str) -> Iterator[str]:
        """Keeps the pages that a sitemap lists, and gives the further sitemaps to ask for."""
        self._listed += [(page, found_on) for page in listed.pages]
        self._changed.update((_bare(url), stamp) for url, stamp in listed.changed.items())
        yield from self._new(listed.sitemaps)

    def rest(self) -> list[tuple[str, str]]:
        """The pages listed, each with its sitemap; they are handed over once."""
        listed, self._listed = self._listed, []
        return listed

    def changed(self, url: str) -> str | None:
        """What the sitemaps say of the day that the page at this canonical address changed."""
        return self._changed.get(_bare(url)) if self._changed else None

    def __bool__(self) -> bool:
        return bool(self._listed)

    def _new(self, urls: Iterable[str]) -> Iterator[str]:
        for url in map(canonical, urls):
            if url is not None and url not in self._asked and len(self._asked) < _MOST:
                self._asked.add(url)
                yield url


def _bare(url: str) -> str:
    """The address without what differs between the forms of one site."""
    return (canonical(url) or url).partition("://")[2].removeprefix("www.")
