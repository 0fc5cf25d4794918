"""A language of Unicode's tables in; how the words of its filters are read back out.

The way back from speak/world.py, and what the file of a language starts from. What comes from a list (places,
currencies, choices, months) is known by what the language itself says for each entry, so that whatever is
said is heard; figures are read with the signs of the language.
"""

from __future__ import annotations

import re
from calendar import isleap
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import MAXYEAR, date, timedelta
from decimal import Decimal
from functools import cached_property

from babel.dates import format_date
from babel.numbers import get_currency_name, get_currency_symbol, get_decimal_symbol, get_group_symbol

from contracts.load.world.gazetteer import WORLD, understood
from contracts.load.world.names import names
from contracts.load.world.places import countries, entries
from contracts.model.record import record
from contracts.speak.heard import (
    GONE,
    MANY,
    NOT_READ,
    TORN,
    WORKED_OUT,
    Asked,
    Heard,
    Reader,
    Unsure,
    days_in_figures,
    elsewhere,
    the_day,
)
from contracts.speak.world import WORLD as EVERYWHERE
from contracts.speak.world import Spoken

UNITS = ("second", "minute", "hour", "day", "week", "month", "year")
COUNTED: Mapping[str, str] = {
    "business_days": "Business Day",
    "clips": "Clip",
    "days": "day",
    "hours": "hour",
    "minutes_count": "minute",
    "months": "month",
    "months_each": "month",
    "seconds": "second",
    "tiers": "Tier",
    "years": "year",
}
"""What each filter counts: a unit of time, or a term of the library."""
SAME: Mapping[tuple[str, str], Decimal] = {
    ("week", "day"): Decimal(7),
    ("day", "hour"): Decimal(24),
    ("year", "month"): Decimal(12),
    ("hour", "minute"): Decimal(60),
    ("minute", "second"): Decimal(60),
    ("hour", "day"): Decimal(1) / 24,
    ("month", "year"): Decimal(1) / 12,
}
"""Units that come to another one."""

_FIGURE = r"[0-9]+(?:(?:[.,'’]|[ \u00a0\u202f](?=[0-9]{3}(?![0-9])))[0-9]+)*"
_ENGLISH = r"[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+|[0-9]{1,3}(?:,[0-9]{3}){2,}|[0-9]+\.[0-9]{1,2}"
"""Figures with English signs that can be nothing else."""
_FRACTION = re.compile(r"\b([0-9]{1,6})/(10+)\b")
_OPENING, _CLOSING = re.compile(r"\s*\(\s*"), re.compile(r"\s*\)")
_ENDS = " .,;:“”\"'"


@record
class Number:
    """A number in a text, where it stands, and whether it is said twice and differently."""

    value: Decimal
    start: int
    end: int
    torn: bool = False


