"""A number of a workbook and its format in; the number as the cell shows it out, with no binary dust.

Source for the formats: ECMA-376 part 1, 18.8.31.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from contracts.load.world.currencies import currencies as codes

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|[_*].')
_BRACKET = re.compile(r"\[([^\]]*)\]")
_DECIMALS = re.compile(r"[0#?]\.([0#?]*)")
_SCALED = re.compile(r"[0#?],+(?![0#?,])")
_DOLLARS = ("AUD", "CAD", "HKD", "MXN", "NZD", "SGD", "TWD", "USD")
_SIGNS = {
    "$": _DOLLARS,
    "A$": ("AUD",),
    "AU$": ("AUD",),
    "C$": ("CAD",),
    "CA$": ("CAD",),
    "HK$": ("HKD",),
    "MX$": ("MXN",),
    "NZ$": ("NZD",),
    "NT$": ("TWD",),
    "R$": ("BRL",),
    "S$": ("SGD",),
    "US$": ("USD",),
    "€": ("EUR",),
    "£": ("GBP",),
    "¥": ("CNY", "JPY"),
    "₹": ("INR",),
    "₩": ("KRW",),
    "₫": ("VND",),
    "฿": ("THB",),
    "₱": ("PHP",),
    "kr": ("DKK", "ISK", "NOK", "SEK"),
    "zł": ("PLN",),
    "RM": ("MYR",),
    "Rp": ("IDR",),
}
_BY_LENGTH = re.compile("|".join(re.escape(sign) for sign in sorted(_SIGNS, key=len, reverse=True)))
_LOCALES = {
    "409": "USD",
    "80A": "MXN",
    "C04": "HKD",
    "C09": "AUD",
    "1009": "CAD",
    "1409": "NZD",
    "4809": "SGD",
}
"""Whose dollar a format such as [$$-1009] shows. Source: MS-LCID."""
DIGITS = 15  # what a workbook keeps; what a file holds beyond is dust of binary fractions


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """What a number format says: a percentage or not, how many decimals it shows, which money."""

    percent: bool = False
    decimals: int | None = None  # None: as many as there are
    digits: int = 0  # zeros put before a short number: 4 for 0000
    currencies: tuple[str, ...] = ()
    scaled: bool = False  # shown in thousands, or not shown at all: the cell does not say what it holds


def parse(code: str) -> NumberFormat:
    """The format of a positive number."""
    section = code.split(";", maxsplit=1)[0]
    words = [m[1] or m[2] or "" for m in _LITERAL.finditer(section)]
    bare = _LITERAL.sub("", section)
    local = set()
    for sign, _, locale in (x[1:].partition("-") for x in _BRACKET.findall(bare) if x.startswith("$")):
        dollar = _LOCALES.get(locale.upper().lstrip("0")) if sign == "$" else None
        local |= {dollar} if dollar else set(_money(sign.strip()))
    bare = _BRACKET.sub("", bare)
    words += _BY_LENGTH.findall(bare)
    plain = bare.strip().rstrip("%").strip()
    found = _DECIMALS.search(bare)
    decimals: int | None = len(found[1]) if found else 0
    if not set(plain) & set("0#?") or set(plain) & set("E/@") or "General" in plain:
        decimals = None
    money = local | {code for word in words for code in _money(word.strip())}
    zeros = len(plain) if set(plain) == {"0"} else 0
    scaled = bool(_SCALED.search(bare)) or (";" in code and not section)
    return NumberFormat("%" in bare, decimals, zeros, tuple(sorted(money)), scaled)


def _money(word: str) -> tuple[str, ...]:
    return _SIGNS.get(word) or ((word,) if word in codes() else ())


def shown(value: int | float, form: NumberFormat) -> Decimal:
    """The number, in hundredths where it is a percentage, with its dust taken off."""
    exact = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.{DIGITS}g}")
    return exact.scaleb(2) if form.percent else exact


def hides(value: Decimal, form: NumberFormat) -> str:
    """How the cell shows a number that has more decimals than its format; empty if it shows all."""
    if form.decimals is None:
        return ""
    rounded = round(value, form.decimals)
    return "" if rounded == value else f"{rounded:f}" + ("%" if form.percent else "")
