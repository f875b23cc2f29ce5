"""What an audit makes of the style sheets that pages link to, from one night to the next."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.drafts import drafts
from pipeline.store.open import open_store
from pipeline.store.read import Reader
from tests.pipeline.test_nights import audit
from tests.spiders.serving import Answer, Answers, Asked, serving

RULE = ("--select", "accessibility.text-style")
LONG = "Short breaks give families time to rest, and children time with friends. Ask us about them at any time."
LAST = 4
ITALIC, PLAIN = "p.note { font-style: italic }", "p.note { font-style: normal }"


def page(sheets: str, path: str) -> Answer:
    body = f"<html lang=en><title>t</title>{sheets}<main><h1>Help</h1><p class=note>{LONG}</p>{path}</main>"
    return Answer(body.encode(), headers={"ETag": '"1"'})


def site(css: dict[str, Answer]) -> Answers:
    link = "<link rel=stylesheet href=/a.css>"
    pages = {f"/{n or ''}": page(link, f"<a href=/{n + 1}>next</a>") for n in range(LAST)}
    pages[f"/{LAST}"] = page(link, "")

    def answers(asked: Asked) -> Answer | None:
        if asked.path in pages and asked.headers.get("If-None-Match"):
            return Answer(status=304)
        return pages.get(asked.path) or css.get(asked.path)

    return answers


def found(folder: Path) -> list[str]:
    with open_store(f"sqlite:///{folder / 'store.db'}") as store:
        reader = Reader(store)
        return [row.url.rpartition("/")[2] for row in reader.findings(reader.latest())]


def test_a_sheet_is_fetched_once_and_pages_are_read_again_when_it_changes(tmp_path: Path) -> None:
    css = {"/a.css": Answer(b"@import 'deep/b.css' screen;", "text/css")}
    css["/deep/b.css"] = Answer(ITALIC.encode(), "text/css; charset=utf-8")
    with serving(site(css)) as server:
        audit(server.url, tmp_path, "2026-11-23", *RULE)
        assert len(found(tmp_path)) == LAST + 1
        assert [p for p in server.paths() if p.endswith(".css")] == ["/a.css", "/deep/b.css"]
        server.asked.clear()
        audit(server.url, tmp_path, "2026-11-24", *RULE)
        pages = [asked for asked in server.asked if asked.path == "/" or asked.path[1:].isdecimal()]
        assert pages
        assert all("If-None-Match" in asked.headers for asked in pages)
        assert len(found(tmp_path)) == LAST + 1
        css["/deep/b.css"] = Answer(PLAIN.encode(), "text/css")
        audit(server.url, tmp_path, "2026-11-25", *RULE)
        assert found(tmp_path) == []


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (Answer(b"", "text/css", status=500), "500"),
        (Answer(b"<p>Log in", "text/html"), "text/html"),
        (Answer(b"x" * 2_000_001, "text/css"), "larger"),
    ],
)
def test_a_sheet_that_cannot_be_had_is_noted_and_the_audit_goes_on(
    tmp_path: Path, answer: Answer, told: str
) -> None:
    with serving(site({"/a.css": answer})) as server:
        audit(server.url, tmp_path, "2026-11-23", *RULE)
    assert found(tmp_path) == []
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as store:
        reader = Reader(store)
        run = reader.latest()
        missed = [(row.url.rpartition("/")[2], row.detail) for row in reader.not_audited(run)]
        assert run.complete
    assert [url for url, _ in missed] == ["a.css"]
    assert told in missed[0][1]


def test_robots_are_obeyed_for_sheets_too(tmp_path: Path) -> None:
    css = {"/a.css": Answer(ITALIC.encode(), "text/css")}
    css["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /a.css", "text/plain")
    with serving(site(css)) as server:
        audit(server.url, tmp_path, "2026-11-23", *RULE)
        assert "/a.css" not in server.paths()
    assert found(tmp_path) == []


def test_a_draft_has_the_sheets_of_its_own_folder_alone(tmp_path: Path) -> None:
    given = tmp_path / "given"
    (given / "css").mkdir(parents=True)
    (tmp_path / "outside.css").write_text(ITALIC)
    (given / "css" / "a.css").write_text(ITALIC)
    (given / "css" / "out.css").symlink_to(tmp_path / "outside.css")
    hrefs = ["css/a.css?v=2", "../outside.css", "css/out.css", "/css/a.css", "https://example.org/a.css"]
    hrefs += [str(given / "css" / "a.css"), "css/none.css", "file:///css/a.css", "page.html", "//[", "css/%00.css"]
    links = "".join(f"<link rel=stylesheet href='{href}'>" for href in hrefs)
    (given / "page.html").write_text(links + "<p>Hello</p>")
    for target in given, given / "page.html":
        (draft,) = drafts(str(target))
        assert [sheet.href for sheet in draft.sheets] == ["css/a.css?v=2"]
