"""Reads one fetched page: segment, extract, count. Runs in worker processes, and knows no network and no store."""

from __future__ import annotations

import importlib.metadata
import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from email.utils import parsedate_to_datetime
from functools import cache, lru_cache
from hashlib import blake2b
from pathlib import Path

import rules as rules_package
from pipeline.store.pack import pack_facts
from pipeline.store.text import pack_text, parts_of
from pipeline.store.values import SHEETS, Body, Held, Read
from rules.core.file import DOCUMENT, File
from rules.core.findings import Fact
from rules.core.page import Page, with_file
from rules.core.readability import count_words, reading_age
from rules.core.recognisers import kept_always, recognised
from rules.core.rule import Rule, at
from rules.core.run import extract
from rules.core.segment import segment
from rules.core.template import TEMPLATE, template
from spiders.fetched import Fetched, SheetLink, StyleSheet

_LIBRARIES = (
    "extruct",
    "holidays",
    "lxml",
    "mammoth",
    "phonenumbers",
    "pikepdf",
    "pypdfium2",
    "python-docx",
    "textstat",
)
_OF_DOCUMENTS = ("convert.py", "odt.py", "pdf.py")
# The other themes look at the markup of web pages, and a document has none of its own.
_ON_DOCUMENTS = frozenset(("contact", "documents", "inclusive", "jargon", "plain-english", "spelling", "stale"))


@dataclass(frozen=True)
class ReadWith:
    """The rules to read with, and the digest that names them: facts of another digest are out of date.

    With `facts`, what the shared recognisers see is kept too, and with `bodies` what was read.
    """

    rules: tuple[Rule, ...]
    digest: str
    facts: bool = False
    bodies: bool = False

    def digest_with(self, sheets: tuple[StyleSheet, ...]) -> str:
        """The digest of facts that were read with these style sheets too."""
        told = [(sheet.href, sheet.digest) for sheet in sheets]
        return _hash(f"{self.digest} {told}".encode("utf-8", "replace")) if told else self.digest


def read_with(rules: Sequence[Rule], *, facts: bool = False, bodies: bool = False) -> ReadWith:
    """The rules with their digest: of their files, what reads documents, their settings and the libraries."""
    told = [_sources(), *(f"{name} {importlib.metadata.version(name)}" for name in _LIBRARIES)]
    told += [f"{rule.id} {[(f.name, getattr(rule, f.name)) for f in fields(rule)]}" for rule in rules]
    return ReadWith(tuple(rules), _hash(f"{told} {facts}".encode()), facts, bodies)


@cache
def _sources() -> str:
    """The digest of the files that decide what is read: of the rules, but for their cases, and of documents."""
    here = Path(__file__).parent
    files = [file for home in rules_package.__path__ for file in _files(home)]
    files += [str(here / name) for name in _OF_DOCUMENTS] + [str(p) for p in (here / "documents").glob("*.py")]
    digest = blake2b(digest_size=16)
    for file in sorted(files):
        digest.update(Path(file).name.encode())
        digest.update(Path(file).read_bytes())
    return digest.hexdigest()


def _files(home: str) -> Iterator[str]:
    for folder, _, names in os.walk(home):
        cases = {f"{name.removesuffix('.py')}.toml" for name in names}
        if not folder.endswith("__pycache__"):
            yield from (f"{folder}/{name}" for name in names if name not in cases or name.endswith(".py"))


def _hash(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()


def body_hash(body: bytes) -> str:
    """The name of a body: equal bodies have the same facts."""
    return _hash(body)


def read(
    fetched: Fetched,
    using: ReadWith,
    seen: date,
    held: Held | None = None,
    file: File | None = None,
    sheets: tuple[StyleSheet, ...] = (),
) -> Read:
    """Read a page's body into facts. Never raises for what stands on the page; a rule that raises is a failure.
    Raises UnreadableError for a document that cannot be read.

    Content that is the same as what is `held` was seen then; other content is seen from the day `seen`. The
    body itself is left out of what comes back, unless it is to be kept: then it comes packed. `file` is what a
    draft's file holds besides its words, which the body gives as HTML. `sheets` are the page's style sheets.
    """
    started = time.process_time()
    page = page_of(fetched, seen, file)
    if sheets:
        page = replace(page, sheets={sheet.href: _text(sheet.path) for sheet in sheets})
    words = _hash("\n".join(block.text for block in page.main).encode("utf-8", "replace"))
    body = body_hash(fetched.body)
    if held and (held.words_hash == words or held.body_hash == body):
        page = replace(page, seen=held.seen)
    facts, failures = extract(page, rules_for(page, using.rules))
    facts |= kept_always(page)
    if page.file is None:
        facts[TEMPLATE] = [Fact(at(page, page.dom), value=template(page))]
    else:
        facts[DOCUMENT] = [Fact(at(page, page.dom), value=page.file.kind)]
    if fetched.sheets:
        facts[SHEETS] = _sheets_of(page, fetched.sheets, sheets)
    if using.facts:
        facts |= recognised(page)
    told = Read(
        fetched=replace(fetched, body=b""),
        title=page.title,
        language=page.language,
        words=page.of(count_words),
        reading_age=page.of(reading_age),
        body_hash=body,
        words_hash=words,
        seen=page.seen,
        digest=using.digest_with(sheets),
        facts={rule: pack_facts(found) for rule, found in facts.items()},
        failures=failures,
        noticed=sum(map(len, facts.values())),
        text=pack_text(parts_of(page, facts)),
        seconds=time.process_time() - started,
        body=_packed(fetched) if using.bodies and not fetched.document else None,
    )
    page.let_go()
    return told


def _sheets_of(page: Page, links: tuple[SheetLink, ...], sheets: tuple[StyleSheet, ...]) -> list[Fact]:
    """Which style sheets a page asks for, and the digests of those that it was read with."""
    digests = {sheet.href: sheet.digest for sheet in sheets}
    return [Fact(at(page, page.dom), link.href, link.url, digests.get(link.href, "")) for link in links]


def _packed(fetched: Fetched) -> Body:
    from pipeline.store.bodies import packer  # and with it zstandard, which a check does without

    return packer().pack(fetched.body, fetched.encoding)


def page_of(fetched: Fetched, seen: date, file: File | None = None) -> Page:
    """The page that a body holds, or that the words of a document make."""
    if fetched.document:
        from pipeline.documents.read import document_page

        page = document_page(fetched, seen)
        return replace(page, modified=page.modified or _day(fetched.last_modified))
    html = fetched.body.decode(fetched.encoding, "replace")
    page = segment(html, fetched.url, seen=seen, modified=_day(fetched.last_modified))
    return page if file is None else with_file(page, file)


def rules_for(page: Page, rules: Sequence[Rule]) -> Sequence[Rule]:
    """The rules that look at a page: at a document, only those about its text and about documents."""
    return rules if page.file is None else [rule for rule in rules if rule.id.split(".")[0] in _ON_DOCUMENTS]


@lru_cache(maxsize=64)
def _text(path: str) -> str:
    """The text of a style sheet: the same object for every page, so that it is looked at once."""
    return Path(path).read_text("utf-8", "replace")


def _day(stamp: str | None) -> date | None:
    """The day of an HTTP date; none where the header is missing or nonsense."""
    try:
        return parsedate_to_datetime(stamp).date() if stamp else None
    except ValueError:
        return None
