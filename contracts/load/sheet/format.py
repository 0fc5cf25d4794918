"""The code of a number format in; what each of its sections puts on the screen out.

Source: ECMA-376 part 1, 18.8.31. What cannot be drawn exactly says why, and its cells are refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Any

from contracts.load.sheet.signs import LONG_SIGNS, money

LONGEST_FORMAT = 255
"""What Excel allows."""

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_(?P<space>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General)|(?P<noon>AM/PM|A/P)|(?P<exponent>E[+-])"
    rf"|(?P<money>{'|'.join(map(re.escape, LONG_SIGNS))})|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
PLACES = ("0", "#", "?")
"""What stands in a format for a digit."""

_COLOUR = re.compile(r"(?:black|blue|cyan|green|magenta|red|white|yellow|color ?[0-9]{1,2})", re.IGNORECASE)
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_OTHER_CALENDAR = re.compile(r"[0-9A-F]{5,8}", re.IGNORECASE)
_DAY_MARKS = re.compile(r"[\s/.,\-年月日]|de|del|of|di|den", re.IGNORECASE)
"""What may stand between the parts of a date and says nothing by itself."""


@dataclass(frozen=True, slots=True)
class Section:
    """How one sign of a number is shown: what stands before it, its digits, and what stands after.

    `slots` are the places for digits before the point, with a literal where one stands between two of
    them. `unclear` says why nobody can tell what a cell of this section shows.
    """

    kind: str  # number, general, text, date, words, nothing
    before: str = ""
    after: str = ""
    currencies: tuple[str, ...] = ()
    slots: tuple[str, ...] = ()
    decimals: str = ""
    grouped: bool = False
    scaled: bool = False
    percent: bool = False
    units: tuple[str, ...] = ()  # of a date: yyyy, mm, d, h, min, s, as written
    unclear: str = ""

    @property
    def wordless(self) -> bool:
        """Whether nothing is shown with the number but signs of money and of percent."""
        return not _without_signs(self.before) and not _without_signs(self.after)


@dataclass(frozen=True, slots=True)
class Code:
    """A whole format: its sections, in the order positive, negative, zero, text."""

    sections: tuple[Section, ...]
    conditional: bool = False

    def of(self, sign: int) -> Section:
        """The section for numbers of a sign: 1, -1 or 0."""
        place = 1 if sign < 0 else 2 if sign == 0 else 0
        numbers = self.sections[:3]
        if numbers[-1].kind == "text" and len(numbers) > 1:
            numbers = numbers[:-1]
        return numbers[place] if place < len(numbers) else numbers[0]

    def of_text(self) -> Section | None:
        """The section for texts; None where they are shown as they are."""
        if len(self.sections) > 3:
            return self.sections[3]
        return self.sections[-1] if self.sections[-1].kind == "text" else None


@lru_cache(maxsize=2048)
def parse(code: str) -> Code:
    """The sections of a format."""
    if len(code) > LONGEST_FORMAT:
        return Code((Section("words", unclear="its number format is longer than Excel allows"),))
    parts = _split(code)
    conditional = any(_condition(part) for part in parts)
    if len(parts) == 1 and not parts[0]:
        return Code((Section("general"),))
    return Code(tuple(_section(part) for part in parts[:4]), conditional or len(parts) > 4)


def _split(code: str) -> list[str]:
    found, start = [], 0
    for token in _TOKEN.finditer(code):
        if token["other"] == ";":
            found.append(code[start : token.start()])
            start = token.end()
    return [*found, code[start:]]


def _condition(part: str) -> bool:
    return any(token["bracket"] and token["bracket"][0] in "<>=" for token in _TOKEN.finditer(part))


@dataclass(slots=True)
class _Reading:
    """What has been read of a section so far."""

    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    money: list[tuple[str, ...]] = field(default_factory=list)
    digits: list[str] = field(default_factory=list)  # placeholders, points, commas and literals between
    units: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)  # what stands between the parts of a date
    text: bool = False
    general: bool = False
    percent: int = 0
    unclear: str = ""

    def literal(self, words: str) -> None:
        if self.units:
            self.marks.append(words)
        elif self.digits or self.text or self.general:
            self.after.append(words)
        else:
            self.before.append(words)

    def place(self, sign: str) -> None:
        if self.after:  # it stands between two digits
            self.digits.append("".join(self.after))
            self.after.clear()
        self.digits.append(sign)


def _section(part: str) -> Section:
    if not part:
        return Section("nothing")
    found = _Reading()
    for token in _TOKEN.finditer(part):
        _take(token, found)
    if found.unclear:
        return Section("words", unclear=found.unclear)
    if found.units:
        return _date(found)
    before, after = "".join(found.before), "".join(found.after)
    shown = _signs(before), _signs(after)
    given = [*found.money, *(codes for codes in shown if codes)]
    currencies = set(given[0]).intersection(*given[1:]) if given else set()
    common: dict[str, Any] = {"before": before, "after": after, "currencies": tuple(sorted(currencies))}
    if given and not currencies:
        return Section("words", **common, unclear="its number format shows two kinds of money")
    if found.percent > 1:
        return Section("words", **common, unclear="its number format shows two percent signs")
    if found.general or found.text:
        kind = "text" if found.text else "general"
        return Section(kind, **common, percent=found.percent > 0)
    if not any(sign in PLACES for sign in found.digits):
        return Section("words", **common)
    return _digits(found, common)


def _take(token: re.Match[str], found: _Reading) -> None:
    match token.lastgroup:
        case "quoted" | "escaped":
            found.literal(token[0].replace('"', "") if token["quoted"] is not None else token["escaped"])
        case "space" | "fill":
            found.literal(" ")
        case "bracket":
            _bracket(token["bracket"], found)
        case "money":
            found.literal(token["money"])
        case "general":
            found.general = True
        case "noon":
            found.units.append("noon")
        case "exponent":
            found.unclear = "its number format shows powers of ten"
        case _:
            _other(token["other"], token.string[token.end() :], found)


def _bracket(inside: str, found: _Reading) -> None:
    if inside.startswith("$"):
        sign, _, locale = inside[1:].partition("-")
        if _OTHER_CALENDAR.fullmatch(locale) and int(locale, 16) >> 16:
            found.unclear = "its number format shows another calendar, or other digits"
        if codes := money(sign.strip(), locale):
            found.money.append(codes)
        if sign.strip():
            found.literal(sign)
    elif _ELAPSED.fullmatch(inside):
        found.units.append({"h": "[h]", "m": "[min]", "s": "[s]"}[inside[0].lower()])
    elif not _COLOUR.fullmatch(inside) and inside[:1] not in ("<", ">", "="):
        found.unclear = f"its number format says [{inside[:20]}]"


def _other(sign: str, following: str, found: _Reading) -> None:
    if sign in PLACES:
        if found.units:
            return  # fractions of a second
        found.place(sign)
    elif sign in ".,":
        opens = sign == "." and following[:1] in PLACES  # .00
        if found.units or found.after or not (found.digits or opens):
            found.literal(sign)
        else:
            found.digits.append(sign)
    elif sign == "%":
        found.percent += 1
    elif sign == "@":
        found.text = True
    elif sign == "/" and found.digits:
        found.unclear = "its number format shows fractions"
    elif sign.lower() in "ymdhs":
        if found.digits or found.general:
            found.unclear = "its number format mixes digits and parts of a date"
        elif found.units and found.units[-1][0] == sign.lower() and not _parted(found):
            found.units[-1] += sign.lower()
        else:
            found.units.append(sign.lower())
            found.marks.append("")
    elif sign.lower() in "geb" and (found.units or not found.before):
        found.unclear = "its number format shows another calendar"
    else:
        found.literal(sign)


def _parted(found: _Reading) -> bool:
    return bool(found.marks and found.marks[-1])


def _signs(literal: str) -> tuple[str, ...]:
    return money(bare(literal))


def bare(literal: str) -> str:
    """A literal without the spaces and the signs of a number around it."""
    return literal.strip(" \u00a0\u202f\t()-−+")


def _without_signs(literal: str) -> str:
    """What is left of a literal once signs of money and of a sign are taken off: words."""
    words = bare(literal)
    return "" if money(words) else words


def _digits(found: _Reading, common: Mapping[str, Any]) -> Section:
    at = found.digits.index(".") if "." in found.digits else len(found.digits)
    whole, decimals = found.digits[:at], found.digits[at + 1 :]
    scaled = "," in (whole[-1:] + decimals[-1:])
    slots = tuple(sign for sign in whole if sign != ",")
    decimals = [sign for sign in decimals if sign != ","]
    grouped = "," in "".join(whole).rstrip(",")
    unclear = ""
    if any(sign not in PLACES for sign in decimals) or (grouped and any(s not in PLACES for s in slots)):
        unclear = "its number format puts something between digits"
    return Section(
        "number",
        **common,
        slots=slots,
        decimals="".join(decimals),
        grouped=grouped,
        scaled=scaled,
        percent=found.percent > 0,
        unclear=unclear,
    )


def _date(found: _Reading) -> Section:
    units = list(found.units)
    for i, unit in enumerate(units):
        if set(unit) != {"m"} or len(unit) > 2:
            continue
        after_hour = i > 0 and units[i - 1].strip("[]")[0] in "h"
        before_second = i + 1 < len(units) and units[i + 1].strip("[]")[0] == "s"
        if after_hour or before_second:
            units[i] = "min"
    said = "".join((*found.before, *found.marks))
    words = _DAY_MARKS.sub("", said).strip(":")
    unclear = f'its number format puts "{words[:20]}" into a date' if words.strip(":T") else ""
    if any(a == b for a, b in pairwise(units)):
        unclear = "its number format shows a part of a date twice"
    return Section("date", units=tuple(units), unclear=unclear)
