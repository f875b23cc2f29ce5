"""Names are what a screen reader says: labels, alternative texts, contents and so on, in the order of accname."""

from __future__ import annotations

import pytest

from rules.core.names import accessible_name
from rules.core.segment import parse
from tests.rules.told import element, told_of


@pytest.mark.parametrize(
    ("html", "name"),
    [
        ("<a id=it href=/a>Find  a <b>club</b></a>", "Find a club"),
        ("<a id=it href=/a><img src=x alt='The Mill'> map</a>", "The Mill map"),
        ("<a id=it href=/a><img src=x alt='The Mill' role=none></a>", ""),
        ("<a id=it href=/a>Apply<span hidden> not</span><span aria-hidden=true> now</span></a>", "Apply"),
        ("<button id=it><div>Save</div><div>all</div></button>", "Save all"),
        ("<button id=it>Sa<b>ve</b></button>", "Save"),
        ("<button id=it aria-label='Close'>×</button>", "Close"),
        ("<button id=it aria-label=' '>×</button>", "×"),
        (
            "<p id=a>Short</p><p id=b>breaks</p><a id=it href=/ aria-labelledby='b nowhere a b'>x</a>",
            "breaks Short",
        ),
        ("<p id=a hidden>Short <b hidden>breaks</b></p><a id=it href=/ aria-labelledby=a>x</a>", "Short breaks"),
        (
            "<button id=it aria-label=Delete aria-labelledby='it file'>x</button><a id=file href=/>a.pdf</a>",
            "Delete a.pdf",
        ),
        ("<label for=it>First <i>name</i></label><input id=it>", "First name"),
        ("<label>Age <input id=it></label>", "Age"),
        (
            "<label for=it>Play for <input value=5 type=number> minutes</label><input id=it type=checkbox>",
            "Play for 5 minutes",
        ),
        (
            "<label for=it>Sort <select><option>up<option selected>down</select></label><input id=it type=radio>",
            "Sort down",
        ),
        ("<label for=other>Age <input id=it></label>", ""),
        ("<input id=it placeholder='Postcode' title='Where'>", "Where"),
        ("<input id=it placeholder='Postcode'>", "Postcode"),
        ("<input id=it type=submit>", "Submit"),
        ("<input id=it type=image src=x alt='Go'>", "Go"),
        ("<fieldset id=it><legend>Address</legend><input></fieldset>", "Address"),
        ("<figure id=it><img src=x alt=y><figcaption>Our team</figcaption></figure>", "Our team"),
        ("<table id=it><caption>Hours</caption><tr><td>9</table>", "Hours"),
        ("<svg id=it role=img><title>Bus</title><path d=''/></svg>", "Bus"),
        ("<details><summary id=it>Hours</summary>9 to 5</details>", "Hours"),
        ("<div id=it role=img>drawn</div>", ""),
        ("<iframe id=it title='Map of the Mill'></iframe>", "Map of the Mill"),
        ("<div id=it>plain</div>", ""),
    ],
)
def test_a_name_comes_from_where_the_standard_says(html: str, name: str) -> None:
    told = told_of(html)
    assert told.name(element(told)) == name
    assert accessible_name(element(told)) == name


def test_styles_of_the_page_hide_words_and_set_them_apart() -> None:
    told = told_of("""<style>.gone{display:none} b{display:block}</style>
        <a id=it href=/>Clubs<b>today</b><i class=gone> later</i></a>""")
    assert told.name(element(told)) == "Clubs today"


def test_a_description_comes_from_other_elements_or_from_an_attribute() -> None:
    told = told_of(
        "<p id=h hidden>Six numbers</p><input id=it aria-describedby=h><input id=two aria-description='Two'>"
    )
    assert told.description(element(told)) == "Six numbers"
    assert told.description(element(told, "two")) == "Two"


def test_elements_that_name_each_other_are_read_once() -> None:
    told = told_of("<button id=it aria-labelledby=b>One</button><button id=b aria-labelledby=it>Two</button>")
    assert told.name(element(told)) == "Two"


def test_markup_as_deep_as_a_page_allows_is_read() -> None:
    link = parse(f"<a href=/>{'<b>' * 2000}deep").find(".//a")
    assert link is not None
    assert accessible_name(link) == "deep"
