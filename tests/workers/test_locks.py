"""Locks that workers take in PostgreSQL: one has it, and it goes with whoever had it."""

from __future__ import annotations

from pipeline.store.open import open_store
from pipeline.store.sofar import locked
from tests.store.cluster import Cluster


def test_one_at_a_time_has_a_lock(postgresql: str) -> None:
    with open_store(postgresql) as store:
        with locked(store, 7, wait=False) as first, locked(store, 7, wait=False) as second:
            assert (first, second) == (True, False)
        with locked(store, 7, wait=True) as third:
            assert third


def test_a_lock_goes_with_the_connection_of_its_holder(postgresql: str, cluster: Cluster) -> None:
    with open_store(postgresql) as store, locked(store, 7, wait=False) as first:
        assert first
        cluster.run("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'")
        with locked(store, 7, wait=False) as second:
            assert second
