"""Two versions of a paper in; their parts, and what the nodes in these say, out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from contracts.draft.amend.direction import fields_in
from contracts.model.agreement import Agreement
from contracts.model.document import DocumentNode, NumberedParagraph, Part, Words, runs
from contracts.model.inline import Inline, Reference, Text, shown
from contracts.model.problem import Span

Parts = dict[str, Part]


def parts_of(agreement: Agreement) -> Parts:
    """The parts of a paper by anchor, or by kind where they have none."""
    return {part.id or part.kind: part for part in agreement.document.parts}


def nodes_of(parts: Parts, name: str) -> tuple[DocumentNode, ...]:
    return parts[name].nodes if name in parts else ()


def said(nodes: Sequence[DocumentNode]) -> list[str]:
    """What some nodes say, run by run, with their labels. A reference says a number: that what it points at
    has another heading changes nothing where it stands."""
    found = []
    for node in nodes:
        label = node.label if isinstance(node, NumberedParagraph) else ""
        found += [f"{label} {''.join(map(_said, run))}" for run in runs(node)]
    return found


def _said(node: Inline) -> str:
    return (node.number if isinstance(node, Reference) else "") or shown(node)


def placed(words: str, near: DocumentNode) -> Words:
    """Words of the library as nodes, placed where the words of a node come from."""
    first = next((node for run in runs(near) for node in run), None)
    return (Text(words, first.span if first is not None else Span("", 1)),)


def printed(nodes: Sequence[DocumentNode]) -> Iterator[str]:
    """The fields of the deal that some nodes print."""
    for node in nodes:
        for run in runs(node):
            yield from fields_in(run)
