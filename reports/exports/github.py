"""Workflow commands of GitHub Actions: each finding becomes an annotation."""

from __future__ import annotations

from typing import TextIO

from reports.exports.clean import one_line
from reports.outcome import Outcome
from reports.views.addresses import href
from rules.core.findings import Severity

_COMMANDS: dict[Severity, str] = {"barrier": "error", "problem": "warning", "advice": "notice"}


def write(outcome: Outcome, out: TextIO) -> None:
    """One command a line; a draft's carries its file. Waived findings are left out.

    See https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands.
    """
    for row in outcome.findings:
        if row.state != "waived":
            look = " Please look at it first." if row.review else ""
            message = f"{row.message} {row.fix}{look} ({row.url})"
            out.write(_command(_COMMANDS[row.severity], message, url=row.url, title=row.rule))
    for page in outcome.pages:
        if not page.read:
            out.write(_command("warning", f"{page.reason} ({page.url})", url=page.url, title="Not checked"))
    out.writelines(
        _command("warning", failure.error, url=failure.url, title=f"The rule {failure.rule} failed")
        for failure in outcome.failures
    )


def _command(name: str, message: str, *, url: str, title: str) -> str:
    properties = {"title": title} if href(url) else {"file": url, "title": title}
    given = ",".join(f"{key}={_property(value)}" for key, value in properties.items() if value)
    return f"::{name} {given}::{_data(message)}\n"


def _data(text: str) -> str:
    return one_line(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
