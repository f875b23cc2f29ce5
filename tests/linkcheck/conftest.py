"""The stores of the tests of the store, on SQLite and PostgreSQL alike."""

from tests.store.conftest import cluster, postgresql, reader, store, url, writer

__all__ = ["cluster", "postgresql", "reader", "store", "url", "writer"]
