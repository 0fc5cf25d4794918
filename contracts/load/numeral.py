"""A number of a workbook and its format in; the number as the cell shows it out, with no binary dust.

Source for the formats: ECMA-376 part 1, 18.8.31.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from contracts.load.places import currencies as codes

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|[_*].')
_BRACKET = re.compile(r"\[([^\]]*)\]")
_DECIMALS = re.compile(r"[0#?]\.([0#?]*)")
_SIGNS = {
    "€": ("EUR",),
    "£": ("GBP",),
    "¥": ("CNY", "JPY"),
    "₹": ("INR",),
    "₩": ("KRW",),
    "Rp": ("IDR",),
    "US$": ("USD",),
}
DIGITS = 15  # what a workbook keeps; what a file holds beyond is dust of binary fractions


@dataclass(frozen=True, slots=True)
class Format:
    """What a number format says: a percentage or not, how many decimals it shows, which money."""

    percent: bool = False
    decimals: int | None = None  # None: as many as there are
    digits: int = 0  # zeros put before a short number: 4 for 0000
    currencies: tuple[str, ...] = ()


def parse(code: str) -> Format:
    """The format of a positive number."""
    section = code.split(";", maxsplit=1)[0]
    words = [m[1] or m[2] or "" for m in _LITERAL.finditer(section)]
    bare = _LITERAL.sub("", section)
    words += [inner[1:].split("-")[0] for inner in _BRACKET.findall(bare) if inner.startswith("$")]
    bare = _BRACKET.sub("", bare)
    words += [sign for sign in _SIGNS if sign in bare]
    plain = bare.strip().rstrip("%").strip()
    found = _DECIMALS.search(bare)
    decimals: int | None = len(found[1]) if found else 0
    if not set(plain) & set("0#?") or set(plain) & set("E/@") or "General" in plain:
        decimals = None
    money = {code for word in words for code in _money(word.strip())}
    zeros = len(plain) if set(plain) == {"0"} else 0
    return Format("%" in bare, decimals, zeros, tuple(sorted(money)))


def _money(word: str) -> tuple[str, ...]:
    return _SIGNS.get(word) or ((word,) if word in codes() else ())


def shown(value: int | float, form: Format) -> Decimal:
    """The number, in hundredths where it is a percentage, with its dust taken off."""
    exact = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.{DIGITS}g}")
    return exact.scaleb(2) if form.percent else exact


def hides(value: Decimal, form: Format) -> str:
    """How the cell shows a number that has more decimals than its format; empty if it shows all."""
    if form.decimals is None:
        return ""
    rounded = round(value, form.decimals)
    return "" if rounded == value else f"{rounded:f}" + ("%" if form.percent else "")
