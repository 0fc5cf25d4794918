"""A cell as a firm wrote it, and the map of the sheet, in; the cell as a deal says it out.

What the map lists is taken as listed. Dates, numbers and lengths that are text are read as the map says
that the firm writes them; what does not fit is left as it is, for the checks of the deal to refuse.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

from contracts.load.deal.fields import schema
from contracts.load.rule import rule_at
from contracts.load.sheet.cell import REMOVE, SheetCell
from contracts.load.sheet.grid import faulty
from contracts.load.sheet.sheetmap import MapColumn, SheetMap, folded, times
from contracts.load.sheet.signs import money
from contracts.load.suggest import suggest

LENGTHS = ("duration",)
"""Columns of clips that hold a length."""

_YEAR = "january february march april may june july august september october november december"
_MONTHS = {
    name[:length]: number for number, name in enumerate(_YEAR.split(), 1) for length in (3, len(name))
} | {"sept": 9}
_FIGURES = re.compile(r"([0-9]{1,2})[./\- ]([0-9]{1,2})[./\- ]([0-9]{4})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?[ .\-]{1,2}([A-Za-z]{3,9})\.?[ ,\-]{1,2}([0-9]{4})")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.? ([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{4})")
_NUMBERS = {
    "point": re.compile(r"[-+]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?:\.[0-9]{1,10})?"),
    "comma": re.compile(r"[-+]?(?:[0-9]{1,3}(?:[. \u00a0\u202f][0-9]{3})+|[0-9]{1,15})(?:,[0-9]{1,10})?"),
}
_SUM = re.compile(r"(?P<before>[^0-9+\-]*)(?P<number>[-+]?[0-9][0-9.,\u00a0\u202f ]*?)(?P<after>[^0-9.,]*)")
_LONG_LENGTH = re.compile(r"0+([0-9]{1,3}:[0-5][0-9]:[0-5][0-9])")
_SHORT_LENGTH = re.compile(r"([0-9]{1,3}):([0-5][0-9])")


def understood(cell: SheetCell, column: MapColumn, how: SheetMap) -> SheetCell:
    """The cell as the field of its column takes it; one that cannot be taken says why."""
    if cell.fault is not None or cell.value == REMOVE:
        return cell
    if column.values:
        return _listed(cell, column)
    if not isinstance(cell.value, str):
        return cell
    kinds = rule_at(schema(), column.path).get("type", "string")
    name = str(column.path[-1])
    if kinds == "date" and how.dates:
        return _day(cell, cell.value, how.dates)
    if name in LENGTHS and how.lengths and (short := _SHORT_LENGTH.fullmatch(cell.value)):
        first, second = short.groups()
        told = f"{first}:{second}:00" if how.lengths == "h:mm" else _minutes(int(first), second)
        return replace(cell, value=told)
    if name in LENGTHS and (long := _LONG_LENGTH.fullmatch(cell.value)):
        return replace(cell, value=long[1])
    if how.numbers and kinds in ("integer", "decimal"):
        return _number(cell, cell.value, how.numbers, percent=name.endswith("percent"))
    return cell


def _listed(cell: SheetCell, column: MapColumn) -> SheetCell:
    said = folded(cell.text)
    if said in column.values and times(column.values[said]) is None:
        return SheetCell(column.values[said], cell.span)
    for pattern, meant in column.values.items():
        if (found := _number_in(pattern, said)) is not None:
            factor = times(meant)
            return SheetCell(meant if factor is None else found * factor, cell.span)
    listed = ", ".join(f'"{name}"' for name in list(column.values)[:8])
    why = f'"{cell.text[:60]}" is none of what {column.field} may say here'
    near = suggest(said, column.values, show=0)
    help = f"{near} " if near else ""
    return faulty(cell.span, "unmapped-value", why, f"{help}the map lists {listed}; add it there")


def _number_in(pattern: str, said: str) -> Decimal | None:
    """The number that stands in a text where # stands in a pattern."""
    before, mark, after = pattern.partition("#")
    if not mark or not said.startswith(before) or not said.endswith(after):
        return None
    inner = said[len(before) : len(said) - len(after)] if after else said[len(before) :]
    return Decimal(inner) if re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,6})?", inner.strip()) else None


def _minutes(minutes: int, seconds: str) -> str:
    return f"{minutes // 60}:{minutes % 60:02d}:{seconds}"


def _day(cell: SheetCell, text: str, order: str) -> SheetCell:
    if found := _FIGURES.fullmatch(text):
        first, second, year = map(int, found.groups())
        day, month = (first, second) if order == "day-first" else (second, first)
    elif found := _DAY_FIRST.fullmatch(text):
        day, month, year = int(found[1]), _MONTHS.get(found[2].casefold(), 0), int(found[3])
    elif found := _MONTH_FIRST.fullmatch(text):
        day, month, year = int(found[2]), _MONTHS.get(found[1].casefold(), 0), int(found[3])
    else:
        return cell
    try:
        return SheetCell(date(year, month, day), cell.span)
    except ValueError:
        order = "the day" if order == "day-first" else "the month"
        why = f'"{text[:40]}" is no date where {order} is written first'
        return faulty(cell.span, "bad-value", why, "put the cell right, or writes.dates in the map")


def _number(cell: SheetCell, text: str, decimals: str, *, percent: bool) -> SheetCell:
    """A number as text, with a sign of money or of percent beside it."""
    if (found := _SUM.fullmatch(text)) is None:
        return cell
    number, around = found["number"].strip(), [found["before"].strip(), found["after"].strip()]
    if _NUMBERS[decimals].fullmatch(number) is None:
        return cell
    signs = [money(word) for word in around if word and word != "%"]
    if (percent and signs) or ("%" in around and not percent) or not all(signs):
        return cell
    grouped, point = (",", ".") if decimals == "point" else (".", ",")
    for space in (grouped, " ", "\u00a0", "\u202f"):
        number = number.replace(space, "")
    value = Decimal(number.replace(point, "."))
    whole: int | Decimal = int(value) if value == value.to_integral_value() else value
    currencies = sorted(set(signs[0]).intersection(*signs[1:])) if signs else ()
    if signs and not currencies:
        return cell
    return SheetCell(whole, cell.span, "%" in around, tuple(currencies), shown=text)
