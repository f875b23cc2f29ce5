"""Text in, findings out: the rules of the audit, usable with no crawler and no database."""
