"""Plain English: sentences and pages that are hard to read."""
