"""Data that the recognisers stand on, each with the notice of its licence."""
