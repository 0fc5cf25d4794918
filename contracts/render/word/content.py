"""What a Word file consists of, as far as we write it: paragraphs, tables, runs, fields, marks of changes.

`body.py` makes these of the tree of a paper, and `written.py` makes XML of them. A run, a paragraph and
a row each have a place for a mark, so that a comparison of two trees can say of each of them that it
was put in or taken out, and by whom.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Mark:
    """A tracked change: `ins`, `del`, `moveFrom` or `moveTo`; who made it, and when (ISO 8601, in UTC).

    `within` is one that it stands in: words that were moved here and left out at once.
    """

    kind: str
    author: str
    date: str
    within: Mark | None = None

    @property
    def gone(self) -> bool:
        """Whether what it marks is no longer there once the change is accepted."""
        return self.kind in ("del", "moveFrom")


@dataclass(frozen=True, slots=True)
class Restyled:
    """A style that words had before, by whom it was changed, and when."""

    style: str
    author: str
    date: str


@dataclass(frozen=True, slots=True)
class Run:
    """Words that look alike. A tab and a new line in them are printed as such.

    `style` is a style of characters, empty for that of the paragraph. `typed` are words that somebody
    typed, which no dictionary knows; `rtl` are words that run from right to left. `language` is theirs, empty
    for that of the paper. `was` is the style that they had, where a change of it is tracked.
    """

    text: str
    style: str = ""
    typed: bool = False
    rtl: bool = False
    language: str = ""
    mark: Mark | None = None
    was: Restyled | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """A field that Word works out: its code, and what it came to when the file was written.

    The code is ours, and no value of a deal ever stands in it.
    """

    code: str
    shown: Run


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to a bookmark."""

    name: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Watermark:
    """Words across the page, behind its text. They stand in a head."""

    text: str


Piece: TypeAlias = Run | Field | Link | Watermark


@dataclass(frozen=True, slots=True)
class Numbering:
    """The list that a paragraph is numbered in, and its level there; list 0 is none."""

    list: int
    level: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. `names` are the bookmarks around its words.

    `numbering` is given where it differs from what the style says. `near` keeps it on the page of the
    next one, `breaks` begins a page with it, `section` ends a section of the file with it. `indent` is
    its distance from the left edge, and `above` that from what stands above it, in twentieths of a point,
    where the style says another. `mark` is that of its end: whether the paragraph itself was put in or
    taken out. `was` holds the style, list and indent that it had, where a change of them is tracked. `rtl`
    says whether it runs from right to left, where its style says the other.
    """

    style: str
    pieces: tuple[Piece, ...] = ()
    names: tuple[str, ...] = ()
    numbering: Numbering | None = None
    near: bool = False
    breaks: bool = False
    indent: int | None = None
    above: int | None = None
    section: Section | None = None
    mark: Mark | None = None
    was: Former | None = None
    rtl: bool | None = None


@dataclass(frozen=True, slots=True)
class Former:
    """What a paragraph was: its style, list and indent count. By whom it was changed, and when."""

    paragraph: Paragraph
    author: str
    date: str


@dataclass(frozen=True, slots=True)
class Section:
    """How the pages look that end here: width and height, and the parts of their heads and feet.

    `first` says whether its first page has a head of its own. `runs_on` begins it on the same page.
    """

    width: int
    height: int
    head: str
    foot: str
    first_head: str = ""
    first_foot: str = ""
    runs_on: bool = False
    rtl: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its paragraphs, its width, how many columns it takes, and whether a line is
    drawn below it."""

    paragraphs: tuple[Paragraph, ...]
    width: int
    span: int = 1
    line: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row that no page breaks, unless it `splits`. `head` repeats it on each page; `height` is the least
    that it has."""

    cells: tuple[Cell, ...]
    head: bool = False
    height: int = 0
    splits: bool = False
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `title` is what a listener hears of it; `indent` its distance from the left edge."""

    style: str
    rows: tuple[Row, ...]
    widths: tuple[int, ...]
    title: str = ""
    headed: bool = False  # the first row names the columns
    labelled: bool = False  # the first column names the rows
    indent: int = 0
    rtl: bool = False  # the first column stands on the right


@dataclass(frozen=True, slots=True)
class MoveEdge:
    """Where a passage that moved begins or ends: `mark` is that of its words, `name` joins both places."""

    mark: Mark
    name: str
    begins: bool


Block: TypeAlias = Paragraph | Table
