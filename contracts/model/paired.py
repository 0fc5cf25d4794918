"""A paper in two languages, as two trees of the same nodes: what stands beside what.

`paired` is for formats that print two columns. Both trees come from one draft over one library in two
languages, so that a passage of the one is found in the other by its id, its clause and its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest

from contracts.model.document import Document, DocumentNode, Heading, Part, PlainParagraph, Table, runs
from contracts.model.inline import plain_text
from contracts.model.record import record

ENTRY = "entry"
"""The kind of paragraph that defines a term."""


@record
class Pair:
    """A node in the first language and the same one in the second; None where only one has it."""

    first: DocumentNode | None
    second: DocumentNode | None

    @property
    def once(self) -> bool:
        """Whether both say the same words, such as a table of figures, and one of them is enough."""
        return (
            self.first is not None and self.second is not None and _words(self.first) == _words(self.second)
        )


@record
class Passage:
    """What stands side by side: a heading with what follows it, an entry of the definitions, or a table, a
    note, a title or a place for a signature by itself."""

    pairs: tuple[Pair, ...]

    @property
    def first(self) -> tuple[DocumentNode, ...]:
        return tuple(pair.first for pair in self.pairs if pair.first is not None)

    @property
    def second(self) -> tuple[DocumentNode, ...]:
        return tuple(pair.second for pair in self.pairs if pair.second is not None)


@record
class PairedPart:
    """A part of the paper in both languages, its passages in the order of the first."""

    first: Part
    second: Part
    passages: tuple[Passage, ...]

    @property
    def kind(self) -> str:
        return self.first.kind


def paired(document: Document, way: str) -> tuple[PairedPart, ...]:
    """The parts of a paper in two languages, to be signed in the way `way` (one of document.WAYS).

    Raises ValueError for a paper in one language.
    """
    first, second = document.texts
    others = {_place(part, i): part for i, part in enumerate(second.all(way))}
    return tuple(
        PairedPart(part, others[key], passages(part.nodes, others[key].nodes))
        for i, part in enumerate(first.all(way))
        if (key := _place(part, i)) in others
    )


def passages(first: Iterable[DocumentNode], second: Iterable[DocumentNode]) -> tuple[Passage, ...]:
    """Nodes of one part, passage beside passage. What only the second has comes last."""
    ours, theirs = dict(_runs(first)), dict(_runs(second))
    found = [_passage(nodes, theirs.get(key, ())) for key, nodes in ours.items()]
    found += [_passage((), nodes) for key, nodes in theirs.items() if key not in ours]
    return tuple(found)


def _passage(first: tuple[DocumentNode, ...], second: tuple[DocumentNode, ...]) -> Passage:
    return Passage(tuple(Pair(a, b) for a, b in zip_longest(first, second)))


def _runs(nodes: Iterable[DocumentNode]) -> Iterator[tuple[tuple[str, ...], tuple[DocumentNode, ...]]]:
    """The passages of a part, each by what it is found by in the other language."""
    counts: dict[tuple[str, ...], int] = {}
    run: list[DocumentNode] = []
    key: tuple[str, ...] = ()
    for node in nodes:
        if run and not _begins(node, run[-1]):
            run.append(node)
            continue
        if run:
            yield key, tuple(run)
        name = (node.id,) if node.id else (type(node).__name__, node.clause)
        counts[name] = counts.get(name, 0) + 1
        key, run = (*name, str(counts[name])), [node]
    if run:
        yield key, tuple(run)


def _begins(node: DocumentNode, before: DocumentNode) -> bool:
    """Whether a passage begins with a node. A table, a note and the like are passages by themselves."""
    alone = not isinstance(before, Heading | PlainParagraph) and not hasattr(before, "depth")
    if isinstance(node, PlainParagraph):
        return node.kind == ENTRY or alone
    return alone or isinstance(node, Heading | Table) or not hasattr(node, "depth")


def _place(part: Part, i: int) -> tuple[str, str, int]:
    """By what a part is found in the other language: its id, or its place among all."""
    return part.kind, part.id, 0 if part.id else i


def _words(node: DocumentNode) -> Mapping[int, str]:
    return dict(enumerate(plain_text(run) for run in runs(node)))
