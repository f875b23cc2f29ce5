"""Which language a text is in, told by the commonest words of some languages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_WORD = re.compile(r"[^\W\d_]+")
NAMES: Mapping[str, str] = {
    "sq": "Albanian",
    "cs": "Czech",
    "nl": "Dutch",
    "en": "English",
    "fr": "French",
    "de": "German",
    "hu": "Hungarian",
    "it": "Italian",
    "lv": "Latvian",
    "lt": "Lithuanian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "sk": "Slovak",
    "so": "Somali",
    "es": "Spanish",
    "tr": "Turkish",
    "cy": "Welsh",
}
COMMON: Mapping[str, frozenset[str]] = {
    code: frozenset(words.split())
    for code, words in {
        "sq": "dhe në për është që nga një me të së janë nuk",
        "cs": "je se na že do jsou pro nebo jako být který také",
        "nl": "het een van en zijn voor niet met ook naar wij bij de dat die is op te aan er maar om hij was",
        "en": "the of and to in is that with you we for on by it as be this are or your can from have not will if"
        " our was his her they their at an he she who what which when but there has had",
        "fr": "le la les des est une et pour dans que vous nous avec sont de du un en il elle ce qui ne pas au aux"
        " sur se plus par mais son sa ses je",
        "de": "der die das und ist nicht für ein eine mit sie auf wir oder den dem des zu im von es er ich sich"
        " auch an als aus bei nach wird war",
        "hu": "hogy nem egy az és van meg csak mint vagy azt",
        "it": "il di che è per una con non sono gli della nel anche la e un i del le si da al dei in lo come ma",
        "lv": "un ir ar par no uz kas lai vai tiek kā",
        "lt": "ir yra kad bet jūs kaip arba iš prie jei su",
        "pl": "w i na się jest nie do to że oraz dla są lub jak z o po od a przez co ale",
        "pt": "de que não uma para com os as em você ou mais são o a e do da um no na por se dos das foi ao",
        "ro": "și în de la care este pentru cu nu sunt sau din ce",
        "sk": "je sa na že sú pre alebo ako byť ktorý tiež",
        "so": "iyo waa in ka ku ee si uu ay la waxaa",
        "es": "el la los de que y en una para con no es su por las un del se lo al como más o pero fue",
        "tr": "ve bir bu için ile da de olarak var daha çok",
        "cy": "yn y mae ar o ac gan eich gyda ein wedi sy yr chi i a am ei eu ni bod",
    }.items()
}
_FEWEST_WORDS, _FEWEST_KINDS, _ENOUGH = 6, 3, 0.25


def words_in(text: str) -> Sequence[str]:
    """The words of a text, with their capitals."""
    return _WORD.findall(text)


def other_language(text: str, declared: str) -> str:
    """The language that a text is surely in where that is not the one declared; empty where it may be.

    Both are primary language tags, such as `cy`. A language that is not known here is only held against English.
    """
    words = words_in(text.lower())
    if len(words) < _FEWEST_WORDS or len(declared) != 2:
        return ""
    met = {code: [word for word in words if word in common] for code, common in COMMON.items()}
    likely = max(met, key=lambda code: len(met[code]))
    if likely == declared or (likely != "en" and declared not in COMMON):
        return ""
    is_sure = len(met[likely]) >= _ENOUGH * len(words) and len(set(met[likely])) >= _FEWEST_KINDS
    return likely if is_sure and len(met.get(declared, ())) * 2 <= len(met[likely]) else ""
