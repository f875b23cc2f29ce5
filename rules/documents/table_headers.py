"""Tables in a document without a header row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from rules.core.document_rule import DocumentRule
from rules.core.file import File
from rules.core.findings import Fact, Finding, Site


class TableHeaders(DocumentRule):
    """A table in the document has no header cells that programs can tell from the rest.

    A screen reader then reads “12 May, 10am, Mill” without saying what each stands for. In Word, a first row in
    bold is no header. One that is set to repeat at the top of each page is.

    Word makes tables look as if they had a header. Where that is all, a person must look first.

    **Left alone:**

    - tables of one row or one column, which only set things in place
    - PDFs without tags, and scans, which other rules find
    - files of other kinds
    """

    id = "documents.table-headers"
    title = "Tables in documents without headers"
    message = "Tables in this document have no header row or header cells: {value}."
    fix = "Set the first row to repeat as a header row in Word. In a PDF, mark its cells as table headers."
    commitments = ("partnership.participation", "value.everyone")
    wcag = ("1.3.1",)
    sources = ("https://www.w3.org/WAI/WCAG22/Techniques/pdf/PDF6",)

    def faults(self, file: File) -> Iterator[tuple[str, str]]:
        if file.headless:
            key = "only looks like one" if file.doubtful == file.headless else "no headers"
            yield key, f"{file.headless} of {file.tables}"

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        for finding in super().judge(facts, site):
            yield replace(finding, review=finding.review or finding.key == "only looks like one")
