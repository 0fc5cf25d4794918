"""A phrase of the frame and what goes into its blanks in; nodes out.

A phrase is words and blanks. A blank takes a value of the deal by its field, a value by the name that
the caller gives it, or other nodes: a defined term, a reference, a phrase that is said only sometimes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from contracts.draft.fill import Filler
from contracts.draft.watched import watched
from contracts.model.agreement import Inline, Text, plain_text
from contracts.model.clause import Frame
from contracts.model.deal import Deal
from contracts.model.document import Words
from contracts.model.problem import Span
from contracts.model.record import record
from contracts.model.source import Slot
from contracts.speak.languages import Speech


@record
class Given:
    """A value for a blank: the field of the deal that it comes from, the value, and where it was typed."""

    field: str
    value: object
    span: Span | None = None


Filled: TypeAlias = "Given | tuple[Inline, ...]"
NOTHING: Mapping[str, Filled] = {}
NO_TEXTS: Mapping[str, str] = {}


def speaker_of(deal: Deal, frame: Frame) -> Speaker:
    """Says the phrases of a frame for a deal, and takes nothing of it up."""
    return Speaker(frame, Filler(watched(deal), frame))


@record(frozen=False)
class Speaker:
    """Says the phrases of a frame for one deal."""

    frame: Frame
    filler: Filler

    @property
    def language(self) -> str:
        return self.frame.language

    @property
    def speech(self) -> Speech:
        """How the language says values that stand in no blank."""
        return self.filler.speech

    def say(self, name: str, given: Mapping[str, Filled] = NOTHING, party: str = "") -> Words:
        """A phrase with its blanks filled. `{{ party.name }}` is the name of the party of that seat."""
        found: list[Inline] = []
        for piece in self.frame.phrases[name].blocks[0].pieces:
            if isinstance(piece, Slot):
                found += self._filled(piece, given, party)
            else:
                found.append(piece)
        return self.filler.inlines(found)

    def field(self, path: str, *filters: str) -> Words:
        """A field of the deal by itself, through these filters."""
        slot = Slot(path, tuple((name, ()) for name in filters), self.frame.span)
        return self._filled(slot, NOTHING, "")

    def shown(self, path: str, value: object, *filters: str) -> Words:
        """A value that stands in a list of the deal, through these filters."""
        slot = Slot(path, tuple((name, ()) for name in filters), self.frame.span)
        return (self.filler.fill(slot, path, value),)

    def given(self, value: Given) -> Words:
        """A value of the deal that stands at another field as well, by itself."""
        return (
            self.filler.fill(Slot(value.field, (), self.frame.span), value.field, value.value, value.span),
        )

    def value(self, path: str, shown: str, span: Span | None = None) -> Words:
        """A value in words that the caller has found for it."""
        return (self.filler.shown(path, None, shown, span),)

    def text(self, name: str, values: Mapping[str, str] = NO_TEXTS) -> str:
        """A phrase as a text, with texts of ours in its blanks: a label, a number."""
        return plain_text(self.say(name, {key: self.words(value) for key, value in values.items()}))

    def words(self, text: str) -> Words:
        """Words of the library that are no phrase, such as a title."""
        return (Text(text, self.frame.span),)

    def _filled(self, slot: Slot, given: Mapping[str, Filled], party: str) -> Words:
        known = given.get(slot.path)
        if isinstance(known, tuple):
            return known
        if isinstance(known, Given):
            return (self.filler.fill(slot, known.field, known.value, known.span),)
        path = slot.path
        if party and path.startswith("party."):
            path = f"parties.{party}{path.removeprefix('party')}"
        deal = self.filler.deal
        return (self.filler.fill(slot, path, deal.get(path), deal.span(path)),)
