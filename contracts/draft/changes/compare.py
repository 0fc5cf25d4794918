"""Two papers in, or the passages of two; what became of each passage, node by node, out.

Passages are matched by id, else by number, heading and words. Of two that changed places, the one with
fewer words moved. Within a passage, paragraphs and rows are matched by their words, since a number says
little where one was put in before it. There is no clock here and no file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from contracts.draft.changes.match import aligned, in_order, joined, matched
from contracts.draft.changes.passages import passages
from contracts.draft.changes.words import said
from contracts.model.changes import (
    ADDED,
    EDITED,
    KEPT,
    REMOVED,
    RENUMBERED,
    Change,
    Changes,
    NodeChange,
    Passage,
    RowChange,
)
from contracts.model.document import (
    Document,
    DocumentNode,
    Heading,
    NumberedParagraph,
    PlainParagraph,
    Row,
    Table,
    Words,
    runs,
)
from contracts.model.inline import led, plain_text


def changes(old: Document, new: Document, way: str = "fields") -> Changes:
    """What differs between two papers, each signed in the way `way`."""
    return compared(passages(old, way), passages(new, way))


def compared(olds: Sequence[Passage], news: Sequence[Passage]) -> Changes:
    """What differs between the passages of two papers, in the order of each."""
    found = matched(olds, news)
    stayed = in_order(found, [sum(len(said(node)) for node in old.nodes) for old in olds])
    return Changes(tuple(_merged(olds, news, found, stayed)))


def _merged(
    olds: Sequence[Passage], news: Sequence[Passage], found: dict[int, int], stayed: frozenset[int]
) -> Iterator[Change]:
    """The passages of both in one order: between two that stayed, first those of the old."""
    back = {j: i for i, j in found.items()}
    at = begun = 0
    for i, j in [*((i, found[i]) for i in sorted(stayed)), (len(olds), len(news))]:
        yield from _left(olds, range(at, i), news, found)
        for k in range(begun, j):
            new, before = news[k], back.get(k)
            if before is None:
                yield Change(ADDED, None, new, tuple(NodeChange(ADDED, None, node) for node in new.nodes))
            else:
                yield _met(olds[before], new, moved=True)
        if i < len(olds) and j < len(news):
            yield _met(olds[i], news[j])
        at, begun = i + 1, j + 1


def _left(
    olds: Sequence[Passage], between: range, news: Sequence[Passage], found: dict[int, int]
) -> Iterator[Change]:
    """What of the old no longer stands where it stood."""
    for i in between:
        old, nodes = olds[i], tuple(NodeChange(REMOVED, node, None) for node in olds[i].nodes)
        if i in found:
            yield Change(_met(old, news[found[i]]).kind, old, news[found[i]], nodes, moved=True, away=True)
        else:
            yield Change(REMOVED, old, None, nodes)


def _met(old: Passage, new: Passage, *, moved: bool = False) -> Change:
    """A passage that stands in both."""
    nodes = tuple(_nodes(old.nodes, new.nodes))
    kind = _sum(chain((KEPT if old.number == new.number else RENUMBERED,), (n.kind for n in nodes)))
    return Change(kind, old, new, nodes, moved)


def _sum(kinds: Iterator[str] | chain[str]) -> str:
    """What became of the whole, from what became of each part."""
    found = set(kinds)
    if found <= {KEPT}:
        return KEPT
    return RENUMBERED if found <= {KEPT, RENUMBERED} else EDITED


def _nodes(olds: Sequence[DocumentNode], news: Sequence[DocumentNode]) -> Iterator[NodeChange]:
    texts = [said(node) for node in olds], [said(node) for node in news]
    keys = [(_shape(n), _unnumbered(n)) for n in olds], [(_shape(n), _unnumbered(n)) for n in news]
    pairs = aligned(*keys, texts, lambda i, j: _one_shape(olds[i], news[j]))
    for i, j in joined(pairs, lambda i, j: _one_of_a_kind(olds[i], news[j])):
        old, new = olds[i] if i is not None else None, news[j] if j is not None else None
        if old is None or new is None:
            yield NodeChange(ADDED if old is None else REMOVED, old, new)
        elif isinstance(old, Table) and isinstance(new, Table):
            rows = tuple(_rows(old.rows, new.rows))
            heads = KEPT if _texts(old.head) == _texts(new.head) else EDITED
            yield NodeChange(_sum(chain((heads,), (row.kind for row in rows))), old, new, rows)
        else:
            yield NodeChange(_kind(old, new), old, new)


def _one_shape(old: DocumentNode, new: DocumentNode) -> bool:
    return _shape(old) == _shape(new)


def _one_of_a_kind(old: DocumentNode, new: DocumentNode) -> bool:
    """Two headings, two tables of a kind, or two paragraphs of one id with none between them that is better,
    are one that was edited, however few words they share."""
    if isinstance(old, (NumberedParagraph, PlainParagraph)):
        return _one_shape(old, new) and old.id == new.id != ""
    return _one_shape(old, new)


def _shape(node: DocumentNode) -> tuple[str, str]:
    """What two nodes must have in common to be one: paragraphs may gain or lose a number."""
    match node:
        case Heading():
            return "Heading", str(node.level)
        case Table():
            return "Table", node.kind
        case NumberedParagraph() | PlainParagraph():
            return "Paragraph", ""
        case _:
            return type(node).__name__, getattr(node, "kind", "")


def _kind(old: DocumentNode, new: DocumentNode) -> str:
    if said(old) == said(new) and _label(old) == _label(new):
        return KEPT
    return RENUMBERED if _unnumbered(old) == _unnumbered(new) else EDITED


def _label(node: DocumentNode) -> str:
    match node:
        case Heading():
            return node.number
        case NumberedParagraph():
            return node.label
        case _:
            return ""


def _unnumbered(node: DocumentNode) -> str:
    """The words of a node, with each reference as what it leads to and not as the number of that."""
    return "\n".join(map(led, runs(node)))


def _rows(olds: Sequence[Row], news: Sequence[Row]) -> Iterator[RowChange]:
    texts = [_row_text(row) for row in olds], [_row_text(row) for row in news]
    keys = list(map(_row_key, olds)), list(map(_row_key, news))
    pairs = aligned(*keys, texts, lambda i, j: True)
    for i, j in joined(pairs, lambda i, j: _labelled(olds[i], news[j])):
        old, new = olds[i] if i is not None else None, news[j] if j is not None else None
        if old is None or new is None:
            yield RowChange(ADDED if old is None else REMOVED, old, new)
        elif _row_text(old) == _row_text(new):
            yield RowChange(KEPT, old, new)
        else:
            yield RowChange(RENUMBERED if _row_key(old) == _row_key(new) else EDITED, old, new)


def _labelled(old: Row, new: Row) -> bool:
    """Two rows of one first cell are one row that was edited, however few words they share."""
    return _first(old) == _first(new) != ""


def _first(row: Row) -> str:
    return plain_text(row.cells[0].words) if row.cells else ""


def _row_text(row: Row) -> str:
    return "\t".join(f"{plain_text(cell.words)}\n{plain_text(cell.below)}" for cell in row.cells)


def _row_key(row: Row) -> str:
    return "\t".join(f"{led(cell.words)}\n{led(cell.below)}" for cell in row.cells)


def _texts(words: Sequence[Words]) -> list[str]:
    return list(map(plain_text, words))
