"""Stale content: dates, notices and promises whose time has gone."""
