"""Each test that asks for a store has it on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.store.open import Store, open_store
from pipeline.store.read import Reader
from pipeline.store.write import Writer
from tests.store.cluster import Cluster, binaries, running


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server of our own."""
    bin_ = binaries()
    if bin_ is None:
        pytest.skip("PostgreSQL is not installed: install the package `postgresql`")
    with running(bin_) as started:
        yield started


@pytest.fixture
def postgresql(cluster: Cluster) -> str:
    """The URL of an empty database."""
    cluster.run("DROP SCHEMA public CASCADE", "CREATE SCHEMA public")
    return cluster.url()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'store.db'}"
    found: str = request.getfixturevalue("postgresql")
    return found


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with open_store(url) as opened:
        yield opened


@pytest.fixture
def writer(store: Store) -> Iterator[Writer]:
    writer = Writer(store)
    yield writer
    writer.close()


@pytest.fixture
def reader(store: Store) -> Reader:
    return Reader(store)
