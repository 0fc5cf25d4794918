"""Grades and sentences, against values worked out by hand."""

from __future__ import annotations

import math

import pytest
from casebook import cases
from hypothesis import given
from hypothesis import strategies as st

from contracts.check.readability import grade, longest_sentence, sentences, syllables


@pytest.mark.parametrize("case", cases("readability", "sentences"))
def test_sentences(case: dict[str, object]) -> None:
    text = str(case["text"])
    assert len(sentences(text)) == case["sentences"]
    assert longest_sentence(text) == case["longest"]


@pytest.mark.parametrize("case", cases("readability", "grades"))
def test_grade(case: dict[str, object]) -> None:
    """words, sentences and syllables give the grade by the formula of Kincaid et al. (1975)."""
    words, count, said = (int(str(case[key])) for key in ("words", "sentences", "syllables"))
    by_hand = 0.39 * words / count + 11.8 * said / words - 15.59
    assert grade(str(case["text"])) == pytest.approx(by_hand)


@pytest.mark.parametrize("case", cases("readability", "syllables"))
def test_syllables(case: dict[str, object]) -> None:
    counted = {word: syllables(word) for word in str(case["words"]).split()}
    assert counted == dict.fromkeys(counted, case["syllables"])


@given(st.text())
def test_any_text_has_a_finite_grade(text: str) -> None:
    assert math.isfinite(grade(text))
    assert longest_sentence(text) >= 0
