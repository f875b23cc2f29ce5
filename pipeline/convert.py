"""Turns the formats that drafts are written in into HTML that can be checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

from pipeline.encoding import decoded
from rules.core.file import File

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

# The readers of Word, PDF and Markdown are imported where they are used: most drafts need one of them, or none.

WANTED = "Save it as HTML, Word (.docx), OpenDocument (.odt), PDF, Markdown or plain text."
_NO_WORDS = "There are no words in it."
_UNPACKED, _UNPACKED_TEXT = 200_000_000, 40_000_000
_HTML = re.compile(
    r"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|[a-z][a-z1-6]*[\s/>])"
    r"|</(?:a|body|div|h[1-6]|html|li|main|p|section|table|ul)>",
    re.IGNORECASE | re.DOTALL,
)
_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_MATTER_TITLE = re.compile(r"^title:[ \t]*([\"']?)(.+?)\1[ \t]*$", re.MULTILINE)
_MARKDOWN_HEADING = re.compile(r"^#{1,6} \S", re.MULTILINE)
_BEGINNING = 200
_ITEM = re.compile(r"[-*•]\s+")
_LIST = re.compile(r"<li>.*</li>(?:\n<li>.*</li>)*")
_DAY = re.compile(r"(?:D:)?(\d{4})-?(\d\d)-?(\d\d)")
_WORD_STYLES = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => p:fresh"


class UnreadableError(Exception):
    """Its message is the reason, in words for whoever wrote the draft."""


@dataclass(frozen=True)
class Content:
    """A draft's HTML, the document's own date where it has one, and of a PDF what it holds besides its words."""

    html: str
    modified: date | None = None
    file: File | None = None


# A file's bytes and its name without a suffix in, its content out; raises UnreadableError.
Reader = Callable[[bytes, str], Content]


def either(data: bytes, name: str) -> Content:
    """A draft whose name does not say what it is: told by how it begins, by its tags, or by headings with `#`."""
    if data.startswith(b"%PDF"):
        return _pdf(data, name)
    if data.startswith(b"PK"):
        return (_open_document if b"opendocument.text" in data[:_BEGINNING] else _word)(data, name)
    text = _decoded(data, markup=True)
    if _HTML.search(text):
        return Content(text)
    return _markdown(data, name) if _MARKDOWN_HEADING.search(text) else Content(_plain(text, name))


def _html(data: bytes, name: str) -> Content:
    del name
    return Content(_decoded(data, markup=True))


def _text(data: bytes, name: str) -> Content:
    return Content(_plain(_decoded(data), name))


@cache
def _markdown_reader() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


def _markdown(data: bytes, name: str) -> Content:
    text = _decoded(data)
    matter = _FRONT_MATTER.match(text)
    titled = _MATTER_TITLE.search(matter[1]) if matter else None
    body = str(_markdown_reader().render(text[matter.end() :] if matter else text))
    return Content(_document(titled[2] if titled else name, body))


def _word(data: bytes, name: str) -> Content:
    import mammoth

    from pipeline.word import without_looks

    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableError(f"It is locked with a password, or was made by an old Word. {WANTED}")
    with _unpacked(data) as parts:
        title, modified = _properties(parts)
        file = without_looks(parts)
    pictures = mammoth.images.img_element(lambda _: {"src": ""})
    body = mammoth.convert_to_html(file, convert_image=pictures, style_map=_WORD_STYLES).value
    if not body.strip():
        raise UnreadableError(_NO_WORDS)
    return Content(_document(title or name, body), modified)


def _properties(parts: ZipFile) -> tuple[str, date | None]:
    from lxml import etree

    if "docProps/core.xml" not in parts.namelist():
        return "", None
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    core = etree.fromstring(parts.read("docProps/core.xml"), parser)
    title = core.findtext("{http://purl.org/dc/elements/1.1/}title", "").strip()
    return title, _day(core.findtext("{http://purl.org/dc/terms/}modified", ""))


def _open_document(data: bytes, name: str) -> Content:
    from pipeline.odt import odt_title_and_day, odt_to_html

    with _unpacked(data) as parts:
        names = parts.namelist()
        if "META-INF/manifest.xml" in names and b"encryption-data" in parts.read("META-INF/manifest.xml"):
            raise UnreadableError("It is locked with a password.")
        body = odt_to_html(parts.read("content.xml"))
        title, stamp = odt_title_and_day(parts.read("meta.xml")) if "meta.xml" in names else ("", "")
    if not body:
        raise UnreadableError(_NO_WORDS)
    return Content(_document(title or name, body), _day(stamp))


@contextmanager
def _unpacked(data: bytes) -> Iterator[ZipFile]:
    """The parts of a document that is a zip file. What they say of their size holds: no more is unpacked."""
    with ZipFile(BytesIO(data)) as parts:
        all_of_it = parts.infolist()
        if sum(part.file_size for part in all_of_it) > _UNPACKED:
            raise UnreadableError(f"Unpacked it is larger than {_UNPACKED // 1_000_000} MB.")
        if sum(part.file_size for part in all_of_it if part.filename.endswith(".xml")) > _UNPACKED_TEXT:
            raise UnreadableError(f"Unpacked its text is larger than {_UNPACKED_TEXT // 1_000_000} MB.")
        yield parts


def _day(stamp: str) -> date | None:
    """The day of a stamp such as `2026-11-23T08:00:00Z` or `D:20261123080000`."""
    found = _DAY.match(stamp)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _pdf(data: bytes, name: str) -> Content:
    import pypdfium2

    from pipeline.documents.pdf_file import pdf_file
    from pipeline.pdf import pdf_to_html

    file = pdf_file(data, name)
    with closing(pypdfium2.PdfDocument(data)) as document:
        body = "" if file.scanned else pdf_to_html(document)
        changed = _day(document.get_metadata_dict().get("ModDate", ""))
    if not body and not file.scanned:
        raise UnreadableError("It has no text: nobody can search it or have it read out.")
    return Content(_document(file.title or name, body, file.language), changed, file)


def _decoded(data: bytes, *, markup: bool = False) -> str:
    text = decoded(data, markup=markup)
    if text is None:
        raise UnreadableError("It is not text, or its encoding cannot be told. Save it as UTF-8.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _plain(text: str, name: str) -> str:
    """Blank lines part paragraphs; lines that start with a dash, star or bullet are items; other lines go on."""
    pieces: list[list[str]] = []
    for line in text.split("\n"):
        item = _ITEM.match(line.strip())
        if not line.strip():
            pieces.append(["", ""])
        elif item:
            pieces.append(["li", line.strip()[item.end() :]])
        elif pieces and pieces[-1][0]:
            pieces[-1][1] += f" {line.strip()}"
        else:
            pieces.append(["p", line.strip()])
    told = [f"<{tag}>{escape(words)}</{tag}>" for tag, words in pieces if tag]
    return _document(name, _LIST.sub(r"<ul>\g<0></ul>", "\n".join(told)))


def _document(title: str, body: str, language: str = "") -> str:
    """A page around a body. It says that it is in English, where the file does not say another language."""
    lang = escape(language or "en-GB")
    head = (
        f'<!DOCTYPE html>\n<html lang="{lang}"><head><meta charset="utf-8"><title>{escape(title)}</title></head>'
    )
    return f"{head}\n<body><main>\n{body}\n</main></body></html>\n"


READERS: Mapping[str, Reader] = {
    ".html": _html,
    ".htm": _html,
    ".xhtml": _html,
    ".md": _markdown,
    ".markdown": _markdown,
    ".txt": _text,
    ".text": _text,
    ".docx": _word,
    ".odt": _open_document,
    ".pdf": _pdf,
}
