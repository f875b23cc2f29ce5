"""The exit status: 0, 1, 2 and 3, in every way there is to come by them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.command import CHARTER, SEEN, here, refused

BARRIER = "<html lang=en><title>Hub</title><main><h1>Hub</h1><p>Apply by 2 October 2026.</p></main>"
PROBLEM = "<html lang=en><title>Hub</title><main><h1>Hub</h1><h2>Uniform</h2><h2>Lunch</h2><p>Ask us.</p></main>"
ADVICE = "<html lang=en><title>Hub</title><main><h1>Hub</h1><p>We utilise it.</p></main>"
REVIEW = "<html lang=en><title>Hub</title><main><h1>Hub</h1><p>We will open a shop in the autumn.</p></main>"
VAGUE = "<html lang=en><title>Hub</title><main><h1>Hub</h1><p>To book, <a href=/b>click here</a>.</p></main>"
CLEAN = "<html lang=en><title>Hub</title><main><h1>Hub</h1><p>We can help you.</p></main>"


def draft(html: str, *arguments: object) -> int:
    return here("check", "-", "--today", "2026-11-23", *arguments, given=html.encode()).code


@pytest.mark.parametrize(
    ("level", "failing"),
    [
        ("barrier", {"barrier"}),
        ("problem", {"barrier", "problem"}),
        ("advice", {"barrier", "problem", "advice"}),
        ("never", set()),
    ],
)
def test_a_finding_fails_from_its_level_on(level: str, failing: set[str]) -> None:
    drafts = {"barrier": BARRIER, "problem": PROBLEM, "advice": ADVICE, "nothing": CLEAN}
    assert {name for name, html in drafts.items() if draft(html, "--fail-on", level)} == failing


def test_barriers_fail_unless_told_otherwise() -> None:
    assert (draft(BARRIER), draft(PROBLEM), draft(BARRIER, "--exit-zero")) == (1, 0, 0)


def test_what_a_person_must_look_at_first_fails_nothing() -> None:
    chosen = ("--seen", "2025-06-02", "--select", "stale", "--fail-on", "advice")
    ran = here("check", "-", "--today", "2026-11-23", *chosen, given=REVIEW.encode())
    assert ran.code == 0
    assert "please look first" in ran.out


@pytest.mark.parametrize("more", [(), ("--fail-on", "never"), ("--exit-zero",)])
def test_an_audit_of_nothing_is_no_pass(more: tuple[str, ...]) -> None:
    ran = here("check", "-", *more)
    assert ran.code == 3
    assert "-: It is empty." in ran.out
    assert "No page could be read." in ran.err


def test_only_what_is_not_in_the_baseline_fails(folder: Path) -> None:
    (folder / "hub.html").write_text(VAGUE)
    strict = ("check", "hub.html", "--select", "links.vague-text", "--fail-on", "advice")
    assert here(*strict, "--write-baseline", "known.json").code == 1
    assert here(*strict, "--baseline", "known.json").code == 0
    (folder / "hub.html").write_text(VAGUE.replace("</p>", "</p><p>To ask, <a href=/a>read more</a>.</p>"))
    ran = here(*strict, "--baseline", "known.json", "-f", "json")
    assert ran.code == 1
    states = {(told["quote"], told["state"]) for told in ran.json["findings"]}
    assert states == {("click here", "still"), ("read more", "new")}


def test_a_baseline_can_be_read_and_has_a_line_for_each_finding(folder: Path) -> None:
    ran = here("check", CHARTER, *SEEN, "-f", "json", "--write-baseline", "known.json")
    held = json.loads((folder / "known.json").read_text("utf-8"))["findings"]
    assert held.keys() == {told["id"] for told in ran.json["findings"]}
    assert any("local-offer.empty-section" in line and "Downloads & Resources" in line for line in held.values())


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("nowhere.json", "The baseline nowhere.json cannot be read: No such file"),
        ("list.json", "list.json is not a baseline. Write one with --write-baseline."),
        ("broken.json", "broken.json is not a baseline."),
        ("bytes.json", "bytes.json is not a baseline."),
        ("words.json", "words.json is not a baseline."),
        ("findings.json", "findings.json is not a baseline."),
        ("1", "There is no audit 1. See `localoffer history`."),
    ],
)
def test_a_baseline_that_is_none_is_told_before_anything_is_checked(name: str, told: str, folder: Path) -> None:
    (folder / "list.json").write_text("[1]")
    (folder / "broken.json").write_text("{")
    (folder / "words.json").write_text('{"findings": "words"}')
    (folder / "findings.json").write_text('{"findings": [{"id": "1"}]}')
    (folder / "bytes.json").write_bytes(b"\xff\xfe")
    assert told in refused("check", CHARTER, "--baseline", name)


def test_a_baseline_that_cannot_be_written_is_told_after_the_findings() -> None:
    ran = here("check", CHARTER, "--write-baseline", ".")
    assert ran.code == 2
    assert ". cannot be written: Is a directory" in ran.err
    assert "Downloads & Resources" in ran.out


def test_a_fault_of_our_own_is_status_2_and_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("out of cheese")

    monkeypatch.setattr("pipeline.verdict.findings", fails)
    ran = here("check", CHARTER)
    assert ran.code == 2
    assert "Something went wrong in localoffer itself (RuntimeError: out of cheese)." in ran.err


def test_ctrl_c_is_no_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    def stops(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pipeline.running.audit", stops)
    ran = here("check", CHARTER)
    assert (ran.code, ran.out) == (3, "")
    assert "Stopped." in ran.err
