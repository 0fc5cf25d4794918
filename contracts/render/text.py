"""The tree of a paper in; its words as plain text out: laid out for readers, or bare, to be compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from contracts.model.agreement import plain_text
from contracts.model.document import (
    Cell,
    Document,
    DocumentNode,
    Heading,
    Note,
    NumberedParagraph,
    Part,
    PlainParagraph,
    Row,
    SignaturePlace,
    Table,
    Title,
)

INDENT = "    "


def canonical(document: Document, kind: str) -> str:
    """Every word of the paper, as it is printed and in its order, a line a paragraph or a row.

    What is printed around each page, and what a reader only hears, comes last and once; what differs
    from page to page or from copy to copy stands as "…". `kind` is one of document.WAYS.
    """
    return "\n".join((*visible(document, kind), *_around(document, kind))) + "\n"


def visible(document: Document, kind: str) -> Iterator[str]:
    """The same without what stands around the pages or is only heard: the words of the pages themselves."""
    for part in document.all(kind):
        for node in part.nodes:
            for run in _bare(node):
                if words := " ".join(filter(None, run)):
                    yield words


def text(document: Document, kind: str) -> str:
    """The paper as plain text, for readers and for golden files."""
    lines: list[str] = []
    for part in document.all(kind):
        for node in part.nodes:
            lines += _laid_out(node, part)
    return "\n".join((*lines, "", *_around(document, kind))) + "\n"


def _around(document: Document, kind: str) -> Iterator[str]:
    furniture = document.furniture
    if kind == "draft":
        yield from (plain_text(furniture.mark), plain_text(furniture.draft))
    for part in document.all(kind):
        for node in part.nodes:
            if isinstance(node, SignaturePlace) and node.access:
                yield plain_text(node.access)
    if furniture.initials is not None:
        signers = (plain_text(term) for _, term in furniture.initials.signers)
        yield " ".join((plain_text(furniture.initials.label), *signers))
    yield from (plain_text(run) for run in (furniture.version, furniture.page, document.about))
    if kind != "draft":
        yield from map(plain_text, document.enclosed.values())


def _bare(node: DocumentNode) -> Iterator[tuple[str, ...]]:
    """The runs of words of a node, a tuple of strings a line."""
    match node:
        case Title():
            yield (plain_text(node.above),)
            yield (plain_text(node.words),)
        case Heading():
            yield (node.number, plain_text(node.words))
        case NumberedParagraph():
            yield (node.label, plain_text(node.words))
        case PlainParagraph():
            yield (plain_text(node.words),)
        case Table():
            yield tuple(plain_text(words) for words in node.head)
            for row in node.rows:
                yield tuple(plain_text(run) for cell in row.cells for run in (cell.words, cell.below))
        case Note():
            yield (plain_text(node.words),)
            yield (plain_text(node.below),)
        case SignaturePlace():
            yield from ((plain_text(run),) for run in (node.about, node.words, node.caption))
            for particular in node.particulars:
                yield (plain_text(particular.label), plain_text(particular.words))


def _laid_out(node: DocumentNode, part: Part) -> Iterator[str]:
    match node:
        case Title():
            yield plain_text(node.above)
            yield plain_text(node.words).upper()
        case Heading(level=2):
            joined = {"schedule": ": "}.get(part.kind, ". ") if node.number else ""
            yield f"\n{node.number}{joined}{plain_text(node.words)}".upper()
        case Heading() if node.number:
            yield f"\n{node.number} {plain_text(node.words)}"
        case Heading():
            yield plain_text(node.words)
        case NumberedParagraph():
            yield f"{INDENT * node.depth}{node.label} {plain_text(node.words)}"
        case PlainParagraph():
            yield INDENT * node.depth + plain_text(node.words)
        case Table():
            if node.head:
                yield _columns(plain_text(words) for words in node.head)
            for row in node.rows:
                yield _key_term(row) if node.kind == "key-terms" else _columns(map(_cell, row.cells))
        case Note():
            yield from (line for line in (plain_text(node.words), plain_text(node.below)) if line)
        case SignaturePlace():
            yield "\n" + ". ".join(filter(None, map(plain_text, (node.about, node.words))))
            yield plain_text(node.caption)
            for particular in node.particulars:
                yield f"{plain_text(particular.label)}: {plain_text(particular.words)}".rstrip()


def _columns(cells: Iterable[str]) -> str:
    return " | ".join(cells).rstrip()


def _cell(cell: Cell) -> str:
    return ", ".join(filter(None, (plain_text(cell.words), plain_text(cell.below))))


def _key_term(row: Row) -> str:
    label, *words, section = map(_cell, row.cells)
    return f"{label}: {' | '.join(words)}" + (f" [{section}]" if section else "")
