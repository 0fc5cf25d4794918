"""Names of sets are safe on every system and differ from each other, whatever the deals say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.batch.names import MAX_BYTES, fill, paths, safe, unique
from contracts.model.problem import Unreadable


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("N-001", "N-001"),
        ("../../etc/passwd", "etc-passwd"),
        ("..", "row"),
        ("", "row"),
        (".hidden", "hidden"),
        ("a/b\\c:d", "a-b-c-d"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("Maya \u202enehC", "Maya nehC"),
        ("a\x00b\x07c", "a b c"),
        ("ﬁlm Ⅳ", "film IV"),
        ("trailing. ", "trailing"),
        ("=1+1", "=1+1"),
        ("日本" * 40, "日本" * 20),
    ],
)
def test_a_name_is_safe(text: str, name: str) -> None:
    assert safe(text) == name


@given(st.lists(st.text(max_size=200), max_size=8))
def test_names_are_safe_and_differ(texts: list[str]) -> None:
    names = unique(texts)
    assert len({name.casefold() for name in names}) == len(texts)
    for name in names:
        assert 0 < len(name.encode()) <= MAX_BYTES
        assert name.isprintable()
        assert not set(name) & set('/\\:*?"<>|')
        assert not name.startswith(".")
        assert not name.endswith((".", " "))


def test_the_second_of_the_same_is_told_apart() -> None:
    assert unique(["A/1", "a-1", "A-1-2", "a 1"]) == ("A-1", "a-1-2", "A-1-2-2", "a 1")


def test_a_name_is_not_that_of_a_report() -> None:
    assert unique(["Report.HTML"]) == ("Report.HTML-2",)


def test_a_pattern_is_filled_and_nothing_else() -> None:
    values = {
        "reference": "{parties}",
        "parties.licensor.name": "%s {0} {x.__class__}",
        "grant.purposes": ("a", "b"),
    }
    pattern = "{reference}_{parties.licensor.name}_{grant.purposes}_{none}"
    assert fill(pattern, values.get) == "{parties}_%s {0} {x.__class__}_a b_"


@pytest.mark.parametrize(
    "pattern",
    ["{}", "{0}", "{reference!r}", "{reference:>9}", "{a.__class__}", "{a[0]}", "{", "{refrence}", "{money}"],
)
def test_a_pattern_takes_fields_alone(pattern: str) -> None:
    with pytest.raises(Unreadable):
        paths(pattern)
