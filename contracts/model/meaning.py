"""What a passage that came back means: which of our positions it is, and which fields it gives otherwise."""

from __future__ import annotations

from contracts.model.deal import Value
from contracts.model.problem import Problem
from contracts.model.record import record


@record
class FieldRead:
    """A blank that is filled otherwise: its field, the value that the deal has and the one that they wrote.

    `new` is None where no value could be read, and `why` then says why. `ours` and `theirs` are the words of
    both. `refused` is what the deal schema, or another field, says against the new value. `language` is that
    of the words in a paper of two, empty in one of one.
    """

    field: str
    label: str
    old: Value | None
    new: Value | None
    ours: str
    theirs: str
    why: str = ""
    refused: tuple[Problem, ...] = ()
    follows: bool = False  # whether it is worked out from other fields
    language: str = ""

    @property
    def sayable(self) -> bool:
        """Whether a deal can say it."""
        return self.new is not None and not self.refused


@record
class Wording:
    """Words of ours that stand otherwise, outside of every blank."""

    ours: str
    theirs: str


@record
class Reading:
    """Their words held beside our words at one position.

    `fields` are the blanks that they fill otherwise, `rest` what else is different, `likeness` the share of
    words that are the same. A passage without positions, such as a row of the key terms, has none.
    """

    position: str
    fields: tuple[FieldRead, ...]
    rest: tuple[Wording, ...]
    likeness: float

    @property
    def exact(self) -> bool:
        """Whether it is our text, filled with the deal's values."""
        return not self.fields and not self.rest

    @property
    def ours(self) -> bool:
        """Whether it is our text, filled with values that a deal can say, and with what follows from them."""
        said = not self.fields or any(found.sayable for found in self.fields)
        return not self.rest and said and all(found.sayable or found.follows for found in self.fields)

    @property
    def weight(self) -> int:
        """How many letters of it no position of ours says."""
        lost = sum(len(f.ours) + len(f.theirs) for f in self.fields if f.new is None)
        return lost + sum(len(w.ours) + len(w.theirs) for w in self.rest)


CLOSE = 0.8
"""From which likeness on words are close to a position of ours."""


@record
class Meaning:
    """What became of a passage, in terms of the library.

    `stood` is their words held beside ours where we wrote them, `nearest` beside the position that is
    nearest to them; both are the same where it stands where it did. `counter` are the words to answer with
    where the house standard has a position to fall back to, and `counter_position` that position.
    """

    passage: str
    clause: str
    position: str
    floor: bool
    stood: Reading
    nearest: Reading
    counter: tuple[str, ...] = ()
    counter_position: str = ""

    @property
    def moved(self) -> bool:
        """Whether it is our text at another position."""
        return self.nearest.position != self.position and self.nearest.ours

    @property
    def close(self) -> bool:
        return self.nearest.likeness >= CLOSE

    @property
    def needs_counsel(self) -> bool:
        """Whether no position of ours says it, whatever is filled in."""
        return not self.nearest.ours

    @property
    def says(self) -> str:
        """The same in a few words: balanced, but 60 days instead of 30 days."""
        near = self.nearest
        if near.exact:
            return f"our {near.position}"
        named = near.position or "as we wrote it"
        other = [f"{f.theirs or 'nothing'} instead of {f.ours}" for f in near.fields]
        if near.rest:
            if not self.close:
                return "words of their own"
            other.append(f"{len(near.rest)} more change{'s' if len(near.rest) > 1 else ''} of words")
        return f"{named}, but {', '.join(other)}"


@record
class Consequence:
    """Something that would be wrong, or open, with all that they ask for, and is not so now. `passage` is the
    one that it is told of, empty where it is of the whole."""

    passage: str
    problem: Problem
