"""The tree of a paper in; the same as Markdown out (CommonMark, with the tables of GitHub).

Numbers are words of it, and every word is data: what would be a mark in Markdown is taken out of its
meaning by a backslash.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from contracts.model.agreement import Agreement, Blank, Definition, Inline, plain_text, shown
from contracts.model.document import (
    Cell,
    DocumentNode,
    Heading,
    Note,
    NumberedParagraph,
    PlainParagraph,
    SignaturePlace,
    Table,
    Title,
    Words,
)
from contracts.render.signing import kind, usual

_MARKS = re.compile(r"([\\`*_\[\]<>|~&#^]|\$(?!\s))")
_FIRST, _NUMBER = re.compile(r"^([-+=])"), re.compile(r"^([0-9]+)([.)])")
"""What means something wherever it stands, and what does at the beginning of a line alone."""

_ENDS = re.compile(r"[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")

RULE = "\\_" * 24
"""Where somebody writes by hand."""


def markdown(agreement: Agreement, *, draft: bool = False, way: str = "") -> str:
    """The agreement as Markdown, to be signed in the way `way`; without what stands around its pages."""
    document = agreement.document
    blocks: list[str] = []
    if draft:
        blocks.append(f"**{escaped(plain_text(document.furniture.draft))}**")
    for part in document.all(kind(way or usual(agreement), draft=draft)):
        for node in part.nodes:
            blocks += _blocks(node, schedule=part.kind == "schedule", letter=document.layout == "letter")
    return "\n\n".join(blocks) + "\n"


def _blocks(node: DocumentNode, *, schedule: bool, letter: bool) -> Iterator[str]:
    match node:
        case Title():
            yield _line(node.above)
            yield f"# {_words(node.words)}"
        case Heading():
            level = 2 if letter else node.level
            joined = ": " if schedule and node.level == 2 else " "
            number = escaped(node.number) + joined if node.number else ""
            yield f"{'#' * level} {number}{_words(node.words)}"
        case NumberedParagraph():
            yield f"{'  ' * node.depth}- {escaped(node.label)} {_words(node.words)}"
        case PlainParagraph(depth=0):
            yield _line(node.words)
        case PlainParagraph():
            yield f"{'  ' * node.depth}{_line(node.words)}"
        case Table():
            yield _table(node)
        case Note(kind="fingerprint"):
            return  # it stands for a file that nobody can change
        case Note():
            yield from (_line(words) for words in (node.words, node.below) if words)
        case SignaturePlace():
            yield from _signature(node, "##" if letter else "###")


def _signature(node: SignaturePlace, marks: str) -> Iterator[str]:
    about = f"{_words(node.about)} " if node.about else ""
    yield f"{marks} {about}{_words(node.words)}"
    yield f"{_words(node.caption)}: {RULE}"
    for particular in node.particulars:
        said = RULE if particular.write else _words(particular.words)
        yield f"{_words(particular.label)}: {said}"


def _table(node: Table) -> str:
    count = max([len(node.head), *(len(row.cells) for row in node.rows)], default=0)
    head = [_words(words) for words in node.head] or [""] * count
    ends = ["---:" if i in node.figures else "---" for i in range(count)]
    rows = [[_cell(cell) for cell in row.cells] for row in node.rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, ends, *rows))


def _cell(cell: Cell) -> str:
    return ", ".join(filter(None, (_words(cell.words), _words(cell.below))))


def _line(words: Words) -> str:
    """A paragraph, whose beginning is no mark."""
    return _NUMBER.sub(r"\1\\\2", _FIRST.sub(r"\\\1", _words(words)))


def _words(words: Words) -> str:
    return "".join(map(_node, words)).strip()


def _node(node: Inline) -> str:
    match node:
        case Definition(term, _):
            return f"**{escaped(term)}**"
        case Blank(shown=""):
            return escaped(f"[{node.field}]")
        case _:
            return escaped(shown(node))


def escaped(text: str) -> str:
    """A text as words: one line, and no mark in it."""
    return _MARKS.sub(r"\\\1", _ENDS.sub(" ", text))
