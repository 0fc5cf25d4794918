"""A part of a paper as two trees of the same nodes, in two languages, in: what stands beside what out.

Both trees come from one draft over one library in two languages, so that a passage of the one is found in
the other by its id, its clause and its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest

from contracts.model.document import DocumentNode, Heading, PlainParagraph, Table, runs
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


def _words(node: DocumentNode) -> Mapping[int, str]:
    return dict(enumerate(plain_text(run) for run in runs(node)))
