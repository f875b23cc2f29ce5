"""Documents: files that a page sends families to."""
