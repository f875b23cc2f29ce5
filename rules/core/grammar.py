"""The grammar of one date in UK English: a day, a month, a year, a term, a holiday, a word such as "tomorrow"."""

from __future__ import annotations

import re

from msgspec import Struct

from rules.core.date_values import holiday_named, value_of, weekday_named

_WD = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])"
_TH = r"(?:\s?(?:st|nd|rd|th)\b)"
_MON = (
    r"(?:jan(?:uary)?|feb(?:r?uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR = r"(?:(?:19|20)\d\d(?![\d:.]\d|\d)|['’]\d\d\b)"
_DASH = r"\s?(?:[-–—/~]|to|until|till?)\s?"
_KINDS_OF_YEAR = "academic|school|financial|tax|fiscal"
_DAYS_NEXT_TO = r"(?:today|tonight|tomorrow|yesterday)"
_POINTED = "this|next|last|coming|past"
_FEW = r"(?:few|couple of|two|three|four|five|six|\d\d?)"

_PATTERNS = {
    "iso": r"(?P<year>(?:19|20)\d\d)(?P<sep>[-/.])(?P<mon>\d\d?)(?P=sep)(?P<day>\d\d?)(?![\d/]|[.-]\d)",
    "numeric": r"(?P<day>\d\d?)(?P<sep>[-/.])(?P<mon>\d\d?)(?P=sep)(?P<year>(?:19|20)?\d\d)(?![\d/]|[.:-]\d)",
    "numeric_weekday": rf"(?P<wd>{_WD}),?\s\(?(?P<day>{_DAY})/(?P<mon>0?[1-9]|1[0-2])\b(?![/\d])\)?",
    "day_month": rf"(?:(?P<wd>{_WD})[\s,(–-]*)?(?:the\s)?(?P<day>{_DAY})(?P<th>{_TH})?(?:\sday)?[\s/.-]*(?:of\s)?"
    rf"(?P<mon>{_MON})(?:\)?[\s,/(-]*(?:of\s|in\s)?(?P<year>{_YEAR}|(?<=-)\d\d\b)\)?)?",
    "month_day": rf"(?:(?P<wd>{_WD})[\s,(–-]*)?(?P<mon>{_MON})[\s/-]*,?\s?(?:the\s)?(?P<day>{_DAY})(?P<th>{_TH})?"
    rf"(?!\d|[:.]\d|\s?[ap]\.?m\b|%|,\d{{3}})(?:\)?,?\s?(?:of\s|in\s)?(?P<year>{_YEAR}))?",
    "years": rf"(?:(?P<pre>{_KINDS_OF_YEAR})\syears?\s)?(?P<first>(?:19|20)\d\d){_DASH}(?P<last>(?:19|20)\d\d"
    rf"|\d\d)"
    rf"(?![\d/]|[:.]\d)(?:\s(?P<post>{_KINDS_OF_YEAR})\syear)?",
    "month_year": rf"(?P<mon>{_MON})[\s,/-]*(?:of\s|in\s)?(?P<year>{_YEAR})",
    "year_month": rf"(?P<year>(?:19|20)\d\d)[\s/-]*(?P<mon>{_MON})",
    "digits_month": r"(?P<mon>0?[1-9]|1[0-2])[/-](?P<year>20\d\d)(?![\d/-])",
    "nth": rf"(?:1st|2nd|3rd|4th|first|second|third|fourth|last)\s(?P<wd>{_WD})\s(?:in|of)\s(?P<mon>{_MON})"
    rf"(?:\s(?P<year>{_YEAR}))?",
    "school_holiday": r"(?P<name>(?:oct(?:ober)?|feb(?:ruary)?|may|autumn|spring|summer)\shalf[\s-]term"
    r"|(?:christmas|easter"
    rf"|summer)\s(?:school\s)?(?:holidays?|break))(?:,?\s(?P<year>{_YEAR}))?",
    "holiday": r"(?P<name>(?:christmas|new\syear['’]?s?)\s(?:day|eve)|boxing\sday|good\sfriday"
    r"|easter\s(?:sunday|monday)"
    r"|(?:early\s)?may\s(?:day\s)?bank\sholiday|spring\sbank\sholiday|(?:late\s)?(?:summer|august)\sbank\sholiday"
    rf"|christmas|xmas|easter|new\syear(?!['’]))(?:,?\s(?P<year>{_YEAR}))?",
    "month": rf"(?P<mon>{_MON})",
    "term": rf"(?P<season>autumn|spring|summer)\sterm(?:\s[12]\b)?(?:,?\s(?P<year>{_YEAR}))?",
    "season": rf"(?P<season>spring|summer|autumn|winter)(?!\smonths)(?:\s(?:of\s)?(?P<year>{_YEAR}))?",
    "relative": rf"(?P<near>{_DAYS_NEXT_TO})\b|(?P<point>{_POINTED})\s(?P<unit>weekend|week|month|year|{_WD})\b"
    rf"(?!-old)|(?:the\s)?(?:coming|next)\s(?:{_FEW}\s)?(?P<many>days|weeks|months)\b"
    r"|(?:the\s)?end\sof\s(?:the|this)\s(?P<end>month|year)|later\s(?:in\sthe\syear|this\syear)"
    r"|(?P<soon>(?:the\s)?near\sfuture|(?:coming|very)\ssoon|soon|shortly)\b(?!\s(?:after|as|before))",
    "weekday_day": rf"(?P<wd>{_WD})\s(?:the\s)?(?P<day>{_DAY}){_TH}(?:\sof\sthis\smonth)?",
    "weekday": r"(?P<wd>(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b(?!s)",
    "year_part": r"(?:the\s)?(?P<part>early|mid|late|(?:first|second)\shalf\sof"
    r"|(?:first|second|third|last)\squarter\sof)[\s-](?P<year>(?:19|20)\d\d)(?!\d|[:.,]\d|%|\s?(?:-|–|to|/)\s?\d)",
    "year": r"(?P<year>(?:19|20)\d\d)(?!\d|[:.,]\d|%|\s?(?:-|–|to)\s?\d)",
}
_BARE = {name: re.sub(r"\(\?P<(?!sep>)\w+>", "(?:", text) for name, text in _PATTERNS.items()}
_BARE["iso"] = _BARE["iso"].replace("?P<sep>", "?P<isosep>").replace("(?P=sep)", "(?P=isosep)")
_SCAN = re.compile(
    r"(?<![\w£$#@])(?<![\d][./:,])(?=[0-9'’]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu"
    r"|fri|sat|sun"
    r"|spr|sum|aut|win|chr|xma|eas|box|new|goo|ear|lat|mid|tod|ton|tom|yes|soo|sho|nea|the|end|thi|nex|las|com|pas"
    r"|ver|aca|sch|fin"
    r"|tax|fis|fir|sec|fou)(?:" + "|".join(f"(?P<{name}>{text})(?!\\w)" for name, text in _BARE.items()) + ")"
)
_PARSE = {name: re.compile(text) for name, text in _PATTERNS.items()}


class Atom(Struct, frozen=True):
    """One date as written: where it stands, its value, the form it took, and the weekday or holiday it names."""

    start: int
    end: int
    value: str
    kind: str
    names: str = ""


def atoms(text: str) -> list[Atom]:
    """The single dates of a lower-cased text, in order."""
    found = []
    position = 0
    while match := _SCAN.search(text, position):
        atom = _read(match)
        position = atom.end if atom else match.start() + 1
        if atom:
            found.append(atom)
    return found


def _read(match: re.Match[str]) -> Atom | None:
    form = match.lastgroup or ""
    parts = _PARSE[form].fullmatch(match.string, match.start(), match.end())
    if parts is None:
        return None
    value, kind = value_of(form, parts.groupdict())
    if not value:
        return None
    names = weekday_named(parts.groupdict().get("wd")) or (
        holiday_named(parts["name"]) if kind == "holiday" else ""
    )
    return Atom(
        match.start(),
        match.start() + len(match[0].rstrip(" .,(/-" if "(" in match[0] else " .,()/-")),
        value,
        kind,
        names,
    )
