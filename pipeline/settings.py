"""Scrapy's settings for an audit: our item pipeline, after the spider's own settings."""

from __future__ import annotations

from typing import Any


def audit_settings() -> dict[str, Any]:
    """What every audit adds to a crawl plan's settings."""
    return {"ITEM_PIPELINES": {"pipeline.items.ReadPages": 100}}
