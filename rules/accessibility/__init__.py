"""Accessibility: what stops someone using the page with a screen reader, a keyboard or large text."""
