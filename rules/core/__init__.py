"""The kernel that every rule stands on."""
