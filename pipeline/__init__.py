"""Composes the rest: fetch, read, store, judge, show."""
