"""Whether a language tag names a language that is registered (BCP 47, primary subtag)."""

from __future__ import annotations

import re

_WORD = re.compile(r"\w+")
_PRIMARY = re.compile(r"[a-z]{2,3}")
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


def primary_language(tag: str) -> str:
    """The language that a tag begins with, as `en` of `en-GB`; empty if there is none of that name.

    What follows it may be anything. Three letters are taken on trust, but for those of languages that have two.
    """
    primary = tag.strip().lower().partition("-")[0]
    if not _PRIMARY.fullmatch(primary):
        return ""
    if len(primary) == 2:
        return primary if primary in _TWO_LETTERS else ""
    return "" if primary in _THREE_LETTERS_OF_TWO else primary
