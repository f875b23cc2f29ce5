"""What a site answers for an address that does not exist: some answer 200 OK all the same (a soft 404)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from hashlib import blake2b

from spiders.canonical import join
from spiders.shown import Shown, shown, title_of

_SAYS_SO = re.compile(
    r"not found|\b404\b|no longer (?:here|exists?|available)"
    r"|(?:can(?:no|['’])t|could ?(?:no|n['’])t) (?:be )?f(?:ou|i)nd"
    r"|does(?: no|n['’])t exist|\berror\b|\bunavailable\b|\bmaintenance\b|something went wrong"
)
_ALIKE = 4
_LONG = 8


def no_such_page(start: str) -> str:
    """An address beside a start page that nobody has given to a page: the same every night."""
    name = blake2b(start.encode("utf-8", "replace"), digest_size=6).hexdigest()
    return join(start, f"no-such-page-{name}")


@dataclass
class Nowhere:
    """The page that a site shows, with status 200, where there is none.

    `is_a_page` tells that it is a real one too, such as the front page: then only what is exactly the same counts.
    """

    url: str
    title: str
    shown: Shown
    is_a_page: bool = False
    _words: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self._words = _words(self.shown.words, self.url)

    @classmethod
    def of(cls, url: str, body: bytes, encoding: str) -> Nowhere:
        """What was answered for an address that does not exist."""
        return cls(url, _without(title_of(body), url), shown(body, encoding))

    @property
    def says_so(self) -> bool:
        """Whether its title or heading says that something is wrong."""
        return _SAYS_SO.search(f"{self.title} {self.shown.heading}") is not None

    def is_shown(self, url: str, body: bytes, encoding: str) -> bool:
        """Whether an address shows the same page: the same title and heading, and at most four other words."""
        if _without(title_of(body), url) != self.title:
            return False
        page = shown(body, encoding)
        if _without(page.heading, url) != _without(self.shown.heading, self.url):
            return False
        if self.is_a_page:
            return page.words == self.shown.words
        return len(_words(page.words, url) ^ self._words) <= _ALIKE


def _without(text: str, url: str) -> str:
    """A text without the words that repeat the address."""
    return " ".join(word for word in text.split() if not _repeats(url, word))


def _words(words: list[str], url: str) -> frozenset[str]:
    """The different words of a page, without those that repeat its address, and without numbers and times."""
    return frozenset(word for word in words if not _repeats(url, word) and not any(map(str.isdigit, word)))


def _repeats(url: str, word: str) -> bool:
    name = url.rstrip("/").rpartition("/")[2].lower()
    return len(name) >= _LONG and name in word
