"""Prints a page of the report through Chromium: a tagged PDF with its title and language."""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf

from pipeline.browser.browse import installed
from rules.core.errors import UserError


def print_pdf(page: Path, out: Path) -> None:
    """Print an HTML file as `out`. Raises UserError where the browser is missing or does not start."""
    if find_spec("playwright") is None:
        raise UserError("Printing needs more parts. Run: pip install 'local-offer-audit[browser]'")
    chromium = installed()
    with TemporaryDirectory() as folder:
        printed = Path(folder, "printed.pdf")
        _print(chromium, page, printed)
        with pikepdf.open(printed, allow_overwriting_input=True) as pdf:
            pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
            pdf.save(printed)
        shutil.move(printed, out)


def _print(chromium: str, page: Path, out: Path) -> None:
    from playwright.sync_api import Error, sync_playwright

    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=chromium, args=as_root)
        except Error as error:
            first = error.message.splitlines()[0]
            raise UserError(f"{chromium} could not be started as a browser: {first}") from error
        tab = browser.new_page()
        tab.goto(page.resolve().as_uri())
        tab.pdf(path=out, prefer_css_page_size=True, print_background=True, tagged=True)
        browser.close()
