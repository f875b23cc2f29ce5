"""Fills a store with a site of any size: pages of some 700 words, each with twenty things to put right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import cycle, islice
from random import Random

from pipeline.store.open import Store
from pipeline.store.text import Part, pack_text
from pipeline.store.values import Read
from pipeline.store.write import Writer
from rules.core.findings import Finding, Severity
from rules.core.page import Place
from rules.core.registry import catalogue
from rules.core.run import identify
from spiders.fetched import Fetched, NotAudited

SITE = "Large Council"
HOST = "https://www.large.gov.uk"
DAY = date(2027, 3, 1)
FINDINGS = 20
_BATCH = 200
_SAID = """
help support family child school travel club form panel plan ask book visit phone letter money carer young person
team week term garden music swim bus lunch library choice advice change talk group sign learn play
"""
_WORDS = _SAID.split()
_SEVERITIES: Sequence[Severity] = ("problem", "advice", "problem", "advice", "barrier")
_FOOTER = "To find out more about anything on this site, click here."


def fill(store: Store, pages: int) -> int:
    """Keep one audit of so many pages, and return its run."""
    writer = Writer(store)
    run = writer.begin(SITE, DAY, "0.1.0")
    for first in range(0, pages, _BATCH):
        writer.save_read(run, [_read(n) for n in range(first, min(first + _BATCH, pages))])
    writer.save_not_audited(run, [NotAudited(f"{HOST}/gone/{n}", "error", "Not found.", 404) for n in range(50)])
    rules = list(islice((rule for rule in catalogue() if not rule.startswith("core.")), 0, None, 8))
    writer.save_judged(run, rules, identify(_findings(pages, rules)), ())
    writer.finish(run, True, None)
    writer.close()
    return run


def address(n: int) -> str:
    """The address of a page."""
    return f"{HOST}/send/part-{n % 40}/page-{n}"


def _paragraphs(n: int) -> list[str]:
    told = Random(n)
    return [" ".join(told.choices(_WORDS, k=18)).capitalize() + "." for _ in range(40)]


def _read(n: int) -> Read:
    parts = [Part(text, "paragraph", "main") for text in _paragraphs(n)]
    return Read(
        fetched=Fetched(address(n), 200, etag=f'"{n}"', elapsed=0.2, depth=3, links=(address(n + 1),)),
        title=f"Page {n} about {_WORDS[n % len(_WORDS)]}",
        language="en",
        words=720,
        reading_age=11.5,
        body_hash=str(n),
        words_hash=str(n),
        seen=DAY,
        digest="d",
        facts={},
        failures=[],
        text=pack_text([*parts, Part(_FOOTER, "paragraph", "footer")]),
    )


def _findings(pages: int, rules: Sequence[str]) -> Iterator[Finding]:
    for n in range(pages):
        texts = _paragraphs(n)
        for i, rule in enumerate(islice(cycle(rules), n % 7, n % 7 + FINDINGS - 1)):
            text = texts[2 * i]
            yield _finding(n, rule, text, f"main > p:nth-of-type({2 * i + 1})", text.split()[i % 9], i)
        yield _finding(n, rules[0], _FOOTER, "footer > p", "click here", 0)


def _finding(n: int, rule: str, block: str, path: str, quote: str, i: int) -> Finding:
    start = block.index(quote)
    place = Place(address(n), path, block, start, start + len(quote))
    message = f"“{quote}” may not say to everyone what is meant here."
    fix = "Say it in the words that a family would use."
    return Finding(rule, place, "", quote, message, fix, _SEVERITIES[i % len(_SEVERITIES)], i % 6 == 0)
