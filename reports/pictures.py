"""Pictures of what was found in the browser: taken with an audit, and kept until others are taken."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from reports.kept import linked

FOLDER = "pictures"
_NAME = re.compile(r"[0-9a-f]{16}\.png")


@dataclass(frozen=True)
class Pictures:
    """The ids of the findings that have a picture; `told` is the same only if these are."""

    ids: frozenset[str] = field(default=frozenset(), repr=False)
    told: str = ""

    def of(self, finding: str) -> str | None:
        """The file of a finding's picture, where there is one."""
        return f"{FOLDER}/{finding}.png" if finding in self.ids else None


NO_PICTURES = Pictures()


def take_over(source: Path, report: Path) -> Pictures:
    """Put the pictures of a folder, if there is one, into a new report."""
    found = sorted(file for file in source.glob("*.png") if _NAME.fullmatch(file.name) and file.is_file())
    if not found:
        return NO_PICTURES
    (report / FOLDER).mkdir()
    ids = [file.stem for file in found if linked(file, report / FOLDER / file.name)]
    return Pictures(frozenset(ids), blake2b("".join(ids).encode(), digest_size=16).hexdigest())
