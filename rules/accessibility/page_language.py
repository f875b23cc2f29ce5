"""A page that does not say, or says wrongly, what language it is in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rules.core.findings import Fact, Finding, Site
from rules.core.page import Page
from rules.core.rule import Rule, at

_TAG = re.compile(r"(?P<primary>[a-z]{2,3})(?:-[a-z0-9]{1,8})*", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_TWO_LETTERS = frozenset(
    _WORD.findall("""
    aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee
    el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io
    is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn
    mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se
    sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo
    wa wo xh yi yo za zh zu
    """)
)
_THREE_LETTERS_OF_TWO = frozenset(
    _WORD.findall("""
    alb amh ara arm aze bel ben bos bul bur cat ces chi cym cze dan deu dut ell eng est eus fas fin fra fre
    geo ger gla gle gre guj hau heb hin hrv hun hye ibo ice isl ita jpn kat khm kor kur lao lav lit ltz mac
    mal mar may mkd mlt mon msa mya nep nld nor pan per pol por pus ron rum rus sin slk slo slv sna som spa
    sqi srp swa swe tam tel tgl tha tib tir tur ukr urd uzb vie wel xho yid yor zho zul
    """)
)
_ENGLISH = frozenset(
    _WORD.findall("""
    the of and to in a is for that with you we on by it as be this or your can from have not will if our are
    an at they their who what how when all may more help about
    """)
)
_COMMON = (" the ", " to ", " and ", " of ")
_MESSAGES = {
    "missing": "The html element has no lang attribute, so the language of the page is not known.",
    "invalid": "The lang attribute of the html element, “{value}”, is not a valid language tag.",
    "wrong": "The lang attribute of the html element is “{value}”, but the page appears to be written in English.",
    "doubtful": "The lang attribute of the html element is “{value}”, but the page does not look like English.",
}
_FAILS = {"missing": "b5c3f8", "invalid": "bf051a", "wrong": "ucwvc8", "doubtful": "ucwvc8"}
_READS_ENGLISH, _FEWEST_TO_TELL = 0.25, 20
_READS_FOREIGN, _FEWEST_TO_DOUBT = 0.04, 80


@dataclass(frozen=True)
class PageLanguage(Rule):
    """A page must say in its `lang` attribute what language it is in.

    A screen reader chooses its voice by it, and English read out by a Polish voice cannot be understood.

    **Left alone:**

    - drafts that have no page around them yet
    - passages in another language that say so
    - pages with too few words to tell

    A page that says it is in English and does not read like it is for a person to look at first.
    """

    id = "accessibility.page-language"
    title = "Page language missing or wrong"
    message = "The language of the page is {key}."
    fix = 'Give the html element the language of the page, for example lang="en-GB".'
    commitments = ("partnership.participation", "value.everyone")
    wcag = ("3.1.1",)
    act = ("b5c3f8", "bf051a", "ucwvc8")
    sources = (
        "https://www.w3.org/WAI/standards-guidelines/act/rules/b5c3f8/",
        "https://www.w3.org/WAI/standards-guidelines/act/rules/bf051a/",
        "https://www.w3.org/WAI/standards-guidelines/act/rules/ucwvc8/",
    )

    @classmethod
    def standards(cls, key: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return cls.wcag, (_FAILS[key],)

    def extract(self, page: Page) -> Iterator[Fact]:
        declared = page.dom.get("lang", "").strip()
        if fault := _fault(page, declared):
            yield Fact(at(page, page.dom), key=fault, value=declared)

    def judge(self, facts: Iterable[Fact], site: Site) -> Iterator[Finding]:
        del site
        for fact in facts:
            message = _MESSAGES[fact.key].format(value=fact.value)
            yield self.finding(fact, message=message, review=fact.key == "doubtful")


def _fault(page: Page, declared: str) -> str:
    if not declared:
        return "" if page.fragment else "missing"
    tag = _TAG.fullmatch(declared)
    primary = tag["primary"].lower() if tag else ""
    if not primary or primary in _THREE_LETTERS_OF_TWO or (len(primary) == 2 and primary not in _TWO_LETTERS):
        return "invalid"
    text = _text(page)
    if primary == "en" and sum(map(text.count, _COMMON)) >= _READS_FOREIGN * text.count(" "):
        return ""
    words = [word.lower() for word in _WORD.findall(text)]
    english = sum(word in _ENGLISH for word in words)
    if primary != "en":
        return "wrong" if len(words) >= _FEWEST_TO_TELL and english >= _READS_ENGLISH * len(words) else ""
    return "doubtful" if len(words) >= _FEWEST_TO_DOUBT and english < _READS_FOREIGN * len(words) else ""


def _text(page: Page) -> str:
    """The main content's sentences that do not say they are in a language of their own."""
    return " ".join(b.text for b in page.main if b.kind in ("paragraph", "item") and b.language is None)
