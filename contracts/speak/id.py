"""Values in; the words that Indonesian paper prints for them out, as EYD V and notaries write them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from babel.numbers import get_currency_name

from contracts.load.world.placenames import part_of
from contracts.load.world.places import subdivision
from contracts.speak.filling import NBSP, Filling, texts_of
from contracts.speak.numerals_id import LARGEST, in_words
from contracts.speak.world import Spoken

MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
UNITS = {
    "day": "hari",
    "hour": "jam",
    "minute": "menit",
    "month": "bulan",
    "second": "detik",
    "year": "tahun",
}
HOME = "ID"
RUPIAH = "IDR"
MARKS = {RUPIAH: "Rp", "SGD": "S$", "AUD": "A$", "CAD": "C$", "JPY": "JP¥"}
"""Signs of money, where readers know another than Unicode's tables have."""
PARTS = {
    "ID-JK": "Jakarta",
    "ID-YO": "Yogyakarta",
    "ID-PE": "Papua Pegunungan",
    "GB-ENG": "Inggris",
    "GB-SCT": "Skotlandia",
    "GB-NIR": "Irlandia Utara",
    "US-DC": "Distrik Columbia",
}
KINDS = {"State": "Negara Bagian", "Commonwealth": "Negara Bagian", "Province": "Provinsi"}
"""Kinds of parts that their law is called after."""
LAWS = {
    HOME: "Negara Republik Indonesia",
    "GB-ENG": "Inggris dan Wales",
    "GB-WLS": "Inggris dan Wales",
    "GB-SCT": "Skotlandia",
    "GB-NIR": "Irlandia Utara",
    "US-DC": "Distrik Columbia, Amerika Serikat",
}


class Indonesian(Spoken):
    """A count is said twice, in figures and in words; a unit has no plural."""

    def __init__(self) -> None:
        super().__init__("id")
        self.FILTERS = {
            **self.FILTERS,
            "months_each": self.months_each,
            "tiers": self.named("tingkat"),
            "times_what": self.times_what,
        }

    def text(self, filling: Filling, /) -> str:
        if isinstance(filling.value, bool):
            return "ya" if filling.value else "tidak"
        return super().text(filling)

    def count(self, value: Decimal, unit: str) -> str:
        return self.said_twice(value, UNITS[unit])

    def count_term(self, filling: Filling, term: str) -> str:
        return self.said_twice(filling.number, filling.terms[term].one)

    def named(self, word: str) -> Callable[[Filling], str]:
        return lambda filling: f"{self.grouped(filling.number)}{NBSP}{word}"

    def said_twice(self, value: Decimal, word: str) -> str:
        """24 (dua puluh empat) bulan; the figure alone where it is no whole number."""
        words = f" ({in_words(int(value))})" if value == value.to_integral_value() else ""
        return f"{self.grouped(value)}{words} {word}".replace(" ", NBSP)

    def clips(self, filling: Filling) -> str:
        """120 klip; of still pictures, 120 foto"""
        return self.named("foto" if filling.deal.text("assets.kind") == "image" else "klip")(filling)

    def months_each(self, filling: Filling) -> str:
        """What follows setiap: bulan, or 3 (tiga) bulan."""
        return UNITS["month"] if filling.number == 1 else self.count(filling.number, "month")

    def multiple(self, filling: Filling) -> str:
        """tiga kali"""
        return f"{in_words(int(filling.number))} kali"

    def times_what(self, filling: Filling) -> str:
        """jumlah yang (for one), tiga kali jumlah yang: for a phrase that goes on "telah dibayar" """
        return "jumlah yang" if filling.number == 1 else f"{self.multiple(filling)} jumlah yang"

    def date(self, filling: Filling) -> str:
        """1 Desember 2026"""
        day = filling.value
        if not isinstance(day, date):
            raise TypeError(f"{day!r} is not a date")
        return NBSP.join((str(day.day), MONTHS[day.month - 1], str(day.year)))

    def mark(self, currency: str) -> str:
        return MARKS.get(currency) or super().mark(currency)

    def marked(self, figure: str, currency: str) -> str:
        """Rp10.000; US$ 1.234,00"""
        return f"{self.mark(currency)}{'' if currency == RUPIAH else NBSP}{figure}"

    def decimals(self, value: Decimal, currency: str) -> int:
        """Nobody writes sen that are none."""
        if currency == RUPIAH and value == value.to_integral_value():
            return 0
        return super().decimals(value, currency)

    def money_in_words(self, filling: Filling) -> str:
        """US$ 1.234,50 (seribu dua ratus tiga puluh empat dolar Amerika Serikat dan 50/100)"""
        value = filling.number
        whole, rest = divmod(value, 1)
        if abs(whole) >= LARGEST:
            return self.money(filling)
        words = f"{in_words(int(whole))} {self.currency_name(replace(filling, value=filling.currency))}"
        if rest:
            places = self.decimals(value, filling.currency)
            words += f" dan {int(rest * 10**places):0{places}d}/{10**places}"
        return f"{self.money(filling)} ({words})"

    def currency_name(self, filling: Filling) -> str:
        """dolar Amerika Serikat; rupiah"""
        code = str(filling.value)
        if code == RUPIAH:
            return "rupiah"
        name = str(get_currency_name(code, locale=self.locale))
        return name[:1].lower() + name[1:]

    def rate_range(self, filling: Filling) -> str:
        """US$ 1,00 sampai dengan US$ 4,00"""
        rates = filling.rates()
        ends = [self.amount(rate, filling.currency) for rate in (rates[0], rates[-1])]
        return ends[0] if len(rates) == 1 else " sampai dengan ".join(ends)

    def part(self, code: str) -> str:
        """The standard names the parts of Indonesia in Indonesian."""
        return PARTS.get(code) or (subdivision(code)[0] if code.startswith(f"{HOME}-") else part_of(code))

    def territory(self, filling: Filling) -> str:
        """di seluruh dunia; di seluruh dunia, kecuali di Tiongkok; di Indonesia dan Jepang"""
        left_out = filling.deal.get("grant.except") or ()
        if filling.value != "worldwide":
            there = tuple(code for code in texts_of(filling.value) if code not in texts_of(left_out))
            return f"di {self.places(replace(filling, value=there))}"
        world = "di seluruh dunia"
        return f"{world}, kecuali di {self.places(replace(filling, value=left_out))}" if left_out else world

    def law_name(self, code: str) -> str:
        """Negara Republik Indonesia; Negara Bagian California, Amerika Serikat"""
        if code in LAWS:
            return LAWS[code]
        kind = KINDS.get(subdivision(code)[1], "") if "-" in code else ""
        return f"{kind} {self.place_name(code)}".strip()

    def language_name(self, code: str) -> str:
        """bahasa Indonesia"""
        return f"bahasa {super().language_name(code)}"

    def none(self) -> str:
        return "tidak ada"

    def apart(self, words: list[str], last: str = "and") -> str:
        """a; b; dan c"""
        if len(words) < 2:
            return "".join(words)
        word = "atau" if last == "or" else "dan"
        return f"{'; '.join(words[:-1])}; {word} {words[-1]}"


SPEECH = Indonesian()