class Listening:
    """The readers of a language that is spoken from Unicode's tables."""

    SCALES = "%"
    PERCENT = r"[%٪]"
    """What a share is said by."""
    MONEY: Mapping[str, tuple[str, ...]] = {}
    """What a currency is called as well, by its code, beside what the tables say."""
    OFTEN: Mapping[str, int] = {}
    """Words for how often, which are no number and a word."""

    def __init__(self, speech: Spoken) -> None:
        self.speech, self.locale = speech, speech.locale
        self.group, self.decimal = get_group_symbol(self.locale), get_decimal_symbol(self.locale)
        self.READ: Mapping[str, Reader] = {
            **elsewhere(),
            **dict.fromkeys(COUNTED, self.counted),
            **dict.fromkeys(("place", "place_name", "nation", "law_of", "courts_of"), self.place),
            **dict.fromkeys(("places", "territory"), self.territory),
            **dict.fromkeys(("money", "money_in_words"), self.money),
            **dict.fromkeys(("multiple", "how_often", "times_what"), self.multiple),
            **dict.fromkeys(("listing", "listing_or"), self.listing),
            "currency_name": self.currency_name,
            "date": self.dated,
            "label": self.label,
            "number": self.number,
            "percent": self.percent,
            "": self.text,
        }

    @cached_property
    def SERIES(self) -> str:  # noqa: N802
        """The words of the language before the last of a series, as it joins two."""
        words = {join(["0", "1"]).strip("01 ,;") for join in (self.speech.join, self.speech.either)}
        return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True) if word) or "(?!)"

    # Numbers

    SPELLED = r"(?!)"
    """A number in words, as a regular expression: none, where nobody wrote how the language says them."""

    def spelled(self, words: str) -> Decimal | None:
        """A number in words."""
        return None

    def scale(self, word: str) -> int:
        """What a word behind figures makes of them: a thousandfold of "ribu"."""
        return 1

    def figure(self, figures: str) -> Decimal:
        """Figures with the signs of the language, or with those of another where they can mean one thing
        alone. Raises Unsure of others."""
        bare = re.sub(r"['’ \u00a0\u202f]", "", figures)
        group, decimal = (re.escape(sign) for sign in (self.group, self.decimal))
        if self.decimal == "," and re.fullmatch(r"[1-9][0-9]{0,2},[0-9]{3}", bare):
            raise Unsure(f"{figures} may be thousands, or a part of one")
        own = rf"[0-9]{{1,3}}(?:{group}[0-9]{{3}})+(?:{decimal}[0-9]+)?|[0-9]+(?:{decimal}[0-9]+)?"
        if re.fullmatch(own, bare):
            return Decimal(bare.replace(self.group, "").replace(self.decimal, "."))
        if re.fullmatch(_ENGLISH, bare):
            return Decimal(bare.replace(",", ""))
        raise Unsure(f"{figures} may be more than one number")

    @cached_property
    def _number(self) -> re.Pattern[str]:
        figures = rf"(?P<figures>{_FIGURE})(?:\s*(?P<scale>{self.SCALES})(?!\w))?"
        return re.compile(rf"{figures}|(?<!\w)(?P<words>{self.SPELLED})(?!\w)", re.IGNORECASE)

    def numbers(self, text: str) -> Iterator[Number]:
        """The numbers in a text, one after the other; "24 (dua puluh empat)" is one. Raises Unsure."""
        at = 0
        while match := self._number.search(text, at):
            value, at = self._value(match), match.end()
            if value is None:
                continue
            opening = _OPENING.match(text, at)
            inner = self._number.match(text, opening.end()) if opening else None
            closing = _CLOSING.match(text, inner.end()) if inner else None
            if inner and closing:
                at = closing.end()
                yield Number(value, match.start(), at, torn=self._value(inner) != value)
            else:
                yield Number(value, match.start(), at)

    def _value(self, match: re.Match[str]) -> Decimal | None:
        if match["figures"]:
            return self.figure(match["figures"]) * self.scale((match["scale"] or "").lower())
        return self.spelled(match["words"])

    def one_of(self, text: str) -> Decimal:
        """The one number of a text. Raises Unsure where there are several, or none."""
        found = list(self.numbers(text))
        if any(number.torn for number in found):
            raise Unsure(TORN)
        values = {number.value for number in found}
        if len(values) != 1:
            raise Unsure(MANY if values else NOT_READ)
        return values.pop()

    def number(self, text: str, asked: Asked) -> Heard:
        try:
            value = self.one_of(text)
        except Unsure as error:
            return Heard(why=str(error))
        kind = asked.field.kind if asked.field is not None else ""
        return (
            _whole(value) if kind == "integer" or (not kind and isinstance(asked.old, int)) else Heard(value)
        )

    def percent(self, text: str, asked: Asked) -> Heard:
        if not re.search(self.PERCENT, text, re.IGNORECASE):
            return Heard(why="it is no percentage")
        return self.number(text, asked)

    def multiple(self, text: str, asked: Asked) -> Heard:
        often = self.OFTEN.get(_bare(text))
        return Heard(often) if often is not None else self.number(text, asked)

    # Counts

    @cached_property
    def units(self) -> Mapping[str, tuple[str, int]]:
        """Each word for a unit of time; the unit, and how many of it: of a quarter, three months."""
        found = dict[str, tuple[str, int]]()
        for unit in UNITS:
            for value in (1, 2, 3, 5, 11, 20, 100):
                said = self.said(Decimal(value), unit)
                word = _bare(re.sub(r"[0-9]+|\(.*?\)", " ", said))
                if any(letter.isdigit() for letter in said) and word:
                    found[word] = (unit, 1)
        return found

    def said(self, value: Decimal, unit: str) -> str:
        """How the language says a number of a unit of time."""
        return self.speech.count(value, unit).replace("\u00a0", " ").replace("\u202f", " ")

    def one_unit(self, text: str) -> str:
        """A text in which a unit that says its own number says it in figures: one day, of "sehari"."""
        return text

    def counted(self, text: str, asked: Asked) -> Heard:
        wanted = COUNTED[asked.filter]
        known = {**self.units, **dict(self._terms(asked))}
        unit = re.compile(rf"\s*(?P<unit>{_either(known)})(?!\w)", re.IGNORECASE)
        text = self.one_unit(text)
        found, other, bare = set[Decimal](), "", list[Number]()
        try:
            for number in self.numbers(text):
                if number.torn:
                    return Heard(why=TORN)
                named = unit.match(text, number.end)
                if named is None:
                    bare.append(number)
                    continue
                name, times = known[_bare(named["unit"])]
                same = Decimal(1) if name == wanted else SAME.get((name, wanted))
                if same is None:
                    other = f"it is in {_plural(name)}, and the field is in {_plural(wanted)}"
                else:
                    found.add(number.value * times * same)
        except Unsure as error:
            return Heard(why=str(error))
        if not found and not bare and not other:
            return self._alone(text, wanted, known)
        if not found and not other and len(bare) == 1 and not text[bare[0].end :].strip(_ENDS):
            found = {bare[0].value}
        if len(found) != 1:
            return Heard(why=other or (MANY if found else NOT_READ))
        return _whole(found.pop())

    def _alone(self, text: str, wanted: str, known: Mapping[str, tuple[str, int]]) -> Heard:
        """A unit without a number, as it stands behind "each", or a word that is one or two of it."""
        for value in (1, 2):
            if wanted in UNITS and _bare(text) == _bare(self.said(Decimal(value), wanted)):
                return Heard(value)
        name, times = known.get(_bare(text), ("", 0))
        same = Decimal(1) if name == wanted else SAME.get((name, wanted))
        return _whole(times * same) if same is not None else Heard(why=NOT_READ)

    def _terms(self, asked: Asked) -> Iterator[tuple[str, tuple[str, int]]]:
        for name in ("Business Day", "Clip", "Picture", "Tier"):
            if (term := asked.terms.get(name)) is not None:
                called = "Clip" if name == "Picture" else name
                yield from ((_bare(form), (called, 1)) for form in (term.one, term.plural) if form)

    # Money

    def money(self, text: str, asked: Asked) -> Heard:
        if asked.currency not in names("en").currencies:
            return Heard(why=NOT_READ)
        shown = {code for code, called in self.currencies.items() if any(_stands(c, text) for c in called)}
        if shown and asked.currency not in shown:
            return Heard(why=f"it is in {min(shown)}, and the deal is in {asked.currency}")
        try:
            bare = _FRACTION.sub(" ", text)
            found = list(self.numbers(bare))
        except Unsure as error:
            return Heard(why=str(error))
        values = {number.value for number in found}
        if (part := _FRACTION.search(text)) is not None and len(values) == 2:
            low, high = sorted(values)  # US$ 2,50 (dua dolar Amerika Serikat dan 50/100)
            if low + Decimal(part[1]) / Decimal(part[2]) == high:
                return Heard(high)
        if any(number.torn for number in found):
            return Heard(why=TORN)
        if len(values) != 1:
            return Heard(why="it says more than one sum" if values else NOT_READ)
        return Heard(values.pop())

    @cached_property
    def currencies(self) -> Mapping[str, tuple[str, ...]]:
        """What each currency is called, by its code: its sign here and in English, and its names."""
        english, found = names("en").currencies, dict[str, tuple[str, ...]]()
        for code, name in english.items():
            signs = (self.speech.mark(code), str(get_currency_symbol(code, locale=self.locale)), name.mark)
            called = (code, *(sign for sign in signs if sign != "$"), *self.called(code))
            found[code] = tuple(dict.fromkeys(filter(None, called)))
        return found

    def called(self, code: str) -> tuple[str, ...]:
        """The names of a currency."""
        counted = (str(get_currency_name(code, n, locale=self.locale)) for n in (1, 2, 5))
        return (str(get_currency_name(code, locale=self.locale)), *counted, *self.MONEY.get(code, ()))

    def currency_name(self, text: str, asked: Asked) -> Heard:
        bare = _bare(text)
        found = [code for code, called in self.currencies.items() if bare in map(str.lower, called)]
        return Heard(found[0]) if len(found) == 1 else Heard(why=NOT_READ)

    # Dates

    @cached_property
    def months(self) -> Mapping[str, int]:
        """The names of the months, whole and short, in small letters."""
        return {
            name.lower().strip("."): number
            for context in ("format", "stand-alone")
            for width in ("wide", "abbreviated")
            for number, name in self.locale.months[context][width].items()
        }

    def dated(self, text: str, asked: Asked) -> Heard:
        return the_day(lambda: self.days(text))

    def days(self, text: str) -> set[date]:
        """The days that a text says. Raises Unsure, ValueError."""
        found, month = days_in_figures(text), _either(self.months)
        between = r"\W*\s(?:\w{1,2}\s)?"  # 1. december, 1 de enero de
        one = rf"(?<![0-9])([0-9]{{1,2}}){between}\w?({month})\b{between}([0-9]{{4}})\b"
        for day, named, year in re.findall(one, text, re.IGNORECASE):
            found.add(date(int(year), self.months[named.lower()], int(day)))
        if not found:  # whatever order and signs the language has
            figures = [int(figure) for figure in re.findall(r"[0-9]+", text)]
            years, days = [n for n in figures if n > 999], [n for n in figures if 0 < n < 32]
            for year in years:
                found |= {d for d in _days_of(year) if d.day in days and _bare(self.spoken(d)) == _bare(text)}
        return found

    def spoken(self, day: date) -> str:
        """How the language says a day."""
        return str(format_date(day, "long", locale=self.locale)).replace("\u00a0", " ")

    # Choices and series

    def label(self, text: str, asked: Asked) -> Heard:
        field = asked.field
        if field is None:
            return Heard(why=NOT_READ)
        known = {_bare(choice): choice for choice in field.allowed}
        known |= {_bare(label): choice for choice, label in field.labels.items()}
        if not isinstance(asked.old, tuple):
            choice = known.get(_bare(text))
            return Heard(choice) if choice is not None else Heard(why=_choices(asked))
        chosen = self.parts(text, lambda part: known.get(_bare(part), ""))
        return Heard(chosen) if chosen else Heard(why=_choices(asked))

    def parts(self, text: str, known: Callable[[str], str]) -> tuple[str, ...]:
        """What the parts of a series stand for, each as long as it is known; nothing where one is not.

        So a name that holds a comma or an "and" of its own is one part.
        """
        pieces = re.split(rf"(\s*[;,]\s*(?:(?:{self.SERIES})(?!\w))?|\s+(?:{self.SERIES})(?!\w)|&)", text)
        found, at = list[str](), 0
        while at < len(pieces):
            ends = range(len(pieces), at, -2) if len(pieces) % 2 else range(0)
            end = next((end for end in ends if known("".join(pieces[at:end]))), at)
            if end == at and pieces[at].strip():
                return ()
            if end > at:
                found.append(known("".join(pieces[at:end])))
            at = max(end, at + 1) + 1
        return tuple(found)

    def listing(self, text: str, asked: Asked) -> Heard:
        parts = re.split(rf"[,;]|\b(?:{self.SERIES})\b", text)
        said = tuple(" ".join(part.split()) for part in parts if part.strip())
        return Heard(said) if said else Heard(why=GONE)

    # Places

    @cached_property
    def countries(self) -> Mapping[str, tuple[str, ...]]:
        """What each country and its law is called in the language, with the codes that this may mean."""
        return self._called(countries())

    @cached_property
    def divisions(self) -> Mapping[str, tuple[str, ...]]:
        """The same of the parts of countries: five thousand, read when needed."""
        return self._called(entries(parts=True))

    def _called(self, codes: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
        found = dict[str, list[str]]()
        for code in codes:
            for name in dict.fromkeys((self.speech.place_name(code), self.speech.law_name(code))):
                found.setdefault(_bare(name), []).append(code)
        return {name: tuple(codes) for name, codes in found.items()}

    def meant(self, text: str) -> tuple[str, ...]:
        """The codes of the places, or of places of one law, that a text names in the language."""
        bare = _bare(text)
        return self.countries.get(bare) or self.divisions.get(bare) or ()

    def place_code(self, text: str) -> str:
        """The code of the one place that a text names; empty where it names none, or may name several."""
        codes = self.meant(text)
        if len(codes) > 1:  # law that parts have together is called after none of them
            codes = tuple(code for code in codes if _bare(self.speech.place_name(code)) == _bare(text))
            return codes[0] if len(codes) == 1 else ""
        return codes[0] if codes else understood(text.strip(_ENDS))

    def place(self, text: str, asked: Asked) -> Heard:
        if isinstance(asked.old, str) and asked.old in self.meant(text):
            return Heard(asked.old)
        code = self.place_code(text)
        return Heard(code) if code else Heard(why=f'"{text.strip()[:40]}" is no place that is plain')

    IN = ""
    """What stands before places in a phrase, as a regular expression."""
    EXCEPT = "−"
    """What stands before places that are left out, as a regular expression."""

    def everywhere(self) -> tuple[str, ...]:
        """What the whole world is called."""
        return (str(self.locale.territories[EVERYWHERE]), WORLD)

    def territory(self, text: str, asked: Asked) -> Heard:
        if re.search(self.EXCEPT, text, re.IGNORECASE):
            return Heard(why="what it leaves out stands in another field")
        bare = re.sub(rf"^\s*(?:{self.IN})\s+", "", text, flags=re.IGNORECASE) if self.IN else text
        if _bare(bare) in map(str.lower, self.everywhere()):
            return Heard(WORLD)
        if ";" in bare:
            series = [re.sub(rf"^\s*(?:{self.SERIES})\s", "", part) for part in bare.split(";")]
            found = tuple(map(self.place_code, filter(str.strip, series)))
        else:
            found = self.parts(bare, self.place_code)
        return Heard(found) if found and all(found) else Heard(why=NOT_READ)

    # What was typed

    def truth(self, text: str) -> bool | None:
        """Yes or no."""
        return {"✓": True, "–": False}.get(text.strip())

    def text(self, text: str, asked: Asked) -> Heard:
        match asked.old:
            case date():
                return self.dated(text, asked)
            case bool():
                answer = self.truth(text)
                return Heard(answer) if answer is not None else Heard(why=NOT_READ)
            case int() | Decimal():
                return self.number(text, asked)
            case tuple():
                return self.listing(text, asked)
            case str():
                return Heard(" ".join(text.split()))
        return Heard(why=WORKED_OUT)


def _whole(value: Decimal) -> Heard:
    return Heard(int(value)) if value == value.to_integral_value() else Heard(why="it is no whole number")


def _bare(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split()).strip(_ENDS).lower()


def _either(words: Iterable[str]) -> str:
    """Words as a regular expression, the longest first."""
    found = (r"\s+".join(map(re.escape, word.split())) for word in sorted(words, key=len, reverse=True))
    return "|".join(found) or "(?!)"


def _stands(called: str, text: str) -> bool:
    """Whether a sign or a name of money stands in a text, and not as a part of another: S$ in US$."""
    behind = r"(?![A-Za-z])" if called[-1].isalpha() and len(called) > 2 else ""
    return re.search(rf"(?<![A-Za-z]){re.escape(called)}{behind}", text, re.IGNORECASE) is not None


def _days_of(year: int) -> Iterator[date]:
    if year <= MAXYEAR:
        yield from (date(year, 1, 1) + timedelta(days=n) for n in range(365 + isleap(year)))


def _plural(unit: str) -> str:
    return f"{unit.lower()}s"


def _choices(asked: Asked) -> str:
    field = asked.field
    shown = ", ".join(field.labels.get(c, c) for c in field.allowed[:6]) if field is not None else ""
    return f"it is none of the choices: {shown}" if shown else NOT_READ
