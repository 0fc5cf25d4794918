"""A cell of a sheet and the field it is for in; the value that a deal file would hold out.

A text file knows only text, a workbook has numbers, dates and truths of its own: both come out as
the same value, so that both make the same agreement.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from contracts.load.limits import CELL
from contracts.model.deal import Path
from contracts.model.problem import Problem, Span

REMOVE = "-"
"""What a cell says to take away what the base has there. A blank cell leaves it as it is."""

MAX_CELL = CELL.most

_INTEGER = re.compile(r"[-+]?[0-9]{1,40}")
_NUMBER = re.compile(r"[-+]?[0-9]{1,40}(\.[0-9]{1,40})?")
_UNITS = {
    "years": ("year", "years"),
    "months": ("month", "months"),
    "weeks": ("week", "weeks"),
    "days": ("day", "days"),
    "hours": ("hour", "hours"),
    "minutes": ("minute", "minutes"),
    "seconds": ("second", "seconds"),
}
"""The words for what a field is counted in, by the last word of its name."""

_TRUTHS = {"true": True, "yes": True, "false": False, "no": False}
_THOUSANDS = re.compile(r"[-+]?[1-9][0-9]{0,2}\.[0-9]{3}")
"""An amount as text that half of the world reads as thousands: 1.250."""
_SEPARATORS = re.compile(r"[;\n]")


@dataclass(frozen=True, slots=True)
class SheetCell:
    """What stands in a cell, and where. `fault` says why it cannot be taken, whatever it is for."""

    value: str | bool | int | Decimal | date
    span: Span
    percent: bool = False  # shown with a percent sign: 20 for a cell that shows 20%
    currencies: tuple[str, ...] = ()  # what the sign of its format can stand for
    fault: Problem | None = None
    shown: str = ""  # how a number looks
    indent: int = field(default=0, compare=False)  # spaces before a text, which mean something in YAML

    @property
    def text(self) -> str:
        """What stands in the cell, as one would read it."""
        return self.shown or plain(self.value)


def fit(cell: SheetCell, path: Path, rule: Mapping[str, Any]) -> Any:
    """The value for the field at `path`, whose schema is `rule`; or a Problem.

    What is not of the field's kind comes out as it is: the deal's own checks say what is wrong.
    """
    name = ".".join(map(str, path))
    kinds = rule.get("type", "string")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    member = rule.get("schema", {}) if "list" in kinds else {}
    if "dict" in kinds or member.get("type") == "dict":
        inner = "a list of mappings" if member else "a mapping"
        help = f"write it in the base; a cell here can only take it away, with {REMOVE}"
        if not member:
            help += f"; a column can name one of its fields: {name}.…"
        return Problem("not-for-a-cell", f"{name} is {inner}, which no cell can hold", cell.span, help=help)
    percent = str(path[-1]).endswith("percent")
    if cell.percent and not percent:
        why = f"the cell is a percentage, and {name} is not"
        return Problem("wrong-type", why, cell.span, help="format the cell as a number, or as text")
    if isinstance(cell.value, date) and "date" not in kinds:
        why = f"the cell is a date, and {name} is not"
        return Problem("wrong-type", why, cell.span, help="format the cell as text and type it anew")
    money = rule.get("coerce") == "amount" and not percent
    if cell.currencies and not money and "string" not in kinds and "list" not in kinds:
        why = f'the cell shows a sum of money ("{cell.text}"), and {name} is none'
        return Problem("wrong-type", why, cell.span, help="format the cell as a number")
    if money and isinstance(cell.value, str) and _THOUSANDS.fullmatch(cell.value):
        many, few = cell.value.replace(".", ""), number(Decimal(cell.value))
        why = f'"{cell.value}" can mean {many} or {few}'
        return Problem("bad-amount", why, cell.span, help=f"write {many}, or {few}")
    if "list" in kinds:
        whole = cell.text
        return whole if whole == rule.get("default") else _list(whole)
    if isinstance(cell.value, str) and kinds[0] in ("integer", "decimal"):
        return _one(without_unit(cell.value, path, rule), kinds[0], percent=percent)
    if kinds[0] == "string" and cell.shown:
        return cell.shown
    return _one(cell.value, kinds[0], percent=percent)


def without_unit(text: str, path: Path, rule: Mapping[str, Any]) -> str:
    """A text less the unit of the field, where it is that unit: "24 months" for one in months."""
    counted = str(rule.get("meta", {}).get("help", "")).startswith(("business days", "working days"))
    number, _, unit = text.partition(" ")
    known = () if counted else _UNITS.get(str(path[-1]).rpartition("_")[2], ())
    return number if unit.strip().casefold() in known and number else text


def _one(value: str | bool | int | Decimal | date, kind: str, *, percent: bool) -> Any:
    match kind:
        case "date":
            return value.isoformat() if isinstance(value, date) else value
        case "boolean" if isinstance(value, str):
            return _TRUTHS.get(value.casefold(), value)
        case "integer" if isinstance(value, str):
            return int(value) if _INTEGER.fullmatch(value) else value
        case "integer" | "decimal" if isinstance(value, Decimal):
            return number(value)
        case "decimal" if isinstance(value, str):
            text = value.removesuffix("%").rstrip() if percent else value
            return number(Decimal(text)) if _NUMBER.fullmatch(text) else value
        case "string" if not isinstance(value, bool):
            return plain(value)
    return value


def number(value: Decimal) -> int | Decimal:
    """A number without the zeros that say nothing: a workbook does not keep them."""
    if value == value.to_integral_value():
        return int(value)
    return Decimal(f"{value.normalize():f}")


def plain(value: str | bool | int | Decimal | date) -> str:
    """The value as one would type it."""
    match value:
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case Decimal():
            return f"{value.normalize():f}"
        case _:
            return str(value)


def _list(text: str) -> list[str]:
    """What is listed in a cell: parted by semicolons or line ends if there are any, else by commas."""
    parts = _SEPARATORS.split(text) if _SEPARATORS.search(text) else text.split(",")
    return [part.strip() for part in parts if part.strip()]
