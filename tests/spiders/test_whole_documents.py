"""Documents that are to be read are fetched whole: once they are known to be of a kind and a size, and changed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from spiders.fetched import Known, NotAudited
from spiders.plan import CrawlPlan, Documents
from spiders.scope import Scope
from tests.spiders.serving import Answer, Asked, Crawled, Server, crawled, serving

PDF = b"%PDF-1.7 " + b"x" * 991
STAMP = "Mon, 02 Nov 2026 09:00:00 GMT"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FILES: dict[str, Answer] = {
    "/guide.pdf": Answer(PDF, "application/pdf", headers={"ETag": '"1"', "Last-Modified": STAMP}),
    "/form.docx": Answer(b"PK form", DOCX),
    "/download/12": Answer(
        b"PK plan", "application/octet-stream", headers={"Content-Disposition": "filename=a.odt"}
    ),
    "/download/13": Answer(PDF, "application/pdf"),
    "/vague.pdf": Answer(PDF, "application/octet-stream"),
    "/huge.pdf": Answer(b"x" * 5001, "application/pdf"),
    "/endless.pdf": Answer(b"x" * 200_000, "application/pdf", sized=False),
    "/old.doc": Answer(b"old", "application/msword"),
    "/places.xlsx": Answer(b"PK", "application/vnd.ms-excel"),
    "/login.pdf": Answer(b"<p>Log in", "text/html"),
    "/gone.pdf": Answer(b"", "application/pdf", status=404),
    "/no-head.pdf": Answer(PDF, "application/pdf"),
    "/untyped.pdf": Answer(PDF, None),
    "/moved.pdf": Answer(status=301, headers={"Location": "/guide-2.pdf"}),
    "/guide-2.pdf": Answer(PDF, "application/pdf"),
}


def answers(asked: Asked) -> Answer | None:
    if asked.path == "/":
        return Answer(
            "".join(f'<a href="{path}">{path}</a> ' for path in FILES if path != "/guide-2.pdf").encode()
        )
    if asked.path == "/no-head.pdf" and asked.method == "HEAD":
        return Answer(status=405)
    return FILES.get(asked.path)


def plan(server: Server, documents: Documents | None) -> CrawlPlan:
    target = f"{server.url}/"
    return CrawlPlan((target,), Scope.around([target]), delay=0, obey_robots=False, documents=documents)


@pytest.fixture(scope="module")
def site() -> Iterator[tuple[Server, Crawled]]:
    with serving(answers) as server:
        yield server, crawled(plan(server, Documents(max_bytes=5000)), server.url)


@pytest.mark.parametrize(
    ("path", "ending"),
    [
        ("/guide.pdf", ".pdf"),
        ("/form.docx", ".docx"),
        ("/download/12", ".odt"),
        ("/download/13", ".pdf"),
        ("/vague.pdf", ".pdf"),
        ("/no-head.pdf", ".pdf"),
        ("/untyped.pdf", ".pdf"),
        ("/moved.pdf", ".pdf"),
    ],
)
def test_a_document_is_fetched_and_told_by_its_kind(site: tuple[Server, Crawled], path: str, ending: str) -> None:
    fetched = site[1].pages[path]
    assert (fetched.document, fetched.status, fetched.links) == (ending, 200, ())
    assert fetched.found_on == f"{site[1].root}/"
    assert fetched.body in {PDF, b"PK form", b"PK plan"}


@pytest.mark.parametrize(
    ("path", "reason", "told"),
    [
        ("/huge.pdf", "document", "It has 0.0 MB."),
        ("/endless.pdf", "document", "larger than this audit reads"),
        ("/old.doc", "document", "reads PDF, Word (.docx) and OpenDocument"),
        ("/places.xlsx", "document", "reads PDF, Word (.docx) and OpenDocument"),
        ("/login.pdf", "document", "web page"),
    ],
)
def test_what_is_not_read_says_why(site: tuple[Server, Crawled], path: str, reason: str, told: str) -> None:
    left = site[1].left_out[path]
    assert left.reason == reason
    assert told in left.detail


def test_what_is_too_large_or_of_another_kind_is_not_downloaded(site: tuple[Server, Crawled]) -> None:
    downloaded = [a.path for a in site[0].asked if a.method == "GET" and "Range" not in a.headers]
    assert {"/huge.pdf", "/old.doc", "/places.xlsx", "/gone.pdf"}.isdisjoint(downloaded)
    assert downloaded.count("/guide.pdf") == 1


def test_every_document_is_recorded_too(site: tuple[Server, Crawled]) -> None:
    documents = site[1].documents
    assert documents["/guide.pdf"].size == len(PDF)
    assert documents["/huge.pdf"].size == 5001
    assert documents["/gone.pdf"].status == 404
    assert documents["/download/13"].content_type == "application/pdf"


def test_a_document_does_not_count_as_a_page(site: tuple[Server, Crawled]) -> None:
    assert site[1].outcome.pages == 1


def test_without_reading_nothing_is_downloaded() -> None:
    with serving(answers) as server:
        done = crawled(plan(server, None), server.url)
    assert set(done.pages) == {"/"}
    assert set(done.documents) >= {"/guide.pdf", "/form.docx", "/download/13"}


@pytest.mark.parametrize(
    ("etag", "stamp", "fetches"), [('W/"1"', None, 0), (None, STAMP, 0), ('"0"', STAMP, 1), (None, None, 1)]
)
def test_a_document_is_fetched_again_only_when_its_stamps_differ(
    etag: str | None, stamp: str | None, fetches: int
) -> None:
    with serving(lambda asked: None if asked.path == "/" else answers(asked)) as server:
        url = f"{server.url}/guide.pdf"
        only = CrawlPlan(
            (url,), Scope.around([url]), delay=0, obey_robots=False, follow=False, documents=Documents()
        )
        done = crawled(only, server.url, {url: Known(etag, stamp, ())})
        asked = [a for a in server.asked if a.path == "/guide.pdf"]
    assert done.pages["/guide.pdf"].status == (200 if fetches else 304)
    assert not any(isinstance(item, NotAudited) for item in done.items)
    assert len(asked) == 1 + fetches


def test_documents_elsewhere_are_read_only_where_the_audit_was_told_to() -> None:
    with serving(answers) as other:
        link = f'<a href="{other.url.replace("127.0.0.1", "localhost")}/guide.pdf">Guide</a>'.encode()
        with serving(lambda asked: Answer(link) if asked.path == "/" else None) as server:
            told = plan(server, Documents(hosts=("localhost",)))
            left = crawled(CrawlPlan(**{**vars(told), "documents": Documents(), "private_hosts": ("localhost",)}))
            read = crawled(CrawlPlan(**{**vars(told), "private_hosts": ("localhost",)}))
    assert [page.document for page in left.pages.values()] == [""]
    assert sorted(page.document for page in read.pages.values()) == ["", ".pdf"]
