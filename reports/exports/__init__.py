"""Every way to write an outcome down but the HTML report: one short module a format, and the table of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import BinaryIO, TextIO

from reports.exports import csv, github, gitlab, json, junit, markdown, sarif, text, xlsx
from reports.outcome import Outcome


@dataclass(frozen=True)
class TextFormat:
    """A format of characters. The file's encoding is the caller's choice; UTF-8 is meant."""

    name: str
    suffix: str
    write: Callable[[Outcome, TextIO], None]


@dataclass(frozen=True)
class BinaryFormat:
    """A format of bytes, which needs a file opened in binary mode, and no terminal."""

    name: str
    suffix: str
    write: Callable[[Outcome, BinaryIO], None]


Format = TextFormat | BinaryFormat

FORMATS: Mapping[str, Format] = {
    form.name: form
    for form in (
        TextFormat("text", ".txt", text.write),
        TextFormat("json", ".json", json.write),
        TextFormat("csv", ".csv", csv.write),
        BinaryFormat("xlsx", ".xlsx", xlsx.write),
        TextFormat("markdown", ".md", markdown.write),
        TextFormat("sarif", ".sarif", sarif.write),
        TextFormat("junit", ".xml", junit.write),
        TextFormat("github", ".txt", github.write),
        TextFormat("gitlab", ".json", gitlab.write),
    )
}
