"""What a paper consists of, as a tree: every word of it, in the order of its pages.

`draft` makes it; every format prints it and adds no word of its own. Each node says in which language
it stands, by which id a reference finds it and, where it has one, which clause it is a part of. Words
are the nodes of `model/inline.py`, so a value of the deal is a Blank with its field in a table and
a signature block as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import TypeAlias

from contracts.model.inline import Inline
from contracts.model.record import record

Words: TypeAlias = tuple[Inline, ...]


@record(kw_only=True)
class Node:
    """What every node of the tree has. `id` and `clause` are empty where there is none."""

    language: str
    id: str = ""
    clause: str = ""


@record
class Title(Node):
    """The title of the paper, and the line above it."""

    above: Words
    words: Words


@record
class Heading(Node):
    """A heading of level 2 or 3. `number` is printed before it: "4", "4.2", "Schedule A", or nothing."""

    words: Words
    level: int
    number: str = ""


@record
class NumberedParagraph(Node):
    """A paragraph with a label, "(b)". `depth` counts the paragraphs that it stands in."""

    label: str
    words: Words
    depth: int = 0


@record
class PlainParagraph(Node):
    """A paragraph without a label. `kind` is `entry` for a definition, `agreed` for the agreement itself,
    `quoted` for a heading that an amendment quotes."""

    words: Words
    depth: int = 0
    kind: str = ""


@record
class Cell:
    """A cell of a table: its words, and a line below them where there is one. `language` is that of the
    cell, where it is not the one of its row."""

    words: Words
    below: Words = ()
    language: str = ""


@record
class Row(Node):
    """A row of a table; of the key terms, `clause` is the one that the row is about."""

    cells: tuple[Cell, ...]


@record
class Table(Node):
    """A table: heads, rows, and whether the last row is a total.

    Columns count from 0: those that hold figures, the one that takes the room that is left, and those
    that nobody reads at first. `kind` is `between` (the parties), `key-terms`, `waivers`, `tiers`,
    `clips`, `plain` or `matrix`.
    """

    kind: str
    head: tuple[Words, ...]
    rows: tuple[Row, ...]
    figures: tuple[int, ...] = ()
    total: bool = False
    elastic: int | None = None
    quiet: tuple[int, ...] = ()


@record
class Note(Node):
    """Words beside the text: `note`, `binding`, `witness`, `stamp` (a place for one), `fingerprint`, or the
    name of a `language` over its column."""

    kind: str
    words: Words
    below: Words = ()


@record
class Particular:
    """A line below a signature: a label, and what stands there or, by hand or by a provider, is written
    there: the `date` or the `place`."""

    label: Words
    words: Words = ()
    write: str = ""


@record
class SignaturePlace(Node):
    """Where one signatory signs: who it is, what a listener hears, the caption and the lines below.

    `about` says what is signed by itself; `party` is a seat, `field` the name of the signature field.
    """

    party: str
    field: str
    words: Words
    access: Words
    caption: Words
    particulars: tuple[Particular, ...]
    about: Words = ()


DocumentNode: TypeAlias = Title | Heading | NumberedParagraph | PlainParagraph | Table | Note | SignaturePlace


@record
class Part(Node):
    """A run of nodes that begins where its kind says.

    `cover`, `key-terms`, `waivers`, `opening`, `article`, `schedule` or `execution`.
    """

    kind: str
    nodes: tuple[DocumentNode, ...]


@record
class Initials:
    """A place for initials at the foot of the `schedules` or of all `pages`; each signer by seat."""

    where: str
    label: Words
    signers: tuple[tuple[str, Words], ...]


@record
class Furniture:
    """What is printed around the pages: heads and feet, and the marks of a draft."""

    title: Words
    reference: Words
    version: Words
    page: Words
    draft: Words
    mark: Words
    initials: Initials | None = None


BETWEEN = " / "
"""What stands between the words of two languages on one line."""

WAYS = ("fields", "ink", "tags", "draft")
"""How signatures come onto the paper: in fields of the file, by hand, through a provider's tags, or,
on a draft, not at all."""


@record
class Document:
    """A whole paper. `execution` holds the pages for signatures, by the way in which they are signed."""

    language: str
    layout: str
    name: str  # by which a reader's window calls it
    author: str
    about: Words
    parts: tuple[Part, ...]
    furniture: Furniture
    execution: Mapping[str, tuple[Part, ...]] = field(default_factory=dict)
    enclosed: Mapping[str, Words] = field(default_factory=dict)  # file: what is said of it
    called: Words = ()  # its language, in its own words
    texts: tuple[Document, ...] = ()  # of a paper in two languages: the paper in each, in their order
    framed: frozenset[str] = frozenset()  # the clauses that stand apart from the rest, in a frame

    def all(self, way: str) -> tuple[Part, ...]:
        """Every part, to be signed in the way `way`."""
        return (*self.parts, *self.execution.get(way, ()))

    def inlines(self) -> Iterator[Inline]:
        """Every node of words that the paper prints, in each way in which it may be signed."""
        for part in (*self.parts, *(part for parts in self.execution.values() for part in parts)):
            for node in part.nodes:
                for run in runs(node):
                    yield from run
        around = self.furniture
        for run in (around.title, around.reference, around.version, around.page, around.draft):
            yield from run
        yield from self.about
        for run in self.enclosed.values():
            yield from run


UNPRINTED = Document("", "", "", "", (), (), Furniture((), (), (), (), (), ()))
"""What an agreement has that is still being drafted."""


def runs(node: DocumentNode) -> Iterator[Words]:
    """The runs of words of a node, in the order in which they are printed."""
    match node:
        case Title():
            yield from (node.above, node.words)
        case Table():
            yield from node.head
            for row in node.rows:
                for cell in row.cells:
                    yield from (cell.words, cell.below)
        case Note():
            yield from (node.words, node.below)
        case SignaturePlace():
            yield from (node.about, node.words, node.access, node.caption)
            for particular in node.particulars:
                yield from (particular.label, particular.words)
        case _:
            yield node.words
