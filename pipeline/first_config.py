"""Carries out `localoffer init`: writes a configuration with comments, from a few questions or from flags."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click
import tomlkit

from pipeline import options
from pipeline.config import parse
from rules.core.charter import load_charter
from rules.core.errors import UserError
from spiders.scope import Scope

Given = Mapping[str, Any]
_CHARTER = "doncaster"

_TEXT = """\
# The configuration of localoffer. Every setting here can be left out.
# `localoffer audit` reads this file from the folder it runs in.

# The database that keeps what was found, night after night. Give one with a password by --store instead.
store = "sqlite:///localoffer.db"
# The file of what is left as it is for now, beside this one. `localoffer waive` writes it.
waivers = "waivers.toml"

[site]
# What the site is called in the report.
name = {name}
# Pages or sitemaps to start from. What lies below them is read.
targets = {targets}
# Other places that belong to it, such as "www.example.gov.uk/send".
allow = {allow}
# Patterns of addresses to read, or to leave out, such as "*/archive/*". With none, all of them are read.
include = []
exclude = []
# The charter to check against: "doncaster", or a file of your own.
charter = {charter}

[crawl]
# An address that the owners of the web server can write to.
contact = {contact}
# The least time between two requests to one host, in seconds, and how many to make at once.
delay = 1.0
concurrency = 1
# How long to wait for an answer, in seconds, and the largest page to read, in bytes.
timeout = 30.0
max_bytes = 10_000_000
# Where to stop: after so many pages, so many links from the start, so many seconds. 0 means without a limit.
max_pages = 0
max_depth = 0
max_time = 0
# Whether to keep to what robots.txt asks of programs.
obey_robots = true
# Whether a server must show a certificate that browsers trust. Without one, what it says may not be its own.
check_certificates = true
# Hosts inside your own network that links may lead to, such as "intranet.example.org".
private_hosts = []
# The least share of the pages that must be read. Below it the audit counts as not complete.
min_coverage = 0.8
# The same with far fewer pages than last time: the least share of those. 0 allows any.
least_of_last = 0.5
# For how many days to keep what pages sent, so that new rules can read it again without a crawl. 0 keeps nothing.
keep_bodies = 30

[links]
# Whether to check links to other sites too, and how many addresses to ask for in one audit.
outside = true
a_night = 500
# A link counts as broken once it was broken on so many nights. One that is fine is left for so many days.
nights = 2
days = 7

[documents]
# Whether to read the PDF, Word and OpenDocument files that pages lead to.
read = true
# The largest to read, in bytes.
max_bytes = 20_000_000
# Hosts beside the site's own that its documents lie on, such as "files.example.org".
hosts = []

[report]
# Where the report goes.
folder = "report"
# Where that folder stands on the web, for messages to lead to, such as "https://audit.example.org/".
address = ""
# Where a page can be edited, with {{url}} or {{path}} for its own, such as "https://cms.example.org/edit?page={{url}}".
edit_url = ""
# A file of visits to pages, with the columns url and count. Pages that many people read then come first.
visits = ""
# How families can tell you about a page: an e-mail address, a web address or a telephone number.
contact = ""

# Who looks after which pages: the first with a pattern that matches a page has it. Each owner gets a work list.
# `localoffer tell` writes to those with an `email` when something is new on their pages.
{owners}
[tell]
# The server that e-mail goes out by. With none, no e-mail is sent.
# Its user and password come from the environment: LOCALOFFER_SMTP_USER and LOCALOFFER_SMTP_PASSWORD.
server = ""
# Its port: 0 is the usual one. `security` is "starttls", "tls" or "none".
port = 0
security = "starttls"
# The address that the messages come from.
sender = ""

# The most findings there may be. An audit with more of them fails. Name a rule, a commitment, a path or several.
# [[budget]]
# rule = "jargon.unexplained-acronym"
# commitment = "communicate.plain-english"
# path = "/send/*"
# most = 40

[rules]
# Rules or themes to run, or to leave out. `localoffer rules` lists them.
select = []
ignore = []

