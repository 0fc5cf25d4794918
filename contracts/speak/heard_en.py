"""English words in which a blank was filled anew in; the value of its field that they say out.

The way back from `speak/en.py`: in figures, in words, in both ("sixty (60) days"), in another unit that
comes to the same ("two days" for hours).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from contracts.load.world.gazetteer import WORLD, is_worldwide, meant, understood
from contracts.load.world.names import names
from contracts.load.world.placenames import place as named
from contracts.model.deal import Field
from contracts.model.record import record
from contracts.speak.en import MONTHS
from contracts.speak.heard import (
    GONE,
    MANY,
    NOT_READ,
    TORN,
    WORKED_OUT,
    Asked,
    Heard,
    Reader,
    days_in_figures,
    elsewhere,
    the_day,
)
from contracts.speak.numerals import in_words

_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SHORT = {"k": 1000, "m": 10**6, "mn": 10**6, "bn": 10**9}
_WORDS = {in_words(i): i for i in range(100)} | {"a": 1, "an": 1, "no": 0, "nil": 0}
_WORDS |= {word.replace("-", " "): value for word, value in _WORDS.items()}
_ONE_WORD = "|".join(
    sorted((re.escape(w) for w in {*_WORDS, *_SCALES} if " " not in w), key=lambda w: -len(w))
)
_SPELLED = rf"(?:{_ONE_WORD})(?:(?:[\s-]+(?:and[\s-]+)?)(?:{_ONE_WORD}))*"
_DIGITS = r"[0-9]{1,3}(?:[,'’\s][0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
_NUMBER = re.compile(
    rf"(?<![\w.])(?:(?P<digits>{_DIGITS})(?:\s*(?P<scale>hundred|thousand|million|billion|trillion|k|mn?|bn)\b)?"
    rf"|(?P<spelled>{_SPELLED})(?![\w]))",
    re.IGNORECASE,
)
_BOTH = re.compile(r"\(\s*(?:[A-Z]{0,3}\W?\s*)?(?P<digits>" + _DIGITS + r")\s*(?:%|per\s?cent)?\s*\)")


@record
class Number:
    """A number in a text: what it is, where it stands, and whether it is said twice and differently."""

    value: Decimal
    start: int
    end: int
    torn: bool = False


def numbers(text: str) -> Iterator[Number]:
    """The numbers in a text, one after the other; "sixty (60)" is one."""
    at = 0
    while match := _NUMBER.search(text, at):
        at = match.end()
        value = _value(match)
        if value is None:
            continue
        both = _BOTH.match(text, at + (len(text[at:]) - len(text[at:].lstrip())))
        article = (match["spelled"] or "").lower() in ("a", "an", "no")
        if article and both is None and not re.match(r"\s*(?:single\s+)?[a-z]+", text[at:]):
            continue
        if both is not None:
            other = Decimal(re.sub(r"[,'’\s]", "", both["digits"]))
            yield Number(other, match.start(), both.end(), torn=other != value)
            at = both.end()
        else:
            yield Number(value, match.start(), at)


def _value(match: re.Match[str]) -> Decimal | None:
    if match["digits"]:
        found = Decimal(re.sub(r"[,'’\s]", "", match["digits"]))
        scale = (match["scale"] or "").lower()
        return found * (_SCALES.get(scale) or _SHORT.get(scale) or 1)
    return spelled(match["spelled"])


def spelled(text: str) -> Decimal | None:
    """A number in words: one thousand two hundred and thirty-four."""
    whole = part = 0
    said = False
    for word in re.split(r"[\s-]+", text.lower()):
        if word == "and":
            continue
        if word in _SCALES:
            said = True
            if _SCALES[word] == 100:
                part = (part or 1) * 100
            else:
                whole, part = whole + (part or 1) * _SCALES[word], 0
        elif word in _WORDS:
            said = True
            part += _WORDS[word]
        else:
            return None
    return Decimal(whole + part) if said else None


_UNITS: Mapping[str, tuple[str, int]] = {
    "second": ("seconds", 1),
    "minute": ("minutes", 1),
    "hour": ("hours", 1),
    "day": ("days", 1),
    "week": ("days", 7),
    "fortnight": ("days", 14),
    "month": ("months", 1),
    "quarter": ("months", 3),
    "half-year": ("months", 6),
    "year": ("years", 1),
    "clip": ("clips", 1),
    "tier": ("tiers", 1),
}
_UNIT = re.compile(
    r"[\s-]*(?P<kind>business|working|banking|calendar|full|whole|consecutive|clear)?[\s-]*"
    r"(?P<unit>second|minute|hour|day|week|fortnight|month|quarter|half-year|year|clip|tier)s?\b",
    re.IGNORECASE,
)
_INTO: Mapping[tuple[str, str], Decimal] = {
    ("days", "hours"): Decimal(24),
    ("years", "months"): Decimal(12),
    ("hours", "minutes"): Decimal(60),
    ("minutes", "seconds"): Decimal(60),
    ("hours", "days"): Decimal(1) / 24,
    ("months", "years"): Decimal(1) / 12,
}
_COUNTED = {
    "business_days": "business days",
    "clips": "clips",
    "days": "days",
    "hours": "hours",
    "minutes_count": "minutes",
    "months": "months",
    "months_each": "months",
    "seconds": "seconds",
    "tiers": "tiers",
    "years": "years",
}


def _counted(text: str, asked: Asked) -> Heard:
    wanted = _COUNTED[asked.filter]
    found: list[Decimal] = []
    other = ""
    for number in numbers(text):
        unit = _UNIT.match(text, number.end)
        if number.torn:
            return Heard(why=TORN)
        if unit is None:
            continue
        kind, (name, times) = (unit["kind"] or "").lower(), _UNITS[unit["unit"].lower()]
        amount = number.value * times
        named = "business days" if kind in ("business", "working", "banking") and name == "days" else name
        if named == wanted:
            found.append(amount)
        elif (step := _INTO.get((named, wanted))) is not None:
            found.append(amount * step)
        else:
            other = f"it is in {named}, and the field is in {wanted}"
    if not found and asked.filter == "months_each":
        alone = re.fullmatch(
            r"\s*(?:each\s+|every\s+)?(month|quarter|year|half-year)\s*", text, re.IGNORECASE
        )
        if alone:
            name, times = _UNITS[alone[1].lower()]
            return Heard(times * (12 if name == "years" else 1))
    if not found:
        bare = list(numbers(text))
        if not other and len(bare) == 1 and text[bare[0].end :].strip() == "":
            return _whole(bare[0].value)
        return Heard(why=other or NOT_READ)
    return _whole(found[0]) if len(set(found)) == 1 else Heard(why=MANY)


def _whole(value: Decimal) -> Heard:
    return Heard(int(value)) if value == value.to_integral_value() else Heard(why="it is no whole number")


def _one_number(text: str, asked: Asked) -> Heard:
    found = list(numbers(text))
    if any(number.torn for number in found):
        return Heard(why=TORN)
    values = {number.value for number in found}
    if len(values) != 1:
        return Heard(why=MANY if values else NOT_READ)
    return _typed(values.pop(), asked)


def _typed(value: Decimal, asked: Asked) -> Heard:
    if asked.field is not None and asked.field.kind == "integer":
        return _whole(value)
    if asked.field is None and isinstance(asked.old, int):
        return _whole(value)
    return Heard(value)


def _percent(text: str, asked: Asked) -> Heard:
    if not re.search(r"%|per\s?cent|percentage", text, re.IGNORECASE):
        return Heard(why="it is no percentage")
    return _one_number(text, asked)


_TIMES = {"once": 1, "twice": 2, "thrice": 3, "double": 2, "triple": 3, "what": 1, "the amount": 1}


def _multiple(text: str, asked: Asked) -> Heard:
    bare = text.strip().lower().removesuffix(" what").strip()
    for word, value in _TIMES.items():
        if bare in (word, f"{word} times"):
            return Heard(value)
    return _one_number(re.sub(r"(?<=[0-9])\s*[x×]", " times", text), asked)


def _money(text: str, asked: Asked) -> Heard:
    known = names("en").currencies
    own = known.get(asked.currency)
    if own is None:
        return Heard(why=NOT_READ)
    strange = [
        code
        for code, name in known.items()
        if code != asked.currency
        and (re.search(rf"(?<![A-Za-z]){code}(?![A-Za-z])", text) or _marked(name.mark, text))
    ]
    shown = (
        own.mark in text
        or asked.currency in text
        or own.many.lower() in text.lower()
        or own.one.lower() in text.lower()
    )
    if strange and not shown:
        return Heard(why=f"it is in {strange[0]}, and the deal is in {asked.currency}")
    bare = re.sub(r"\band\s+[0-9]{2,6}/[0-9]+", "", text)
    found = list(numbers(bare))
    if any(number.torn for number in found):
        return Heard(why=TORN)
    values = {number.value for number in found}
    fraction = re.search(r"\b([0-9]{2,6})/(10+)\b", text)
    if fraction and len(values) == 2:  # US$ 2.50 (two US dollars and 50/100)
        low, high = sorted(values)
        if low + Decimal(fraction[1]) / Decimal(fraction[2]) == high:
            values = {high}
    if len(values) != 1:
        return Heard(why="it says more than one sum" if values else NOT_READ)
    return Heard(values.pop())


def _marked(mark: str, text: str) -> bool:
    """Whether the mark of a currency stands in a text; $ alone is nobody's."""
    return (len(mark) > 1 and mark in text) or (len(mark) == 1 and mark not in "$" and mark in text)


