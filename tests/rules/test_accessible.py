"""Which elements assistive technology meets, with what role; what the page's own styles do to them."""

from __future__ import annotations

import time

import pytest

from rules.core.aria import attributes, roles, usable, valid
from tests.machine import here
from tests.rules.told import element, told_of


@pytest.mark.parametrize(
    ("html", "role"),
    [
        ("<a id=it href=/>x</a>", "link"),
        ("<a id=it>x</a>", "generic"),
        ("<header id=it>x</header>", "banner"),
        ("<article><header id=it>x</header></article>", None),
        ("<img id=it src=x alt=''>", "none"),
        ("<img id=it src=x>", "img"),
        ("<img id=it src=x alt='' tabindex=0>", "img"),
        ("<section id=it>x</section>", "generic"),
        ("<section id=it aria-label=News>x</section>", "region"),
        ("<select id=it></select>", "combobox"),
        ("<select id=it multiple></select>", "listbox"),
        ("<input id=it list=towns>", "combobox"),
        ("<input id=it type=password>", None),
        ("<input id=it type=nonsense>", "textbox"),
        ("<div id=it role='nonsense NAVIGATION'>x</div>", "navigation"),
        ("<div id=it role=widget>x</div>", "generic"),
        ("<ul id=it role=none><li>x</ul>", "none"),
        ("<button id=it role=none>x</button>", "button"),
        ("<button id=it role=none disabled>x</button>", "none"),
        ("<nav id=it role=presentation aria-label=Main>x</nav>", "navigation"),
        ("<ul><li id=it>x</ul>", "listitem"),
        ("<div><li id=it>x</div>", "generic"),
        ("<ul role=menubar><li id=it>x</ul>", "generic"),
        ("<table><tr><th id=it scope=row>x</table>", "rowheader"),
        ("<table role=none><tr><th id=it>x</table>", "generic"),
        ("<table role=grid><tr><td id=it>x</table>", "gridcell"),
    ],
)
def test_a_role_is_the_one_given_or_the_elements_own(html: str, role: str | None) -> None:
    told = told_of(html)
    assert told.role(element(told)) == role


@pytest.mark.parametrize(
    ("html", "shown", "heard"),
    [
        ("<p id=it>x</p>", True, True),
        ("<div hidden><p id=it>x</p></div>", False, False),
        ("<div aria-hidden=true><p id=it>x</p></div>", True, False),
        ("<div inert><p id=it>x</p></div>", True, False),
        ("<style>.a p{display:none}</style><div class=a><p id=it>x</p></div>", False, False),
        ("<style>p{display:none} p.b{display:block}</style><p id=it class=b>x</p>", True, True),
        ("<style>p{display:none!important} p.b{display:block}</style><p id=it class=b>x</p>", False, False),
        ("<style>p{display:none}</style><p id=it style='display:block'>x</p>", True, True),
        ("<style>@media print{p{display:none}} @media screen{i{display:none}}</style><p id=it>x</p>", True, True),
        ("<style>@media screen{p{display:none}}</style><p id=it>x</p>", False, False),
        ("<style>b{color:red}@media screen{i{top:0}p{display:none}}</style><p id=it>x</p>", False, False),
        ("<style>@import 'a.css';b{color:red} u{}p{display:none}</style><p id=it>x</p>", False, False),
        ("<style>p{display:none;}}} b{</style><p id=it>x</p>", False, False),
        ("<style>p::before,p:hover{display:none} p:bad(({display:none}</style><p id=it>x</p>", True, True),
        ("<div style='visibility:hidden'><p id=it>x</p></div>", False, False),
        ("<div style='visibility:hidden'><p id=it style='visibility:visible'>x</p></div>", True, True),
        ("<dialog><p id=it>x</p></dialog>", False, False),
        ("<video><p id=it>x</p></video>", False, False),
        ("<p id=it style='position:absolute;left:-9999px'>x</p>", True, True),
    ],
)
def test_what_is_shown_and_what_is_heard(html: str, shown: bool, heard: bool) -> None:
    told = told_of(html)
    assert told.shown(element(told)) is shown
    assert told.told(element(told)) is heard