# A rule's own settings, for example:
# [rules."stale.past-event"]
# grace_days = 14
"""

_NO_OWNERS = """\
# [[owner]]
# name = "Short breaks team"
# pages = ["/send/short-breaks*"]
# email = "short.breaks@example.org"
"""


def first_config(path: Path, given: Given) -> str:
    """Write a first configuration, and say what to do next. What is not given is asked for on a terminal.

    Raises UserError for a file that is there, unless it may be written over, and for answers that do not hold.
    """
    asking = sys.stdin.isatty() and not given["yes"]
    if path.exists() and not given["force"] and not (asking and click.confirm(f"{path} is there. Write over it?")):
        raise UserError(f"{path} is there already. Name another file, or use --force to write over it.")
    text = _written(_answers(given, asking=asking))
    try:
        path.write_text(text, "utf-8")
    except OSError as error:
        raise UserError(f"{path} cannot be written: {error.strerror}. Name another file.") from error
    return f"{path} is ready. Read it through, then run `localoffer audit`."


def _answers(given: Given, *, asking: bool) -> dict[str, Any]:
    answers = {key: given[key] for key in ("site", "name", "allow", "charter", "contact", "owners")}
    if not answers["site"]:
        if given["yes"]:
            raise UserError("Which site? Name the address that it starts at with --site.")
        answers["site"] = click.prompt("Which address does your Local Offer start at")
    if asking:
        answers |= _asked(answers)
    return answers | {"charter": answers["charter"] or _CHARTER}


def _asked(answers: Given) -> dict[str, Any]:
    """The answers to what was not given; an empty line leaves a setting as it is."""

    def ask(key: str, question: str, usual: str = "", kind: click.ParamType[Any] = click.STRING) -> Any:
        return answers[key] or click.prompt(question, default=usual, show_default=bool(usual), type=kind)

    return {
        "name": ask("name", "What is it called (Enter for its address)"),
        "allow": ask(
            "allow", "Other places that belong to it, with commas (Enter for none)", kind=options.Listed()
        ),
        "charter": ask("charter", "Which charter: one of ours, or a file", _CHARTER),
        "contact": ask("contact", "An e-mail address for those who run the web server (Enter for none)"),
        "owners": answers["owners"] or tuple(_asked_owners()),
    }


def _asked_owners() -> Iterator[str]:
    question = "Who looks after which pages, such as Travel team=/send/travel* (Enter for no more)"
    while told := click.prompt(question, default="", show_default=False).strip():
        yield told


def _written(answers: Given) -> str:
    """The text of the file. Raises UserError where it would not load."""
    site = answers["site"].strip()
    if not site.startswith(("http://", "https://")):
        raise UserError(f"“{site}” is not a web address. Write it with https:// in front.")
    load_charter(answers["charter"])
    try:
        Scope.around([site], answers["allow"])
    except ValueError as error:
        raise UserError(str(error)) from error
    text = _TEXT.format(
        name=_quoted(answers["name"]),
        targets=_quoted([site]),
        allow=_quoted(list(answers["allow"])),
        charter=_quoted(answers["charter"]),
        contact=_quoted(answers["contact"]),
        owners=_owners(answers["owners"]),
    )
    parse(tomllib.loads(text), "The configuration that this would write")
    return text


def _owners(told: Sequence[str]) -> str:
    owners: dict[str, list[str]] = {}
    for owner in told:
        name, _, pattern = (part.strip() for part in owner.partition("="))
        if not name or not pattern:
            raise UserError(f"“{owner}” does not say which pages. Write it as “Travel team=/send/travel*”.")
        owners.setdefault(name, []).append(pattern)
    tables = [f'[[owner]]\nname = {_quoted(n)}\npages = {_quoted(p)}\nemail = ""\n' for n, p in owners.items()]
    return "\n".join(tables) or _NO_OWNERS


def _quoted(value: str | list[str]) -> str:
    return tomlkit.item(value).as_string()
