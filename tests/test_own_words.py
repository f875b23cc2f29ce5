"""All that a person reads of this project keeps the charter: our own rules find nothing in our own words."""

from __future__ import annotations

import ast
import inspect
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from html import escape
from pathlib import Path

import click
import lxml.html
import pytest

from pipeline.cli import main as command_line
from pipeline.convert import READERS
from pipeline.drafts import drafts
from reports.render import render
from reports.views.help import help_of
from reports.views.survey import survey
from rules.accessibility.axe import checks
from rules.core.cases import cases, run_case
from rules.core.charter import load_charter
from rules.core.findings import Fact, Failure, Finding, PageInfo, Site
from rules.core.registry import catalogue, choose
from rules.core.rule import Rule
from rules.core.run import extract, judge
from rules.core.segment import segment
from tests.reports.audits import RUN, anyborough

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted(p.relative_to(ROOT).as_posix() for p in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")))
GENERATED = {"docs/rules.md", "docs/commands.md"}  # made of words and examples that are held one by one
SOURCES = sorted(
    path.relative_to(ROOT).as_posix()
    for folder in ("pipeline", "reports", "rules", "spiders")
    for path in ROOT.glob(f"{folder}/**/*.py")
)
THEMES = ("plain-english", "jargon", "inclusive", "spelling")
TODAY = date(2027, 3, 1)

# Letters that we cannot do without, each with the reason. All else that is mentioned rather than used stands in
# quotation marks, which the rules leave alone.
ALLOWED = {
    "MIT": "the name of the licence",
    "TOML": "the name of a kind of file, told to who sets the program up",
    "their views are not considered": "the charter's own words for a rung of its ladder",
    "URL": "the field's own word, in a message that gives the plain one beside it",
}

QUOTED = re.compile(r"“[^“”]*”")
A_SENTENCE = re.compile(r"(?:[A-Z“`]|\{\}).* .*[.?!]\s*\Z", re.DOTALL)
A_DATE = re.compile(r"\d{1,2} [A-Z][a-z]+ \d{4}")
AMERICAN = re.compile(
    r"\b(?:(?!(?:over)?siz|priz|seiz)\w+iz(?:e[ds]?|ing|ations?)|\w*colors?|centers?|behaviors?|favorites?|gray"
    r"|\w+yz(?:e[ds]?|ing)|catalogs?|canceled|labeled|fulfill|enroll)\b",
    re.IGNORECASE,
)
A_FILE = re.compile(r"\w/\w+\.\w|\.(?:py|toml|json|html)\b")
AT_THE_AUTHOR = re.compile(
    r"\byou(?:r|rs)?\b|\b(?:author|editor|writer)s?\b|\b(?:bad|careless|forgot\w*|lazy|poor\w*"
    r"|sloppy|stupid)\b",
    re.IGNORECASE,
)


def told(html: str, *themes: str, ignore: tuple[str, ...] = ()) -> list[str]:
    """What the rules of some themes find in a page of our own words."""
    page = segment(html, "https://www.example.gov.uk/words", seen=TODAY)
    rules = choose(themes or THEMES, ignore)
    facts, failures = extract(page, rules)
    assert not failures
    found = [finding for rule in rules for finding in judge(rule, facts.get(rule.id, ()), Site(TODAY))]
    assert not [failure for failure in found if isinstance(failure, Failure)]
    return [
        f"{finding.rule}: {finding.message} {finding.fix} In: {finding.place.quote}"
        for finding in found
        if isinstance(finding, Finding) and finding.place.quote not in ALLOWED
    ]


def told_of_each(texts: Iterable[str]) -> list[str]:
    """What the rules find in texts that nobody reads one after the other."""
    html = f"<main>{''.join(f'<p>{escape(text)}</p>' for text in texts)}</main>"
    return told(html, ignore=("plain-english.mostly-passive", "plain-english.wall-of-text"))


def from_markdown(text: str) -> str:
    return READERS[".md"](text.encode(), "words").html


def sentences_in(source: str) -> Iterator[str]:
    """The whole sentences among a module's texts, its documentation left out; “this” is what is filled in."""
    tree = ast.parse(source)
    aside = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            aside |= {id(part) for part in node.values}
            text = "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in aside:
            text = node.value
        else:
            continue
        if A_SENTENCE.match(text):
            filled = re.sub(r"(?:\w*\{\w*\}\w*)+", "this", text)
            yield re.sub(r"(?i)\b(this)(?: this)+\b", r"\1", filled)


def help_texts(command: click.Command) -> list[str]:
    return [command.help or "", *(getattr(option, "help", None) or "" for option in command.params)]


def findings(rule: type[Rule]) -> list[Finding]:
    return [finding for case in cases(rule) for finding in run_case(rule, case)]


@pytest.mark.parametrize("path", [path for path in DOCUMENTS if path not in GENERATED])
def test_a_document_keeps_the_charter(path: str) -> None:
    (draft,) = drafts(str(ROOT / path))
    assert told(draft.html, *THEMES, "stale", "links.vague-text", "local-offer") == []
    assert not AMERICAN.findall((ROOT / path).read_text("utf-8"))


@pytest.mark.parametrize("rule", catalogue().values(), ids=catalogue())
class TestARule:
    def test_its_help_keeps_the_charter(self, rule: type[Rule]) -> None:
        assert told(from_markdown(inspect.getdoc(rule) or "")) == []

    def test_its_help_says_what_is_wrong_why_it_matters_and_what_it_leaves_alone(self, rule: type[Rule]) -> None:
        said = help_of(rule)
        assert said.what
        assert said.why
        assert said.left_alone

    def test_its_help_is_set_as_a_page_should_be(self, rule: type[Rule]) -> None:
        plain = re.sub(r"`[^`]*`", "", inspect.getdoc(rule) or "")
        assert not re.search("[\"']", plain)
        assert not A_FILE.search(inspect.getdoc(rule) or "")
        assert not AMERICAN.search(QUOTED.sub("", plain))

    def test_what_it_says_keeps_the_charter(self, rule: type[Rule]) -> None:
        said = {rule.title, rule.fix, *(text for f in findings(rule) for text in (f.message, f.fix))}
        assert told_of_each(sorted(QUOTED.sub("“this”", text) for text in said)) == []

    def test_what_it_says_is_about_the_text_and_not_its_author(self, rule: type[Rule]) -> None:
        for finding in findings(rule):
            assert not AT_THE_AUTHOR.search(QUOTED.sub("", f"{finding.message} {finding.fix}"))

    def test_a_message_says_a_date_once(self, rule: type[Rule]) -> None:
        for finding in findings(rule):
            assert max(Counter(A_DATE.findall(finding.message)).values(), default=1) == 1, finding.message

    def test_a_message_is_the_same_tomorrow(self, rule: type[Rule]) -> None:
        for case in cases(rule):
            seen = case.seen or case.today
            later = replace(case, today=case.today + timedelta(days=1), seen=seen)
            today = {(f.place, f.key): (f.message, f.fix) for f in run_case(rule, replace(case, seen=seen))}
            for finding in run_case(rule, later):
                again = (finding.message, finding.fix)
                assert today.get((finding.place, finding.key), again) == again


@pytest.mark.parametrize("path", SOURCES)
def test_the_sentences_of_a_module_keep_the_charter(path: str) -> None:
    said = list(sentences_in((ROOT / path).read_text("utf-8")))
    assert told_of_each(said) == []
    assert not AMERICAN.search(" ".join(said))


@pytest.mark.parametrize("command", [command_line, *command_line.commands.values()], ids=lambda c: c.name)
def test_the_help_of_a_command_keeps_the_charter(command: click.Command) -> None:
    assert told_of_each(help_texts(command)) == []


def test_our_own_words_beside_the_charters_keep_it() -> None:
    said = [text for c in load_charter().commitments.values() for text in (c.how, c.question)]
    assert told_of_each(said) == []


def test_what_we_say_of_axe_cores_checks_keeps_the_charter() -> None:
    said = [text for check in checks().values() for text in (check.message, check.fix)]
    assert told_of_each(said) == []


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    audit = anyborough()
    out = tmp_path_factory.mktemp("own") / "report"
    counted = survey(audit.reader, RUN)
    return render(audit.reader, counted, out, charter=load_charter(), upcoming=audit.upcoming).parent


@pytest.mark.parametrize(
    "page",
    [
        *("index", "fix", "charter", "trends", "rules", "not-audited", "coming-up", "left-as-agreed"),
        *(f"rules/{rule}" for rule in catalogue()),
    ],
)
def test_a_page_of_the_report_keeps_the_charter(report: Path, page: str) -> None:
    dom = lxml.html.document_fromstring((report / f"{page}.html").read_bytes())
    for quoted in dom.xpath(
        "//bdi | //figure | //pre | //th[@scope='row'] | //a[contains(@href, 'charter.html#')]"
    ):
        quoted.drop_tree()
    assert told(lxml.html.tostring(dom, encoding="unicode")) == []


def test_by_every_rule_the_report_has_no_problem_and_no_barrier(report: Path) -> None:
    """The pages of the report as a site of their own, with the words of the council's pages left out."""
    rules = [rule for rule in choose() if not rule.in_browser]
    facts: dict[str, list[Fact]] = {}
    pages: dict[str, PageInfo] = {}
    for file in sorted(report.rglob("*.html")):
        url = f"https://report.example.gov.uk/{file.relative_to(report)}"
        page = segment(_in_our_words(file), url, seen=TODAY)
        read, failures = extract(page, rules)
        assert not failures
        for rule, found in read.items():
            facts.setdefault(rule, []).extend(found)
        pages[url] = PageInfo(url, page.title)
    site = Site(TODAY, pages)
    judged = [told for rule in rules for told in judge(rule, iter(facts.get(rule.id, ())), site)]
    assert not [failure for failure in judged if isinstance(failure, Failure)]
    serious = [f for f in judged if isinstance(f, Finding) and f.severity != "advice" and not f.review]
    assert [f"{f.place.url}: {f.message}" for f in serious] == []
    assert len(pages) > 100


_OTHERS = "//bdi | //pre | //figure/p | //figcaption/span | //a[contains(@href, 'charter.html#')]"


def _in_our_words(file: Path) -> str:
    """A page of the report with other people's words, each of which it sets apart, taken for a quotation.

    The day on which an example was read is as old as the example.
    """
    dom = lxml.html.document_fromstring(file.read_bytes())
    for heading in dom.xpath("//*[contains(@class, 'level-')]"):
        heading.tag = "p"
    for quoted in dom.xpath(_OTHERS):
        for inner in list(quoted):
            quoted.remove(inner)
        quoted.text = "“words of a page”"
    return lxml.html.tostring(dom, encoding="unicode")


def test_a_page_to_fix_keeps_the_charter_in_what_it_says_of_the_page(report: Path) -> None:
    for file in sorted([*(report / "pages").glob("*.html"), *(report / "work").glob("*.html")]):
        dom = lxml.html.document_fromstring(file.read_bytes())
        for quoted in dom.xpath("//bdi | //pre"):
            quoted.drop_tree()
        assert told(lxml.html.tostring(dom, encoding="unicode")) == []


def test_a_fault_in_our_words_would_be_found() -> None:
    source = 'E = "It is not allowed."\ndef f(n):\n    raise UserError(f"Prior to this, ask the DSCO about {n}.")'
    found = told_of_each(sentences_in(source))
    assert [line.split(":")[0] for line in found] == ["jargon.plain-alternative", "jargon.unexplained-acronym"]
    assert told(from_markdown("He suffers from autism."), "inclusive") != []
