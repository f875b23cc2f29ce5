"""The configuration: `offer.toml`, or `[tool.localoffer]` in pyproject.toml, checked once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from pathlib import Path
from string import Formatter
from typing import Any, TypeVar, get_args, get_type_hints

import msgspec

from rules.core.errors import UserError, did_you_mean

T = TypeVar("T")

DEFAULT_STORE = "sqlite:///localoffer.db"
_OFFER, _PROJECT, _IN_PROJECT = Path("offer.toml"), Path("pyproject.toml"), ("tool", "localoffer")
SECURITY = ("starttls", "tls", "none")
_HOST = re.compile(r"[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})*|[0-9A-Fa-f:]*:[0-9A-Fa-f:]*")
_E_MAIL = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+")


@dataclass(frozen=True)
class SiteConfig:
    """Which site to audit: what lies below the targets, and what `allow` adds, as `www.example.gov.uk/send`.

    `include` and `exclude` are patterns with `*` over a path and its query, or over a whole address where they
    hold `://`. `charter` names a charter of ours (`doncaster`) or a file.
    """

    name: str = ""
    targets: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    charter: str = "doncaster"


@dataclass(frozen=True)
class CrawlConfig:
    """How to fetch. Times are in seconds, sizes in bytes; 0 pages, depth or time means without limit.

    An audit is not complete below `min_coverage`, the least share of the pages found, nor below `least_of_last`,
    the least share of those in the last complete audit. The certificates of servers are checked, as browsers do.
    What pages sent is kept for `keep_bodies` days after they were last met, to be read again without a crawl.
    """

    max_pages: int = 0
    max_depth: int = 0
    max_time: float = 0
    delay: float = 1.0
    concurrency: int = 1
    timeout: float = 30.0
    max_bytes: int = 10_000_000
    obey_robots: bool = True
    contact: str = ""
    private_hosts: tuple[str, ...] = ()
    min_coverage: float = 0.8
    least_of_last: float = 0.5
    check_certificates: bool = True
    keep_bodies: int = 30


@dataclass(frozen=True)
class LinksConfig:
    """How to check where links lead, beyond the pages that are read. `outside` checks links to other sites too.

    A link counts as broken once it was broken on `nights` nights. At most `a_night` addresses are asked for in one
    audit, those first that were not asked for the longest. An address that is fine is left for `days` days.
    """

    outside: bool = True
    nights: int = 2
    a_night: int = 500
    days: int = 7


@dataclass(frozen=True)
class DocumentsConfig:
    """Which documents to read: PDF, Word and OpenDocument files on the site's own hosts and on `hosts`.

    A document larger than `max_bytes` is not read. Without `read`, only the type and size of each are noted.
    """

    read: bool = True
    max_bytes: int = 20_000_000
    hosts: tuple[str, ...] = ()


@dataclass(frozen=True)
class RulesConfig:
    """Which rules to run, by id, theme or pattern, and the settings of single rules by id."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    settings: Mapping[str, Mapping[str, object]] = field(default_factory=dict)


@dataclass(frozen=True)
class ReportConfig:
    """The report. `folder` is where it goes; `report = "folder"` alone says the same.

    `edit_url` is the address at which a page can be edited, with `{url}` or `{path}` in it for the page’s own.
    `visits` is a file of comma-separated values beside the configuration, with the columns `url` and `count`.
    `contact` is how families can tell you about a page: an e-mail address, a web address or a telephone number.
    `address` is where the folder stands on the web, for messages to lead to.
    """

    folder: str = ""
    edit_url: str = ""
    visits: str = ""
    contact: str = ""
    address: str = ""


@dataclass(frozen=True)
class OwnerConfig:
    """Who looks after the pages that match one of some patterns with `*`, as `include` has them under `[site]`.

    The first owner with a pattern that matches a page has it. `localoffer tell` writes to `email`.
    """

    name: str
    pages: tuple[str, ...]
    email: str = ""


@dataclass(frozen=True)
class BudgetConfig:
    """How many findings there may be, at `most`: of a rule, of the rules behind a commitment, on some pages.

    `rule` is an id, a theme or a pattern, as rules are selected; `path` is a pattern as `include` has them under
    `[site]`. What names several of the three counts what fits them all. What is waived does not count.
    """

    most: int
    rule: str = ""
    commitment: str = ""
    path: str = ""


