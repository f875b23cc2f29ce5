"""Fetching: scope, canonical addresses and the spider. Knows nothing of rules or the store."""
