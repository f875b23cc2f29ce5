"""Runs the command as people do: as a process of its own, or in this one where nothing is fetched."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from pipeline.cli import main

COMMAND = str(Path(sys.executable).with_name("localoffer"))
CHARTER = str(Path(__file__).parents[1] / "pages" / "charter.html")
SEEN = ("--today", "2027-03-01", "--seen", "2026-11-23")
PATIENCE = 120


@dataclass(frozen=True)
class Ran:
    """How a command ended, and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        assert self.out, self.err
        return json.loads(self.out)


def localoffer(*arguments: object, cwd: Path, given: bytes = b"", **environment: str) -> Ran:
    """Run the command to its end. A traceback fails the test."""
    done = subprocess.run(
        [COMMAND, *map(str, arguments)],
        cwd=cwd,
        check=False,
        input=given,
        capture_output=True,
        timeout=PATIENCE,
        env=os.environ | environment,
    )
    ran = Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
    assert "Traceback" not in ran.err
    return ran


def here(*arguments: object, given: bytes = b"") -> Ran:
    """Run the command in this process, in the folder it is in."""
    result = CliRunner().invoke(main, [*map(str, arguments)], input=given)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.stderr
    return Ran(result.exit_code, result.stdout, result.stderr)


def refused(*arguments: object, given: bytes = b"") -> str:
    """What the command says of a mistake: on standard error alone, and with exit status 2."""
    ran = here(*arguments, given=given)
    assert (ran.code, ran.out) == (2, "")
    return ran.err