_MONTH = "|".join(MONTHS) + "|" + "|".join(month[:3] for month in MONTHS) + "|Sept"
_DAY_FIRST = re.compile(
    rf"\b([0-9]{{1,2}})(?:st|nd|rd|th)?(?:\s+day)?(?:\s+of)?\s+({_MONTH})\.?,?\s+([0-9]{{4}})\b", re.I
)
_MONTH_FIRST = re.compile(rf"\b({_MONTH})\.?\s+([0-9]{{1,2}})(?:st|nd|rd|th)?,?\s+([0-9]{{4}})\b", re.I)


def _date(text: str, asked: Asked) -> Heard:
    return the_day(lambda: _days(text))


def _days(text: str) -> set[date]:
    found = days_in_figures(text)
    found |= {date(int(year), _month(month), int(day)) for day, month, year in _DAY_FIRST.findall(text)}
    found |= {date(int(year), _month(month), int(day)) for month, day, year in _MONTH_FIRST.findall(text)}
    return found


def _month(name: str) -> int:
    return next(i for i, month in enumerate(MONTHS, 1) if month[:3].lower() == name[:3].lower())


def _label(text: str, asked: Asked) -> Heard:
    field = asked.field
    if field is None:
        return Heard(why=NOT_READ)
    by_words = {label.lower(): choice for choice, label in field.labels.items()}
    by_words |= {choice.replace("-", " ").lower(): choice for choice in field.allowed}
    by_words |= {choice.lower(): choice for choice in field.allowed}
    bare = _bare(text)
    if isinstance(asked.old, tuple):
        parts = [part for part in (_bare(p) for p in re.split(r",|;|\band\b|\bor\b|&", text)) if part]
        chosen = tuple(by_words[part] for part in parts if part in by_words)
        return Heard(chosen) if parts and len(chosen) == len(parts) else Heard(why=_choices(field))
    return Heard(by_words[bare]) if bare in by_words else Heard(why=_choices(field))


