"""A document through the nights: read once, asked about while it stands, read again when it changes, then gone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.store.open import open_store
from pipeline.store.read import Reader
from tests.documents import Pdf, Word
from tests.pipeline.test_nights import audit
from tests.spiders.serving import Answer, Asked, Server, serving

PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TEXT = "Book your place by 3 October 2026. In order to book, ring us."


def guide(text: str = TEXT) -> bytes:
    return Pdf([[("H1", "Short breaks"), ("P", text)]], "Short breaks").made()


class Site:
    """A page that links to documents, each with a tag that is true."""

    def __init__(self) -> None:
        self.files = {
            "/guide.pdf": (guide(), PDF),
            "/form.docx": (Word([("P", "Ring us."), ("Figure", "")]).made(), WORD),
        }
        self.files["/broken.pdf"] = (guide()[:300], PDF)

    def __call__(self, asked: Asked) -> Answer | None:
        if asked.path == "/":
            links = " ".join(f'<a href="{path}">Guide (PDF, 2 KB)</a>' for path in ("/guide.pdf", *self.files))
            return Answer(
                f"<html lang=en><title>Hub</title><main><h1>Hub</h1><p>{links}</p></main></html>".encode()
            )
        if asked.path not in self.files:
            return None
        body, kind = self.files[asked.path]
        return Answer(body, kind, headers={"ETag": f'"{hash(body)}"'})


@contextmanager
def site() -> Iterator[tuple[Site, Server]]:
    answers = Site()
    with serving(answers) as server:
        yield answers, server


def downloads(server: Server) -> list[str]:
    asked = [
        a.path for a in server.asked if a.method == "GET" and a.path.startswith(("/guide", "/form", "/broken"))
    ]
    server.asked.clear()
    return sorted(asked)


def found(folder: Path, path: str) -> set[tuple[str, str]]:
    with open_store(f"sqlite:///{folder / 'store.db'}") as store:
        reader = Reader(store)
        rows = list(reader.findings(reader.latest()))
    return {(row.rule, row.quote or row.key) for row in rows if row.url.endswith(path)}


def test_a_document_is_read_as_pages_are_and_again_only_when_it_has_changed(tmp_path: Path) -> None:
    with site() as (answers, server):
        audit(server.url, tmp_path, "2026-11-23")
        assert downloads(server) == ["/broken.pdf", "/form.docx", "/guide.pdf"]
        assert found(tmp_path, "/guide.pdf") == {
            ("stale.past-event", "3 October 2026"),
            ("jargon.plain-alternative", "In order to"),
        }
        audit(server.url, tmp_path, "2026-11-24")
        assert downloads(server) == ["/broken.pdf"]
        assert len(found(tmp_path, "/guide.pdf")) == 2
        assert found(tmp_path, "/form.docx") == {("documents.missing-alt", "no alt text")}
        answers.files["/guide.pdf"] = (guide("Book your place by 3 October 2027."), PDF)
        audit(server.url, tmp_path, "2026-11-25")
        assert downloads(server) == ["/broken.pdf", "/guide.pdf"]
        assert found(tmp_path, "/guide.pdf") == set()
        audit(server.url, tmp_path, "2027-10-04")
        assert downloads(server) == ["/broken.pdf"]
    assert found(tmp_path, "/guide.pdf") == set()  # a week of grace
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as store:
        reader = Reader(store)
        run = reader.latest()
        assert {page.url.rpartition("/")[2]: page.outcome for page in reader.pages(run)} == {
            "": "unchanged",
            "form.docx": "unchanged",
            "guide.pdf": "unchanged",
        }
        assert [(row.url.rpartition("/")[2], row.reason) for row in reader.not_audited(run)] == [
            ("broken.pdf", "document"),
        ]
        assert run.complete


def test_a_document_that_is_gone_takes_what_was_found_along(tmp_path: Path) -> None:
    with site() as (answers, server):
        audit(server.url, tmp_path, "2026-11-23")
        del answers.files["/guide.pdf"]
        audit(server.url, tmp_path, "2026-11-24")
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as store:
        reader = Reader(store)
        left = reader.left(reader.latest())
    of_the_guide = [row for row in left if row.finding.url.endswith("/guide.pdf")]
    assert {(row.left, row.finding.rule) for row in of_the_guide} == {
        ("gone", "stale.past-event"),
        ("gone", "jargon.plain-alternative"),
    }


def test_documents_are_only_noted_where_that_is_asked_for(tmp_path: Path) -> None:
    with site() as (_, server):
        audit(server.url, tmp_path, "2026-11-23", "--no-documents")
        assert downloads(server) == []
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as store:
        reader = Reader(store)
        run = reader.latest()
        assert len(reader.documents(run)) == 3
        assert [page.url for page in reader.pages(run)] == [f"{server.url}/"]
        assert list(reader.not_audited(run)) == []
