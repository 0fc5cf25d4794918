"""Nodes of an agreement in; the same as an amendment quotes them out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from contracts.model.document import (
    Cell,
    DocumentNode,
    Heading,
    NumberedParagraph,
    PlainParagraph,
    Row,
    Table,
    Words,
    runs,
)
from contracts.model.inline import Inline, Reference, Text, shown
from contracts.model.record import record

LEADS = "quoted"
"""The kind of a paragraph that quotes a heading."""


@record
class Sentence:
    """A sentence that changes something, and what it quotes."""

    words: Words
    quotes: tuple[DocumentNode, ...] = ()


def quoted(nodes: Sequence[DocumentNode]) -> tuple[DocumentNode, ...]:
    """Nodes one step further in, without the anchors by which their own paper finds them."""
    return tuple(_quoted(nodes))


def _quoted(nodes: Sequence[DocumentNode]) -> Iterator[DocumentNode]:
    for node in nodes:
        match node:
            case Heading():
                number = (Text(f"{node.number}\u2002", node.words[0].span),) if node.number else ()
                yield PlainParagraph((*number, *bare(node.words)), 1, LEADS, language=node.language)
            case NumberedParagraph():
                yield replace(node, words=bare(node.words), depth=node.depth + 1, id="", clause="")
            case PlainParagraph():
                yield replace(node, words=bare(node.words), depth=node.depth + 1, kind="", id="", clause="")
            case Table():
                yield table(node, node.rows)
            case _:
                yield from (PlainParagraph(bare(run), 1, language=node.language) for run in runs(node) if run)


def table(node: Table, rows: Sequence[Row]) -> Table:
    """A table with some of its rows, which points at nothing and adds nothing up."""
    bared = tuple(
        replace(row, clause="", id="", cells=tuple(Cell(bare(c.words), bare(c.below)) for c in row.cells))
        for row in rows
    )
    kind = node.kind if node.kind == "matrix" else "plain"
    return replace(
        node, kind=kind, rows=bared, id="", clause="", total=node.total and rows[-1:] == node.rows[-1:]
    )


def bare(words: Words) -> Words:
    """Words in which a reference is its number: what it points at is in another paper."""
    return tuple(_bare(node) for node in words)


def _bare(node: Inline) -> Inline:
    return Text(shown(node), node.span) if isinstance(node, Reference) else node


def words_of(nodes: Sequence[DocumentNode]) -> Words:
    """The words of a row of the key terms."""
    return bare(next((run for node in nodes for run in runs(node)), ()))
