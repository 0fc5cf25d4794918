"""Values in; the words an agreement prints for them out. One function a filter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from contracts.load.world.currencies import decimals
from contracts.load.world.names import names
from contracts.load.world.placenames import place as named
from contracts.speak.filling import NBSP, Filling
from contracts.speak.filling import number_of as _number
from contracts.speak.filling import texts_of as _texts
from contracts.speak.numerals import THOUSANDS, in_words

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def text(filling: Filling) -> str:
    """The value as typed."""
    match filling.value:
        case bool():
            return "yes" if filling.value else "no"
        case date():
            return long_date(filling)
        case Decimal() | int():
            return number(filling)
        case tuple():
            return listing(filling)
        case _:
            return str(filling.value)


def _count(singular: str) -> Callable[..., str]:
    def words(filling: Filling) -> str:
        value = _number(filling.value)
        unit = singular if value == 1 else singular + "s"
        return f"{grouped(value)}{NBSP}{unit}".replace(" ", NBSP)

    words.__doc__ = f"A whole number of {singular}s, with the unit."
    return words


def _each(singular: str) -> Callable[..., str]:
    def words(filling: Filling) -> str:
        return singular if _number(filling.value) == 1 else _count(singular)(filling)

    words.__doc__ = f"What follows every: {singular}, or 3 {singular}s."
    return words


def grouped(value: Decimal | int, places: int | None = None) -> str:
    """1,234.5"""
    if places is not None:
        return f"{value:,.{places}f}"
    shown = f"{Decimal(value):,f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def number(filling: Filling) -> str:
    """1,234.5"""
    return grouped(_number(filling.value))


def percent(filling: Filling) -> str:
    """8%"""
    return grouped(_number(filling.value)) + "%"


def multiple(filling: Filling) -> str:
    """three times"""
    return f"{_in_words(int(_number(filling.value)))} times"


def how_often(filling: Filling) -> str:
    """once, twice, three times: for a phrase that goes on "at most" """
    value = int(_number(filling.value))
    return {1: "once", 2: "twice"}.get(value) or multiple(filling)


def times_what(filling: Filling) -> str:
    """what (for one), three times what: for a plain line that goes on "they paid you" """
    value = int(_number(filling.value))
    return "what" if value == 1 else f"{_in_words(value)} times what"


def long_date(filling: Filling) -> str:
    """1 December 2026"""
    day = filling.value
    if not isinstance(day, date):
        raise TypeError(f"{day!r} is not a date")
    return NBSP.join((str(day.day), MONTHS[day.month - 1], str(day.year)))


def money(filling: Filling) -> str:
    """US$ 1,234.00"""
    return amount(_number(filling.value), filling.currency)


def amount(value: Decimal, currency: str) -> str:
    """An amount with its currency's symbol as English readers abroad know it."""
    return marked(grouped(value, _places(value, currency)), currency)


def marked(figure: str, currency: str) -> str:
    """US$ before a figure that stands in a column of that currency."""
    return f"{currency_mark(currency)}{NBSP}{figure}"


def currency_mark(currency: str) -> str:
    """US$"""
    return names("en").currencies[currency].mark if currency else ""


def _places(value: Decimal, currency: str) -> int:
    """The decimals of a sum: those of its currency, and more only where a rate is finer."""
    return max(decimals(currency), -int(value.normalize().as_tuple().exponent))


def money_in_words(filling: Filling) -> str:
    """US$ 1,234.50 (one thousand two hundred and thirty-four US dollars and 50/100)"""
    value = _number(filling.value)
    places = _places(value, filling.currency)
    whole, rest = divmod(value, 1)
    named = names("en").currencies[filling.currency]
    words = f"{_in_words(int(whole))} {named.one if whole == 1 else named.many}"
    if rest:
        words += f" and {int(rest * 10**places):0{places}d}/{10**places}"
    return f"{money(filling)} ({words})"


def currency_name(filling: Filling) -> str:
    """US dollar"""
    return names("en").currencies[str(filling.value)].one


def rate_range(filling: Filling) -> str:
    """US$ 1.00 to US$ 4.00, or one sum where all rates are the same; multipliers are in them"""
    sums = filling.rates()
    ends = [amount(rate, filling.currency) for rate in (sums[0], sums[-1])]
    return ends[0] if len(sums) == 1 else " to ".join(ends)


def place(filling: Filling) -> str:
    """Bali, Indonesia; the Netherlands"""
    return named(str(filling.value)).sentence


def place_alone(filling: Filling) -> str:
    """Bali, Indonesia; Netherlands"""
    return place_name(str(filling.value))


def nation(filling: Filling) -> str:
    """Indonesia; the Netherlands: whose national somebody is"""
    return place(filling)


def place_name(code: str) -> str:
    """The English name of a country or subdivision."""
    return named(code).name


def places(filling: Filling) -> str:
    """Indonesia, Japan and Singapore; the Bahamas, Bosnia and Herzegovina and Chad, set apart"""
    names = [named(code).sentence for code in _texts(filling.value)]
    apart = any(" and " in name or "," in name for name in names) and len(names) > 1
    return join(names, "and", ";" if apart else ",")


