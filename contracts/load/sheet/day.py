"""A day or a time of a workbook and its format in; the date that the cell shows, or the time as text, out."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from contracts.load.sheet.format import parse

BUILT_IN = "mm-dd-yy"
"""How openpyxl names the format of day, month and year that each Excel writes in its own way."""

_CENTURY = range(1930, 2030)
"""The years that two digits stand for when they are typed into Excel."""


def is_of_days(code: str) -> bool:
    """Whether a format shows a number as a date or a time."""
    return parse(code).sections[0].kind == "date"


def day(value: date, code: str) -> date | str:
    """The date that a cell shows; or, as text, why it does not show all of it."""
    if isinstance(value, datetime):
        if value.time() != time():
            return "the cell holds a time of day"
        value = value.date()
    section = parse(code).sections[0]
    if section.kind != "date":
        return value  # written as a date by its own kind, whatever its format
    if section.unclear:
        return f"the cell holds {value.isoformat()}, and {section.unclear}"
    units = section.units
    whole = _has(units, "d", 2) and _has(units, "m", 5) and any(unit[0] == "y" for unit in units)
    short = any(unit in ("y", "yy") for unit in units) and code != BUILT_IN
    if not whole or (short and value.year not in _CENTURY):
        return f"the cell holds {value.isoformat()}, and its format does not show all of it"
    return value


def clock(length: timedelta, code: str) -> str:
    """A length of time as h:mm:ss, or what of it the cell shows: m:ss, h:mm. Empty if that is not plain."""
    section = parse(code).sections[0]
    if section.kind != "date" or section.unclear:
        return ""
    seconds = round(length.total_seconds())
    shown = tuple(unit.strip("[]")[0] if unit not in ("min", "[min]") else "min" for unit in section.units)
    hours, minutes = divmod(seconds // 60, 60)
    rest = seconds % 60
    match shown:
        case ("h", "min", "s"):
            return f"{hours}:{minutes:02d}:{rest:02d}"
        case ("h", "min") if not rest:
            return f"{hours}:{minutes:02d}"
        case ("min", "s") if not hours or section.units[0] == "[min]":
            return f"{seconds // 60}:{rest:02d}"
    return ""


def _has(units: tuple[str, ...], letter: str, most: int) -> bool:
    """Whether a unit is among them that is no name of a week-day, nor the first letter of a month alone."""
    return any(set(unit) == {letter} and len(unit) <= most - (letter == "m") for unit in units)


def shows(text: str, value: date) -> bool:
    """Whether a text shows the day, the month and the year of a date."""
    parts = [part for part in _parts(text) if part]
    numbers = [int(part) for part in parts if part.isdecimal()]
    named = any(part.isalpha() for part in parts)
    short = value.year % 100 if value.year in _CENTURY else -1
    left = list(numbers)
    for part in (value.year if value.year in left else short, value.day):
        if part not in left:
            return False
        left.remove(part)
    return value.month in left or (named and not left)


def _parts(text: str) -> list[str]:
    found = [""]
    for sign in text:
        if sign.isalnum() and (not found[-1] or found[-1][-1].isdecimal() == sign.isdecimal()):
            found[-1] += sign
        elif sign.isalnum():
            found.append(sign)
        elif found[-1]:
            found.append("")
    return found
