"""What a schedule is made from, and what its kind makes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field

from contracts.draft.frame import Speaker
from contracts.model.agreement import ClipSchedule
from contracts.model.counting import Counting
from contracts.model.deal import Value
from contracts.model.document import Cell, DocumentNode, Row, Words
from contracts.model.inline import Reference
from contracts.model.problem import Span
from contracts.model.record import record
from contracts.speak.languages import Speech


@record(frozen=False)
class Ground:
    """The deal, the words of its language, and what was worked out. `read` gathers the fields asked for."""

    speaker: Speaker
    footage: ClipSchedule | None
    counting: Counting  # how the clauses count what they make payable
    owing: Mapping[str, Reference]  # a field of the deal: the section that owes its sum
    read: set[str] = field(default_factory=set)

    @property
    def language(self) -> str:
        return self.speaker.language

    @property
    def speech(self) -> Speech:
        """How the language says values that stand in no blank."""
        return self.speaker.speech

    def get(self, path: str) -> Value | None:
        """A field of the deal."""
        self.read.add(path)
        return self.speaker.filler.deal.get(path)

    def take(self, read: Iterable[str]) -> None:
        """Note fields that were read for something worked out before, and that is printed here."""
        self.read.update(read)
        self.speaker.filler.deal.taken.update(read)

    def value(self, path: str, shown: str, raw: object = None, span: Span | None = None) -> Words:
        """A value of the field at `path`, in words found for it."""
        self.read.add(path)
        return (self.speaker.filler.shown(path, raw, shown, span),)

    def owed_under(self, field: str) -> Words:
        """The section that owes a sum; nothing where none does, which a rule reports."""
        found = owing(field, self.owing)
        return (found,) if found else ()

    def row(self, cells: Iterable[Words]) -> Row:
        return Row(tuple(Cell(words) for words in cells), language=self.language)


@record
class Content:
    """What stands in a schedule. `title` is empty where the kind's own title is its title."""

    nodes: tuple[DocumentNode, ...]
    title: Words = ()
    owed: tuple[str, ...] = ()  # fields of the deal: the sums that it works out


def owing(field: str, clauses: Mapping[str, Reference]) -> Reference | None:
    """The section that owes the sum of a field: by the field itself, or by one around it."""
    steps = field.split(".")
    around = (".".join(steps[:end]) for end in range(len(steps), 0, -1))
    return next((clauses[path] for path in around if path in clauses), None)
