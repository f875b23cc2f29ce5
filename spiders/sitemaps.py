"""Reading sitemaps, zipped or not: the pages they list, and the further sitemaps."""

from __future__ import annotations

from dataclasses import dataclass

from scrapy.http import Response
from scrapy.utils.gz import gunzip, gzip_magic_number
from scrapy.utils.sitemap import Sitemap


@dataclass(frozen=True)
class Listed:
    """What a sitemap lists, as absolute addresses."""

    pages: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()


def read_sitemap(response: Response, max_bytes: int) -> Listed | None:
    """What the sitemap lists; None for an answer that is no sitemap."""
    body = response.body
    try:
        if gzip_magic_number(response):
            body = gunzip(body, max_size=max_bytes)
        sitemap = Sitemap(body)
        urls = tuple(response.urljoin(entry["loc"]) for entry in sitemap if entry.get("loc"))
    except Exception:  # noqa: BLE001 - lxml, zlib and gzip each raise their own for a broken file
        return None
    if sitemap.type == "sitemapindex":
        return Listed(sitemaps=urls)
    return Listed(pages=urls) if sitemap.type == "urlset" else None
