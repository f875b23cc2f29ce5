"""What kind of file an address leads to: a page, a document that people download, or neither."""

from __future__ import annotations

import re
from typing import Literal

Kind = Literal["page", "document", "other"]

_DOCUMENT = re.compile(
    r"pdf|do[ct][xm]?|rtf|od[tsp]|xls[xmb]?|csv|pp[ts][xm]?|pub",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"jpe?g|png|gif|svg|webp|avif|bmp|ico|tiff?|heic|mp[34]|m4[av]|wav|og[gv]|web[mp]|mov|avi|wmv|flv|zip|t?gz|tar|rar|7z"
    r"|exe|msi|dmg|apk|css|m?js|json|xml|rss|atom|ics|vcf|woff2?|[te]tf|eot|kml|gpx|swf|epub|mobi|txt",
    re.IGNORECASE,
)
_ENDING = re.compile(r"\.([A-Za-z0-9]{2,5})\Z")
_NAMED = re.compile(r"filename\*?=[^;]*\.([A-Za-z0-9]{2,5})\"?\s*(?:;|\Z)")
_DOCUMENT_TYPE = re.compile(
    r"application/(?:pdf|x-pdf|msword|rtf|vnd\.(?:ms-(?:excel|powerpoint|word|publisher)|openxmlformats|oasis)[\w.+-]*)"
    r"|text/(?:csv|rtf)",
    re.IGNORECASE,
)
_READABLE = {
    "application/pdf": ".pdf",
    "application/x-pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
}
_PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})


def kind_of_url(url: str) -> Kind:
    """What a canonical address promises by its ending. A page, where it says nothing."""
    found = _ENDING.search(url.partition("?")[0].split("/", 3)[3])
    if found is None:
        return "page"
    return "document" if _DOCUMENT.fullmatch(found[1]) else "other" if _OTHER.fullmatch(found[1]) else "page"


def kind_of_answer(content_type: str, disposition: str = "") -> Kind:
    """What an answer is by its headers. A page, where they say nothing."""
    bare = content_type.partition(";")[0].strip().lower()
    if bare in _PAGE_TYPES or not bare:
        return "page"
    if _DOCUMENT_TYPE.match(bare):
        return "document"
    named = _NAMED.search(disposition)
    return "document" if named is not None and _DOCUMENT.fullmatch(named[1]) else "other"


def readable_as(url: str, content_type: str, disposition: str = "") -> str:
    """The ending of the kind of document that we read which an answer is, such as `.pdf`; empty for all others.

    Its type tells; where that is vague, the name that the answer gives the file, or else its address.
    """
    told = _READABLE.get(content_type.partition(";")[0].strip().lower())
    if told or _DOCUMENT_TYPE.match(content_type):
        return told or ""
    named = _NAMED.search(disposition) or _ENDING.search(url.partition("?")[0])
    ending = f".{named[1].lower()}" if named else ""
    return ending if ending in _READABLE.values() else ""