@dataclass(frozen=True)
class TellConfig:
    """How e-mail goes out: by a mail `server`, from a `sender`. Port 0 is the usual one for the `security`.

    A user and a password come from the environment alone, and so do the addresses of webhooks.
    """

    server: str = ""
    port: int = 0
    security: str = "starttls"
    sender: str = ""


@dataclass(frozen=True)
class Config:
    """All of it, with `store` a database URL, `owner` those who look after pages and `waivers` the file of those.

    Each `budget` is a number of findings above which a run fails. The waivers lie beside the configuration; the
    file need not exist.
    """

    site: SiteConfig = field(default_factory=SiteConfig)
    crawl: CrawlConfig = field(default_factory=CrawlConfig)
    documents: DocumentsConfig = field(default_factory=DocumentsConfig)
    links: LinksConfig = field(default_factory=LinksConfig)
    rules: RulesConfig = field(default_factory=RulesConfig)
    store: str = DEFAULT_STORE
    report: ReportConfig = field(default_factory=ReportConfig)
    owner: tuple[OwnerConfig, ...] = ()
    budget: tuple[BudgetConfig, ...] = ()
    tell: TellConfig = field(default_factory=TellConfig)
    waivers: str = "waivers.toml"


def load(path: Path | None) -> Config:
    """The configuration in `path`, else in ./offer.toml, else in ./pyproject.toml, else the defaults."""
    if path is not None:
        config = parse(read_toml(path), str(path))
        visits = str(path.parent / config.report.visits) if config.report.visits else ""
        beside = replace(config.report, visits=visits)
        return replace(config, waivers=str(path.parent / config.waivers), report=beside)
    if _OFFER.is_file():
        return parse(read_toml(_OFFER), str(_OFFER))
    if _PROJECT.is_file():
        table = read_toml(_PROJECT)
        for key in _IN_PROJECT:
            table = table.get(key, {})
        return parse(table, "pyproject.toml [tool.localoffer]")
    return Config()


def home(path: Path | None) -> tuple[Path, tuple[str, ...]]:
    """The file that `load` reads, and the keys under which the configuration stands in it."""
    return (path, ()) if path else (_OFFER, ()) if _OFFER.is_file() else (_PROJECT, _IN_PROJECT)


def with_council(config: Config, path: Path) -> Config:
    """The configuration with its site replaced by the `[site]` of a council's file, and what else it sets."""
    council = parse(read_toml(path), str(path))
    if not council.site.targets:
        raise UserError(f'{path} names no targets. Add `targets = ["https://…"]` under `[site]`.')
    if council.budget:
        raise UserError(f"{path} sets a budget. Budgets stand in offer.toml: move it there.")
    crawl = council.crawl if council.crawl != CrawlConfig() else config.crawl
    return replace(config, site=council.site, crawl=crawl, owner=council.owner or config.owner)


def parse(table: Mapping[str, Any], where: str) -> Config:
    """A configuration from a table. Raises UserError that names the key, the place and what was meant."""
    table = dict(table)
    if isinstance(table.get("rules"), dict):
        chosen = {key: value for key, value in table["rules"].items() if not isinstance(value, dict)}
        settings = {key: value for key, value in table["rules"].items() if isinstance(value, dict)}
        table["rules"] = {**chosen, "settings": settings} if settings else chosen
    if isinstance(table.get("report"), str):
        table["report"] = {"folder": table["report"]}
    config = checked(Config, table, where)
    _check_edit_url(config.report.edit_url, where)
    _check_address(config.report.address, where)
    _check_owners(config.owner, where)
    _check_budgets(config.budget, where)
    _check_tell(config.tell, where)
    return config


def _check_address(address: str, where: str) -> None:
    if address and not address.startswith(("http://", "https://")):
        raise UserError(f"{where}: “address” under [report] must be a web address, with https:// in front.")


