"""What the markup of a page says about where it leads, and in which charset it is written."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree
from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom

from spiders.canonical import join
from spiders.fetched import SheetLink

_PARSER = etree.HTMLParser(
    encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
)
_LEADING = etree.XPath("//a/@href | //area/@href | //frame/@src | //iframe/@src", smart_strings=False)
# As the HTML standard reads it: seconds first, and then a space, a semicolon or a comma, or nothing at all.
_REFRESH = re.compile(
    r"\s*(\d*)(?:(?<=\d)|(?=\.))[\d.]*(?=[;,\s]|\Z)\s*[;,]?\s*(?:url\s*=)?\s*(['\"]?)(.*?)\2\s*\Z",
    re.IGNORECASE | re.DOTALL,
)
_IMPORT = re.compile(r"@import\s+(?:url\(\s*)?[\"']?([^\"'()\s;]+)[\"']?\s*\)?([^;{}]*)", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_SPACE = " \t\n\r\f\x00"
# The Python codecs that read a byte order mark themselves, so that it is no part of the text.
_WITH_BOM = {
    "utf-8": "utf-8-sig",
    "utf-16-be": "utf-16",
    "utf-16-le": "utf-16",
    "utf-32-be": "utf-32",
    "utf-32-le": "utf-32",
}


@dataclass(frozen=True, slots=True)
class Leads:
    """Where a page leads. `hrefs` are as written, once each, in order, to be read against `base`.

    `canonical` is the address the page gives itself, `refresh` the one it sends its reader to at once; both
    absolute. `nofollow` is what it asks of robots. `sheets` are the style sheets it asks for.
    """

    base: str
    hrefs: tuple[str, ...] = ()
    canonical: str | None = None
    refresh: str | None = None
    nofollow: bool = False
    sheets: tuple[SheetLink, ...] = ()


def encoding_of(body: bytes, content_type: str) -> str:
    """The Python codec for a page's bytes: by its byte order mark, header, meta tag, or else by trying UTF-8.

    As browsers do: a mark wins over the header, the header over the meta tag; ISO-8859-1 means Windows-1252.
    Decode with `errors="replace"`.
    """
    mark, _ = read_bom(body)
    if mark is not None:
        return _WITH_BOM[mark]
    if (declared := http_content_type_encoding(content_type)) is not None:
        return declared
    if (declared := html_body_declared_encoding(body)) is not None:
        # A page whose meta tag could be read as ASCII is not in UTF-16, whatever the tag says.
        return "utf-8" if declared.startswith(("utf-16", "utf-32")) else declared
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def leads_of(body: bytes, encoding: str, url: str) -> Leads:
    """Read a page's markup once for where it leads. Never raises: broken markup leads nowhere."""
    if encoding not in {"utf-8", "utf-8-sig"}:
        body = body.decode(encoding, "replace").encode("utf-8", "replace")
    if b"\0" in body:
        body = body.replace(b"\0", b"")
    try:
        root = etree.fromstring(body, _PARSER)
    except etree.XMLSyntaxError:
        return Leads(url)
    return _read(root, url) if root is not None else Leads(url)


def _read(root: etree._Element, url: str) -> Leads:
    base = canonical = refresh = None
    nofollow = False
    hrefs: dict[str, None] = {}
    sheets: list[str] = []
    for element in root.iter("base", "link", "meta", "style"):
        if element.tag == "base":
            base = base or _joined(url, element.get("href"))
        elif element.tag == "link":
            canonical = canonical or _canonical(element)
            sheets += _linked_sheet(element)
        elif element.tag == "style":
            sheets += [href for href, _ in imports_of(element.text or "")]
        else:
            nofollow = nofollow or _nofollow(element)
            at_once, to = _refresh(element)
            if at_once:
                refresh = refresh or to
            elif to:
                hrefs[to.strip(_SPACE)] = None
    hrefs.update(dict.fromkeys(href.strip(_SPACE) for href in _LEADING(root)))
    led = tuple(href for href in hrefs if href and href[0] != "#")
    base = base or url
    asked = (SheetLink(href, _joined(base, href) or "") for href in dict.fromkeys(sheets))
    return Leads(base, led, _joined(base, canonical), _joined(base, refresh), nofollow, tuple(asked))


def imports_of(css: str) -> list[tuple[str, str]]:
    """The addresses of the style sheets that a style sheet imports, as written, each with its media condition."""
    return [(a, m.strip()) for a, m in _IMPORT.findall(_COMMENT.sub("", css))] if "@import" in css else []


def _linked_sheet(link: etree._Element) -> list[str]:
    rel = (link.get("rel") or "").lower().split()
    href = (link.get("href") or "").strip(_SPACE)
    only_for_print = (link.get("media") or "").strip().lower() == "print" and link.get("onload") is None
    return [href] if href and "stylesheet" in rel and "alternate" not in rel and not only_for_print else []


def _canonical(element: etree._Element) -> str | None:
    return element.get("href") if "canonical" in (element.get("rel") or "").lower().split() else None


def _nofollow(element: etree._Element) -> bool:
    if (element.get("name") or "").lower() != "robots":
        return False
    return any(word.strip() in {"nofollow", "none"} for word in (element.get("content") or "").lower().split(","))


def _refresh(element: etree._Element) -> tuple[bool, str | None]:
    """Whether the page gives way too soon to be read, and the address that it gives way to."""
    if (element.get("http-equiv") or "").lower() != "refresh":
        return False, None
    found = _REFRESH.match(element.get("content") or "")
    if found is None or any(parent.tag == "noscript" for parent in element.iterancestors()):
        return False, None
    return int(found[1] or 0) <= 1, found[3]


def _joined(base: str, href: str | None) -> str | None:
    return join(base, href.strip(_SPACE)) or None if href and href.strip(_SPACE) else None
