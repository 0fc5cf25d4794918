"""Library in; every passage of text in it out, with what it belongs to. Linting starts here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import reduce

from contracts.model.clause import Clause, DefinitionFile, KeyTerm, Library, Position
from contracts.model.condition import ALWAYS, All, Any, Condition
from contracts.model.source import Block, Parsed, Source

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
    blocks: tuple[Block, ...] | None = None  # the part of the text that stands under this condition

    @property
    def parsed(self) -> Parsed:
        """The text as nodes. Text with private-use characters is not parsed: bad-text reports it."""
        if PRIVATE_USE.search(self.source.text):
            return Parsed(())
        return self.source.parsed if self.blocks is None else Parsed(self.blocks, self.source.parsed.problems)

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
            yield from _parts(position.plain, clause, position, plain=True)
            yield from _parts(position.body, clause, position, plain=False)
            for row in (*clause.cover, *clause.counsel.rows):
                yield Passage(row.label, clause, position, when=both(clause.when, row.when))
                if (text := row.text.get(position.name)) is not None:
                    yield Passage(text, clause, position, when=both(clause.when, row.when))
            for duty in clause.counsel.dates:
                if (text := duty.says.get(position.name)) is not None:
                    yield Passage(text, clause, position, when=both(clause.when, duty.when))
    for clause in library.short.values():
        for position in clause.positions.values():
            yield from _parts(position.body, clause, _standing(clause, position, library), plain=False)
    for meanings in library.definitions.values():
        for definition in meanings:
            yield Passage(definition.body, definition=definition, when=definition.when)
    for outline in library.outlines.values():
        for text, when in outline.recitals:
            yield Passage(text, when=when)
        for key_term in (*outline.key_terms, *(outline.short.key_terms if outline.short else ())):
            if isinstance(key_term, KeyTerm):
                yield Passage(key_term.text, when=key_term.when)


def _standing(clause: Clause, position: Position, library: Library) -> Position:
    """A position of a short clause, whose paragraphs stand where a clause does that they stand for, and
    there stands what that clause requires as well."""
    when = dict(position.when)
    for number, names in clause.covering(position.name).items():
        long = (library.clauses[name] for name in names if name in library.clauses)
        asked = tuple(reduce(both, (r.when for r in required(c, library)), c.when) for c in long)
        if number and asked:
            when[number] = both(asked[0] if len(asked) == 1 else Any(asked), when.get(number, ALWAYS))
    return replace(position, when=when)


def both(one: Condition, other: Condition) -> Condition:
    """Both conditions together, as one without empty parts."""
    parts = tuple(part for part in (one, other) if part != ALWAYS)
    return parts[0] if len(parts) == 1 else All(parts)


def _parts(source: Source, clause: Clause, position: Position, *, plain: bool) -> Iterator[Passage]:
    """A text as one passage, and each paragraph of it with a condition of its own as another."""
    if not position.when or PRIVATE_USE.search(source.text):
        yield Passage(source, clause, position, when=clause.when, plain=plain)
        return
    apart: list[tuple[Block, Condition]] = []
    rest = tuple(_without(source.blocks, position.when, "", ALWAYS, apart, plain=plain))
    yield Passage(source, clause, position, when=clause.when, plain=plain, blocks=rest)
    for block, when in apart:
        yield Passage(source, clause, position, when=both(clause.when, when), plain=plain, blocks=(block,))


def _without(
    blocks: tuple[Block, ...],
    conditions: Mapping[str, Condition],
    within: str,
    above: Condition,
    apart: list[tuple[Block, Condition]],
    *,
    plain: bool,
) -> Iterator[Block]:
    """The blocks that stand wherever the text around them does; the others go to `apart`."""
    for number, block in numbered(blocks, within, plain=plain):
        own = both(above, conditions.get(number, ALWAYS))
        inner = tuple(_without(block.children, conditions, f"{number}.", own, apart, plain=plain))
        left = replace(block, children=inner)
        if number in conditions:
            apart.append((left, own))
        else:
            yield left


def numbered(
    blocks: tuple[Block, ...], within: str = "", *, plain: bool = False
) -> Iterator[tuple[str, Block]]:
    """Blocks with their numbers in the file: 1, 2, or plain-1; empty for one that has none."""
    count = 0
    for block in blocks:
        count += block.numbered or plain
        yield (f"plain-{count}" if plain else f"{within}{count}") if block.numbered or plain else "", block


def required(clause: Clause, library: Library) -> tuple[Clause, ...]:
    """What a clause requires, and what that requires in turn; ids of nothing are passed over."""
    found: dict[str, Clause] = {}
    waiting = list(clause.requires)
    while waiting:
        name = waiting.pop(0)
        needed = library.clauses.get(name) or library.short.get(name)
        if needed is not None and name not in found and name != clause.id:
            found[name] = needed
            waiting += needed.requires
    return tuple(found.values())
