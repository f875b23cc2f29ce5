"""One address for one page: the many ways a site writes the address of a page, brought to a single form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from w3lib.url import safe_url_string

_PLAIN = re.compile(r"[A-Za-z0-9\-._~:/?#@!$&'()*+,;=%]+\Z")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_SESSION = re.compile(r";jsessionid=[^/?;]*", re.IGNORECASE)
_DOTS = re.compile(r"/\.{1,2}(?:/|\Z)")
# Parameters that say who is asking or where they came from, and never which page is meant.
_TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|mc_[ce]id|_ga|_gl"
    r"|_hs(?:enc|mi)|mkt_tok|phpsessid|jsessionid|aspsessionid\w*|cfid|cftoken)\Z",
    re.IGNORECASE,
)
# The file that a server sends for a folder. SharePoint's /Pages/ is a library: there the file is the page.
_INDEX = re.compile(
    r"(?<!/Pages)/(?:index\.(?:x?html?|php|aspx?|jsp|cfm)|default\.(?:aspx?|html?))\Z", re.IGNORECASE
)
_PORTS = {"http": 80, "https": 443}
_ENOUGH = 20_000


def canonical(url: str) -> str | None:
    """The address in one spelling; None for what is not an http or https address.

    Left out: the fragment, a default port, tracking and session parameters. Made the same: the case of scheme
    and host, percent-encoding, dot segments. The order of parameters is kept, since it can matter.
    """
    try:
        safe = url if _PLAIN.match(url) else safe_url_string(url)
        split = urlsplit(safe)
        scheme, netloc = split.scheme, _netloc(split)
    except ValueError:
        return None
    if scheme not in _PORTS or not netloc:
        return None
    path = split.path or "/"
    if ";" in path:
        path = _SESSION.sub("", path) or "/"
    if "/." in path and _DOTS.search(path):
        path = urlsplit(urljoin(f"{scheme}://{netloc}/", path)).path
    if "%" in path:
        path = _ESCAPE.sub(_same_escape, path)
    return urlunsplit((scheme, netloc, path, _query(split.query), ""))


def join(base: str, href: str) -> str:
    """A link read against the address of its page; empty for one that cannot be read."""
    try:
        return urljoin(base, href)
    except ValueError:
        return ""


def site_of(url: str) -> str:
    """The site of a canonical address: its host without `www.`, with a port that is not the usual one."""
    return url.split("/", 3)[2].removeprefix("www.")


class Addresses:
    """The addresses of one crawl. For the sites that it covers, two more things are known than for others:

    http and https, with and without `www.`, are one site, in the form that the site itself uses; and
    `/index.html` is the page that `/` is.
    """

    def __init__(self, sites: Iterable[str]) -> None:
        self._sites = frozenset(sites)
        self._origins: dict[str, str] = {}
        self._settled: set[str] = set()
        self._by_href: dict[str, dict[str, str | None]] = {}

    def __call__(self, url: str) -> str | None:
        """The canonical form of an absolute address, or None where it is not http."""
        plain = canonical(url)
        if plain is None:
            return None
        site = site_of(plain)
        if site not in self._sites:
            return plain
        scheme, _, netloc, rest = plain.split("/", 3)
        origin = self._origins.setdefault(site, f"{scheme}//{netloc}")
        path, mark, query = f"/{rest}".partition("?")
        if (found := _INDEX.search(path)) is not None:
            path = path[: found.start() + 1]
        return f"{origin}{path}{mark}{query}"

    def of_links(self, base: str, hrefs: Iterable[str]) -> Iterator[str | None]:
        """The canonical forms of links as a page writes them, read against `base`; None where one is not http."""
        # A template's links are the same on every page of a site: they are worked out once.
        known = self._known_at("/".join(base.split("/", 3)[:3]))
        for href in hrefs:
            if href in known:
                yield known[href]
            elif not href.startswith(("/", "https://", "http://")) or href.startswith("//"):
                yield self(join(base, href))
            else:
                known[href] = found = self(join(base, href))
                yield found

    def _known_at(self, origin: str) -> dict[str, str | None]:
        if sum(map(len, self._by_href.values())) >= _ENOUGH:
            self._by_href.clear()
        return self._by_href.setdefault(origin, {})

    def learn(self, asked: str, sent_to: str) -> None:
        """A redirect between two forms of one site tells which form the site uses, until a page was read there."""
        plain = canonical(sent_to)
        if plain is None:
            return
        site = site_of(plain)
        if site == site_of(asked) and site in self._sites and site not in self._settled:
            origin = "/".join(plain.split("/", 3)[:3])
            if self._origins.get(site) != origin:
                self._origins[site] = origin
                self._by_href.clear()

    def settle(self, url: str) -> None:
        """A page was read at this address: the form of its site stands for the rest of the crawl."""
        self._settled.add(site_of(url))


def _netloc(split: SplitResult) -> str:
    host = (split.hostname or "").rstrip(".")
    if ":" in host:
        host = f"[{host}]"
    port = split.port
    return host if port is None or port == _PORTS.get(split.scheme) else f"{host}:{port}"


def _query(query: str) -> str:
    if not query:
        return ""
    kept = [part for part in query.split("&") if part and not _TRACKING.match(part.partition("=")[0])]
    return _ESCAPE.sub(_same_escape, "&".join(kept))


def _same_escape(found: re.Match[str]) -> str:
    character = chr(int(found[1], 16))
    return character if character in _UNRESERVED else found[0].upper()
