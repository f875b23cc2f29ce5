"""Pages of one template are known by what they are made of, and some of each are looked at in a browser."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pipeline.browser.sample import sampled
from rules.core.segment import segment
from rules.core.template import template
from tests.browser.test_browse import in_a_browser
from tests.cli.command import Ran, localoffer
from tests.spiders.serving import Answer, Asked, serving

BAR = "<header class=bar><nav><ul><li><a href=/>Home</a></ul></nav></header>"


def made_from(body: str) -> str:
    html = f"<!doctype html><html lang=en><head><title>T</title></head>{body}</html>"
    return template(segment(html, "https://www.anyborough.gov.uk/a", seen=date(2026, 11, 23)))


def test_other_words_and_more_of_them_are_the_same_template() -> None:
    one = f"<body class=page-12>{BAR}<main class=text-3><h1>Clubs</h1><p>Come.</p></main>"
    other = f"<body class=page-99>{BAR}<main class=text-7><h1>Help</h1><p>Ask.</p><p>Or <b>write</b>.</p></main>"
    assert made_from(one) == made_from(other)


def test_another_part_or_another_class_is_another_template() -> None:
    plain = made_from(f"<body>{BAR}<main><h1>Clubs</h1></main>")
    assert made_from(f"<body>{BAR}<main><h1>Clubs</h1><form><input></form></main>") != plain
    assert made_from(f"<body>{BAR}<main><h1 class=big>Clubs</h1></main>") != plain


def test_the_first_pages_of_each_template_are_taken_and_those_of_none_too() -> None:
    templates = {"/a": "one", "/b": "one", "/c": "one", "/d": "two"}
    assert sampled(["/d", "/c", "/b", "/a", "/new"], templates, 2) == ["/a", "/b", "/d", "/new"]
    assert sampled(["/d", "/c", "/b", "/a"], templates, 1) == ["/a", "/d"]


def pale(ran: Ran, base: str) -> set[str]:
    return {told["url"].removeprefix(base) for told in ran.json["findings"] if told["key"] == "color-contrast"}


@in_a_browser
def test_an_audit_looks_at_so_many_pages_of_each_template(tmp_path: Path) -> None:
    links = "".join(f"<li><a href=/{n}>Club number {n}</a></li>" for n in range(4))
    pages = {f"/{n}": f"<h1>Club {n}</h1><p style='color:#ddd'>Come on Mondays to club {n}.</p>" for n in range(4)}
    pages["/"] = f"<h1>Clubs</h1><form><p style='color:#ddd'>All our clubs.</p></form><ul>{links}</ul>"

    def answer(asked: Asked) -> Answer | None:
        html = f"<!doctype html><html lang=en><title>Clubs</title><main>{pages.get(asked.path)}</main>"
        return Answer(html.encode()) if asked.path in pages else None

    def audited(base: str, *how: str) -> Ran:
        looked = ("--select", "accessibility.axe", "-f", "json")
        return localoffer("audit", f"{base}/", *how, *looked, cwd=tmp_path)

    (tmp_path / "offer.toml").write_text("[crawl]\ndelay = 0\n")
    with serving(answer) as server:
        ran = audited(server.url, "--browser-sample", "1")
        assert pale(ran, server.url) == {"/", "/0"}
        pictures = {picture.stem for picture in (tmp_path / "report" / "pictures").glob("*.png")}
        assert pictures
        assert pictures <= {told["id"] for told in ran.json["findings"]}
        pages["/-new"] = pages["/0"].replace("Club 0", "A new club")
        pages["/"] += "<a href=/-new>A new club</a>"
        pages["/0"] += "<p>And on Tuesdays.</p>"
        assert pale(audited(server.url, "--browser-sample", "1"), server.url) == {"/", "/-new", "/0"}
