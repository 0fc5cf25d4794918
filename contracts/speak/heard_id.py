"""Indonesian words in which a blank was filled anew in; the value of its field that they say out.

The way back from speak/id.py: in figures, in words, in both ("24 (dua puluh empat) bulan", "dua puluh empat
(24) bulan"), in another unit that comes to the same ("dua hari" for hours).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property

from contracts.speak.heard_world import Listening
from contracts.speak.id import MONTHS, RUPIAH, SPEECH
from contracts.speak.numerals_id import WORDS, from_words

_WORD = "|".join(sorted(WORDS, key=len, reverse=True))
_SCALES = {"ratus": 100, "ribu": 1000, "rb": 1000, "juta": 10**6, "jt": 10**6, "miliar": 10**9}
_SCALES |= {"milyar": 10**9, "triliun": 10**12}
_UNITS = {
    "minggu": ("day", 7),
    "pekan": ("day", 7),
    "triwulan": ("month", 3),
    "kuartal": ("month", 3),
    "semester": ("month", 6),
    "hari kerja": ("Business Day", 1),
    "hari kalender": ("day", 1),
    "klip": ("Clip", 1),
    "foto": ("Clip", 1),
    "gambar": ("Clip", 1),
    "tingkat": ("Tier", 1),
}
_ONE = re.compile(r"\bse(detik|menit|jam|hari|minggu|pekan|bulan|tahun|triwulan|kuartal)\b", re.IGNORECASE)
_WRITTEN_OUT = re.compile(r"(?<=[0-9])\s*\([^()0-9]*\)")
_NOTARIAL = re.compile(r"\b(?:tanggal|bulan|tahun)\s+", re.IGNORECASE)


class IndonesianHearing(Listening):
    """A number is heard in figures, in words, and in both; signs are those of Indonesian paper."""

    SCALES = rf"{'|'.join(_SCALES)}|persen|prosen|per\s?seratus|%"
    PERCENT = r"%|\b(?:persen|prosen|per\s?seratus)\b"
    SERIES = "dan|atau|serta"
    SPELLED = rf"(?:{_WORD})(?:[\s-]+(?:{_WORD}))*"
    MONEY: Mapping[str, tuple[str, ...]] = {
        "USD": ("AS$", "dolar AS", "dolar Amerika"),
        RUPIAH: ("Rp", "rupiah"),
        "SGD": ("S$",),
    }
    OFTEN: Mapping[str, int] = {"sekali": 1, "jumlah yang": 1, "dua kali lipat": 2, "tiga kali lipat": 3}
    IN = "di|dalam"
    EXCEPT = r"\b(?:kecuali|selain)\b"

    def spelled(self, words: str) -> Decimal | None:
        value = from_words(words)
        return Decimal(value) if value is not None else None

    def scale(self, word: str) -> int:
        return _SCALES.get(word, 1)

    @cached_property
    def units(self) -> Mapping[str, tuple[str, int]]:
        return {**super().units, **_UNITS}

    def one_unit(self, text: str) -> str:
        return _ONE.sub(r"1 \1", text)

    def said(self, value: Decimal, unit: str) -> str:
        return super().said(value, unit) if unit != "week" else f"{value} minggu"

    @cached_property
    def months(self) -> Mapping[str, int]:
        own = {month.lower(): number for number, month in enumerate(MONTHS, 1)}
        return {**super().months, **own, "nopember": 11, "pebruari": 2}

    def days(self, text: str) -> set[date]:
        """Also as notaries write them: tanggal 1 (satu) bulan Desember tahun 2026 (dua ribu …)."""
        return super().days(_NOTARIAL.sub("", _WRITTEN_OUT.sub("", text)))

    def everywhere(self) -> tuple[str, ...]:
        return (*super().everywhere(), "seluruh dunia")

    def truth(self, text: str) -> bool | None:
        return {"ya": True, "tidak": False}.get(text.strip().lower())


HEARING = IndonesianHearing(SPEECH)
