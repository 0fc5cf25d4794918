"""The words that an Indonesian agreement prints for values, and the same values in every language."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from babel.dates import format_date
from casebook import cases, load
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words
from test_words import CURRENCIES, filling, value_of

from contracts.load.world.currencies import decimals
from contracts.load.world.places import countries
from contracts.model.language import Term
from contracts.speak.filling import NBSP
from contracts.speak.languages import Speech, fill, speech
from contracts.speak.numerals_id import in_words

INDONESIAN = speech("id")
TERMS = {term: Term(term) for term in ("Clip", "Picture", "Tier")} | {"Business Day": Term("Hari Kerja")}
SPOKEN = ["en", "id", "he"]
"""Languages with a file of their own, and one without."""


@pytest.mark.parametrize("case", cases("words-id"))
def test_words(case: dict[str, Any]) -> None:
    made = filling(value_of(case["value"]), case.get("currency", "USD"), case.get("field", ""))
    arguments = (case["with"],) if "with" in case else ()
    filters = ((case["filter"], arguments),) if "filter" in case else ()
    assert fill(INDONESIAN, replace(made, terms=TERMS), filters) == case["words"].replace("_", NBSP)


def test_every_filter_has_a_case() -> None:
    assert set(INDONESIAN.FILTERS) == {case["filter"] for case in load("words-id") if "filter" in case}


@pytest.mark.parametrize("language", SPOKEN)
def test_every_language_has_the_same_filters(language: str) -> None:
    assert set(speech(language).FILTERS) == set(speech("en").FILTERS)


@given(st.integers(0, 10**15 - 1) | st.integers(0, 2000))
def test_a_number_in_words_is_what_a_list_of_languages_says(value: int) -> None:
    assert in_words(value) == num2words(value, lang="id")


@given(st.dates(date(1000, 1, 1)))
def test_a_date_is_written_as_everywhere_in_indonesian(day: date) -> None:
    assert fill(INDONESIAN, filling(day), (("date", ()),)) == format_date(
        day, "d\u00a0MMMM\u00a0y", locale="id"
    )


def read_back(shown: str, speaks: Speech) -> Decimal:
    """The number in a sum, by the signs that a language has for a decimal and between thousands."""
    half = speaks.grouped(Decimal("0.5"))[1]
    kept = "".join(c for c in shown if c.isdigit() or c == half)
    return Decimal(kept.replace(half, "."))


@pytest.mark.parametrize("language", SPOKEN)
@given(currency=CURRENCIES, units=st.integers(0, 10**12))
def test_a_sum_is_the_same_in_every_language(language: str, currency: str, units: int) -> None:
    value = Decimal(units).scaleb(-decimals(currency))
    speaks = speech(language)
    assert read_back(speaks.figure(value, currency), speaks) == value
    assert read_back(speaks.amount(value, currency), speaks) == value


@pytest.mark.parametrize("language", SPOKEN)
@given(
    value=st.integers(0, 10**6), name=st.sampled_from(["days", "hours", "months", "business_days", "clips"])
)
def test_a_count_says_its_number_in_every_language(language: str, value: int, name: str) -> None:
    said = fill(speech(language), replace(filling(value), terms=TERMS), ((name, ()),))
    digits = "".join(c for c in said if c.isdigit())
    assert digits in (str(value), "")  # a language may have a word for one or two of something
    assert digits or value <= 2


@pytest.mark.parametrize("language", SPOKEN)
@pytest.mark.parametrize("country", countries())
def test_every_country_has_a_name(language: str, country: str) -> None:
    assert fill(speech(language), filling(country), (("place", ()),)) not in ("", country)
