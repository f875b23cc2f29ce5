"""The small commands start at once: what they do not need is not loaded."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from tests.cli.command import localoffer

HEAVY = {"scrapy", "twisted", "sqlalchemy", "alembic", "jinja2", "textstat", "nltk", "holidays", "phonenumbers"}
LOADED = """
import sys
from pipeline.cli import main
try:
    main({arguments})
except SystemExit as end:
    assert not end.code, end.code
print(*sorted({{name.partition(".")[0] for name in sys.modules}}), file=sys.stderr)
"""


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["check", "--help"], ["rules"]])
def test_a_small_command_loads_little(arguments: list[str]) -> None:
    script = LOADED.format(arguments=arguments)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split())
    allowed = {"holidays", "phonenumbers", "textstat"} if arguments == ["rules"] else set()
    assert loaded & (HEAVY - allowed) == set()


@pytest.mark.parametrize(
    ("name", "needs"),
    [("a.txt", set()), ("a.html", set()), ("a.md", set()), ("a.docx", {"mammoth"})],
)
def test_checking_a_draft_loads_no_crawler_no_report_and_no_reader_of_other_drafts(
    name: str, needs: set[str], tmp_path: Path
) -> None:
    path = tmp_path / name
    if path.suffix == ".docx":
        document = docx.Document()
        document.add_paragraph("We will help you.")
        document.save(str(path))
    else:
        path.write_text("<p>We will help you.")
    script = LOADED.format(arguments=["check", str(path), "--fail-on", "never"])
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=tmp_path)
    loaded = set(done.stderr.split())
    readers = {"mammoth", "pypdfium2", "bs4"}
    heavy = (HEAVY | readers | {"playwright", "xlsxwriter"}) - {"sqlalchemy", "phonenumbers"}
    assert loaded & heavy == needs


def seconds(run: Callable[[], object]) -> float:
    """The processor time of what is run in other processes."""
    before = os.times()
    run()
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


@pytest.mark.parametrize(("command", "times"), [("--version", 1.0), ("rules", 4.0)])
def test_a_small_command_starts_as_fast_as_a_library_or_a_few(command: str, times: float, folder: Path) -> None:
    """On a slow or busy machine both sides take longer: SQLAlchemy’s import, 0.2 seconds, is the measure."""
    ours, theirs = [], []
    for _ in range(5):
        ours.append(seconds(lambda: localoffer(command, cwd=folder)))
        theirs.append(seconds(lambda: subprocess.run([sys.executable, "-c", "import sqlalchemy"], check=True)))
    assert min(ours) < times * min(theirs)
