"""The house is in order: what is tracked, what is shipped, and what the documents say of both."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest

from pipeline.docs import DOCS, command_pages, rule_pages
from rules.core.registry import catalogue, home

ROOT = Path(__file__).parent.parent
PACKAGES = ("pipeline", "reports", "rules", "spiders")
LONGEST_RULE = 160
REQUIREMENTS = sorted(path.name for path in ROOT.glob("requirements*.txt"))

# Put together here, so that this file does not hold what it looks for.
A_REGISTRY = re.compile(
    "|".join(("py" + r"pi\.org", "python" + r"hosted\.", r"registry\." + "npm", "index" + "-url="))
)
A_MACHINE_PATH = re.compile(
    rb"(?<![\w.)}/-])/(?:" + b"|".join((b"ro" + b"ot", b"ho" + b"me", b"wo" + b"rk")) + rb")/\w"
)


def tracked() -> list[str]:
    """The files under version control, and in a copy without it every file that would be."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("this copy is not under version control")
    return [name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


def test_no_file_names_a_package_registry_or_a_path_of_somebodys_machine() -> None:
    for name in tracked():
        data = (ROOT / name).read_bytes()
        assert not A_REGISTRY.search(data.decode("utf-8", "replace")), name
        assert not A_MACHINE_PATH.search(data), name


def test_one_tool_locks_what_we_need() -> None:
    names = {PurePosixPath(name).name for name in tracked()}
    assert not names & {"uv.lock", "poetry.lock", "Pipfile.lock", "pdm.lock"}


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_everything_that_is_installed_is_pinned_with_its_hashes(name: str) -> None:
    text = (ROOT / name).read_text("utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    assert lines
    for line in lines:
        assert re.match(r"[\w.\[\],-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", line), line
        assert "://" not in line


def test_what_the_program_needs_is_among_what_we_test_with() -> None:
    pins = {
        name: set(re.findall(r"^[\w.\[\]-]+==\S+", (ROOT / name).read_text("utf-8"), re.MULTILINE))
        for name in REQUIREMENTS
    }
    assert pins["requirements.txt"] | pins["requirements-build.txt"] <= pins["requirements-dev.txt"]


@pytest.mark.parametrize(
    "path", [p for package in PACKAGES for p in sorted((ROOT / package).rglob("*.py"))], ids=str
)
def test_a_module_begins_with_what_it_is_for(path: Path) -> None:
    said = ast.get_docstring(ast.parse(path.read_text("utf-8")))
    assert said or "versions" in path.parts
    first = (said or "An upgrade.").split("\n\n")[0]
    assert first[0].isupper() or not first[0].isalpha()
    assert first.endswith((".", "?"))


@pytest.mark.parametrize("rule", catalogue().values(), ids=catalogue())
def test_a_rule_is_one_short_file_with_its_cases_beside_it(rule: type) -> None:
    path = home(rule)
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_RULE
    assert path.with_suffix(".toml").is_file()


def test_the_make_targets_that_the_documents_name_exist() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    assert {"setup", "audit", "test", "check", "bench", "docs"} <= targets
    for name in ("README.md", "CONTRIBUTING.md"):
        for named in re.findall(r"\bmake ((?:[a-z]+ ?)+)(?=[`\n A-Z])", (ROOT / name).read_text("utf-8")):
            assert named.split()[0] in targets, f"{name}: make {named}"


def named_files() -> list[str]:
    """Each file of ours that a document links to or names, but for those of its examples."""
    found = set()
    for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md"):
        text = re.sub(r"```.*?```", "", (ROOT / name).read_text("utf-8"), flags=re.DOTALL)
        found |= set(re.findall(r"\]\((?!https?:)([^)#]+)", text))
        found |= set(re.findall(r"`((?:docs|pipeline|reports|rules|spiders|tests)/[\w./-]+)`", text))
    return [path for path in sorted(found) if "unannounced_email" not in path]


@pytest.mark.parametrize("path", named_files())
def test_a_file_that_a_document_names_exists(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.parametrize(("name", "pages"), [("rules.md", rule_pages), ("commands.md", command_pages)])
def test_the_generated_pages_are_current(name: str, pages: Callable[[], str]) -> None:
    assert (DOCS / name).read_text("utf-8") == pages(), "run `make docs`"


def test_the_changelog_has_its_sections() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    releases = re.split(r"^## ", text, flags=re.MULTILINE)[1:]
    assert releases[0].startswith("Unreleased")
    for release in releases:
        sections = re.findall(r"^### (.*)$", release, re.MULTILINE)
        assert "Rules" in sections
        assert set(sections) <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security", "Rules"}


def test_the_licence_is_mit() -> None:
    text = (ROOT / "LICENSE").read_text("utf-8")
    assert text.startswith("MIT License")
    assert "WITHOUT WARRANTY OF ANY KIND" in text


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    """What is in the wheel that is built from this copy: each file, with its size in bytes."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return {info.filename: info.file_size for info in archive.infolist()}


@pytest.mark.parametrize(
    "pattern",
    [
        "rules/*/*.toml",
        "rules/core/data/*",
        "reports/templates/*",
        "reports/assets/*",
        "reports/schema.json",
        "pipeline/sample/**/*",
        "pipeline/store/migrations/**/*",
        "spiders/councils/*.toml",
        "**/*.py",
    ],
)
def test_an_installed_program_has_all_it_needs(shipped: dict[str, int], pattern: str) -> None:
    found = {path.relative_to(ROOT).as_posix() for path in ROOT.glob(pattern)}
    wanted = {name for name in tracked() if name in found and name.split("/")[0] in PACKAGES}
    assert wanted
    assert {name: shipped.get(name) for name in wanted} == {n: (ROOT / n).stat().st_size for n in wanted}


def test_the_licences_are_shipped(shipped: dict[str, int]) -> None:
    assert "rules/core/data/LICENSE.cmudict" in shipped
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in shipped)


def test_nothing_else_is_shipped(shipped: dict[str, int]) -> None:
    tops = {name.split("/")[0] for name in shipped}
    assert {top for top in tops if not top.endswith(".dist-info")} == set(PACKAGES)
    assert not [name for name in shipped if "__pycache__" in name or "/tests/" in name or name.endswith(".db")]
