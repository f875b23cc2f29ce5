"""Runs the shell steps of our jobs for code hosts as a runner would, but for what is fetched from elsewhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
_INPUT = re.compile(r"\$\{\{ inputs\.([\w-]+) \}\}")
_PATIENCE = 240

# Stands for python3: writes down what pip and Playwright are to fetch, and does everything else for real.
_PYTHON = """#!/usr/bin/env bash
case "$2" in
  pip) printf '%s\\n' "$*" >> "$FETCHED" ;;
  playwright) printf '%s\\n' "$*" >> "$FETCHED" ;;
  *) exec {python} "$@" ;;
esac
"""


@dataclass(frozen=True)
class Runner:
    """A machine that runs jobs: a folder to work in, and our commands on its path."""

    folder: Path

    @classmethod
    def at(cls, folder: Path) -> Runner:
        """A new one, that keeps its own things beside the folder that jobs work in."""
        runner = cls(folder / "job")
        runner.folder.mkdir()
        runner.bin.mkdir()
        (runner.bin / "python3").write_text(_PYTHON.format(python=sys.executable))
        (runner.bin / "python3").chmod(0o755)
        (runner.bin / "localoffer").symlink_to(Path(sys.executable).with_name("localoffer"))
        return runner

    @property
    def bin(self) -> Path:
        """What comes first on the path."""
        return self.folder.parent / "bin"

    @property
    def fetched(self) -> str:
        """What pip and Playwright were asked to fetch."""
        return (self.folder.parent / "fetched").read_text()

    def run(self, script: str, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
        """Run a step's shell to its end, with nothing in its environment but what is given and the path."""
        path = f"{self.bin}:{os.environ['PATH']}"
        kept = {"PATH": path, "HOME": str(self.folder.parent), "FETCHED": str(self.folder.parent / "fetched")}
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-euo", "pipefail", "-c", script],
            cwd=self.folder,
            env={**kept, **environment},
            capture_output=True,
            text=True,
            check=False,
            timeout=_PATIENCE,
        )


def load(name: str) -> Any:
    """A YAML file of ours."""
    return yaml.safe_load((ROOT / name).read_text("utf-8"))


def filled(text: str, inputs: Mapping[str, str]) -> str:
    """A value of an action with its inputs in their places."""
    return _INPUT.sub(lambda found: inputs[found[1]], text)
