"""Library in; every passage of text in it out, with what it belongs to. Linting starts here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from contracts.model.clause import Clause, DefinitionFile, Library, Position
from contracts.model.condition import ALWAYS, Condition
from contracts.model.source import Parsed, Source

PRIVATE_USE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of library text: of a clause in one position, a definition, or an outline.

    `when` is the condition under which the text stands in an agreement; `plain` marks the
    plain line of a position.
    """

    source: Source
    clause: Clause | None = None
    position: Position | None = None
    definition: DefinitionFile | None = None
    when: Condition = ALWAYS
    plain: bool = False

    @property
    def parsed(self) -> Parsed:
        """The text as nodes. Text with private-use characters is not parsed: bad-text reports it."""
        return Parsed(()) if PRIVATE_USE.search(self.source.text) else self.source.parsed

    @property
    def owner(self) -> str:
        """What a message calls the passage's file."""
        if self.clause is not None:
            return self.clause.id
        return f'the definition of "{self.definition.term}"' if self.definition else "the outline"


def passages(library: Library) -> Iterator[Passage]:
    """Every passage of a library, clause by clause."""
    for clause in library.clauses.values():
        for position in clause.positions.values():
            yield Passage(position.plain, clause, position, when=clause.when, plain=True)
            yield Passage(position.body, clause, position, when=clause.when)
    for meanings in library.definitions.values():
        for definition in meanings:
            yield Passage(definition.body, definition=definition, when=definition.when)
    for outline in library.outlines.values():
        for text, when in outline.recitals:
            yield Passage(text, when=when)
        for row in outline.key_terms:
            yield Passage(row.text, when=row.when)


def required(clause: Clause, library: Library) -> tuple[Clause, ...]:
    """What a clause requires, and what that requires in turn; ids of nothing are passed over."""
    found: dict[str, Clause] = {}
    waiting = list(clause.requires)
    while waiting:
        name = waiting.pop(0)
        if name not in found and name != clause.id and name in library.clauses:
            found[name] = library.clauses[name]
            waiting += library.clauses[name].requires
    return tuple(found.values())
