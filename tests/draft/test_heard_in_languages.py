"""What a language says for a value of any filter, it hears as that value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.load.world.names import names
from contracts.load.world.places import countries, entries
from contracts.model.agreement import Agreement
from contracts.model.clause import Library
from contracts.model.deal import Deal, Field
from contracts.speak.filling import Filling
from contracts.speak.heard import ELSEWHERE, Asked, heard
from contracts.speak.heard_world import COUNTED
from contracts.speak.languages import fill, speech

LANGUAGES = ("id", "nl")
CURRENCIES = ("USD", "IDR", "EUR", "SGD", "JPY")
CODES = (*countries(), *(code for code in entries(parts=True) if code[:2] in ("ID", "US", "GB", "CA")))
_sums = st.decimals(min_value="0.01", max_value=10**12, places=2)
_words = st.lists(st.from_regex(r"[a-z]{3,8}x", fullmatch=True), min_size=1, max_size=4, unique=True).map(
    tuple
)
_days = st.dates(date(1990, 1, 1), date(2099, 12, 31))
_places = st.lists(st.sampled_from(tuple(countries())), min_size=1, max_size=5, unique=True).map(tuple)
VALUES: Mapping[str, st.SearchStrategy[object]] = {
    **dict.fromkeys(COUNTED, st.integers(1, 200_000)),
    **dict.fromkeys(("place", "place_name", "nation", "law_of", "courts_of"), st.sampled_from(CODES)),
    **dict.fromkeys(("multiple", "how_often", "times_what"), st.integers(1, 400)),
    **dict.fromkeys(("money", "money_in_words"), _sums),
    **dict.fromkeys(("listing", "listing_or"), _words),
    "currency_name": st.sampled_from(tuple(names("en").currencies)),
    "date": _days,
    "number": _sums,
    "percent": _sums,
    "places": _places,
    "territory": st.one_of(_places, st.just("worldwide")),
    "": st.one_of(_sums, _days, _words, st.booleans()),
}


@pytest.fixture(scope="module")
def deals(agreements: Mapping[str, Agreement]) -> dict[str, Deal]:
    """A deal in each currency."""
    deal = agreements["minimal"].deal
    money = {"flat_fee": Decimal(1)}
    return {
        code: replace(deal, values={**deal.values, "money": {**money, "currency": code}})
        for code in CURRENCIES
    }


def said(
    language: str, name: str, value: object, deal: Deal, library: Library, field: Field | None = None
) -> str:
    filling = Filling(value, field, deal, library.in_language("id").frame.terms)
    return fill(speech(language), filling, ((name, ()),) if name else ())


def other(value: object) -> object:
    """A value of the same kind, which the deal may have had."""
    match value:
        case bool():
            return not value
        case date():
            return date(2001, 2, 3)
        case tuple():
            return ("XX",)
    return "XX" if isinstance(value, str) else Decimal(7)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", VALUES)
def test_what_is_said_is_heard(language: str, name: str, deals: dict[str, Deal], library: Library) -> None:
    @settings(max_examples=40, deadline=None)
    @given(VALUES[name], st.sampled_from(CURRENCIES))
    def judge(value: object, currency: str) -> None:
        deal = deals[currency]
        words = said(language, name, value, deal, library)
        asked = Asked(None, name, currency, other(value), library.in_language("id").frame.terms)
        found = heard(words, asked, language).value
        if found is None:  # one of several that are called the same
            found = heard(words, replace(asked, old=value), language).value
            assert isinstance(value, str), (words, heard(words, asked, language).why)
        assert found == value or said(language, name, found, deal, library) == words, (words, found)

    judge()


def test_every_filter_is_said_and_heard() -> None:
    for language in LANGUAGES:
        assert {*VALUES, "label", *ELSEWHERE} == {*speech(language).FILTERS, ""}


def test_every_choice_is_heard_by_its_label(deals: dict[str, Deal], library: Library) -> None:
    seen = 0
    for field in library.in_language("id").fields.by_path.values():
        for choice in field.labels:
            words = said("id", "label", choice, deals["IDR"], library, field)
            found = heard(words, Asked(field, "label", "IDR", "x"), "id").value
            assert field.labels[str(found)] == words
            seen += 1
        if len(field.labels) > 1:
            several = tuple(field.labels)[:3]
            words = said("id", "label", several, deals["IDR"], library, field)
            assert heard(words, Asked(field, "label", "IDR", ("x",)), "id").value == several
    assert seen > 50
