"""Writes the page for families: a folder with one page and its look, to publish as it is."""

from __future__ import annotations

from pathlib import Path

from pipeline.store.read import Reader
from reports.files import Pages, new_folder
from reports.views.overview import frame
from reports.views.public import public
from reports.views.survey import Survey
from reports.views.trend import base_of


def render_public(reader: Reader, counted: Survey, out: Path, *, contact: str) -> Path:
    """Write the page for families of a counted run into the folder `out`, and return it. Raises as `render`."""
    out, run = out.resolve(), counted.run
    base = base_of(reader.earlier(run), run)
    lost = reader.lost(base, run) if base else ()
    with new_folder(out) as new:
        Pages(new, frame(counted)).write("index.html", "public", public(counted, base, lost, contact))
    return out / "index.html"
