"""A paper in; its passages, each of which is compared as one, out."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.draft.changes.words import said
from contracts.model.changes import Passage
from contracts.model.document import (
    Document,
    DocumentNode,
    Heading,
    NumberedParagraph,
    Part,
    PlainParagraph,
    SignaturePlace,
    Table,
)


def passages(document: Document, way: str = "fields") -> tuple[Passage, ...]:
    """Every node of a paper, signed in the way `way`, in the passage that it belongs to."""
    return tuple(passage for part in document.all(way) for passage in of_part(part))


def of_part(part: Part) -> Iterator[Passage]:
    """The passages of one part. A cover, a table of key terms or a schedule is one as a whole."""
    match part.kind:
        case "article":
            yield from _article(part)
        case "opening":
            yield from _opening(part)
        case "execution":
            yield from _execution(part)
        case _:
            yield _passage(part.kind, part.nodes, part.id)


def _passage(kind: str, nodes: tuple[DocumentNode, ...], id: str = "") -> Passage:
    first = nodes[0] if nodes else None
    number = first.number if isinstance(first, Heading) else ""
    titled = isinstance(first, Heading) and kind != "definition"
    heading = said(first) if first is not None and titled else ""
    clause = next((node.clause for node in nodes if node.clause and not isinstance(node, Table)), "")
    return Passage(kind, id or (first.id if first is not None else ""), clause, number, heading, nodes)


def _article(part: Part) -> Iterator[Passage]:
    """The heading of a section, the provisions below it and, of the definitions, each entry."""
    kind, id, nodes = "section", part.id, list[DocumentNode]()
    for node in part.nodes:
        begun = kind
        if isinstance(node, Heading):
            begun = "section" if node.level == 2 else "provision"
        elif isinstance(node, PlainParagraph) and node.kind == "entry":
            begun = "definition"
        elif not isinstance(node, (NumberedParagraph, PlainParagraph)):
            begun = kind
        starts = isinstance(node, Heading) or begun == "definition" != kind or _is_entry(node)
        if starts and nodes:
            yield _passage(kind, tuple(nodes), id)
            id, nodes = "", []
        kind = begun
        nodes.append(node)
    if nodes:
        yield _passage(kind, tuple(nodes), id)


def _is_entry(node: DocumentNode) -> bool:
    return isinstance(node, PlainParagraph) and node.kind == "entry"


def _opening(part: Part) -> Iterator[Passage]:
    """The parties, the recitals, and what is agreed."""
    kind, nodes = "parties", list[DocumentNode]()
    for node in part.nodes:
        begun = kind
        if isinstance(node, Heading):
            begun = "recitals" if nodes else "parties"
        elif isinstance(node, PlainParagraph) and node.kind == "agreed":
            begun = "opening"
        if nodes and begun != kind:
            yield _passage(kind, tuple(nodes), kind)
            nodes = []
        kind = begun
        nodes.append(node)
    if nodes:
        yield _passage(kind, tuple(nodes), kind)


def _execution(part: Part) -> Iterator[Passage]:
    """What stands above the signatures, and each place for one with what stands below it."""
    id, nodes = part.id, list[DocumentNode]()
    for node in part.nodes:
        if isinstance(node, SignaturePlace) and nodes:
            yield _passage("execution", tuple(nodes), id)
            id, nodes = "", []
        if isinstance(node, SignaturePlace):
            id = f"signature-{node.field}"
        nodes.append(node)
    if nodes:
        yield _passage("execution", tuple(nodes), id)
