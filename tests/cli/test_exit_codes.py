"""The exit statuses that scripts count on, in one table."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import here

TITLE = "<html lang=en><title>Hub</title><main><h1>Hub</h1>"
FILES = {
    "clean.html": f"{TITLE}<p>We can help you.</p></main>",
    "barrier.html": f"{TITLE}<p>Apply by 2 October 2026.</p></main>",
    "problem.html": f"{TITLE}<p>To ask, <a href=/a>click here</a>.</p></main>",
    "empty.html": "",
    "strict.toml": '[[budget]]\nrule = "links.vague-text"\nmost = 0\n',
    "loose.toml": '[[budget]]\nrule = "links"\nmost = 1\n',
    "wrong.toml": "[crwl]\n",
}
NOBODY = "http://127.0.0.1:9/"


@pytest.mark.parametrize(
    ("code", "line"),
    [
        (0, "check clean.html"),
        (0, "check problem.html"),
        (0, "check barrier.html --fail-on never"),
        (0, "check barrier.html --exit-zero"),
        (0, "check problem.html -c loose.toml --fail-on problem"),
        (0, "rules"),
        (0, "explain links.vague-text"),
        (0, "--version"),
        (0, "check --help"),
        (1, "check barrier.html"),
        (1, "check clean.html barrier.html -q"),
        (1, "check problem.html --fail-on problem"),
        (1, "check problem.html -c strict.toml"),
        (1, "check problem.html -c strict.toml --fail-on never"),
        (2, "check"),
        (2, "check nowhere.html"),
        (2, "check clean.html --no-such-option"),
        (2, "check clean.html -c wrong.toml"),
        (2, "check clean.html --baseline nowhere.json"),
        (2, "check clean.html --select no-such-rule"),
        (2, "check clean.html -f sarif -f junit"),
        (2, "check clean.html --fail-on everything"),
        (2, "audit"),
        (2, "report"),
        (2, "explain no-such-rule"),
        (2, "no-such-command"),
        (3, "check empty.html"),
        (3, "check clean.html empty.html"),
        (3, "check barrier.html empty.html"),
        (3, "check empty.html --exit-zero"),
        (3, "check problem.html empty.html -c strict.toml"),
        (3, f"check {NOBODY}"),
    ],
)
def test_a_command_ends_with_its_status(code: int, line: str, folder: Path) -> None:
    for name, text in FILES.items():
        (folder / name).write_text(text)
    chosen = ("--today", "2026-11-23", "--ignore", "spelling") if " " in line and line.startswith("check ") else ()
    if "--select" in line or "--help" in line:
        chosen = ()
    ran = here(*line.split(), *chosen)
    assert ran.code == code, ran.out + ran.err
