"""Pictures of what the browser found: beside their notes, and kept until others are taken."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import lxml.html
import pytest

from reports.pictures import take_over
from reports.render import render
from reports.views.addresses import page_file
from reports.views.survey import survey
from rules.core.charter import load_charter
from tests.reports.audits import HOST, RUN, Audit, anyborough

PNG = b"\x89PNG\r\n\x1a\n"
CONTACT = page_file(f"{HOST}/send/contact")


@pytest.fixture
def audit() -> Audit:
    return anyborough()


def of_contact(audit: Audit) -> str:
    return next(row.id for row in audit.finding_rows if row.url.endswith("/contact"))


def taken(folder: Path, *ids: str) -> Path:
    folder.mkdir()
    for name in ids:
        (folder / f"{name}.png").write_bytes(PNG)
    return folder


def write(audit: Audit, out: Path, pictures: Path | None = None) -> Path:
    counted = survey(audit.reader, RUN)
    first = render(audit.reader, counted, out, charter=load_charter(), upcoming=(), pictures=pictures)
    return first.parent


def shown(report: Path) -> list[str]:
    dom = lxml.html.document_fromstring((report / CONTACT).read_bytes())
    return [str(source) for source in dom.xpath("//img/@src")]


def test_a_picture_stands_in_its_note(audit: Audit, tmp_path: Path) -> None:
    name = of_contact(audit)
    report = write(audit, tmp_path / "report", taken(tmp_path / "taken", name))
    assert shown(report) == [f"../pictures/{name}.png"]
    assert (report / "pictures" / f"{name}.png").read_bytes() == PNG


def test_without_pictures_there_is_no_place_for_one(audit: Audit, tmp_path: Path) -> None:
    report = write(audit, tmp_path / "report")
    assert shown(report) == []
    assert not (report / "pictures").exists()


def test_pictures_stay_until_others_are_taken(audit: Audit, tmp_path: Path) -> None:
    name, out = of_contact(audit), tmp_path / "report"
    write(audit, out, taken(tmp_path / "taken", name))
    page = (out / CONTACT).stat().st_ino
    assert shown(write(audit, out)) == [f"../pictures/{name}.png"]
    assert (out / CONTACT).stat().st_ino == page, "it was written again for nothing"
    assert shown(write(audit, out, taken(tmp_path / "others", "0" * 16))) == []
    assert [file.stem for file in (out / "pictures").iterdir()] == ["0" * 16]


def test_only_pictures_of_findings_are_taken_over(tmp_path: Path) -> None:
    folder = taken(tmp_path / "taken", "0123456789abcdef", "..", "0123456789abcdeg", "x")
    (folder / "0123456789abcdef.txt").write_text("no picture")
    (folder / f"{'1' * 16}.png").mkdir()
    (tmp_path / "new").mkdir()
    assert take_over(folder, tmp_path / "new").ids == {"0123456789abcdef"}


def test_a_note_for_several_findings_shows_the_first_picture_there_is(audit: Audit, tmp_path: Path) -> None:
    row = next(row for row in audit.finding_rows if row.url.endswith("/contact"))
    audit.finding_rows.append(replace(row, id="f" * 16))
    assert shown(write(audit, tmp_path / "report", taken(tmp_path / "taken", "f" * 16))) == [
        f"../pictures/{'f' * 16}.png"
    ]
