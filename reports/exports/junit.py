"""JUnit's XML, which every build server reads: a page is a suite, and each finding a test that failed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from typing import TextIO

from lxml import etree

from pipeline.store.values import FindingRow
from reports.exports.clean import clean
from reports.outcome import Outcome, PageEntry, Spent
from rules.core.findings import Failure


def write(outcome: Outcome, out: TextIO) -> None:
    """Suite by suite, in ASCII with character references. Waived findings are skipped tests.

    A page without findings has one test that passed; a page that could not be read, and a rule that failed,
    are errors. Each budget is a test of its own.
    """
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="localoffer">\n')
    found = set()
    for url, rows in groupby(outcome.findings, attrgetter("url")):
        found.add(url)
        _suite(out, url, map(_finding, rows))
    for page in outcome.pages:
        if page.url not in found:
            _suite(out, page.url, [_page(page)])
    if outcome.budgets:
        _suite(out, "budgets", map(_budget, outcome.budgets))
    if outcome.failures:
        _suite(out, "localoffer", map(_failure, outcome.failures))
    out.write("</testsuites>\n")


def _suite(out: TextIO, name: str, tests: Iterable[etree._Element]) -> None:
    suite = etree.Element("testsuite", name=clean(name))
    suite.extend(tests)
    for count, tag in (("tests", "."), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(count, str(len(suite) if tag == "." else sum(1 for _ in suite.iter(tag))))
    out.write(etree.tostring(suite, pretty_print=True).decode("ascii"))


def _finding(row: FindingRow) -> etree._Element:
    quote = f": {row.quote}" if row.quote else ""
    test = _test(row.url, f"{row.rule}{quote} [{row.id}]")
    if row.state == "waived":
        why = f" Waived: {row.waiver.because}" if row.waiver else ""
        etree.SubElement(test, "skipped", message=clean(row.message + why))
    else:
        failure = etree.SubElement(test, "failure", type=row.severity, message=clean(row.message))
        failure.text = "\n".join(_told(row))
    return test


def _told(row: FindingRow) -> Iterator[str]:
    yield clean(row.message)
    yield f"What to do: {clean(row.fix)}"
    yield f"Where: {clean(row.path)}"
    if row.block:
        yield f"The words: {clean(row.block)}"
    if row.review:
        yield "Please look at it first: a person must judge this."


def _page(page: PageEntry) -> etree._Element:
    test = _test(page.url, "nothing to put right" if page.read else "could not be checked")
    if not page.read:
        etree.SubElement(test, "error", type="not read", message=clean(page.reason or ""))
    return test


def _budget(spent: Spent) -> etree._Element:
    test = _test("budgets", f"{spent.name}: {spent.most} at most")
    if spent.over:
        etree.SubElement(test, "failure", type="over budget", message=clean(spent.told))
    return test


def _failure(failure: Failure) -> etree._Element:
    test = _test(failure.url or "the whole site", failure.rule)
    etree.SubElement(test, "error", type="rule failed", message=clean(failure.error))
    return test


def _test(where: str, name: str) -> etree._Element:
    return etree.Element("testcase", classname=clean(where), name=clean(name))
