"""What the parts of a written date amount to: its value in ISO 8601, and its kind."""

from __future__ import annotations

import re
from collections.abc import Callable

from rules.core.calendar import MONTHS, SEASONS, TERMS, WEEKDAYS, days, holiday

Parts = dict[str, str | None]

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


def value_of(form: str, parts: Parts) -> tuple[str, str]:
    """The value and the kind of a date by the form it took and its parts; empty where there is no such date."""
    return _READERS.get(form, _calendar_date)(parts)


def weekday_named(written: str | None) -> str:
    """`mon` for a weekday however it is written, and nothing for none."""
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


def _calendar_date(parts: Parts) -> tuple[str, str]:
    year, month, day = _full_year(parts.get("year")), _month(parts["mon"] or ""), int(parts["day"] or 0)
    if month > 12 and day <= 12 and len(parts.get("year") or "") == 4:
        month, day = day, month
    checked = f"{2000 if year == 'XXXX' else year}-{month:02}-{day:02}"
    if days(checked) is None:
        return "", ""
    return f"{year}{checked[4:]}", "date"


def _month_of_year(parts: Parts) -> tuple[str, str]:
    return f"{_full_year(parts.get('year'))}-{_month(parts['mon'] or ''):02}", "month"


def _years(parts: Parts) -> tuple[str, str]:
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


def _year_part(parts: Parts) -> tuple[str, str]:
    first, last = _PARTS_OF_YEAR[(parts["part"] or "").removesuffix(" of")]
    return f"{parts['year']}-{first:02}/{parts['year']}-{last:02}", "month"


def _nth_weekday(parts: Parts) -> tuple[str, str]:
    return _month_of_year(parts)[0], "nth-weekday"


def _term(parts: Parts) -> tuple[str, str]:
    first, last = TERMS[parts["season"] or ""]
    year = _full_year(parts["year"])
    return f"{year}-{first}/{year}-{last}", "term"


def _season(parts: Parts) -> tuple[str, str]:
    return f"{_full_year(parts['year'])}-{SEASONS[parts['season'] or '']}", "season"


def _holiday(parts: Parts) -> tuple[str, str]:
    name, year = holiday_named(parts["name"] or ""), _full_year(parts["year"])
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


def holiday_named(written: str | None) -> str:
    """The one name by which `rules.core.calendar` knows a holiday."""
    name = " ".join((written or "").replace("’", "'").replace("-", " ").split())
    name = name.replace("xmas", "christmas").replace("school ", "").replace("break", "holidays")
    name = re.sub(r"holiday$", "holidays", name) if "bank" not in name else name
    name = re.sub(r"^(?:early may|may day)(?: day)? bank", "may bank", name)
    name = re.sub(r"^(?:late )?(?:summer|august) bank", "august bank", name)
    name = re.sub(r"^(?:autumn|oct|october) half", "october half", name)
    name = re.sub(r"^(?:spring|feb|february) half", "february half", name)
    name = re.sub(r"^summer half", "may half", name)
    return re.sub(r"^new year(?:'?s)? (?=day|eve)", "new year's ", name)


def _relative(parts: Parts) -> tuple[str, str]:
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


def _weekday_alone(parts: Parts) -> tuple[str, str]:
    return f"XXXX-WXX-{WEEKDAYS.index(weekday_named(parts['wd'])) + 1}", "weekday"


_READERS: dict[str, Callable[[Parts], tuple[str, str]]] = {
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
