"""A whole number in; the words that English has for it out: one thousand two hundred and thirty-four."""

from __future__ import annotations

from collections.abc import Iterator

_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["-", "-", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
THOUSANDS = ("", "thousand", "million", "billion", "trillion")


def in_words(value: int) -> str:
    """A number below a quadrillion, without commas."""
    if value < 0:
        return f"minus {in_words(-value)}"
    return " ".join(_words(value)) if value else _UNITS[0]


def _words(value: int) -> Iterator[str]:
    for power in range(len(THOUSANDS) - 1, 0, -1):
        count, value = divmod(value, 1000**power)
        if count:
            yield f"{_below_thousand(count)} {THOUSANDS[power]}"
            if 0 < value < 100:
                yield "and"
    if value:
        yield _below_thousand(value)


def _below_thousand(value: int) -> str:
    hundreds, rest = divmod(value, 100)
    if not hundreds:
        return _below_hundred(rest)
    whole = f"{_UNITS[hundreds]} hundred"
    return f"{whole} and {_below_hundred(rest)}" if rest else whole


def _below_hundred(value: int) -> str:
    if value < 20:
        return _UNITS[value]
    tens, units = divmod(value, 10)
    return f"{_TENS[tens]}-{_UNITS[units]}" if units else _TENS[tens]
