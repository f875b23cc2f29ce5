"""Checks where links lead, beyond the pages that a crawl reads: politely, and never on private networks."""
