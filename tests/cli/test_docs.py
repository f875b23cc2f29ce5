"""The generated pages of the documentation are current and leave nothing out."""

from __future__ import annotations

import click
import pytest

from pipeline.cli import main
from pipeline.docs import DOCS, command_pages, rule_pages
from rules.core.registry import catalogue


@pytest.mark.parametrize(("name", "written"), [("rules.md", rule_pages), ("commands.md", command_pages)])
def test_a_generated_page_is_current(name: str, written: object) -> None:
    assert callable(written)
    told = (DOCS / name).read_text("utf-8")
    assert told == written(), "run `make docs`"


def test_every_rule_is_described() -> None:
    shown = rule_pages()
    assert [rule for rule in catalogue() if f"### `{rule}`" not in shown] == []


@pytest.mark.parametrize("command", main.commands)
def test_every_command_is_described_with_all_its_options(command: str) -> None:
    section = command_pages().split(f"## `localoffer {command}`")[1].split("\n## ")[0]
    for param in main.commands[command].params:
        if isinstance(param, click.Option):
            assert param.help or isinstance(param.type, click.Choice), param.name
            assert [name for name in (*param.opts, *param.secondary_opts) if name not in section] == []
