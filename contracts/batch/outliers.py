"""The figures of all rows in; each column's total and range, and the cells that stand far out, out.

A rate ten times that of the others is most often a point in the wrong place, and a date five years off a
slip in the year. Both are warnings: the sheet may be right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median

from contracts.batch.task import Look
from contracts.load.sheet.read import Sheet
from contracts.model.problem import Problem, Severity, Span

FEW = 5
"""Rows below which nothing can stand far out of the others."""

TIMES, YEARS = 10, 5
"""How many times the median, or a part of it, a number may be; how many years from it a date may be."""


@dataclass(frozen=True, slots=True)
class Column:
    """The figures of a field over all rows. There is no total of dates."""

    field: str
    rows: int
    lowest: str
    median: str
    highest: str
    total: str = ""


def columns(looks: Iterable[Look]) -> tuple[Column, ...]:
    """Each field of numbers or dates that rows speak of."""
    return tuple(_column(field, [value for _, value in found]) for field, found in _by_field(looks).items())


def outliers(looks: Sequence[Look], sheet: Sheet) -> Mapping[int, tuple[Problem, ...]]:
    """By row: a warning at each cell whose figure stands far from the others of its column."""
    rows = {row.number: row for row in sheet.rows}
    places = {column.dotted: column for column in sheet.columns}
    found: dict[int, list[Problem]] = defaultdict(list)
    for field, figures in _by_field(looks).items():
        for number, why in _far(figures):
            row, column = rows[number], places.get(field)
            span: Span = row.at(column) if column is not None else row.span
            help = "see whether a point or a figure of the year slipped; if it is right, leave it"
            found[number].append(Problem("outlier", why, span, Severity.WARNING, help))
    return {number: tuple(problems) for number, problems in found.items()}


def _by_field(looks: Iterable[Look]) -> Mapping[str, list[tuple[int, Decimal | date]]]:
    found: dict[str, list[tuple[int, Decimal | date]]] = defaultdict(list)
    for look in looks:
        for field, value in look.figures:
            found[field].append((look.row, value if isinstance(value, date) else Decimal(value)))
    return found


def _far(figures: Sequence[tuple[int, Decimal | date]]) -> Iterator[tuple[int, str]]:
    numbers = [(row, value) for row, value in figures if isinstance(value, Decimal)]
    dates = [(row, value) for row, value in figures if isinstance(value, date)]
    if len(numbers) >= FEW and (middle := _middle([value for _, value in numbers])) > 0:
        for row, value in numbers:
            if value >= TIMES * middle:
                yield row, f"{value} is {_times(value / middle)} times the median of its column, {middle}"
            elif 0 < value * TIMES <= middle:
                yield row, f"{value} is a {_times(middle / value)}th of the median of its column, {middle}"
    if len(dates) >= FEW:
        day = date.fromordinal(int(median(value.toordinal() for _, value in dates)))
        for row, on in dates:
            if abs((on - day).days) >= YEARS * 365:
                yield row, f"{on} is {abs((on - day).days) // 365} years from the median of its column, {day}"


def _times(ratio: Decimal) -> str:
    return f"{ratio:.0f}"


def _middle(values: Sequence[Decimal]) -> Decimal:
    return _plain(Decimal(median(values)))


def _plain(value: Decimal) -> Decimal:
    """Without zeros at its end, and without an exponent."""
    whole = value.normalize()
    return whole.quantize(Decimal(1)) if whole == whole.to_integral_value() else whole


def _column(field: str, values: Sequence[Decimal | date]) -> Column:
    numbers = [value for value in values if isinstance(value, Decimal)]
    dates = sorted(value for value in values if isinstance(value, date))
    if numbers:
        low, high, total = (_plain(v) for v in (min(numbers), max(numbers), sum(numbers, Decimal(0))))
        return Column(field, len(values), str(low), str(_middle(numbers)), str(high), str(total))
    day = date.fromordinal(int(median(value.toordinal() for value in dates)))
    return Column(field, len(values), str(dates[0]), str(day), str(dates[-1]))
