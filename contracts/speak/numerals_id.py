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
