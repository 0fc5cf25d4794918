"""The tree of a paper in two languages in; what stands beside what on its pages out.

The tree holds each node in the first language and then the same in the second, unless both say the same
words. A row of two columns is such a couple; what stands once, such as a table, goes over both.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from contracts.model.document import (
    Document,
    DocumentNode,
    Heading,
    Note,
    NumberedParagraph,
    Part,
    PlainParagraph,
)
from contracts.model.inline import plain_text
from contracts.model.record import record

IN_COLUMNS = ("opening", "article", "schedule")
"""The kinds of parts whose text stands in columns."""

LONGEST = 1500
"""Letters of a paragraph that a column surely has room for on one page, also with wide letters."""


@record
class Line:
    """A node of the first language and the one that stands beside it; None where it goes over both."""

    part: Part
    node: DocumentNode
    beside: DocumentNode | None = None

    @property
    def nodes(self) -> tuple[DocumentNode, ...]:
        return (self.node,) if self.beside is None else (self.node, self.beside)


@record
class Run:
    """Lines that are printed together: in `columns`, or one after the other over the whole width; and in a
    frame, where they are of a clause that stands apart."""

    columns: bool
    lines: tuple[Line, ...]
    framed: bool = False


def runs(document: Document, way: str) -> tuple[Run, ...]:
    """The lines of a paper in two languages, to be signed in the way `way`, without its last pages."""
    parts = (part for part in document.all(way) if part.kind != "execution")
    found = (line for part in parts for line in lines(part, document.language))

    def alike(line: Line) -> tuple[bool, bool, bool]:
        inside = line.node.clause in document.framed
        return (line.beside is not None, line.part.kind == "schedule", inside)

    return tuple(Run(columns, tuple(row), framed) for (columns, _, framed), row in groupby(found, alike))


def lines(part: Part, first: str) -> Iterator[Line]:
    """The lines of a part of a paper whose first language is `first`."""
    nodes = list(part.nodes)
    while nodes:
        node = nodes.pop(0)
        other = nodes[0] if nodes and nodes[0].language not in ("", first) else None
        if part.kind in IN_COLUMNS and other is not None and node.language == first and _fit(node, other):
            yield Line(part, node, nodes.pop(0))
        else:
            yield Line(part, node)


def _fit(first: DocumentNode, second: DocumentNode) -> bool:
    """Whether two nodes stand beside each other: text of the same kind that no page break can part.

    A row that breaks would be read by halves, so that a paragraph that may not fit goes over both columns.
    """
    if isinstance(first, Heading) and isinstance(second, Heading):
        return True
    texts = (NumberedParagraph, PlainParagraph, Note)
    if type(first) is not type(second) or not isinstance(first, texts) or not isinstance(second, texts):
        return False
    return all(len(plain_text(node.words)) <= LONGEST for node in (first, second))
