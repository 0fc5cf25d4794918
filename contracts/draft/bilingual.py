"""The paper of an agreement in two languages in; one tree that prints both, node after node, out.

Each node stands in the first language, and then in the second. What both say in the same words is printed
once, and so is each place for a signature or for a stamp, with its labels in both. Numbers are the same in
both. A format that prints two columns finds in the order of the tree what stands beside what
(render/beside.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from contracts.model.document import (
    BETWEEN,
    WAYS,
    Cell,
    Document,
    DocumentNode,
    Furniture,
    Heading,
    Initials,
    Note,
    Part,
    Particular,
    Row,
    SignaturePlace,
    Table,
    Title,
    Words,
)
from contracts.model.inline import Text, plain_text
from contracts.model.paired import Pair, passages

ROWS = ("waivers", "matrix")
"""The kinds of tables whose rows are sentences, and stand in each language below each other."""

ONE_LINE = ("cover", "key-terms", "waivers", "execution")
"""The kinds of parts whose headings stand in both languages on one line."""

NAMED = ("opening", "article", "schedule")
"""The kinds of parts of which the first begins with the names of the languages, which head its columns."""


def bilingual(first: Document, second: Document) -> Document:
    """One paper of two in the same layout, in the order of the first, which holds both as its `texts`."""
    return replace(
        first,
        about=both(first.about, second.about),
        parts=_named(_parts(first.parts, second.parts), first, second),
        furniture=_furniture(first.furniture, second.furniture),
        execution={way: _parts(first.execution[way], second.execution[way]) for way in WAYS},
        enclosed={
            name: both(words, second.enclosed.get(name, words)) for name, words in first.enclosed.items()
        },
        texts=(first, second),
    )


def both(first: Words, second: Words) -> Words:
    """Words of both languages on one line; once, where they are the same."""
    if not first or not second or plain_text(first) == plain_text(second):
        return first or second
    return (*first, Text(BETWEEN, first[0].span), *second)


def _named(parts: tuple[Part, ...], first: Document, second: Document) -> tuple[Part, ...]:
    """The parts with the names of the languages before the first text in both."""
    for i, part in enumerate(parts):
        if part.kind in NAMED:
            names = tuple(Note("language", text.called, language=text.language) for text in (first, second))
            return (*parts[:i], replace(part, nodes=(*names, *part.nodes)), *parts[i + 1 :])
    return parts


def _parts(first: tuple[Part, ...], second: tuple[Part, ...]) -> tuple[Part, ...]:
    found = []
    for ours, theirs in zip(first, second, strict=True):
        together = passages(ours.nodes, theirs.nodes)
        nodes = [node for passage in together for node in _printed(passage.pairs, ours.kind)]
        found.append(replace(ours, nodes=tuple(nodes)))
    return tuple(found)


def _printed(pairs: tuple[Pair, ...], part: str) -> Iterator[DocumentNode]:
    """A passage: as one node, where it is one with labels in both; else each node in the first language,
    and then in the second, whose nodes have no ids, for a reference finds the first."""
    match pairs:
        case (Pair(Title() as first, Title() as second),):
            words = both(first.words, second.words)
            yield replace(first, above=both(first.above, second.above), words=words)
        case (Pair(Table() as first, Table() as second),):
            yield _table(first, second)
        case (Pair(SignaturePlace() as first, SignaturePlace() as second),):
            yield _place(first, second)
        case (Pair(Note(kind="stamp") as first, Note(kind="stamp") as second),):
            yield replace(first, words=both(first.words, second.words))
        case (Pair(Heading() as first, Heading() as second),) if part in ONE_LINE:
            yield replace(first, words=both(first.words, second.words))
        case _:
            for pair in pairs:
                if pair.first is not None:
                    yield pair.first
                if pair.second is not None and not pair.once:
                    yield replace(pair.second, id="")


def _table(first: Table, second: Table) -> Table:
    if len(first.rows) != len(second.rows):
        return first
    if first.kind == "key-terms":
        return _key_terms(first, second)
    head = tuple(both(one, other) for one, other in zip(first.head, second.head, strict=False))
    rows: list[Row] = []
    for ours, theirs in zip(first.rows, second.rows, strict=True):
        if first.kind in ROWS:
            rows += [ours] if _said(ours) == _said(theirs) else [ours, replace(theirs, id="")]
        else:
            cells = zip(ours.cells, theirs.cells, strict=False)
            rows.append(replace(ours, cells=tuple(_cell(one, other) for one, other in cells)))
    return replace(first, head=head, rows=tuple(rows))


def _key_terms(first: Table, second: Table) -> Table:
    """The key terms: each label in both languages, what is agreed in a column of each, and the section."""
    head: tuple[Words, ...] = ()
    if first.head:
        label, agreed, section = zip(first.head, second.head, strict=True)
        head = (both(*label), *agreed, both(*section))
    rows = []
    for ours, theirs in zip(first.rows, second.rows, strict=True):
        (name, words, place), (other, said, _) = ours.cells, theirs.cells
        below = other.words if plain_text(other.words) != plain_text(name.words) else ()
        cells = (Cell(name.words, below), words, replace(said, language=theirs.language), place)
        rows.append(replace(ours, cells=cells))
    return replace(first, head=head, rows=tuple(rows))


def _said(row: Row) -> list[tuple[str, str]]:
    return [(plain_text(cell.words), plain_text(cell.below)) for cell in row.cells]


def _cell(first: Cell, second: Cell) -> Cell:
    return Cell(both(first.words, second.words), both(first.below, second.below))


def _place(first: SignaturePlace, second: SignaturePlace) -> SignaturePlace:
    particulars = zip(first.particulars, second.particulars, strict=True)
    return replace(
        first,
        words=both(first.words, second.words),
        access=both(first.access, second.access),
        caption=both(first.caption, second.caption),
        about=both(first.about, second.about),
        particulars=tuple(
            Particular(both(a.label, b.label), both(a.words, b.words), a.write) for a, b in particulars
        ),
    )


def _furniture(first: Furniture, second: Furniture) -> Furniture:
    initials = None
    if first.initials is not None and second.initials is not None:
        a, b = first.initials, second.initials
        signers = zip(a.signers, b.signers, strict=True)
        named = tuple((seat, both(term, other)) for (seat, term), (_, other) in signers)
        initials = Initials(a.where, both(a.label, b.label), named)
    return Furniture(
        title=both(first.title, second.title),
        reference=first.reference,
        version=both(first.version, second.version),
        page=both(first.page, second.page),
        draft=both(first.draft, second.draft),
        mark=both(first.mark, second.mark),
        initials=initials,
    )
