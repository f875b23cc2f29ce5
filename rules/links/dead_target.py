"""A link that leads nowhere without a script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from rules.core.faults import Fault, FaultsRule
from rules.core.findings import Fact
from rules.core.page import Link, Page
from rules.core.rule import at

_NOWHERE = ("#", "#!", "http://", "https://")
_PLAIN = ("href", "title", "target", "rel", "style")


class DeadTarget(FaultsRule):
    """A link whose address is “#” or a line of JavaScript, and not a page.

    It cannot be opened in a new tab, kept or sent to a friend. Where the script does not run, nothing happens.

    **Left alone:**

    - “back to top”, to which “#” leads
    - links that a script clearly looks after: with a role, a class, data attributes or a state
    - links in the navigation, unless their address is JavaScript
    """

    id = "links.dead-target"
    title = "Links that lead nowhere"
    message = "“{quote}” leads nowhere."
    fix = "Give the page that the link should lead to, or make it a button."
    commitments = ("accountable.available",)
    wcag = ("2.1.1",)
    sources = ("https://www.w3.org/WAI/WCAG22/Techniques/failures/F42",)
    faults: ClassVar[Mapping[str, Fault]] = {
        "javascript": Fault(
            "“{quote}” is a link to JavaScript (javascript:) in place of a page.",
            "Give the page that the link should lead to. If it does something on this page, make it a button.",
            "problem",
        ),
        "nowhere": Fault(
            "“{quote}” leads nowhere: the address of the link is “{value}”.",
            "Give the page that the link should lead to, or take the link out.",
        ),
    }

    def extract(self, page: Page) -> Iterator[Fact]:
        for link in page.links:
            href = link.href.strip()
            if href[:11].lower() == "javascript:":
                yield Fact(at(page, link), key=href[:80], kind="javascript")
            elif href in _NOWHERE and link.region != "nav" and link.text and not _is_meant(link):
                yield Fact(at(page, link), key=link.text, value=href, kind="nowhere")


def _is_meant(link: Link) -> bool:
    """Whether the link goes back to the top, or has marks of a script that looks after it."""
    return "top" in link.name.casefold() or any(name not in _PLAIN for name in link.element.attrib)
