"""What became of each passage of two papers in; the list of changes for people and programs out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from contracts.draft.changes.meaning import Meanings
from contracts.draft.changes.words import said, strands
from contracts.model.changelist import KIND, ChangeList, ListedChange, ListedLine, Side
from contracts.model.changes import KEPT, RENUMBERED, Change, Changes, NodeChange, RowChange
from contracts.model.document import (
    DocumentNode,
    Heading,
    NumberedParagraph,
    Row,
    SignaturePlace,
    Table,
    runs,
)
from contracts.model.inline import Definition, plain_text


def listed(
    found: Changes, old: Side, new: Side, meanings: Meanings | None, floor: frozenset[str] = frozenset()
) -> ChangeList:
    """The list; without `meanings`, as where no deal was read, it says what changed and not what it means.
    `floor` are the clauses that are protections of the floor, where nothing else says so."""
    changes = tuple(_told_once([_change(change, meanings, floor) for change in found.changed()]))
    renumbered = sum(change.kind == RENUMBERED and not change.moved for change in found.passages)
    return ChangeList(KIND, old, new, changes, renumbered)


def _told_once(changes: list[ListedChange]) -> Iterator[ListedChange]:
    """A row of the key terms says what its clause says: what that means is told where the clause stands."""
    told = {m.clause for change in changes if change.passage != "key-terms" for m in change.means}
    for change in changes:
        if change.passage == "key-terms":
            yield replace(change, means=tuple(m for m in change.means if m.clause not in told))
        else:
            yield change


def _change(change: Change, meanings: Meanings | None, floor: frozenset[str]) -> ListedChange:
    passage, means = change.passage, meanings.of(change) if meanings is not None else ()
    return ListedChange(
        passage=passage.kind,
        id=passage.id,
        clause=passage.clause,
        was=change.old.number if change.old is not None else "",
        now=change.new.number if change.new is not None else "",
        heading=passage.heading or _first_words(passage.nodes),
        what="moved" if change.moved and change.kind in (KEPT, RENUMBERED) else change.kind,
        moved=change.moved,
        floor=any(meaning.floor for meaning in means) or (meanings is None and passage.clause in floor),
        lines=tuple(line for node in change.nodes for line in _lines(node)),
        means=means,
    )


def _first_words(nodes: tuple[DocumentNode, ...]) -> str:
    """What a passage without a heading is called: the term that it defines, or how it begins."""
    inlines = (inline for node in nodes[:1] for run in runs(node) for inline in run)
    if (term := next((i.term for i in inlines if isinstance(i, Definition)), "")) != "":
        return term
    text = next((said(node) for node in nodes if not isinstance(node, Table)), "")
    return " ".join(text.split()[:6])


def _lines(node: NodeChange) -> Iterator[ListedLine]:
    if node.kind in (KEPT, RENUMBERED):
        return
    old, new = node.old, node.new
    if isinstance(old, Table) or isinstance(new, Table):
        yield from _table(node)
        return
    words = strands(said(old) if old is not None else "", said(new) if new is not None else "")
    shown = new if new is not None else old
    assert shown is not None
    yield ListedLine(_where(shown), node.kind, words)


def _where(node: DocumentNode) -> str:
    match node:
        case Heading():
            return node.number
        case NumberedParagraph():
            return node.label
        case SignaturePlace():
            return plain_text(node.words)
        case _:
            return ""


def _table(node: NodeChange) -> Iterator[ListedLine]:
    """The rows of a table that differ, the row of heads among them."""
    sides = [side for side in (node.old, node.new) if isinstance(side, Table)]
    heads = [" | ".join(map(plain_text, table.head)) for table in sides]
    if len(sides) == 2 and heads[0] != heads[1]:
        yield ListedLine("", "edited", strands(heads[0], heads[1]))
    rows = node.rows
    if len(sides) == 1:
        added = node.old is None
        rows = tuple(
            RowChange(node.kind, None if added else row, row if added else None) for row in sides[0].rows
        )
    for row in rows:
        if row.kind not in (KEPT, RENUMBERED):
            yield _row(row)


def _row(row: RowChange) -> ListedLine:
    old, new = _cells(row.old), _cells(row.new)
    where = (new or old)[0]
    if not old or not new or old[0] == new[0]:
        old, new = old[1:], new[1:]
    else:
        where = ""
    return ListedLine(where, row.kind, strands(" | ".join(filter(None, old)), " | ".join(filter(None, new))))


def _cells(row: Row | None) -> list[str]:
    if row is None:
        return []
    return [" ".join(filter(None, (plain_text(c.words), plain_text(c.below)))) for c in row.cells]
