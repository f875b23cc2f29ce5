"""Audits of a made-up council, held in memory, for the tests of the report."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from hashlib import blake2b

from pipeline.store.checked import Unsure
from pipeline.store.keys import clean
from pipeline.store.read import Reader
from pipeline.store.text import Part, pack_text
from pipeline.store.values import (
    Brief,
    Changed,
    DocumentRow,
    FindingRow,
    LeftRow,
    NotAuditedRow,
    PageRow,
    Run,
    State,
    Upcoming,
)
from pipeline.store.waiving import Use, Waiver
from reports.views.promises import PAGES, figure_of
from rules.core.charter import load_charter
from rules.core.findings import Fact, Failure, Severity
from rules.core.page import Place
from rules.core.page_type import PAGE_TYPE
from rules.core.recognisers import LADDER

HOST = "https://www.anyborough.gov.uk"
TODAY = date(2027, 3, 1)
RUN = Run(
    2,
    HOST,
    TODAY,
    datetime(2027, 3, 1, 2, 1, tzinfo=UTC),
    datetime(2027, 3, 1, 2, 14, tzinfo=UTC),
    "0.1.0",
    True,
    None,
)
WAIVER = Waiver(
    because="The form moves in April.",
    by="Ana, web team",
    until=date(2027, 4, 30),
    rule="links.raw-url",
    pages="/send/*",
)
LAPSED = replace(WAIVER, rule="", pages="", issue="9be2c18e9950da5f", until=date(2027, 2, 1))
BEFORE = replace(RUN, id=1, today=date(2027, 2, 26), finished=datetime(2027, 2, 26, 2, 9, tzinfo=UTC))

HOURS = (
    "The team is open Monday to Friday, 8.30am to 5pm. We will be closed from Thursday 24 December "
    "and will reopen on Monday 4 January."
)
PANEL = (
    "Eligibility is decided by a panel of several agencies after a full assessment, and what the panel "
    "decides is sent to the family within the time that the published criteria allow. Ask your LP if "
    "you are not sure."
)
SUFFERING = "Children suffering from autism can get extra help."


def older(month: int, kept: int, problems: int) -> Run:
    """An audit of the same six pages on the first of a month of 2026: so many kept each promise."""
    promises = {figure_of(p.id): kept for p in load_charter().principles}
    promises |= {figure_of(id_): kept + 1 for id_ in load_charter().commitments}
    figures = {PAGES: 6, "barrier": 2, "problem": problems, "advice": 3} | promises
    return replace(BEFORE, id=0, today=date(2026, month, 1), figures=figures)


@dataclass
class Audit:
    """What a reader answers, for one run."""

    before: Run | None = BEFORE
    earlier: list[Run] = field(default_factory=list)
    page_rows: list[PageRow] = field(default_factory=list)
    finding_rows: list[FindingRow] = field(default_factory=list)
    left_rows: list[LeftRow] = field(default_factory=list)
    not_audited_rows: list[NotAuditedRow] = field(default_factory=list)
    document_rows: list[DocumentRow] = field(default_factory=list)
    failure_rows: list[Failure] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    steps: list[Fact] = field(default_factory=list)
    texts: dict[str, list[Part]] = field(default_factory=dict)
    upcoming: list[Upcoming] = field(default_factory=list)
    use_rows: list[Use] = field(default_factory=list)
    unsure: list[Unsure] = field(default_factory=list)

    @property
    def reader(self) -> Reader:
        return InMemory(self)


class InMemory(Reader):
    """Reads an audit that was never stored: waivers, failures and attacks of any kind."""

    def __init__(self, audit: Audit) -> None:
        self._audit = audit

    def previous(self, run_: Run) -> Run | None:
        return self._audit.before

    def pages(self, run: Run) -> Iterator[PageRow]:
        yield from sorted(self._audit.page_rows, key=lambda row: row.url)

    def texts(self, run: Run, urls: Collection[str] | None = None) -> Iterator[tuple[str, bytes]]:
        for url, parts in sorted(self._audit.texts.items()):
            yield url, pack_text(parts)

    def findings(self, run: Run, urls: Collection[str] | None = None) -> Iterator[FindingRow]:
        yield from sorted(self._audit.finding_rows, key=lambda row: row.url)  # `urls` only allow to leave some out

    def briefs(self, run: Run) -> Iterator[Brief]:
        for row in self.findings(run):
            words = replace(row, id="", issue="", state="still", since=TODAY)
            content = int(_hash(repr(words)), 16)
            yield Brief(row.url, row.rule, row.issue, row.severity, row.state, row.since, content)

    def earlier(self, run_: Run) -> list[Run]:
        return [self._audit.before, *self._audit.earlier] if self._audit.before else []

    def lost(self, before: Run, after: Run) -> Iterator[Changed]:
        for left in self._audit.left_rows:
            row = left.finding
            yield Changed(left.left, row.id, row.rule, row.url, row.severity, row.quote)

    def gained(self, before: Run, after: Run) -> Iterator[Changed]:
        for row in self.findings(after):
            if row.state == "new":
                yield Changed("new", row.id, row.rule, row.url, row.severity, row.quote)

    def left(self, run: Run) -> list[LeftRow]:
        return self._audit.left_rows

    def not_audited(self, run: Run) -> Iterator[NotAuditedRow]:
        yield from sorted(self._audit.not_audited_rows, key=lambda row: row.url)

    def unsure_links(self, run: Run) -> list[Unsure]:
        return self._audit.unsure

    def named(self, run: Run, name: str) -> list[FindingRow]:
        return [row for row in self._audit.finding_rows if name in (row.issue, row.id)]

    def uses(self, run: Run) -> list[Use]:
        return self._audit.use_rows

    def documents(self, run: Run) -> list[DocumentRow]:
        return self._audit.document_rows

    def facts(self, run: Run, rule: str, keys: Collection[str] | None = None) -> Iterator[Fact]:
        yield from {PAGE_TYPE: self._audit.facts, LADDER: self._audit.steps}[rule]

    def failures(self, run: Run) -> list[Failure]:
        return self._audit.failure_rows


def page(path: str, title: str, *, age: float | None = None, elapsed: float = 0.2) -> PageRow:
    return PageRow(
        url=HOST + path,
        status=200,
        title=title,
        language="en",
        words=412,
        reading_age=age,
        outcome="read",
        seen=date(2026, 10, 3),
        last_modified="Sat, 03 Oct 2026 10:00:00 GMT",
        depth=1,
        found_on=HOST,
        elapsed=elapsed,
    )


def finding(
    path: str,
    rule: str,
    block: str,
    quote: str,
    *,
    severity: Severity = "problem",
    state: State = "still",
    message: str = "",
    fix: str = "Say it another way.",
    css: str = "main > p",
    key: str = "",
    review: bool = False,
    again: int = 0,
) -> FindingRow:
    start = block.index(quote)
    for _ in range(again):
        start = block.index(quote, start + 1)
    return FindingRow(
        id=_hash(path, rule, quote, css, str(again)),
        issue=_hash(rule, key, block),
        rule=rule,
        url=HOST + path,
        path=css,
        block=block,
        start=start,
        end=start + len(quote),
        key=key,
        value="",
        message=message or f"“{quote}” needs a look.",
        fix=fix,
        severity=severity,
        review=review,
        state=state,
        since=BEFORE.today,
    )


def _hash(*parts: str) -> str:
    return blake2b("\x1f".join(parts).encode("utf-8", "replace"), digest_size=8).hexdigest()


def anyborough() -> Audit:
    """A small council's audit, with something of everything a report shows."""
    return Audit(
        page_rows=[
            page("/send/short-breaks", "Short breaks for your child", age=15.2, elapsed=2.4),
            page("/send/contact", "Contact the SEND team", age=11.0),
            page("/send/autism", "Autism: help and support", age=13.4),
            page("/send/travel", "Travel help to school", elapsed=11.8),
            page("/send/money", "Money for disabled children"),
            page("/send", "Our Local Offer"),
        ],
        finding_rows=list(_findings()),
        left_rows=[
            LeftRow(finding("/send/travel", "links.vague-text", "Click here.", "Click here"), "fixed"),
            LeftRow(finding("/send/money", "links.vague-text", "See here.", "here"), "fixed"),
            LeftRow(finding("/send/old", "links.raw-url", "See x.test.", "x.test"), "gone"),
        ],
        not_audited_rows=[
            NotAuditedRow(f"{HOST}/send/gone", "error", "The page answered 404: not found.", 404, f"{HOST}/send"),
            NotAuditedRow(
                f"{HOST}/send/slow", "timeout", "No answer within 30 seconds.", 0, f"{HOST}/send/travel"
            ),
            NotAuditedRow(f"{HOST}/private", "robots", "", 0, f"{HOST}/send"),
            *(NotAuditedRow(f"https://www.elsewhere.test/{n}", "scope", "", 0, f"{HOST}/send") for n in range(9)),
        ],
        document_rows=[DocumentRow(f"{HOST}/a.pdf", 200, "application/pdf", 120_000, (f"{HOST}/send",))],
        failure_rows=[Failure("links.vague-text", f"{HOST}/send/money", "ValueError: no such day")],
        facts=[
            Fact(Place(HOST + path, "main > h1", "", 0, 0), value=sort, kind="heading")
            for path, sort in (("/send/short-breaks", "service"), ("/send/autism", "other"))
        ],
        upcoming=list(_upcoming()),
        texts={
            f"{HOST}/send/short-breaks": list(_text()),
            f"{HOST}/send/money": [Part("Ask us.", "paragraph", "main")],
        },
        earlier=[older(12, 2, 9), older(9, 1, 14)],
        steps=list(_steps()),
        use_rows=[
            Use(WAIVER, 1, "used"),
            Use(LAPSED, 3, "lapsed"),
            Use(replace(WAIVER, pages="/old/*"), 0, "unused"),
            Use(replace(WAIVER, rule="stale.past-event", pages="*"), 0, "unasked"),
        ],
    )


