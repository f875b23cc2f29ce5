"""What becomes of a document once its headers are known, and once all of it has come."""

from __future__ import annotations

from collections.abc import Iterator

from scrapy.http import Response

from spiders.answers import as_document, as_page, as_unchanged, is_unchanged, kind_of, read_as, what_status_says
from spiders.fetched import Document, Fetched, NotAudited
from spiders.frontier import Visit
from spiders.plan import CrawlPlan

_BEGINS = (b"%PDF", b"PK")
_NOT_READ = "Of documents, this audit reads PDF, Word (.docx) and OpenDocument (.odt) files."
_A_PAGE = "It is a web page, though the address is that of a document."


def after_headers(
    response: Response, visit: Visit, plan: CrawlPlan
) -> Iterator[Document | NotAudited | Fetched | Visit]:
    """What to record of a document, and the visit that fetches all of it, where it is to be read anew."""
    document = as_document(response, visit)
    yield document
    if plan.documents is None or document.status != 200 or not plan.reads(visit.url):
        return
    known, most = plan.known(visit.url), plan.documents.max_bytes
    if not (ending := read_as(response, visit.url)):
        yield visit.left("document", _NOT_READ)
    elif document.size is not None and document.size > most:
        size, limit = document.size / 1_000_000, most / 1_000_000
        yield visit.left("document", f"It has {size:,.1f} MB. Documents of up to {limit:,.0f} MB are read.")
    elif known is not None and is_unchanged(response, known):
        yield as_unchanged(response, visit, known)
    else:
        yield visit._replace(read_as=ending)


def whole_document(response: Response, visit: Visit, plan: CrawlPlan) -> NotAudited | Fetched:
    """A document that was asked for whole, or why there is none to read."""
    known = plan.known(visit.url)
    if response.status == 304 and known is not None:
        return as_unchanged(response, visit, known)
    if response.status not in {200, 203}:
        return visit.left("error", what_status_says(response.status), response.status)
    if kind_of(response.headers) == "page" and not response.body.startswith(_BEGINS):
        return visit.left("document", _A_PAGE)
    return as_page(response, visit, "", None, ())
