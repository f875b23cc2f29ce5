"""`localoffer init` writes a configuration that loads, from flags or from a few questions on a terminal."""

from __future__ import annotations

import os
import pty
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from pathlib import Path
from time import monotonic
from typing import get_args, get_type_hints

import pytest

from pipeline.config import Config, OwnerConfig, load
from tests.cli.command import COMMAND, PATIENCE, here, refused
from tests.test_own_words import told_of_each

SITE = "https://www.example.gov.uk/local-offer"


def keys(cls: type, table: str = "") -> Iterator[tuple[str, str]]:
    """Each setting there is, with the table that it stands in."""
    for field in fields(cls):
        hint = get_type_hints(cls)[field.name]
        within = next((kind for kind in (hint, *get_args(hint)) if is_dataclass(kind)), None)
        if isinstance(within, type):
            yield from keys(within, field.name)
        elif field.name != "settings":
            yield table, field.name


def test_it_writes_what_the_flags_say() -> None:
    given = ("--name", "Any Borough’s “offer”", "--allow", "www.example.gov.uk/send, docs.example.org", "--yes")
    owners = ("--owner", "Travel team=/send/travel*", "--owner", "SEND=/send/*", "--owner", "Travel team = /bus/*")
    ran = here("init", "--site", SITE, *given, *owners, "--charter", "doncaster", "--contact", "web@example.org")
    assert (ran.code, ran.err) == (0, "")
    config = load(None)
    assert config.site.targets == (SITE,)
    assert config.site.name == "Any Borough’s “offer”"
    assert config.site.allow == ("www.example.gov.uk/send", "docs.example.org")
    assert config.crawl.contact == "web@example.org"
    assert config.owner == (
        OwnerConfig("Travel team", ("/send/travel*", "/bus/*")),
        OwnerConfig("SEND", ("/send/*",)),
    )


def test_with_the_site_alone_each_setting_is_as_if_it_were_left_out(folder: Path) -> None:
    assert here("init", "--site", SITE, "--yes").code == 0
    written = load(None)
    (folder / "offer.toml").write_text(f'report = "report"\n[site]\ntargets = ["{SITE}"]\n')
    assert written == load(None)


def test_each_setting_stands_in_it_below_words_that_explain_it(folder: Path) -> None:
    here("init", "--site", SITE, "--yes")
    tables = re.split(r"(?m)^(?:# )?\[+([\w.\"-]+)\]+$", (folder / "offer.toml").read_text("utf-8"))
    text = {"": tables[0]}
    for name, told in zip(tables[1::2], tables[2::2], strict=True):
        text[name] = text.get(name, "") + told
    missing = [(table, key) for table, key in keys(Config) if not re.search(rf"(?m)^(# )?{key} = ", text[table])]
    assert missing == []
    uncommented = re.findall(r"(?m)^\n([a-z_]+ = .*)$", "".join(tables))
    assert uncommented == []


def test_its_comments_keep_the_charter(folder: Path) -> None:
    here("init", "--site", SITE, "--yes")
    blocks = re.findall(r"(?m)(?:^# .*\n)+", (folder / "offer.toml").read_text("utf-8"))
    comments = [" ".join(line.removeprefix("# ") for line in block.splitlines()) for block in blocks]
    assert told_of_each(comment for comment in comments if " = " not in comment) == []


def test_what_is_commented_out_loads_once_it_is_not(folder: Path) -> None:
    here("init", "--site", SITE, "--yes")
    path = folder / "offer.toml"
    told = path.read_text("utf-8")
    path.write_text(re.sub(r"(?m)^# (\[+[\w.\"-]+\]+$|[a-z_]+ = )", r"\1", told), "utf-8")
    config = load(None)
    assert [owner.name for owner in config.owner] == ["Short breaks team"]
    assert config.rules.settings == {"stale.past-event": {"grace_days": 14}}
    assert [budget.most for budget in config.budget] == [40]


@pytest.mark.parametrize(
    ("flags", "says"),
    [
        (("--site", "www.example.gov.uk"), "“www.example.gov.uk” is not a web address."),
        (("--yes",), "Which site? Name the address that it starts at with --site."),
        (("--site", SITE, "--owner", "Travel team"), "“Travel team” does not say which pages."),
        (("--site", SITE, "--owner", "=/send/*"), "“=/send/*” does not say which pages."),
        (("--site", SITE, "--charter", "doncastre"), "There is no charter “doncastre”. Did you mean “doncaster”?"),
        (("--site", SITE, "--allow", "/send"), "“/send” is not a place."),
    ],
)
def test_what_would_not_load_is_never_written(flags: Sequence[str], says: str, folder: Path) -> None:
    assert says in refused("init", *flags)
    assert not (folder / "offer.toml").exists()


@contextmanager
def terminal(*arguments: str) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """The command on a terminal of its own."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen([COMMAND, *arguments], stdin=theirs, stdout=theirs, stderr=theirs, close_fds=True)
    os.close(theirs)
    try:
        yield process, ours
    finally:
        os.close(ours)
        process.kill()
        process.wait()


def answered(answers: Mapping[str, Sequence[str]], *arguments: str) -> str:
    """Answer each question of the command by the words that it holds, in turn, and give all that it said."""
    waiting = {words: list(told) for words, told in answers.items()}
    said = seen = ""
    with terminal(*arguments) as (process, screen):
        end = monotonic() + PATIENCE
        while monotonic() < end:
            try:
                more = os.read(screen, 4096).decode()
            except OSError:  # the command has ended
                break
            if not more:
                break
            said, seen = said + more, seen + more
            question = next((words for words in waiting if words in seen and seen.endswith(": ")), None)
            if question:
                os.write(screen, f"{waiting[question].pop(0)}\n".encode())
                seen = ""
        assert process.wait(PATIENCE) == 0, said
    assert not any(waiting.values()), said
    return said


def test_on_a_terminal_it_asks_a_few_questions() -> None:
    answers = {
        "Which address does your Local Offer start at": [SITE],
        "What is it called": ["Anyborough"],
        "Other places that belong to it": ["www.example.gov.uk/send, docs.example.org"],
        "Which charter": [""],
        "those who run the web server": [""],
        "Who looks after which pages": ["Travel team=/send/travel*", ""],
    }
    assert "offer.toml is ready." in answered(answers, "init")
    config = load(None)
    assert (config.site.name, config.site.targets) == ("Anyborough", (SITE,))
    assert config.site.allow == ("www.example.gov.uk/send", "docs.example.org")
    assert config.site.charter == "doncaster"
    assert config.owner == (OwnerConfig("Travel team", ("/send/travel*",)),)


def test_on_a_terminal_what_the_flags_say_is_not_asked() -> None:
    asked = {"Which charter": [""], "those who run the web server": [""]}
    given = ("--site", SITE, "--name", "A", "--allow", "b.example.org", "--owner", "Team=/*")
    answered(asked, "init", *given)
    assert load(None).site.name == "A"


def test_on_a_terminal_it_asks_before_it_writes_over_a_file(folder: Path) -> None:
    path = folder / "offer.toml"
    path.write_text("# ours\n")
    with terminal("init", "--site", SITE) as (process, screen):
        os.write(screen, b"n\n")
        assert process.wait(PATIENCE) == 2
    assert path.read_text() == "# ours\n"
    assert "offer.toml is there already." in refused("init", "--site", SITE, "--yes")
