"""Mistakes that people make with workers, and what they are told."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.cli.command import refused

ORDER = ("audit", "https://www.example.org/", "--workers", "redis://127.0.0.1:1/0")


def test_a_store_on_one_machine_cannot_be_shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    told = refused(*ORDER)
    assert "--store postgresql+psycopg://user:password@host/name" in told
    assert list(tmp_path.iterdir()) == []


def test_without_the_extra_its_name_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in [*sys.modules]:
        if name == "pipeline.together" or name.startswith("spiders.shared"):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "redis", None)
    assert "local-offer-audit[workers]" in refused(*ORDER)


def test_an_audit_without_a_crawl_has_nothing_to_share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "there is no crawl to share" in refused(*ORDER, "--no-crawl")