def _text() -> Iterator[Part]:
    yield Part("To find out how to apply, click here.", "paragraph", "footer")
    yield Part("Short breaks for your child", "heading", "main", 1)
    yield Part("Opening hours", "heading", "main", 2)
    yield Part(HOURS, "paragraph", "main")
    yield Part("You can ask for:", "paragraph", "main")
    yield Part("a day out", "item", "main")
    yield Part("a night away", "item", "main")
    yield Part("Who can get a short break", "heading", "main", 2)
    yield Part(PANEL, "paragraph", "main")
    for row, (day, place) in enumerate((("Day", "Place"), ("Monday", "The library"), ("Friday", "The pool"))):
        yield Part(day, "cell", "main", row=row, column=0, head=row == 0)
        yield Part(place, "cell", "main", row=row, column=1, head=row == 0)
    yield Part(SUFFERING, "paragraph", "main")


def _findings() -> Iterator[FindingRow]:
    yield finding(
        "/send/short-breaks",
        "stale.seasonal-notice",
        HOURS,
        "We will be closed from Thursday 24 December and will reopen on Monday 4 January.",
        severity="barrier",
        state="new",
        message="Christmas opening hours are still up.",
        fix="Take the sentence out.",
        css="main > p:nth-of-type(1)",
    )
    yield finding(
        "/send/short-breaks",
        "plain-english.long-sentence",
        PANEL,
        PANEL[: PANEL.index(" Ask")],
        message="A sentence of 34 words.",
        fix="Split it where the new idea starts.",
        css="main > p:nth-of-type(2)",
    )
    yield finding(
        "/send/short-breaks",
        "jargon.unexplained-acronym",
        PANEL,
        "LP",
        message="“LP” is never explained.",
        fix="link professional (LP)",
        css="main > p:nth-of-type(2)",
        review=True,
    )
    yield finding(
        "/send/short-breaks",
        "inclusive.deficit-language",
        SUFFERING,
        "suffering from",
        severity="advice",
        message="“suffering from autism” speaks of a person as ill.",
        fix="autistic children",
        css="main > p:nth-of-type(10)",
    )
    for path in ("/send/short-breaks", "/send/autism", "/send/travel"):
        yield finding(
            path,
            "links.vague-text",
            "To find out how to apply, click here.",
            "click here",
            message="“click here” does not say where the link goes.",
            fix="Make the name of the page or the task the link, for example “apply for a short break”.",
            css="footer > p",
        )
    for again in range(2):
        yield finding("/send/autism", "links.vague-text", "Read more. Read more.", "Read more", again=again)
    yield replace(
        finding("/send/contact", "accessibility.missing-alt", "", "", key="/media/team.jpg"),
        path="main > div:nth-of-type(2) > img",
        message="A picture has no alternative text.",
        severity="barrier",
    )
    left = finding("/send/money", "links.raw-url", "See www.example.test.", "www.example.test", state="waived")
    yield replace(left, waiver=WAIVER)


