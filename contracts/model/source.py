"""Text of the library as it was written, and as the nodes it is made of, with blanks not yet filled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import field
from functools import cached_property
from typing import TypeAlias

from contracts.model.inline import Definition, Reference, Text, Use
from contracts.model.problem import Problem, Span
from contracts.model.record import record


@record
class Slot:
    """A blank not yet filled: the field, and the filters that turn its value into words."""

    path: str
    filters: tuple[tuple[str, tuple[str, ...]], ...]
    span: Span


Piece: TypeAlias = Text | Definition | Use | Reference | Slot


@record
class Block:
    """A paragraph, numbered if it stands in a list."""

    pieces: tuple[Piece, ...]
    numbered: bool = False
    children: tuple[Block, ...] = ()

    def walk(self) -> Iterator[Block]:
        yield self
        for child in self.children:
            yield from child.walk()


@record
class Parsed:
    """What a Source holds. `problems` says what in it is not allowed in library text."""

    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...] = ()

    def pieces(self) -> Iterator[Piece]:
        for block in self.blocks:
            for inner in block.walk():
                yield from inner.pieces


class _Roomy:
    """Without slots: what is worked out once is kept on it."""


@record
class Source(_Roomy):
    """Text of a library file, where its first line stands, and the nodes it holds.

    The nodes are made when they are first asked for, by what the loader handed over for it: an
    agreement is made of a tenth of the library's texts, and no run need wait for the others.
    """

    text: str
    span: Span
    parse: Callable[[str, Span], Parsed] = field(compare=False, repr=False)

    @cached_property
    def parsed(self) -> Parsed:
        return self.parse(self.text, self.span)

    @property
    def blocks(self) -> tuple[Block, ...]:
        return self.parsed.blocks
