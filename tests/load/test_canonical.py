"""YAML written from a document reads back as that document, whatever is in it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from casebook import EXAMPLES
from hypothesis import given
from hypothesis import strategies as st

from contracts.load.deal.canonical import canonical
from contracts.load.yaml import read

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
words = st.sampled_from(
    ["no", "1:30", "0x1f", "~", "- a", "a: b", "a #b", "=1+1", "1e5", ".5", "a'b", "A. B.", " a"]
)
amounts = st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9)
scalars = st.one_of(st.none(), st.booleans(), st.integers(-(10**30), 10**30), amounts, texts, words)
nested = st.recursive(
    scalars, lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(texts, inner, max_size=3))
)
documents = st.dictionaries(st.one_of(texts, words), nested, max_size=5)


def same(one: Any, other: Any) -> bool:
    """Equal, and of the same kinds all the way down."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other and (not isinstance(one, Decimal) or one.as_tuple() == other.as_tuple()))


@given(documents)
def test_it_reads_back(document: dict[str, Any]) -> None:
    written = canonical(document)
    again, _ = read(written, "deal.yaml")
    assert same(document, again or {})
    assert canonical(again or {}) == written


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_reads_back(example: str) -> None:
    document, _ = read(EXAMPLES[example].read_bytes(), "deal.yaml")
    again, _ = read(canonical(document), "deal.yaml")
    assert same(document, again)


@pytest.mark.parametrize("value", [Decimal("100"), Decimal("1E+3"), Decimal("2.50"), Decimal("0.000001")])
def test_an_amount_keeps_its_decimals(value: Decimal) -> None:
    again, _ = read(canonical({"a": value}), "deal.yaml")
    assert same({"a": value}, again)