def _steps() -> Iterator[Fact]:
    asked = "Last spring we asked for your views. We will use your answers to plan the next summer of clubs."
    yield step("/send/short-breaks", asked, "asked for your views", "consultation", "for")
    yield step("/send/autism", asked, "asked for your views", "consultation", "for")
    planned = "Parents and staff planned the new sensory room together."
    yield step("/send/travel", planned, "planned the new sensory room together", "co-design", "with")


def step(path: str, block: str, quote: str, rung: str, stance: str) -> Fact:
    start = block.index(quote)
    return Fact(Place(HOST + path, "main > p", block, start, start + len(quote)), quote, rung, stance)


def _upcoming() -> Iterator[Upcoming]:
    strategy = "Our SEND strategy runs until 31 March 2027."
    yield Upcoming(
        date(2027, 3, 31),
        finding("/send", "stale.past-event", strategy, "31 March 2027", message="“31 March 2027” has passed."),
    )
    yield Upcoming(
        date(2027, 3, 9),
        finding(
            "/send/autism", "stale.past-event", "Join us on 1 March 2027.", "1 March 2027", severity="barrier"
        ),
    )
    yield Upcoming(date(2027, 6, 1), finding("/send", "stale.past-event", "Book by 20 May.", "20 May"))


def hostile(payloads: Iterable[str]) -> Audit:
    """An audit of pages whose every word is an attack."""
    audit = anyborough()
    for n, payload in enumerate(payloads):
        path = f"/hostile/{n}?{payload}"
        audit.page_rows.append(page(path, payload))
        row = finding(path, "links.vague-text", f"Before {payload} after", payload, key=payload, css=payload)
        audit.finding_rows.append(replace(row, message=payload, fix=payload))
        audit.not_audited_rows.append(NotAuditedRow(payload, "error", payload, 0, payload))
        audit.failure_rows.append(Failure("links.vague-text", payload, payload))
        audit.upcoming.append(Upcoming(date(2027, 3, 2), row))
        audit.left_rows.append(LeftRow(row, "fixed"))
        audit.document_rows.append(DocumentRow(payload, 200, payload, 1, (payload,)))
        said = clean(payload)  # as the store keeps it
        parts = [Part(f"Before {said} after", "paragraph", "main"), Part(said, "cell", "main", row=0, column=0)]
        audit.texts[HOST + path] = parts
        waiver = replace(WAIVER, because=payload, by=payload, pages=payload)
        audit.use_rows.append(Use(waiver, 1, "used"))
        audit.finding_rows.append(replace(row, id=f"w{n}", state="waived", waiver=waiver))
    return audit
