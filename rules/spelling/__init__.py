"""Spelling: words that are misspelt, repeated, mixed up with another, or spelt the American way."""
