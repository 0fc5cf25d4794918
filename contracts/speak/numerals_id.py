"""A whole number in; the words that Indonesian has for it out: seribu dua ratus tiga puluh empat."""

from __future__ import annotations

from collections.abc import Iterator

_UNITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_THOUSANDS = ("", "ribu", "juta", "miliar", "triliun", "kuadriliun")
LARGEST = 1000 ** len(_THOUSANDS)


def in_words(value: int) -> str:
    """A number below LARGEST."""
    if value < 0:
        return f"minus {in_words(-value)}"
    return " ".join(_words(value)) if value else _UNITS[0]


def _words(value: int) -> Iterator[str]:
    for power in range(len(_THOUSANDS) - 1, -1, -1):
        count, value = divmod(value, 1000**power)
        if count == 1 and power == 1:
            yield "seribu"
        elif count:
            yield from _below_thousand(count)
            if power:
                yield _THOUSANDS[power]


def _below_thousand(value: int) -> Iterator[str]:
    hundreds, rest = divmod(value, 100)
    if hundreds:
        yield "seratus" if hundreds == 1 else f"{_UNITS[hundreds]} ratus"
    if rest >= 20:
        tens, rest = divmod(rest, 10)
        yield f"{_UNITS[tens]} puluh"
    elif rest >= 10:
        teens = rest - 10
        yield {0: "sepuluh", 1: "sebelas"}.get(teens) or f"{_UNITS[teens]} belas"
        rest = 0
    if rest:
        yield _UNITS[rest]


_SAID = {word: value for value, word in enumerate(_UNITS)}
_SCALES = {word: 1000**power for power, word in enumerate(_THOUSANDS) if word}
WORDS = (*_SAID, *_SCALES, "sepuluh", "sebelas", "seratus", "seribu", "sejuta", "belas", "puluh", "ratus")
"""Every word that a number in words may hold."""


def from_words(text: str) -> int | None:
    """The number that words say; None where they say none: the way back from in_words()."""
    whole = part = unit = 0
    found = False
    for word in text.lower().replace("-", " ").split():
        found = True
        if word in _SAID:
            if unit:
                return None  # dua tiga is no number
            unit = _SAID[word]
        elif word in ("sepuluh", "sebelas"):
            part, unit = part + {"sepuluh": 10, "sebelas": 11}[word] + unit, 0
        elif word == "belas":
            part, unit = part + 10 + unit, 0
        elif word == "puluh":
            part, unit = part + 10 * (unit or 1), 0
        elif word in ("ratus", "seratus"):
            part, unit = part + 100 * (unit or 1), 0
        elif word in ("seribu", "sejuta"):
            whole, part, unit = whole + {"seribu": 1000, "sejuta": 10**6}[word], 0, 0
        elif word in _SCALES:
            whole, part, unit = whole + _SCALES[word] * (part + unit or 1), 0, 0
        else:
            return None
    return whole + part + unit if found else None
