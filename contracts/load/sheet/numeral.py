"""A number or a text of a workbook and its format in; what the cell shows out, with no binary dust.

A number is taken as a number where its cell shows it and nothing else but signs of money and of percent.
A cell that shows words says these words: 2 in the format `0 "years"` is the text "2 years".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from contracts.load.sheet.format import PLACES, Code, Section, bare, parse
from contracts.load.sheet.signs import money

DIGITS = 15  # what a workbook keeps; what a file holds beyond is dust of binary fractions
GENERAL = 11
"""The signs that the format General has room for; a longer whole number becomes powers of ten."""


_SPACES = (" ", "\u00a0", "\u202f", "'", "’")
_SHOWN = re.compile(
    r"(?P<before>[^0-9]*?)"
    r"(?P<digits>(?:[.,](?=[0-9]))?[0-9](?:[0-9.,' ’\u00a0\u202f]*[0-9])?)"
    r"(?P<after>[^0-9]*)"
)
_DECIMAL = re.compile(r"[0-9]{0,40}\.?[0-9]{0,40}(?<=[0-9])")
"""A number within what a cell shows, whatever marks it is written with."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a cell shows: a number and how it looks, or words alone where `value` is None.

    `fault` says why what it shows is not what it holds, `hides` whether that is for want of digits.
    """

    text: str
    value: Decimal | None = None
    percent: bool = False
    currencies: tuple[str, ...] = ()
    fault: str = ""
    hides: bool = False


def exact(value: int | float) -> Decimal:
    """A number with its dust taken off."""
    return Decimal(value) if isinstance(value, int) else Decimal(f"{value:.{DIGITS}g}")


def show(value: Decimal, code: str) -> Shown:
    """What a cell shows that holds a number."""
    form = parse(code)
    if form.conditional:
        return _unclear(value, "its number format has conditions")
    section = form.of(0 if not value else 1 if value > 0 else -1)
    if section.kind == "nothing":
        return _hidden(value, "its format does not show it at all")
    if section.unclear:
        return _unclear(value, section.unclear)
    return _general(value, section) if section.kind in ("general", "text") else _drawn(value, section, form)


def show_text(text: str, code: str) -> Shown:
    """What a cell shows that holds a text."""
    section = parse(code).of_text()
    if section is None:
        return Shown(text)
    if section.kind == "nothing":
        return Shown("", fault=f'it holds "{text[:40]}", and its format does not show it', hides=True)
    if section.unclear:
        return Shown("", fault=f'it holds "{text[:40]}", and {section.unclear}')
    inner = text if section.kind == "text" else ""
    return Shown(_spaced(f"{section.before}{inner}{section.after}") if _says_more(section) else text)


def _says_more(section: Section) -> bool:
    return bool(section.before.strip() or section.after.strip()) or section.kind != "text"


def read_shown(value: Decimal, text: str, currency: str, kind: str) -> Shown:
    """A number held against the text that its cell shows, in whichever marks that is written."""
    held = value.scaleb(2) if kind == "percentage" else value
    found = _SHOWN.fullmatch(text)
    if found is None:
        if not text.strip(" -–−"):
            return _unclear(value, f'shows "{text}"')
        return Shown(_spaced(text))
    around = found["before"] + found["after"]
    words = [part for part in map(str.strip, (bare(found["before"]), bare(found["after"]))) if part]
    percent = "%" in words
    signs = [money(word) for word in words if word != "%"]
    if not all(signs) or percent is not (kind == "percentage"):
        return Shown(_spaced(text))
    digits = found["digits"]
    for mark in _SPACES:
        digits = digits.replace(mark, "")
    may = {digits.replace(",", ""), digits.replace(".", "").replace(",", ".")}
    minus = any(mark in around for mark in "-−") or {"(", ")"} <= set(around)
    if not any(abs(held) == Decimal(one) for one in may if _DECIMAL.fullmatch(one)):
        return _hidden(held, f"shows {text[:40]}")
    if minus is not (held < 0):
        return _unclear(value, f'shows "{text[:40]}"')
    given = [*signs, *([(currency,)] if currency else [])]
    currencies = set(given[0]).intersection(*given[1:]) if given else set()
    if given and not currencies:
        return _unclear(value, f'shows "{text[:40]}", and is in {currency[:8]}')
    return Shown(_spaced(text), held, percent, tuple(sorted(currencies)))


def plain(value: Decimal) -> str:
    """A number in digits, without zeros that say nothing."""
    return f"{value.normalize():f}"


def _hidden(value: Decimal, why: str) -> Shown:
    return Shown("", fault=f"the cell holds {plain(value)}, and {why}", hides=True)


def _unclear(value: Decimal, why: str) -> Shown:
    return Shown("", fault=f"the cell holds {plain(value)}, and {why}: it is not plain what it shows")


def _general(value: Decimal, section: Section) -> Shown:
    value = value.scaleb(2) if section.percent else value
    whole = len(f"{abs(value):f}".partition(".")[0])
    if section.kind == "general" and whole > GENERAL:
        return _hidden(value, "shows it in powers of ten")
    rounded = _rounded(value, max(0, GENERAL - 1 - whole)) if section.kind == "general" else value
    if rounded != value:
        return _hidden(value, f"shows {plain(rounded)}")
    return _whole(value, plain(value), section, negative=False)


def _drawn(value: Decimal, section: Section, form: Code) -> Shown:
    if section.kind == "words":
        return Shown(_spaced(section.before + section.after))
    if section.kind == "date":
        return _unclear(value, "its number format is one of dates")
    held = value.scaleb(2) if section.percent else value
    if section.scaled:
        return _hidden(held, "its format shows it in thousands or not at all")
    rounded = _rounded(held, len(section.decimals))
    own = value < 0 and section is not form.sections[0]  # a section of negative numbers draws its own sign
    text = _digits(abs(rounded) if own else rounded, section)
    shown = _whole(held, text, section, negative=own)
    if rounded != held:
        return _hidden(held, f"shows {shown.text}")
    return shown


def _whole(value: Decimal, digits: str, section: Section, *, negative: bool) -> Shown:
    """The number with what stands around it."""
    sign = "%" if section.percent else ""
    text = _spaced(f"{section.before}{digits}{sign}{section.after}")
    around = section.before + section.after
    minus = any(mark in around for mark in "-−") or {"(", ")"} <= set(around)
    if not section.wordless or any(slot not in PLACES for slot in section.slots):
        return Shown(text)
    if not digits or minus is not negative:
        return _unclear(value, f'shows "{text}"')
    return Shown(text, value, section.percent, section.currencies)


def _rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _digits(value: Decimal, section: Section) -> str:
    """The digits of a number as the places of a section show them."""
    minus = "-" if value < 0 else ""
    whole, _, rest = f"{abs(value):f}".partition(".")
    whole = whole.lstrip("0")
    places = [slot for slot in section.slots if slot in PLACES]
    whole = whole.rjust(sum(slot == "0" for slot in places), "0")
    if section.grouped and whole:
        whole = f"{int(whole):,}".rjust(len(whole), "0")
    elif len(places) < len(section.slots):
        whole = _between(whole, section.slots)
    least = len(section.decimals.rstrip("#?"))
    while len(rest) > least and rest.endswith("0"):
        rest = rest[:-1]
    point = "." if section.decimals else ""
    return f"{minus}{whole}{point}{rest}" if whole or rest or "0" in section.decimals else minus


def _between(digits: str, slots: tuple[str, ...]) -> str:
    """Digits with the literals of a format between them, filled from the right."""
    found, left = "", digits
    for slot in reversed(slots):
        if slot not in PLACES:
            found = slot + found
        elif left:
            found, left = left[-1] + found, left[:-1]
    return left + found


def _spaced(text: str) -> str:
    return " ".join(text.split())
