"""What tests in every folder share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings

settings.register_profile("any machine", deadline=None)  # how long one example takes says more of the machine
settings.load_profile("any machine")

_NOBODY = 65534
_LONG = frozenset(
    (
        "test_action",
        "test_again",
        "test_browse",
        "test_coverage",
        "test_gitlab",
        "test_killed",
        "test_large",
        "test_nightly",
        "test_probes",
        "test_report_browser",
        "test_sitemap_trust",
        "test_thirty_nights",
        "test_together",
    )
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The files that take longest come first, so that no process is left with one when the others have ended."""
    items.sort(key=lambda item: item.path.stem not in _LONG)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may enter: pytest's own are for one user alone."""
    with TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@contextmanager
def without_privileges() -> Iterator[None]:
    """For root, act as nobody while the block runs: root may read and write everything."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(_NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
