"""Jargon and acronyms: words that only the people who work there know."""
