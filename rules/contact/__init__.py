"""Contacts and opening hours: whether a family can reach someone, and is told the same everywhere."""
