"""What an audit covers: which addresses are its pages, which are left out, and why."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fnmatch import translate
from functools import cached_property
from urllib.parse import urlsplit

from spiders.canonical import canonical, site_of

_NEVER_IN_PATH = re.compile(
    r"/(?:log[-_]?(?:in|out|on|off)|sign[-_]?(?:in|out)|basket|(?:shopping[-_]?)?cart|check-?out|print(?:able|er)?"
    r"|print(?:-?pdf|-?friendly|-?view)|(?:add|remove)[-_](?:to|from)[-_]\w+|wp-(?:admin|login|json))(?:\.\w+)?(?:/|\Z)",
    re.IGNORECASE,
)
_NEVER_IN_QUERY = re.compile(
    r"(?:sl)?action|print\w*|displaypref|sort\w*|order(?:[-_]?by)?|\w*sort(?:by|type|order|dir)|dir(?:ection)?"
    r"|log(?:in|out|on|off)|add[-_]?to[-_]?\w+|remove[-_]?from[-_]?\w+|replytocom|share|tmpl",
    re.IGNORECASE,
)
_NEVER = "Addresses with “{}” in them are never followed: they do something, or repeat a page."
_DATED_PATH = re.compile(
    r"/(?:19|20)\d\d(?:[/-][01]?\d(?:[/-][0-3]?\d)?)?/?\Z|/[0-3]?\d-[01]?\d-(?:19|20)\d\d/?\Z"
)
_DATED_KEY = re.compile(r"year|month|week|day|yr|mon|[\w-]*date", re.IGNORECASE)
_REPEATING = re.compile(r"(/[^/]+(?:/[^/]+)?)\1{2,}(?:/|\Z)")
_PLACE = re.compile(r"(?:https?://)?(?:[\w-]+(?:\.[\w-]+)*|\[[\da-f:]+\])(?::\d+)?(?:/|\Z)", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")

_Matches = Callable[[str], bool]


def matcher(pattern: str) -> _Matches:
    """Says of addresses whether they match a pattern with `*`: in their path and query, or, where the pattern
    names a scheme, as a whole. The path of a draft is held against it as it is.
    """
    matches = re.compile(translate(pattern)).match
    whole = "://" in pattern

    def match(url: str) -> bool:
        return matches(url if whole or "://" not in url else "/" + url.split("/", 3)[3]) is not None

    return match


@dataclass(frozen=True)
class Scope:
    """The pages that belong to an audit.

    `allow` names the places: a host, with the start of a path where only a part of it is meant, such as
    `www.example.gov.uk/local-offer`. `include` and `exclude` are patterns with `*`, held against the path with
    its query, or against the whole address where they name a scheme; with any `include`, only what matches
    one is audited. The three limits bound the pages of one kind, so that nothing endless is followed:
    addresses that differ only in their digits, in their query, or in a date (three years of a monthly calendar).
    """

    allow: tuple[str, ...]
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    alike: int = 10_000
    alike_in_query: int = 2_000
    alike_in_date: int = 36

    @classmethod
    def around(
        cls,
        targets: Iterable[str],
        allow: Iterable[str] = (),
        include: Iterable[str] = (),
        exclude: Iterable[str] = (),
    ) -> Scope:
        """The scope of an audit that starts at `targets`: what lies below each, and what `allow` adds.

        Raises ValueError for a target that is not an http address, and for a place without a host.
        """
        allow = tuple(allow)
        for place in allow:
            if not _PLACE.match(place):
                raise ValueError(
                    f"“{place}” is not a place. Name its host, as in “www.example.gov.uk/local-offer”."
                )
        return cls((*(_place_of(target) for target in targets), *allow), tuple(include), tuple(exclude))

    @cached_property
    def places(self) -> dict[str, tuple[str, ...]]:
        """The starts of paths that are covered, by site: a host without `www.`, with any unusual port."""
        places: dict[str, tuple[str, ...]] = {}
        for allowed in self.allow:
            host, _, path = (
                allowed.partition("://")[2].partition("/") if "://" in allowed else allowed.partition("/")
            )
            site = host.lower().removeprefix("www.")
            places[site] = (*places.get(site, ()), f"/{path}".rstrip("/").lower())
        return places

    @cached_property
    def hosts(self) -> frozenset[str]:
        """The names of the hosts that are covered, with and without `www.`, without ports."""
        bare = [re.sub(r":\d+\Z", "", site).strip("[]") for site in self.places]
        return frozenset(form for host in bare for form in (host, f"www.{host}"))

    def covers(self, url: str) -> bool:
        """Whether the address lies in a place that the audit covers. What does not is only a link."""
        prefixes = self.places.get(site_of(url))
        if prefixes is None:
            return False
        path = "/" + url.split("/", 3)[3].partition("?")[0].lower()
        return any(
            path.startswith(prefix) and path[len(prefix) : len(prefix) + 1] in {"", "/"} for prefix in prefixes
        )

    def why_not(self, url: str) -> str | None:
        """Why a canonical address is not a page of this audit, in plain words; None where it is one."""
        if not self.covers(url):
            return "It is outside the places that this audit covers."
        address = urlsplit(url)
        if (found := _NEVER_IN_PATH.search(address.path)) is not None:
            return _NEVER.format(found[0].strip("/"))
        for key in _keys(address.query):
            if _NEVER_IN_QUERY.fullmatch(key):
                return _NEVER.format(f"{key}=")
        if _REPEATING.search(address.path):
            return "The address repeats itself, as the links of a broken page do."
        if (why := self.why_excluded(url)) is not None:
            return why
        if self._include and not any(matches(url) for matches in self._include):
            return "None of the patterns to include matches it."
        return None

    def why_excluded(self, url: str) -> str | None:
        """Which of the audit's own patterns leaves an address out, be it a page or a document."""
        for pattern, matches in self._exclude:
            if matches(url):
                return f"The pattern “{pattern}” excludes it."
        return None

    @cached_property
    def _include(self) -> tuple[_Matches, ...]:
        return tuple(map(matcher, self.include))

    @cached_property
    def _exclude(self) -> tuple[tuple[str, _Matches], ...]:
        return tuple((pattern, matcher(pattern)) for pattern in self.exclude)


class Alike:
    """Counts the pages of each kind in one crawl, against what its scope allows."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._counts: Counter[str] = Counter()

    def why_not(self, url: str) -> str | None:
        """Counts a new address in; why it is one too many, where it is."""
        address = urlsplit(url)
        keys = sorted(_keys(address.query))
        kind = _DIGITS.sub("0", address.netloc + address.path) + ("?" + "&".join(keys) if keys else "")
        self._counts[kind] += 1
        most = self._most(address.path, keys)
        if self._counts[kind] <= most:
            return None
        return f"More than {most:,} addresses look like this one, so it may be one of an endless number."

    def _most(self, path: str, keys: list[str]) -> int:
        if _DATED_PATH.search(path) or any(_DATED_KEY.fullmatch(key) for key in keys):
            return self._scope.alike_in_date
        return self._scope.alike_in_query if keys else self._scope.alike


def _place_of(target: str) -> str:
    url = canonical(target)
    if url is None:
        raise ValueError(f"“{target}” is not a web address. Give one that starts with https:// or http://.")
    address = urlsplit(url)
    folder, _, last = address.path.rpartition("/")
    # A file stands for the folder that it is in; a sitemap, for its whole site.
    path = ("" if last.endswith((".xml", ".xml.gz", ".txt")) else folder) if "." in last else address.path
    return address.netloc + path


def _keys(query: str) -> list[str]:
    return [part.partition("=")[0] for part in query.split("&")] if query else []
