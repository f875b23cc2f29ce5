"""Chooses some pages of each template, so that a browser meets all of them without seeing the whole site."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping


def sampled(urls: Iterable[str], templates: Mapping[str, str], most: int) -> list[str]:
    """The first `most` addresses of each template, by address: the same ones every night.

    A page whose template is not known is always among them.
    """
    seen: Counter[str] = Counter()
    chosen = []
    for url in sorted(urls):
        name = templates.get(url)
        if name is None or seen[name] < most:
            chosen.append(url)
        if name is not None:
            seen[name] += 1
    return chosen
