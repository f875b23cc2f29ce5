"""Reads the documents of a site, PDF, Word and OpenDocument files, into pages that rules can look at."""
