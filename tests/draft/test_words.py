"""The words an agreement prints for values: one filter at a time."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from babel.dates import format_date
from casebook import cases, load
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from contracts.load.deal.fields import fields
from contracts.load.world.currencies import decimals
from contracts.model.deal import Deal
from contracts.speak.en import FILTERS, amount, clock, figure
from contracts.speak.filling import NBSP, Filling
from contracts.speak.languages import fill, speech
from contracts.speak.numerals import in_words

ENGLISH = speech("en")


def filling(value: object, currency: str = "USD", field: str = "") -> Filling:
    deal = Deal("deal.yaml", {"money": {"currency": currency}}, {}, fields(), ())
    return Filling(value, fields().find(field) if field else None, deal)


def value_of(written: Any) -> Any:
    if isinstance(written, dict) and "day" in written:
        return date.fromisoformat(written["day"])
    if isinstance(written, dict):
        return {key: value_of(value) for key, value in written.items()}
    return tuple(map(value_of, written)) if isinstance(written, list) else written


@pytest.mark.parametrize("case", cases("words"))
def test_words(case: dict[str, Any]) -> None:
    made = filling(value_of(case["value"]), case.get("currency", "USD"), case.get("field", ""))
    arguments = (case["with"],) if "with" in case else ()
    filters = ((case["filter"], arguments),) if "filter" in case else ()
    assert fill(ENGLISH, made, filters) == case["words"].replace("_", NBSP)


def test_every_filter_has_a_case() -> None:
    assert set(FILTERS) == {case["filter"] for case in load("words") if "filter" in case}


@pytest.mark.parametrize("name", sorted(FILTERS))
def test_every_filter_says_what_it_does(name: str) -> None:
    assert FILTERS[name].__doc__


def test_a_filter_nobody_knows() -> None:
    with pytest.raises(KeyError):
        fill(ENGLISH, filling(1), (("hourz", ()),))


@pytest.mark.parametrize("name", ["hours", "money", "percent", "number", "multiple", "date", "rate_range"])
@pytest.mark.parametrize("value", ["text", True, ()])
def test_a_value_that_a_filter_cannot_take(name: str, value: object) -> None:
    with pytest.raises(TypeError):
        fill(ENGLISH, filling(value), ((name, ()),))


WHOLE = st.integers(1 - 10**15, 10**15 - 1) | st.integers(0, 2000)
WHOLE |= st.builds(lambda many, rest: many * 1000 + rest, st.integers(1, 10**7), st.integers(0, 130))


@given(WHOLE)
def test_a_number_in_words_is_what_a_list_of_languages_says(value: int) -> None:
    assert in_words(value) == num2words(value, lang="en").replace(",", "")


@given(st.dates(date(1000, 1, 1)))
def test_a_date_is_written_as_everywhere_in_english(day: date) -> None:
    assert fill(ENGLISH, filling(day), (("date", ()),)) == format_date(day, "d\u00a0MMMM\u00a0y", locale="en")


CURRENCIES = st.sampled_from(["USD", "IDR", "JPY", "KWD", "EUR"])


@given(CURRENCIES, st.integers(0, 10**12))
def test_an_amount_reads_back_as_the_sum_it_was(currency: str, units: int) -> None:
    value = Decimal(units).scaleb(-decimals(currency))
    _, _, digits = amount(value, currency).rpartition(NBSP)
    assert Decimal(digits.replace(",", "")) == value
    assert len(digits.partition(".")[2]) == decimals(currency)


@given(CURRENCIES, st.integers(0, 10**12))
def test_a_rate_is_printed_with_every_decimal_that_it_has(currency: str, millionths: int) -> None:
    value = Decimal(millionths).scaleb(-6)
    for shown in (amount(value, currency).rpartition(NBSP)[2], figure(value, currency)):
        assert Decimal(shown.replace(",", "")) == value


@given(CURRENCIES, st.integers(0, 10**12))
def test_words_and_figures_of_a_sum_agree(currency: str, units: int) -> None:
    value = Decimal(units).scaleb(-decimals(currency))
    said = fill(ENGLISH, filling(value, currency), (("money_in_words", ()),))
    assert said.startswith(amount(value, currency) + " (")
    assert said.endswith(")")
    fraction = units % 10 ** decimals(currency)
    assert (f"{fraction:0{decimals(currency)}d}/" in said) == bool(fraction)


@given(st.integers(0, 10**6))
def test_a_clock_has_minutes_and_seconds_below_sixty(seconds: int) -> None:
    hours, minutes, rest = (int(part) for part in clock(seconds).split(":"))
    assert hours * 3600 + minutes * 60 + rest == seconds
    assert max(minutes, rest) < 60
