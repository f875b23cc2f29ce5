"""The scorecard in print: one side of A4, whatever was put right."""

from __future__ import annotations

import shutil
from pathlib import Path

import pikepdf
import pytest

from pipeline.browser import printing
from pipeline.browser.printing import print_pdf
from rules.core.errors import UserError
from tests.reports.meetings import full, written


@pytest.mark.skipif(shutil.which("chromium") is None, reason="needs Debian's package `chromium`")
def test_the_fullest_scorecard_fits_on_one_side(tmp_path: Path) -> None:
    print_pdf(written(full(), tmp_path) / "report" / "charter.html", tmp_path / "meeting.pdf")
    with pikepdf.open(tmp_path / "meeting.pdf") as pdf:
        assert len(pdf.pages) == 1


def test_a_browser_that_does_not_start_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("playwright")
    monkeypatch.setattr(printing, "installed", lambda: "/bin/false")
    with pytest.raises(UserError, match="/bin/false could not be started as a browser"):
        print_pdf(tmp_path / "page.html", tmp_path / "page.pdf")
    assert not (tmp_path / "page.pdf").exists()


def test_without_playwright_the_part_to_install_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "find_spec", lambda _: None)
    with pytest.raises(UserError, match=r"pip install 'local-offer-audit\[browser\]'"):
        print_pdf(tmp_path / "page.html", tmp_path / "page.pdf")
