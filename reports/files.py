"""Puts files into the folder of a report: views through templates, and the folder into place when it is whole."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory

from jinja2 import Environment, PackageLoader, StrictUndefined

from reports.views.overview import Frame
from rules.core.errors import UserError

_SIGN = "about-this-folder.txt"
_SIGNED = "This folder is a report of localoffer. Each audit writes it anew, so keep nothing of your own here.\n"
_READ_ONLY = "you may not write there. Name another folder with --report."
_A_FILE = "part of that path is a file. Name another folder with --report."
_FULL = "the disk is full. Make room, and write it again with `localoffer report`."
_TOLD = {
    errno.EACCES: _READ_ONLY,
    errno.EPERM: _READ_ONLY,
    errno.EROFS: _READ_ONLY,
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.ENOTDIR: _A_FILE,
    errno.EEXIST: _A_FILE,
}


@contextmanager
def new_folder(out: Path) -> Iterator[Path]:
    """A folder to fill that takes the place of `out` when the block ends, with what every page needs.

    The old one stays until then. Raises UserError where the folder cannot be written, and for one that holds
    something else than a report: that is never touched.
    """
    check_folder(out)
    with _told_plainly(out):
        out.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=out.parent, prefix=f".{out.name}-") as beside:
            new = Path(beside, "new")
            new.mkdir()
            yield new
            with as_file(files("reports") / "assets") as assets:
                shutil.copytree(assets, new / "assets")
            (new / _SIGN).write_text(_SIGNED, "utf-8")
            _move(new, out, Path(beside, "old"))


def check_folder(out: Path) -> None:
    """Raise UserError for a folder that holds something other than a report: it is never touched."""
    if out.is_dir() and any(out.iterdir()) and not _is_ours(out):
        raise UserError(
            f"The folder {out} holds something other than a report, so it was left as it is. "
            "Name another folder with --report, or an empty one."
        )
    if out.exists() and not out.is_dir():
        raise UserError(f"{out} is a file, and the report needs a folder. Name another with --report.")


def _is_ours(out: Path) -> bool:
    sign = out / _SIGN
    return sign.is_file() and sign.read_text("utf-8", "replace") == _SIGNED


@contextmanager
def _told_plainly(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno not in _TOLD:
            raise
        raise UserError(f"The report could not be written to {out}: {_TOLD[error.errno]}") from error


def _move(new: Path, out: Path, old: Path) -> None:
    if out.exists():
        out.rename(old)
    try:
        new.rename(out)
    except OSError:
        if old.exists():
            old.rename(out)
        raise


class Pages:
    """Writes views through templates, each a stream, so that a long list is never held as text."""

    def __init__(self, folder: Path, shown: Frame) -> None:
        self._folder = folder
        self._shown = shown

    def write(self, file: str, template: str, view: object) -> None:
        """Write one page, never over one that was kept. Links in it start from the folder of the report."""
        root = "../" * file.count("/")
        stream = templates().get_template(f"{template}.html").generate(view=view, root=root, frame=self._shown)
        with (self._folder / file).open("x", encoding="utf-8", errors="replace") as page:
            page.writelines(stream)


@cache
def templates() -> Environment:
    """The templates of the report and of messages: whatever is put into them is shown, and never obeyed."""
    return Environment(
        loader=PackageLoader("reports"),
        auto_reload=False,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