def _choices(field: Field) -> str:
    shown = ", ".join(field.labels.get(choice, choice) for choice in field.allowed[:6])
    return f"it is none of the choices: {shown}" if shown else NOT_READ


def _bare(text: str) -> str:
    return " ".join(text.split()).strip(" .,;:“”\"'").lower()


def _place(text: str, asked: Asked) -> Heard:
    bare = " ".join(text.split()).strip(" .,;:")
    law = {"the state of ", "the republic of ", "the commonwealth of ", "the kingdom of ", "the "}
    for said in (bare, *(bare[len(p) :] for p in law if bare.lower().startswith(p))):
        if code := understood(said):
            return Heard(code)
        for names_of in (_called, _law):
            ours = [code for code in meant(said) if said.lower() in names_of(code)]
            if len(ours) == 1:
                return Heard(ours[0])
    return Heard(why=f'"{bare[:40]}" is no place that is plain')


def _called(code: str) -> tuple[str, ...]:
    """How we print a place."""
    place = named(code)
    return place.name.lower(), place.sentence.lower()


def _law(code: str) -> tuple[str, ...]:
    """How we print a place as one of law."""
    return (named(code).law.lower(),)


def _places(text: str, asked: Asked) -> Heard:
    if is_worldwide(text.strip()):
        return Heard(WORLD)
    bare = re.sub(r"^\s*in\s+", "", text)
    if re.search(r"\bexcept", bare):
        return Heard(why="what it leaves out stands in another field")
    found = [_place(part, asked) for part in re.split(r";|,|\band\b", bare) if part.strip()]
    if not found or any(heard.value is None for heard in found):
        return Heard(why=NOT_READ)
    return Heard(tuple(str(heard.value) for heard in found))


def _listing(text: str, asked: Asked) -> Heard:
    parts = tuple(" ".join(part.split()) for part in re.split(r",|\band\b|\bor\b", text) if part.strip())
    return Heard(parts) if parts else Heard(why=GONE)


def _typed_text(text: str, asked: Asked) -> Heard:
    bare = " ".join(text.split())
    match asked.old:
        case date():
            return _date(text, asked)
        case bool():
            return (
                Heard({"yes": True, "no": False}.get(bare.lower()))
                if bare.lower() in ("yes", "no")
                else Heard(why=NOT_READ)
            )
        case int() | Decimal():
            return _one_number(text, asked)
        case tuple():
            return _listing(text, asked)
        case str():
            return Heard(bare)
    return Heard(why=WORKED_OUT)


READ: dict[str, Reader] = {
    **elsewhere(),
    **dict.fromkeys(_COUNTED, _counted),
    "courts_of": _place,
    "currency_name": lambda text, asked: _currency(text),
    "date": _date,
    "label": _label,
    "how_often": _multiple,
    "law_of": _place,
    "listing": _listing,
    "listing_or": _listing,
    "money": _money,
    "money_in_words": _money,
    "multiple": _multiple,
    "nation": _place,
    "number": _one_number,
    "percent": _percent,
    "place": _place,
    "place_name": _place,
    "places": _places,
    "territory": _places,
    "times_what": _multiple,
    "": _typed_text,
}
"""How the words of each filter are read; `tests` hold this against the filters that there are."""

SCALES = r"hundred|thousand|million|billion|trillion|k|mn?|bn|per\s?cent|%"
SERIES = r"and|or"


def _currency(text: str) -> Heard:
    bare = _bare(text)
    for code, name in names("en").currencies.items():
        if bare in (code.lower(), name.one.lower(), name.many.lower()):
            return Heard(code)
    return Heard(why=NOT_READ)
