"""A record is a frozen dataclass with slots: each statement below holds for one made by either decorator."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, is_dataclass, replace
from typing import Any

import pytest

from contracts.model.record import FEW, record


@record
class OurPlace:
    """A place."""

    file: str
    line: int = 1
    trail: tuple[str, ...] = ()
    seen: dict[str, int] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        if self.line < 0:
            object.__setattr__(self, "line", 0)


@record(kw_only=True)
class OurNode:
    """A node."""

    language: str
    id: str = ""


@record
class OurNote(OurNode):
    """A node with words."""

    words: str
    kind: str = "note"


@record(order=True)
class OurRank:
    """A rank."""

    line: int


@dataclass(frozen=True, slots=True)
class TheirPlace:
    """A place."""

    file: str
    line: int = 1
    trail: tuple[str, ...] = ()
    seen: dict[str, int] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        if self.line < 0:
            object.__setattr__(self, "line", 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class TheirNode:
    """A node."""

    language: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class TheirNote(TheirNode):
    """A node with words."""

    words: str
    kind: str = "note"


@dataclass(frozen=True, slots=True, order=True)
class TheirRank:
    """A rank."""

    line: int


PLACES = pytest.mark.parametrize("place", [OurPlace, TheirPlace])
NOTES = pytest.mark.parametrize("note", [OurNote, TheirNote])
RANKS = pytest.mark.parametrize("rank", [OurRank, TheirRank])
Maker = Callable[..., Any]


def test_the_first_of_a_class_are_made_as_the_many_after_them() -> None:
    @record
    class Fresh:
        file: str
        line: int = 1
        trail: list[str] = field(default_factory=list)

    made = []
    for _ in range(2 * FEW):
        made.append(Fresh("a", trail=["b"]))
        assert Fresh("a").trail is not Fresh("a").trail
        for args, named in (((), {}), (("a", 1, [], 2), {}), (("a",), {"file": "a"}), (("a",), {"no": 1})):
            with pytest.raises(TypeError):
                Fresh(*args, **named)
    assert all(value == made[0] for value in made)


@PLACES
def test_its_fields_are_given_in_order_or_by_name_and_have_defaults(place: Maker) -> None:
    assert place("a", 2, ("b",)) == place(trail=("b",), line=2, file="a")
    assert (place("a").line, place("a").trail, place("a").seen) == (1, (), {})
    assert place("a").seen is not place("a").seen
    wrongly: tuple[Maker, ...] = (place, lambda: place("a", 1, (), {}, 5), lambda: place("a", colour="red"))
    for wrong in wrongly:
        with pytest.raises(TypeError):
            wrong()


@PLACES
def test_it_looks_at_itself_when_it_is_made(place: Maker) -> None:
    assert place("a", -3).line == 0


@PLACES
def test_it_cannot_be_changed_and_has_no_room_for_more(place: Maker) -> None:
    here = place("a")
    changes: tuple[Maker, ...] = (
        lambda: setattr(here, "line", 3),
        lambda: delattr(here, "line"),
        lambda: setattr(here, "colour", "red"),
    )
    for change in changes:
        with pytest.raises((FrozenInstanceError, TypeError)):
            change()
    assert not hasattr(here, "__dict__")


@PLACES
def test_two_are_equal_where_their_compared_fields_are(place: Maker) -> None:
    assert place("a", 2, seen={"x": 1}) == place("a", 2)
    assert hash(place("a", 2, seen={"x": 1})) == hash(place("a", 2))
    assert place("a", 2) != place("a", 3)
    assert place("a") != "a"
    assert place("a") != OurRank(1)
    assert len({place("a"), place("a"), place("b")}) == 2


@PLACES
def test_it_shows_its_fields(place: Maker) -> None:
    name = place.__qualname__
    assert repr(place("a")) == f"{name}(file='a', line=1, trail=())"


@PLACES
def test_the_functions_for_dataclasses_know_it(place: Maker) -> None:
    here: Any = place("a", 2)
    assert is_dataclass(type(here))
    assert [f.name for f in fields(here)] == ["file", "line", "trail", "seen"]
    assert replace(here, line=5) == place("a", 5)
    assert asdict(here) == {"file": "a", "line": 2, "trail": (), "seen": {}}
    assert here.__match_args__ == ("file", "line", "trail", "seen")


@PLACES
def test_it_can_be_pickled_and_copied(place: Maker) -> None:
    here = place("a", 2, ("b",), {"x": 1})
    for again in (pickle.loads(pickle.dumps(here)), copy.copy(here), copy.deepcopy(here)):
        assert (again, again.seen) == (here, here.seen)


@NOTES
def test_fields_of_its_base_that_go_by_name_stay_so(note: Maker) -> None:
    there = note("words", language="en")
    assert (there.language, there.id, there.words, there.kind) == ("en", "", "words", "note")
    assert replace(there, id="x") == note("words", "note", language="en", id="x")
    with pytest.raises(TypeError):
        note("words", "note", "en")


@RANKS
def test_ordered_ones_are_ordered_by_their_fields(rank: Maker) -> None:
    assert sorted([rank(3), rank(1), rank(2)]) == [rank(1), rank(2), rank(3)]
    assert rank(1) <= rank(1) < rank(2) >= rank(2) > rank(1)
    with pytest.raises(TypeError):
        rank(1) < 2  # noqa: B015


def test_two_that_are_not_ordered_cannot_be_sorted() -> None:
    with pytest.raises(TypeError):
        sorted([OurPlace("b"), OurPlace("a")])  # type: ignore[type-var]


@record(frozen=False)
class OurList:
    """What is gathered."""

    found: list[int] = field(default_factory=list)
    full: bool = False


@dataclass(slots=True)
class TheirList:
    """What is gathered."""

    found: list[int] = field(default_factory=list)
    full: bool = False


@pytest.mark.parametrize("gathered", [OurList, TheirList])
def test_one_that_is_not_frozen_can_be_changed_and_is_no_key(gathered: Maker) -> None:
    one, other = gathered([1]), gathered()
    assert one != other
    one.full = True
    other.found.append(1)
    other.full = True
    assert one == other
    with pytest.raises(AttributeError):
        one.more = 1
    with pytest.raises(TypeError):
        hash(one)
