"""Showing: the HTML report and the exports."""