def _check_edit_url(template: str, where: str) -> None:
    try:
        names = [name for _, name, *_ in Formatter().parse(template) if name is not None]
    except ValueError:
        names = [template]
    if set(names) - {"url", "path"}:
        raise UserError(f"{where}: “edit_url” may hold {{url}} and {{path}}, and nothing else in braces.")
    if template and (not names or not template.startswith(("http://", "https://"))):
        raise UserError(
            f"{where}: “edit_url” must be a web address with {{url}} or {{path}} in it, such as "
            "“https://cms.example.gov.uk/edit?page={url}”."
        )


def _check_owners(owners: Sequence[OwnerConfig], where: str) -> None:
    names = [owner.name for owner in owners]
    for owner in owners:
        if not owner.name.strip() or names.count(owner.name) > 1:
            raise UserError(f"{where}: each `[[owner]]` needs a name of its own, and “{owner.name}” is none.")
        if not owner.pages:
            raise UserError(f'{where}: “{owner.name}” has no pages. Give patterns, such as `pages = ["/send/*"]`.')
        if owner.email and not _E_MAIL.fullmatch(owner.email):
            raise UserError(f"{where}: “{owner.email}” is not an e-mail address. Put it right, or leave it out.")


def _check_tell(tell: TellConfig, where: str) -> None:
    if tell.server and not _HOST.fullmatch(tell.server):
        raise UserError(
            f"{where}: “server” under [tell] must be the name of a machine, such as “smtp.example.org”."
        )
    if tell.security not in SECURITY:
        raise UserError(f"{where}: “security” under [tell] must be one of “starttls”, “tls” and “none”.")
    if not 0 <= tell.port < 65536:
        raise UserError(f"{where}: “port” under [tell] must be from 1 to 65535. Leave it out for the usual one.")
    if tell.server and not _E_MAIL.fullmatch(tell.sender):
        raise UserError(f"{where}: “sender” under [tell] must be the e-mail address that messages come from.")


def _check_budgets(budgets: Sequence[BudgetConfig], where: str) -> None:
    for number, budget in enumerate(budgets, 1):
        if budget.most < 0:
            raise UserError(f"{where}: “most” of budget {number} is below 0. Give the most findings there may be.")
        if not (budget.rule or budget.commitment or budget.path):
            raise UserError(f"{where}: budget {number} must name a `rule`, a `commitment` or a `path`.")


def checked(cls: type[T], table: Mapping[str, Any], where: str) -> T:
    """A dataclass from a table. Raises UserError that names the key, the place and what was meant."""
    _check_keys(cls, table, where)
    try:
        return msgspec.convert(table, cls)
    except msgspec.ValidationError as error:
        raise UserError(f"{where}: {_in_plain_words(str(error))}") from error


def _check_keys(cls: type, table: Mapping[str, Any], where: str) -> None:
    hints = get_type_hints(cls)
    known = {f.name: hints[f.name] for f in fields(cls)}
    for key, value in table.items():
        if key not in known:
            raise UserError(f"{where}: there is no setting “{key}”.{did_you_mean(key, known)}")
        if is_dataclass(known[key]):
            if not isinstance(value, dict):
                raise UserError(f"{where}: “{key}” must be a table, written as `[{key}]`.")
            _check_keys(known[key], value, f"{where} [{key}]")
        elif each := _table_in(known[key]):
            if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
                raise UserError(f"{where}: “{key}” must be tables, each written below `[[{key}]]`.")
            for entry in value:
                _check_keys(each, entry, f"{where} [[{key}]]")


def _table_in(hint: object) -> type | None:
    """The dataclass that the entries of a list are, where they are one."""
    return next((kind for kind in get_args(hint) if isinstance(kind, type) and is_dataclass(kind)), None)


def _in_plain_words(error: str) -> str:
    what, _, path = error.partition(" - at ")
    name = path.strip("`").removeprefix("$.")
    return f"“{name}” has the wrong kind of value. {what}." if name else f"{what}."


def read_toml(path: Path) -> dict[str, Any]:
    """The table in a file. Raises UserError where it cannot be read, or is not TOML."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise UserError(f"{path} is not valid TOML: {error}. Put that line right and try again.") from error
    except UnicodeDecodeError as error:
        raise UserError(f"{path} is not text in UTF-8. Save it as UTF-8 and try again.") from error
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror}. Check the name and try again.") from error