def territory(filling: Filling) -> str:
    """worldwide; worldwide, except in China; in Indonesia and Japan, less what the deal leaves out"""
    left_out = filling.deal.get("grant.except") or ()
    if filling.value != "worldwide":
        there = tuple(code for code in _texts(filling.value) if code not in _texts(left_out))
        return "in " + places(replace(filling, value=there))
    return "worldwide, except in " + places(replace(filling, value=left_out)) if left_out else "worldwide"


ONE_LAW = ("GB-ENG", "GB-WLS")
"""Parts of a country that are one place to the law, and share their courts."""


def courts_of(filling: Filling) -> str:
    """California, United States; England and Wales"""
    return law_of(filling) if filling.value in ONE_LAW else place(filling)


def law_of(filling: Filling) -> str:
    """the State of California, United States; the Republic of Indonesia"""
    code = str(filling.value)
    return named(code).law or named(code).sentence


def languages(filling: Filling) -> str:
    """Indonesian and English"""
    from babel import Locale  # few papers name a language, and it takes time to import

    english = Locale("en").languages
    return join([english.get(code, code) for code in _texts(filling.value)], "and")


def listing(filling: Filling) -> str:
    """a, b and c"""
    return join(_texts(filling.value), "and")


def listing_or(filling: Filling) -> str:
    """a, b or c"""
    return join(_texts(filling.value), "or")


def label(filling: Filling) -> str:
    """The schema's own words for a choice; for a list, all of them joined."""
    return join(filling.labelled(), "and")


def contexts(filling: Filling, level: str) -> str:
    """The contexts that stand at `level` (block, ask or allow), by their labels."""
    words = [field.label or field.path for field in filling.standing(level)]
    return join(words, "or", ";") if words else "none"


def plain_contexts(filling: Filling, level: str) -> str:
    """The contexts at `level` that a deal could have at another, in the words of the creator's page."""
    chosen = [field for field in filling.standing(level) if len(field.allowed) > 1]
    words = [field.plain or field.label or field.path for field in chosen]
    return join(words, "or", ";") if words else "none"


def splits(filling: Filling) -> str:
    """Maya Chen 70% and Tiago Nunes 30%"""
    shares = [f"{row['payee']}{NBSP}{grouped(_number(row['percent']))}%" for row in filling.rows()]
    return join(shares, "and")


def clips(filling: Filling) -> str:
    """120 clips; of still pictures, 120 pictures"""
    return _count("picture" if filling.deal.text("assets.kind") == "image" else "clip")(filling)


def instalments(filling: Filling) -> str:
    """US$ 500.00 on 15 January 2027 and US$ 500.00 when everything is delivered"""
    return join([_instalment(row, filling) for row in filling.rows()], "and")


def _instalment(row: Mapping[str, object], filling: Filling) -> str:
    labels = filling.labels
    sum_, day = amount(_number(row["amount"]), filling.currency), row.get("date")
    if row.get("event") == "start":
        day = filling.deal.get("effective_date")
    if isinstance(day, date):
        return f"{sum_} {labels.get('date', '')} {long_date(replace(filling, value=day))}"
    return f"{sum_} {labels.get(str(row.get('event')), row.get('event'))}"


def join(words: list[str], word: str, comma: str = ",") -> str:
    """Words as an English series; with semicolons, the last is set off too."""
    if len(words) < 2:
        return "".join(words)
    last = f"{comma} {word} " if comma == ";" else f" {word} "
    return f"{comma} ".join(words[:-1]) + last + words[-1]


def clock(seconds: int) -> str:
    """1:02:03"""
    return f"{seconds // 3600}:{seconds % 3600 // 60:02d}:{seconds % 60:02d}"


def minutes(seconds: int) -> str:
    """A length in minutes to two decimals, for display."""
    return f"{seconds / 60:,.2f}"


def figure(value: object, currency: str) -> str:
    """An amount without its currency, for a column that names it once."""
    number = _number(value)
    return grouped(number, _places(number, currency))


def _in_words(value: int) -> str:
    if abs(value) < 1000 ** len(THOUSANDS):
        return in_words(value)
    from num2words import num2words  # which reads sixty languages to say one number

    words: str = num2words(value, lang="en").replace(",", "")
    return words


FILTERS: dict[str, Callable[..., str]] = {
    "business_days": _count("Business Day"),
    "clips": clips,
    "contexts": contexts,
    "currency_name": currency_name,
    "date": long_date,
    "days": _count("day"),
    "hours": _count("hour"),
    "instalments": instalments,
    "label": label,
    "courts_of": courts_of,
    "law_of": law_of,
    "languages": languages,
    "listing": listing,
    "listing_or": listing_or,
    "minutes_count": _count("minute"),
    "money": money,
    "money_in_words": money_in_words,
    "months": _count("month"),
    "months_each": _each("month"),
    "how_often": how_often,
    "multiple": multiple,
    "nation": nation,
    "number": number,
    "percent": percent,
    "place": place,
    "place_name": place_alone,
    "places": places,
    "plain_contexts": plain_contexts,
    "rate_range": rate_range,
    "seconds": _count("second"),
    "splits": splits,
    "territory": territory,
    "tiers": _count("tier"),
    "times_what": times_what,
    "years": _count("year"),
}
