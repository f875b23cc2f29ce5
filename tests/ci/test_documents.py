"""What the documents tell people to write works: the settings, the inputs and the hook are there."""

from __future__ import annotations

import re
import tomllib

import pytest
import yaml

from pipeline.budgets import budgets_of
from pipeline.cli import main
from pipeline.config import parse
from rules.core.charter import load_charter
from tests.ci.jobs import ROOT, load

TEXT = (ROOT / "docs" / "in-ci.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", TEXT, flags=re.DOTALL)


def test_the_budgets_are_budgets() -> None:
    (text,) = blocks("toml")
    config = parse(tomllib.loads(text), "the document")
    assert [bool(budget.rules) for budget in budgets_of(config.budget, load_charter())] == [True] * 3


def test_the_action_is_given_inputs_that_it_has() -> None:
    (workflow,) = (yaml.safe_load(block) for block in blocks("yaml") if "runs-on" in block)
    (step,) = workflow["jobs"]["local-offer"]["steps"]
    assert set(step["with"]) <= set(load("action.yml")["inputs"])
    assert "code-scanning" in load("action.yml")["inputs"]


def test_the_template_is_given_variables_that_it_has() -> None:
    (told,) = (yaml.safe_load(block) for block in blocks("yaml") if "include" in block)
    template = load("ci/gitlab.yml")
    (job,) = template
    assert set(told[job]["variables"]) <= set(template[job]["variables"])
    assert told["include"][0]["remote"].endswith("/ci/gitlab.yml")


def test_the_hook_is_there() -> None:
    (told,) = (yaml.safe_load(block) for block in blocks("yaml") if "hooks" in block)
    assert {hook["id"] for hook in told["repos"][0]["hooks"]} == {
        hook["id"] for hook in load(".pre-commit-hooks.yaml")
    }


@pytest.mark.parametrize(
    "line", [line for block in blocks("sh") for line in block.splitlines() if "offer" in line]
)
def test_the_commands_have_the_options_that_are_named(line: str) -> None:
    options = {name for param in main.commands["audit"].params for name in param.opts}
    if line.startswith("localoffer audit"):
        assert set(re.findall(r"(?<= )--?[a-z][\w-]*", line.split("#")[0])) <= options
    else:
        assert line.startswith("podman ")
        assert (ROOT / "Containerfile").is_file()
