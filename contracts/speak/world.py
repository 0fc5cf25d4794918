"""A language of Unicode's tables in; how it says values out.

It serves a language that has no file of its own here, and is what such a file starts from. What the tables
have no words for (a clip, a tier, a business day) is called by the terms of the library.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal, get_currency_name, get_currency_symbol
from babel.units import format_unit

from contracts.load.world.currencies import decimals
from contracts.load.world.placenames import part_of
from contracts.speak.filling import NBSP, Filling, number_of, texts_of

WORLD = "001"
ONE_LAW = ("GB-ENG", "GB-WLS")
"""Parts of a country that are one place to the law, and share their courts."""


class Spoken:
    """The filters of a language, and what prints values that are in no blank. See speak/en.py for each."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.locale = Locale.parse(language)
        self.FILTERS: Mapping[str, Callable[..., str]] = {
            "business_days": self.counting_term("Business Day"),
            "clips": self.clips,
            "contexts": self.contexts,
            "currency_name": self.currency_name,
            "date": self.date,
            "days": self.counting("day"),
            "hours": self.counting("hour"),
            "instalments": self.instalments,
            "label": self.label,
            "courts_of": self.courts_of,
            "law_of": self.law_of,
            "languages": self.languages,
            "listing": self.listing,
            "listing_or": self.listing_or,
            "minutes_count": self.counting("minute"),
            "money": self.money,
            "money_in_words": self.money_in_words,
            "months": self.counting("month"),
            "months_each": self.counting("month"),
            "how_often": self.multiple,
            "multiple": self.multiple,
            "nation": self.place,
            "number": self.number,
            "percent": self.percent,
            "place": self.place,
            "place_name": self.place,
            "places": self.places,
            "plain_contexts": self.plain_contexts,
            "rate_range": self.rate_range,
            "seconds": self.counting("second"),
            "splits": self.splits,
            "territory": self.territory,
            "tiers": self.counting_term("Tier"),
            "times_what": self.multiple,
            "years": self.counting("year"),
        }

    def text(self, filling: Filling, /) -> str:
        """The value as typed."""
        match filling.value:
            case bool():
                return "✓" if filling.value else "–"
            case date():
                return self.date(filling)
            case Decimal() | int():
                return self.number(filling)
            case tuple():
                return self.listing(filling)
            case _:
                return str(filling.value)

    def grouped(self, value: Decimal | int, places: int | None = None) -> str:
        """A number with the signs of the language, with so many decimals or with those that it has."""
        after = "." + "0" * places if places else ""
        pattern = f"#,##0{after}" if places is not None else "#,##0.############"
        return str(format_decimal(value, pattern, locale=self.locale))

    def number(self, filling: Filling) -> str:
        return self.grouped(filling.number)

    def percent(self, filling: Filling) -> str:
        return f"{self.grouped(filling.number)}%"

    def multiple(self, filling: Filling) -> str:
        return f"{self.grouped(filling.number)}×"

    def counting(self, unit: str) -> Callable[[Filling], str]:
        """Says a number of days, hours or whatever the unit is."""
        return lambda filling: self.count(filling.number, unit)

    def count(self, value: Decimal, unit: str) -> str:
        return str(format_unit(value, f"duration-{unit}", locale=self.locale)).replace(" ", NBSP)

    def counting_term(self, term: str) -> Callable[[Filling], str]:
        """Says a number of what a term of the library names."""
        return lambda filling: self.count_term(filling, term)

    def count_term(self, filling: Filling, term: str) -> str:
        value, named = filling.number, filling.terms[term]
        return f"{self.grouped(value)} {named.one if value == 1 else named.plural or named.one}".replace(
            " ", NBSP
        )

    def clips(self, filling: Filling) -> str:
        return self.count_term(filling, "Picture" if filling.deal.text("assets.kind") == "image" else "Clip")

    def date(self, filling: Filling) -> str:
        if not isinstance(filling.value, date):
            raise TypeError(f"{filling.value!r} is not a date")
        return str(format_date(filling.value, "long", locale=self.locale)).replace(" ", NBSP)

    def money(self, filling: Filling) -> str:
        return self.amount(filling.number, filling.currency)

    def amount(self, value: Decimal, currency: str) -> str:
        return self.marked(self.figure(value, currency), currency)

    def marked(self, figure: str, currency: str) -> str:
        return f"{self.mark(currency)}{NBSP}{figure}"

    def mark(self, currency: str) -> str:
        return str(get_currency_symbol(currency, locale=self.locale)) if currency else ""

    def figure(self, value: object, currency: str) -> str:
        number = number_of(value)
        return self.grouped(number, self.decimals(number, currency))

    def decimals(self, value: Decimal, currency: str) -> int:
        """The decimals of a sum: those of its currency, and more only where a rate is finer."""
        return max(decimals(currency), -int(value.normalize().as_tuple().exponent))

    def money_in_words(self, filling: Filling) -> str:
        return self.money(filling)

    def currency_name(self, filling: Filling) -> str:
        return str(get_currency_name(str(filling.value), locale=self.locale))

    def rate_range(self, filling: Filling) -> str:
        rates = filling.rates()
        ends = [self.amount(rate, filling.currency) for rate in (rates[0], rates[-1])]
        return ends[0] if len(rates) == 1 else f"{ends[0]}–{ends[1]}"

    def place_name(self, code: str) -> str:
        """A country; a part of one as our own table has it, for Unicode names none, and its country."""
        country, _, part = code.partition("-")
        name = str(self.locale.territories.get(country, country))
        return f"{self.part(code)}, {name}" if part else name

    def part(self, code: str) -> str:
        return part_of(code)

    def place(self, filling: Filling) -> str:
        return self.place_name(str(filling.value))

    def places(self, filling: Filling) -> str:
        named = [self.place_name(code) for code in texts_of(filling.value)]
        if len(named) > 1 and any("," in name for name in named):
            return self.apart(named)
        return self.join(named)

    def territory(self, filling: Filling) -> str:
        left_out = filling.deal.get("grant.except") or ()
        if filling.value != "worldwide":
            there = tuple(code for code in texts_of(filling.value) if code not in texts_of(left_out))
            return self.places(replace(filling, value=there))
        world = str(self.locale.territories[WORLD])
        return f"{world} (− {self.places(replace(filling, value=left_out))})" if left_out else world

    def law_of(self, filling: Filling) -> str:
        return self.law_name(str(filling.value))

    def law_name(self, code: str) -> str:
        """A place as the one whose law it is."""
        return self.place_name(code)

    def courts_of(self, filling: Filling) -> str:
        return self.law_of(filling) if filling.value in ONE_LAW else self.place(filling)

    def languages(self, filling: Filling) -> str:
        """The names of languages: in Dutch, Nederlands en Engels."""
        return self.join([self.language_name(code) for code in texts_of(filling.value)])

    def language_name(self, code: str) -> str:
        return str(self.locale.languages.get(code, code))

    def listing(self, filling: Filling) -> str:
        return self.join(texts_of(filling.value))

    def listing_or(self, filling: Filling) -> str:
        return self.either(texts_of(filling.value))

    def label(self, filling: Filling) -> str:
        return self.join(filling.labelled())

    def contexts(self, filling: Filling, level: str) -> str:
        words = [field.label or field.path for field in filling.standing(level)]
        return self.apart(words, "or") if words else self.none()

    def plain_contexts(self, filling: Filling, level: str) -> str:
        chosen = [field for field in filling.standing(level) if len(field.allowed) > 1]
        words = [field.plain or field.label or field.path for field in chosen]
        return self.apart(words, "or") if words else self.none()

    def none(self) -> str:
        return "–"

    def splits(self, filling: Filling) -> str:
        rows = filling.rows()
        return self.join([f"{r['payee']}{NBSP}{self.grouped(number_of(r['percent']))}%" for r in rows])

    def instalments(self, filling: Filling) -> str:
        return self.join([self.instalment(row, filling) for row in filling.rows()])

    def instalment(self, row: Mapping[str, object], filling: Filling) -> str:
        labels, day = filling.labels, row.get("date")
        sum_ = self.amount(number_of(row["amount"]), filling.currency)
        if row.get("event") == "start":
            day = filling.deal.get("effective_date")
        if isinstance(day, date):
            return f"{sum_} {labels.get('date', '')} {self.date(replace(filling, value=day))}"
        return f"{sum_} {labels.get(str(row.get('event')), row.get('event'))}"

    def join(self, words: list[str]) -> str:
        """A series: a, b and c."""
        return str(format_list(words, locale=self.locale)) if words else ""

    def either(self, words: list[str]) -> str:
        return str(format_list(words, style="or", locale=self.locale)) if words else ""

    def apart(self, words: list[str], last: str = "and") -> str:
        """A series of which the parts have commas of their own."""
        return "; ".join(words)

    def clock(self, seconds: int) -> str:
        return f"{seconds // 3600}:{seconds % 3600 // 60:02d}:{seconds % 60:02d}"

    def minutes(self, seconds: int) -> str:
        return self.grouped(Decimal(seconds) / 60, 2)
