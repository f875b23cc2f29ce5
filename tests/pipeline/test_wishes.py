"""What a council sets for its report: owners, the address to edit a page at, visits. Mistakes are told plainly."""

from __future__ import annotations

from pathlib import Path

import pytest

import pipeline.sample
from pipeline.config import Config, OwnerConfig, ReportConfig, load, parse, with_council
from pipeline.given import SAMPLE_OWNERS
from pipeline.visits import read_visits
from reports.wishes import NOBODY, Wishes
from rules.core.errors import UserError

SHORT_BREAKS = OwnerConfig("Short breaks team", ("/send/short-breaks*",), "breaks@example.org")
SEND = OwnerConfig("SEND team", ("/send/*",))
PAGES = Path(pipeline.sample.__file__).parent / "site" / "pages"
PAGE = "https://www.anyborough.gov.uk/send/short-breaks?for=teens"


def test_a_folder_alone_is_still_the_reports() -> None:
    assert parse({"report": "out"}, "offer.toml").report == ReportConfig(folder="out")
    assert parse({"report": {"folder": "out"}}, "offer.toml").report.folder == "out"


def test_owners_come_in_their_order() -> None:
    table = {
        "owner": [{"name": "Short breaks team", "pages": ["/send/short-breaks*"], "email": "breaks@example.org"}]
    }
    assert parse(table, "offer.toml").owner == (SHORT_BREAKS,)


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ({"owner": {"name": "A"}}, "“owner” must be tables, each written below `[[owner]]`."),
        ({"owner": [{"nam": "A", "pages": ["*"]}]}, "[[owner]]: there is no setting “nam”. Did you mean “name”?"),
        ({"owner": [{"name": "A", "pages": []}]}, "“A” has no pages."),
        ({"owner": [{"name": " ", "pages": ["*"]}]}, "needs a name of its own"),
        ({"owner": [{"name": "A", "pages": ["*"]}] * 2}, "needs a name of its own"),
        ({"owner": [{"name": "A", "pages": ["*"], "email": "a at b"}]}, "“a at b” is not an e-mail address."),
        ({"owner": [{"name": "A", "pages": ["*"], "email": "a@b.c?cc=d@e.f\nx"}]}, "is not an e-mail address."),
        ({"owner": [{"pages": ["*"]}]}, "missing required field `name`"),
        ({"report": {"edit_url": "https://cms.example.org/{page}"}}, "may hold {url} and {path}"),
        ({"report": {"edit_url": "https://cms.example.org/{url"}}, "may hold {url} and {path}"),
        ({"report": {"edit_url": "https://cms.example.org/"}}, "must be a web address with {url} or {path}"),
        ({"report": {"edit_url": "javascript:{url}"}}, "must be a web address with {url} or {path}"),
        ({"report": {"edit": "x"}}, "[report]: there is no setting “edit”. Did you mean “edit_url”?"),
    ],
)
def test_a_mistake_is_told_by_its_place(table: dict[str, object], told: str) -> None:
    with pytest.raises(UserError) as refused:
        parse(table, "offer.toml")
    assert told in str(refused.value)


def test_the_visits_lie_beside_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "our.toml").write_text('[report]\nvisits = "visits.csv"\n')
    assert load(tmp_path / "our.toml").report.visits == str(tmp_path / "visits.csv")


def test_a_councils_own_owners_take_the_place_of_ours(tmp_path: Path) -> None:
    (tmp_path / "council.toml").write_text(
        '[site]\ntargets = ["https://a.example/"]\n[[owner]]\nname = "A"\npages = ["*"]\n'
    )
    ours = Config(owner=(SEND,))
    assert [owner.name for owner in with_council(ours, tmp_path / "council.toml").owner] == ["A"]


class TestVisits:
    def test_rows_of_the_same_page_are_added_up(self, tmp_path: Path) -> None:
        file = tmp_path / "visits.csv"
        file.write_text(
            '\ufeffurl,title,count\nHTTPS://a.example/send?utm_source=x,Send,"1,200"\nhttps://a.example/send,Send,4\n'
            "/money,Money,7\n",
            "utf-8",
        )
        assert read_visits(str(file)) == {"https://a.example/send": 1204, "/money": 7}

    def test_no_file_is_no_visits(self) -> None:
        assert read_visits("") == {}

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            (b"page,visits\n/a,1\n", "has no columns “url” and “count”"),
            (b"", "has no columns"),
            (b"url,count\n/a,1\n/b,many\n", "line 3: “many” is not a number of visits"),
            (b"url,count\n/a\n", "line 2: “” is not a number"),
            (b"url,count\n\xff\xfe,1\n", "is not a table of text in UTF-8"),
        ],
    )
    def test_a_file_of_another_kind_is_told(self, tmp_path: Path, text: bytes, told: str) -> None:
        (tmp_path / "visits.csv").write_bytes(text)
        with pytest.raises(UserError) as refused:
            read_visits(str(tmp_path / "visits.csv"))
        assert told in str(refused.value)

    def test_a_file_that_is_not_there_is_told(self, tmp_path: Path) -> None:
        with pytest.raises(UserError, match="cannot be read"):
            read_visits(str(tmp_path / "visits.csv"))


class TestWishes:
    def test_the_first_owner_that_matches_has_the_page(self) -> None:
        wishes = Wishes(owners=(SHORT_BREAKS, SEND))
        assert wishes.owner_of(PAGE) is SHORT_BREAKS
        assert wishes.owner_of("https://www.anyborough.gov.uk/send/money") is SEND
        assert wishes.owner_of("https://www.anyborough.gov.uk/bins") is NOBODY

    @pytest.mark.parametrize(
        ("template", "expected"),
        [
            ("", None),
            ("https://cms.example.org/edit{path}", "https://cms.example.org/edit/send/short-breaks"),
            (
                "https://cms.example.org/?page={url}&go=1",
                "https://cms.example.org/?page=https%3A%2F%2Fwww.anyborough.gov.uk%2Fsend%2Fshort-breaks%3Ffor%3Dteens&go=1",
            ),
        ],
    )
    def test_a_page_is_edited_at_its_own_address(self, template: str, expected: str | None) -> None:
        assert Wishes(edit_url=template).edit(PAGE) == expected

    def test_visits_are_known_by_address_or_by_path(self) -> None:
        assert Wishes().visits_to(PAGE) is None
        assert Wishes(visits={PAGE: 3}).visits_to(PAGE) == 3
        assert Wishes(visits={"/send/short-breaks": 5}).visits_to(PAGE) == 5
        assert Wishes(visits={"/other": 5}).visits_to(PAGE) == 0


def test_each_owner_of_the_sample_site_has_pages_there() -> None:
    urls = [
        f"https://www.wrenfield.example/{page.relative_to(PAGES).with_suffix('')}"
        for page in PAGES.rglob("*.html")
    ]
    owned = {Wishes(owners=SAMPLE_OWNERS).owner_of(url) for url in urls}
    assert owned == {*SAMPLE_OWNERS, NOBODY}
