"""What goes to standard output and what to standard error, whoever reads them."""

from __future__ import annotations

import os
import pty
import re
import subprocess
from pathlib import Path

import pytest

from tests.cli.command import CHARTER, COMMAND, SEEN, here, localoffer

CHECK = ("check", CHARTER, *SEEN)
COLOUR = re.compile(r"\x1b\[[\d;]*m")


def _shell(line: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    script = line.replace("localoffer", f"'{COMMAND}'").replace("CHARTER", f"'{CHARTER}'")
    return subprocess.run(
        ["bash", "-c", f"set -o pipefail; {script}"],
        cwd=folder,
        capture_output=True,
        check=False,
        timeout=60,
        env=os.environ | environment,
    )


def _on_a_terminal(*arguments: str, **environment: str) -> str:
    """What is shown where standard output and standard error are a terminal."""
    ours, theirs = pty.openpty()
    shown = b""
    with subprocess.Popen(
        [COMMAND, *arguments], stdout=theirs, stderr=theirs, env=os.environ | environment | {"TERM": "xterm"}
    ):
        os.close(theirs)
        try:
            while part := os.read(ours, 65536):
                shown += part
        except OSError:  # Linux's way to say that the other end was closed
            pass
        finally:
            os.close(ours)
    return shown.decode()


@pytest.mark.parametrize("command", [f"check CHARTER {' '.join(SEEN)} -f json", "rules --format json"])
def test_a_reader_who_leaves_early_is_no_fault(command: str, folder: Path) -> None:
    ran = _shell(f"localoffer {command} | head -c 20 > first", folder)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert (folder / "first").stat().st_size == 20


def test_the_verdict_stands_when_the_reader_leaves_early(folder: Path) -> None:
    ran = _shell("localoffer check CHARTER -f json --fail-on advice | head -c 0", folder)
    assert (ran.returncode, ran.stderr) == (1, b"")


def test_a_full_standard_output_is_told(folder: Path) -> None:
    ran = _shell("localoffer check CHARTER -f json > /dev/full", folder)
    assert ran.returncode == 2
    assert ran.stderr.decode() == (
        "Error: Standard output cannot be written: No space left on device. Name a file with --output instead.\n"
    )


def test_a_terminal_that_is_not_utf8_shows_what_it_can(folder: Path) -> None:
    ran = _shell("localoffer check CHARTER; localoffer check nowhere", folder, PYTHONIOENCODING="latin-1")
    assert ran.returncode == 2
    assert b"?Downloads & Resources?" in ran.stdout
    assert b"There is no file or folder ?nowhere?." in ran.stderr


def test_a_terminal_has_colour_unless_it_is_asked_not_to() -> None:
    assert COLOUR.search(_on_a_terminal(*CHECK))
    assert not COLOUR.search(_on_a_terminal(*CHECK, "--no-progress", NO_COLOR="1"))
    assert not COLOUR.search(here(*CHECK).out)


def test_a_terminal_shows_progress_unless_it_is_asked_not_to() -> None:
    assert "Reading pages" in _on_a_terminal(*CHECK)
    assert "Reading pages" not in _on_a_terminal(*CHECK, "--no-progress")
    assert "Reading pages" not in _on_a_terminal(*CHECK, "-q")


def test_a_pipe_gets_no_progress(folder: Path) -> None:
    ran = localoffer(*CHECK, "-f", "json", cwd=folder)
    assert (ran.err, ran.json["complete"]) == ("", True)


def test_quiet_leaves_the_exit_status_to_speak() -> None:
    quiet = here(*CHECK, "-q", "--fail-on", "advice")
    assert (quiet.code, quiet.out, quiet.err) == (1, "", "")
    assert here(*CHECK, "-q", "-f", "json").json["tool"] == "localoffer"


def test_text_wraps_nothing_that_is_piped() -> None:
    assert re.search(r"(?m)^ +This sentence has \d+ words", here(*CHECK).out) is None
    assert any(len(line) > 200 for line in here(*CHECK).out.splitlines())
