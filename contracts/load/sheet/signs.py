"""A sign or a code of money in; the currencies that it can stand for out."""

from __future__ import annotations

import re

from contracts.load.world.currencies import currencies as codes

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
LONG_SIGNS = tuple(sign for sign in _SIGNS if len(sign) > 1)
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


def money(word: str, locale: str = "") -> tuple[str, ...]:
    """The currencies that a sign can stand for; none where it is no sign of money."""
    dollar = _LOCALES.get(locale.upper().lstrip("0")) if word == "$" else None
    if dollar:
        return (dollar,)
    return _SIGNS.get(word) or ((word,) if word in codes() else ())


_ASIDE = re.compile(r"[(\[]([^()\[\]]{1,6})[)\]]|\bin (\S{1,6})$")


def money_of(head: str) -> tuple[str, ...]:
    """The currencies that a head says its column is in: Fee (EUR), Rate in US$."""
    found = (money((aside[1] or aside[2]).strip()) for aside in _ASIDE.finditer(head.strip()))
    return next(filter(None, found), ())
