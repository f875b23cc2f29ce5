"""The scorecard in print: one side of A4, whatever was put right."""

from __future__ import annotations

import shutil
from pathlib import Path

import pikepdf
import pytest

from pipeline.browser.printing import print_pdf
from tests.reports.meetings import full, written


@pytest.mark.skipif(shutil.which("chromium") is None, reason="needs Debian's package `chromium`")
def test_the_fullest_scorecard_fits_on_one_side(tmp_path: Path) -> None:
    print_pdf(written(full(), tmp_path) / "report" / "charter.html", tmp_path / "meeting.pdf")
    with pikepdf.open(tmp_path / "meeting.pdf") as pdf:
        assert len(pdf.pages) == 1