@pytest.mark.parametrize(
    "style", ["position:fixed;top:-999em", "opacity:0", "clip-path:inset(50%)", "text-indent:-9999px"]
)
def test_what_is_shown_may_be_out_of_sight(style: str) -> None:
    told = told_of(f"<div style='{style}'><p id=it>x</p></div><p id=other style='left:-5px'>y</p>")
    assert not told.visible(element(told))
    assert told.visible(element(told, "other"))


@pytest.mark.parametrize(
    ("html", "stops"),
    [
        ("<a id=it href=/>x</a>", True),
        ("<a id=it>x</a>", False),
        ("<p id=it tabindex=0>x</p>", True),
        ("<p id=it tabindex=soon>x</p>", False),
        ("<button id=it tabindex=-1>x</button>", False),
        ("<button id=it disabled>x</button>", False),
        ("<fieldset disabled><legend><input id=it></legend></fieldset>", True),
        ("<fieldset disabled><input id=it></fieldset>", False),
        ("<div inert><a id=it href=/>x</a></div>", False),
        ("<a id=it href=/ style='display:none'>x</a>", False),
        ("<div id=it contenteditable>x</div>", True),
    ],
)
def test_where_the_tab_key_stops(html: str, stops: bool) -> None:
    told = told_of(html)
    assert told.in_tab_order(element(told)) is stops


def test_elements_own_what_is_in_them_and_what_they_name() -> None:
    told = told_of("""<div id=list role=list aria-owns='far near'><div><p id=near role=listitem>a</p></div></div>
        <p id=far role=listitem>b</p><div id=live aria-live=polite><i id=in role=listitem>c</i></div>""")
    assert [e.get("id") for e in told.owned(element(told, "list"))] == ["far", "near"]
    assert told.owner(element(told, "far")) is element(told, "list")
    assert told.owner(element(told, "in")) is element(told, "live")


def test_elements_that_own_each_other_do_not_go_round_for_ever() -> None:
    told = told_of("<div id=a role=list aria-owns=b><b>x</b></div><div id=b aria-owns=a></div>")
    assert told.owner(element(told, "b")) is element(told, "a")
    assert len(told.owned(element(told, "a"))) <= 1


def test_every_role_is_a_kind_of_roles_that_exist_and_supports_attributes_that_exist() -> None:
    for role in roles().values():
        assert role.supports | role.needs <= attributes().keys()
        assert role.within | role.owns <= roles().keys()
    assert usable("Tab") is roles()["tab"]
    assert usable("widget") is None


@pytest.mark.parametrize(
    ("attribute", "good", "bad"),
    [
        ("aria-busy", "TRUE", "undefined"),
        ("aria-expanded", "undefined", "mixed"),
        ("aria-pressed", "mixed", "on"),
        ("aria-rowindex", "-2", "2.5"),
        ("aria-valuenow", "-.5e3", "two"),
        ("aria-activedescendant", "one", "one two"),
        ("aria-owns", "one two", None),
        ("aria-live", "polite", "loud"),
        ("aria-relevant", "additions text", "additions …"),
        ("aria-label", "anything", None),
    ],
)
def test_values_are_of_the_kind_that_the_attribute_asks_for(attribute: str, good: str, bad: str | None) -> None:
    assert valid(attribute, good)
    assert bad is None or not valid(attribute, bad)


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 3000 + "<a href=/ id=it>x</a>",
        "<div role=list>" * 2000 + "<a href=/ id=it>x</a>",
        "<div aria-owns='" + "it " * 5000 + "'></div><a href=/ id=it>x</a>" * 300,
        "<style>" + "p b{display:none}" * 1000 + "</style><a href=/ id=it>x</a>",
        "<p id=p>" + "word " * 20000 + "</p>" + "<a href=/ id=it aria-labelledby=p>x</a>" * 300,
        "<label>" + "<input id=it>" * 3000,
    ],
)
def test_hostile_markup_costs_less_than_a_second(html: str) -> None:
    told = told_of(html)
    began = time.process_time()
    for found in told.root.iter("a", "div", "input"):
        told.name(found)
        told.told(found)
        told.owner(found)
    assert time.process_time() - began < here(2)
