"""Links: where they go, and what they say of it."""
