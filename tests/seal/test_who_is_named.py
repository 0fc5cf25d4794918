"""Whether a certificate names whom an agreement names."""

from __future__ import annotations

from typing import Any

import pytest
from casebook import load
from hypothesis import given
from hypothesis import strategies as st

from contracts.model.samename import same_body, same_person

CASES = load("names")
WORDS = st.lists(st.text("abcdefgh", min_size=2, max_size=8), min_size=2, max_size=4, unique=True)


@pytest.mark.parametrize("case", CASES["people"], ids=lambda c: f"{c['one']} / {c['other']}")
def test_people(case: dict[str, Any]) -> None:
    assert same_person(case["one"], case["other"]) is case["same"]
    assert same_person(case["other"], case["one"]) is case["same"]


@pytest.mark.parametrize("case", CASES["bodies"], ids=lambda c: f"{c['one']} / {c['other']}")
def test_bodies(case: dict[str, Any]) -> None:
    assert same_body(case["one"], case["other"]) is case["same"]
    assert same_body(case["other"], case["one"]) is case["same"]


@given(words=WORDS, data=st.data())
def test_order_case_and_a_name_more_do_not_matter(words: list[str], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations([*words, "zzzz"]))
    assert same_person(" ".join(words), " ".join(shuffled).upper())


@given(words=WORDS)
def test_another_word_in_the_place_of_one_is_another_person(words: list[str]) -> None:
    assert not same_person(" ".join(words), " ".join([*words[:-1], "zzzz"]))


@given(one=st.text(max_size=30), other=st.text(max_size=30))
def test_any_letters_at_all(one: str, other: str) -> None:
    assert same_person(one, other) == same_person(other, one)
