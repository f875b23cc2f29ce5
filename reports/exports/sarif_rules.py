"""What SARIF says of our rules: their help, how serious they are, and the standards they stand for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reports.views.help import Help, Paragraph, Run, help_of, known
from rules.core.findings import Severity

LEVELS: dict[Severity, str] = {"barrier": "error", "problem": "warning", "advice": "note"}

# What GitHub takes of a rule, in tags and in characters.
_TAGS, _ABOUT_A_RULE = 20, 1_024


def described(name: str) -> dict[str, object]:
    """A rule as SARIF describes it, as far as we still know it."""
    rule = known(name)
    if rule is None:
        return {"id": name}
    told = help_of(rule)
    paragraphs = (*told.what, *told.why, *_left_alone(told))
    return {
        "id": name,
        "name": "".join(word.title() for word in name.replace(".", "-").split("-")),
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": told.what[0].text[:_ABOUT_A_RULE]},
        "help": {"text": "\n\n".join(p.text for p in paragraphs), "markdown": _markdown(paragraphs)},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {
            "tags": [name.split(".")[0], *(f"wcag-{criterion}" for criterion in rule.wcag)][:_TAGS],
            "commitments": list(rule.commitments),
        },
    }


def _left_alone(told: Help) -> Iterator[Paragraph]:
    """The paragraphs on what is left alone, under the label that sets them apart here."""
    label = (Run("Left alone:", "strong"), Run(" "))
    for n, paragraph in enumerate(told.left_alone):
        yield paragraph if n else Paragraph((*label, *paragraph.runs), paragraph.bullet)


def _markdown(paragraphs: Iterable[Paragraph]) -> str:
    marks = {"": "", "strong": "**", "em": "*", "code": "`"}
    return "\n\n".join(
        ("- " if p.bullet else "") + "".join(f"{marks[r.style]}{r.text}{marks[r.style]}" for r in p.runs)
        for p in paragraphs
    )
