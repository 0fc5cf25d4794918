"""What can be seen of a text, and what it looks like."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from casebook import BASE, ReadDeal, changed, faults
from hypothesis import given
from hypothesis import strategies as st

from contracts.load.world.letters import can_be_seen, hidden, mixed, skeleton, words

BLANK = (
    *("\u3164", "\u2800", "\u034f", "\ufe0f", "\U000e0100", "\u115f\u1160", "\uffa0", "\u17b5", "\u0301"),
    *("\u00a0", "\u200b", "\u00ad", "\U000e0041", "\U0001d159", "\u2800 \u3164", "\u180b", "\u2066"),
)
"""Fillers, selectors, tags, marks with nothing to stand on, spaces: texts of which nothing is seen."""

SEEN = ("\u845b\U000e0100\u57ce", "Maya \u2600\ufe0f", "1\ufe0f\u20e3 Records", "e\u0301lan", "مايا", "!!!")


def named(name: str) -> str:
    return changed(BASE, {"    name: Maya Chen": f'    name: "{name}"\n    known_as: Maya Chen'})


@pytest.mark.parametrize("text", BLANK, ids=ascii)
class TestNothingToSee:
    def test_no_name(self, text: str, read: ReadDeal) -> None:
        assert [(p.rule, p.span and p.span.line) for p in faults(named(text), read)] == [("bad-value", 9)]

    def test_no_title_of_a_clip(self, text: str, read: ReadDeal) -> None:
        found = faults(changed(BASE, {"title: Dawn": f'title: "{text}"'}), read)
        assert [p.rule for p in found] == ["bad-value"]

    def test_it_hides_between_letters(self, text: str, read: ReadDeal) -> None:
        if set(text) & {"\u0301", "\u00a0"}:
            pytest.skip("an accent and a space have their place there")
        assert [p.rule for p in faults(named(f"Ma{text}ya"), read)] == ["bad-value"]


@pytest.mark.parametrize("text", SEEN, ids=ascii)
def test_what_has_its_place_is_no_fault(text: str, read: ReadDeal) -> None:
    assert faults(named(text), read) == ()


@given(st.text())
def test_what_is_printable_ascii_is_never_hidden(text: str) -> None:
    assert hidden("".join(c for c in text if " " <= c <= "~")) == ()


@given(st.text(min_size=1))
def test_what_cannot_be_seen_is_made_of_what_cannot(text: str) -> None:
    assert can_be_seen(text) == any(map(can_be_seen, text))


def test_every_letter_that_takes_no_room_is_known() -> None:
    """No character of the categories of letters has an empty name, width and shape unless we know it."""
    fillers = [
        c
        for c in map(chr, range(sys.maxunicode + 1))
        if unicodedata.category(c)[0] == "L" and "FILLER" in unicodedata.name(c, "")
    ]
    assert fillers
    assert not any(map(can_be_seen, fillers))


@given(st.text(alphabet="абвгдежзийклмнопрстуфхцчшщъыьэюя", min_size=1))
def test_a_word_of_one_script_is_not_mixed(word: str) -> None:
    assert mixed(word) == ()
    assert mixed("a" + word) == ("Latin", "Cyrillic")


@pytest.mark.parametrize(("one", "other"), [("Maya", "Мауа"), ("Lumen", "Lurnen"), ("O0", "0O"), ("l", "I")])
def test_what_looks_the_same_has_one_skeleton(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@given(st.text())
def test_a_skeleton_is_its_own(text: str) -> None:
    assert skeleton(skeleton(text)) == skeleton(text)


def test_words_part_at_what_is_no_letter() -> None:
    assert list(words("Дарья Smith-Иванова, 3D_x e\u0301lan")) == [
        "Дарья",
        "Smith",
        "Иванова",
        "D",
        "x",
        "e\u0301lan",
    ]
