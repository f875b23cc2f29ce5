"""The grammar of one date in UK English: a day, a month, a year, a term, a holiday, a word such as "tomorrow"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from rules.core.calendar import MONTHS, SEASONS, TERMS, WEEKDAYS, days, holiday

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
_PARTS_OF_YEAR = {
    "early": (1, 4),
    "mid": (5, 8),
    "late": (9, 12),
    "first half": (1, 6),
    "second half": (7, 12),
    "first quarter": (1, 3),
    "second quarter": (4, 6),
    "third quarter": (7, 9),
    "last quarter": (10, 12),
}
_PARSE = {name: re.compile(text) for name, text in _PATTERNS.items()}


@dataclass(frozen=True)
class Atom:
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
    value, kind = _READERS.get(form, _calendar_date)(parts.groupdict())
    if not value:
        return None
    names = _weekday(parts.groupdict().get("wd")) or (_holiday_name(parts["name"]) if kind == "holiday" else "")
    return Atom(
        match.start(),
        match.start() + len(match[0].rstrip(" .,(/-" if "(" in match[0] else " .,()/-")),
        value,
        kind,
        names,
    )


def _weekday(written: str | None) -> str:
    return written[:3] if written else ""


def _month(written: str) -> int:
    return int(written) if written.isdecimal() else MONTHS.index(written[:3]) + 1


def _full_year(written: str | None) -> str:
    if not written:
        return "XXXX"
    digits = written.lstrip("'’")
    if len(digits) == 4:
        return digits
    return f"20{digits}" if int(digits) < 70 else f"19{digits}"


def _calendar_date(parts: dict[str, str | None]) -> tuple[str, str]:
    year, month, day = _full_year(parts.get("year")), _month(parts["mon"] or ""), int(parts["day"] or 0)
    if month > 12 and day <= 12 and len(parts.get("year") or "") == 4:
        month, day = day, month
    checked = f"{2000 if year == 'XXXX' else year}-{month:02}-{day:02}"
    if days(checked) is None:
        return "", ""
    return f"{year}{checked[4:]}", "date"


def _month_of_year(parts: dict[str, str | None]) -> tuple[str, str]:
    return f"{_full_year(parts.get('year'))}-{_month(parts['mon'] or ''):02}", "month"


def _years(parts: dict[str, str | None]) -> tuple[str, str]:
    first, last = int(parts["first"] or 0), int(parts["last"] or 0)
    kind = parts["pre"] or parts["post"] or ""
    if last < 100:
        if last <= 12 and last != (first + 1) % 100 and not kind:
            return (f"{first}-{last:02}", "month") if last else ("", "")
        last += first // 100 * 100
    if not first < last <= first + 30:
        return "", ""
    if kind in ("academic", "school"):
        return f"{first}-09/{last}-08", "school-year"
    if kind:
        return f"{first}-04/{last}-03", "financial-year"
    return f"{first}/{last}", "years"


def _year_part(parts: dict[str, str | None]) -> tuple[str, str]:
    first, last = _PARTS_OF_YEAR[(parts["part"] or "").removesuffix(" of")]
    return f"{parts['year']}-{first:02}/{parts['year']}-{last:02}", "month"


def _nth_weekday(parts: dict[str, str | None]) -> tuple[str, str]:
    return _month_of_year(parts)[0], "nth-weekday"


def _term(parts: dict[str, str | None]) -> tuple[str, str]:
    first, last = TERMS[parts["season"] or ""]
    year = _full_year(parts["year"])
    return f"{year}-{first}/{year}-{last}", "term"


def _season(parts: dict[str, str | None]) -> tuple[str, str]:
    return f"{_full_year(parts['year'])}-{SEASONS[parts['season'] or '']}", "season"


def _holiday(parts: dict[str, str | None]) -> tuple[str, str]:
    name, year = _holiday_name(parts["name"] or ""), _full_year(parts["year"])
    if year == "XXXX":
        covered = holiday(name, 2001)
        movable = name.startswith(("easter", "good")) or "bank" in name
        if movable or covered is None:
            return "XXXX", "holiday"
        first, last = (f"XXXX{day:-%m-%d}" for day in covered)
        return (first if first == last else f"{first}/{last}"), "holiday"
    covered = holiday(name, int(year))
    if covered is None:
        return year, "holiday"
    return (f"{covered[0]}" if covered[0] == covered[1] else f"{covered[0]}/{covered[1]}"), "holiday"


def _holiday_name(written: str | None) -> str:
    name = " ".join((written or "").replace("’", "'").replace("-", " ").split())
    name = name.replace("xmas", "christmas").replace("school ", "").replace("break", "holidays")
    name = re.sub(r"holiday$", "holidays", name) if "bank" not in name else name
    name = re.sub(r"^(?:early may|may day)(?: day)? bank", "may bank", name)
    name = re.sub(r"^(?:late )?(?:summer|august) bank", "august bank", name)
    name = re.sub(r"^(?:autumn|oct|october) half", "october half", name)
    name = re.sub(r"^(?:spring|feb|february) half", "february half", name)
    name = re.sub(r"^summer half", "may half", name)
    return re.sub(r"^new year(?:'?s)? (?=day|eve)", "new year's ", name)


def _relative(parts: dict[str, str | None]) -> tuple[str, str]:
    if near := parts["near"]:
        return {"tomorrow": "+P1D", "yesterday": "-P1D"}.get(near, "+P0D"), "relative"
    if parts["soon"]:
        return "SOON", "relative"
    if many := parts["many"]:
        return f"+P0D/+P{6 if many == 'months' else 4}{many[0].upper()}", "relative"
    if not parts["point"]:
        return ("+P0M" if parts["end"] == "month" else "+P0Y"), "relative"
    unit = parts["unit"] or ""
    letter = {"month": "M", "year": "Y"}.get(unit, "W")
    step = {"this": "+P0", "last": "-P1", "previous": "-P1", "past": "-P1"}.get(parts["point"], "+P1")
    if letter == "W" and unit[:3] in WEEKDAYS:
        return f"{step}W-{WEEKDAYS.index(unit[:3]) + 1}", "relative"
    return f"{step}{letter}", "relative"


def _weekday_alone(parts: dict[str, str | None]) -> tuple[str, str]:
    return f"XXXX-WXX-{WEEKDAYS.index(_weekday(parts['wd'])) + 1}", "weekday"


_READERS: dict[str, Callable[[dict[str, str | None]], tuple[str, str]]] = {
    "years": _years,
    "month_year": _month_of_year,
    "year_month": _month_of_year,
    "digits_month": _month_of_year,
    "month": _month_of_year,
    "nth": _nth_weekday,
    "term": _term,
    "year_part": _year_part,
    "season": _season,
    "holiday": _holiday,
    "school_holiday": _holiday,
    "relative": _relative,
    "weekday": _weekday_alone,
    "weekday_day": lambda parts: (f"XXXX-XX-{int(parts['day'] or 0):02}", "day"),
    "year": lambda parts: (parts["year"] or "", "year"),
}
