"""Writes the generated pages of the documentation: the rules, and the command line. `make docs` runs it."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path

import click

from pipeline.catalogue import fix_of
from pipeline.cli import main as command_line
from reports.views.words import theme as theme_name
from rules.core.cases import cases
from rules.core.registry import catalogue
from rules.core.rule import Rule

DOCS = Path(__file__).parent.parent / "docs"


def rule_pages() -> str:
    """The catalogue: every rule with why it matters, what it leaves alone, and a bad and a good example."""
    parts = [
        "# The rules",
        "Written by `make docs` from the rules themselves. `localoffer explain RULE` shows one of them.",
    ]
    theme = ""
    for rule in catalogue().values():
        if (now := rule.id.split(".")[0]) != theme:
            theme = now
            parts.append(f"## {theme_name(theme)}")
        parts += _rule(rule)
    return "\n\n".join(parts) + "\n"


def _rule(rule: type[Rule]) -> Iterator[str]:
    yield f"### `{rule.id}`"
    yield inspect.cleandoc(rule.__doc__ or "")
    yield f"**What to do:** {fix_of(rule)}"
    told = [f"**How serious:** {rule.severity}{', for a person to look at first' if rule.review else ''}"]
    told += [f"**Success criteria:** {', '.join(rule.wcag)}"] if rule.wcag else []
    told += [f"**ACT rules:** {', '.join(rule.act)}"] if rule.act else []
    yield ". ".join(told) + "."
    yield from _examples(rule)


def _examples(rule: type[Rule]) -> Iterator[str]:
    shown = [case for case in cases(rule) if case.html]
    for label, faulty in (("Finds", True), ("Leaves alone", False)):
        if example := next((case for case in shown if bool(case.finds) is faulty), None):
            yield f"{label}: {example.name}"
            yield f"```html\n{example.html.strip()}\n```"


def command_pages() -> str:
    """The command line: what each command's `--help` says."""
    parts = ["# The command line", "Written by `make docs` from the commands themselves."]
    context = click.Context(command_line, info_name="localoffer", **command_line.context_settings)
    parts.append(_help(command_line, context))
    for name, command in sorted(command_line.commands.items()):
        parts.append(f"## `localoffer {name}`")
        parts.append(_help(command, click.Context(command, info_name=name, parent=context)))
    return "\n\n".join(parts) + "\n"


def _help(command: click.Command, context: click.Context) -> str:
    context.terminal_width = context.max_content_width = 100
    return f"```text\n{command.get_help(context)}\n```"


def main() -> None:
    """Write both pages."""
    (DOCS / "rules.md").write_text(rule_pages(), "utf-8")
    (DOCS / "commands.md").write_text(command_pages(), "utf-8")


if __name__ == "__main__":
    main()
