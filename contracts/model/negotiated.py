"""What a Word file says that came back from the other side, and what is different in it, clause by clause.

`load/word` reads a file into a `WordText`: every paragraph with its runs, and on each run, end of a
paragraph and row the revisions that stand on it, whoever made them. Nothing is accepted or rejected there.
Matching it with the agreement that the deal makes gives a `Negotiated`: for each passage of our paper its
`Passage`, the words as we wrote them and as they would stand if every revision were accepted, word by word,
each with who changed it and when, or without a mark.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from contracts.model.problem import Problem
from contracts.model.record import record

INSERTED, DELETED, MOVED_FROM, MOVED_TO = "ins", "del", "moveFrom", "moveTo"
GONE = (DELETED, MOVED_FROM)
"""Revisions after which, once accepted, their words are no longer there."""

COME = (INSERTED, MOVED_TO)
"""Revisions before which, once rejected, their words were not there."""


@record
class Revision:
    """A tracked change: `ins`, `del`, `moveFrom` or `moveTo`; or `format` for one of looks alone.

    `date` is ISO 8601 as it stands in the file, in UTC where the file says so; empty where it has none.
    """

    kind: str
    author: str
    date: str = ""


@record
class Run:
    """Words that look alike and that the same revisions stand on, the outermost first.

    `field` is the code of the field whose result they are. A tab is a tab, an end of line a line feed.
    `hidden` are words that no page shows.
    """

    text: str
    revisions: tuple[Revision, ...] = ()
    formats: tuple[Revision, ...] = ()
    field: str = ""
    hidden: bool = False

    @property
    def was(self) -> bool:
        """Whether the words were there before every revision."""
        return not any(r.kind in COME for r in self.revisions)

    @property
    def stands(self) -> bool:
        """Whether the words are there, to be seen, once every revision is accepted."""
        return not self.hidden and not any(r.kind in GONE for r in self.revisions)


@record
class CellPlace:
    """Where a cell is: its table, row and column, each counted from 0 in the order of the file, and the
    revisions of its row and of itself. A table inside a cell is read as part of that cell."""

    table: int
    row: int
    column: int
    revisions: tuple[Revision, ...] = ()


@record
class WordParagraph:
    """A paragraph as it stands in the file, with everything that was put in or taken out.

    `number` is its number as Word shows it once all is accepted, "4.15" or "(b)", worked out where Word
    counts, and `numbered` what it was before every revision; a number that was typed is among its words.
    `level` is that of its heading, 1 to 9, and 0 for none. `end` are the revisions of its mark: where one
    is gone, it runs on into the next. `formats` are those of its looks. `comments` are the ids of those
    that begin in it. `part` is `body`, `footnotes`, `header` or another part.
    """

    runs: tuple[Run, ...]
    number: str = ""
    numbered: str = ""
    style: str = ""
    level: int = 0
    bookmarks: tuple[str, ...] = ()
    end: tuple[Revision, ...] = ()
    formats: tuple[Revision, ...] = ()
    cell: CellPlace | None = None
    comments: tuple[str, ...] = ()
    part: str = "body"

    def revisions(self) -> Iterator[Revision]:
        """Every revision that stands on it, with that of its row."""
        for run in self.runs:
            yield from run.revisions
            yield from run.formats
        yield from self.end
        yield from self.formats
        if self.cell is not None:
            yield from self.cell.revisions

    @property
    def was(self) -> str:
        """Its words before every revision."""
        return "".join(run.text for run in self.runs if run.was)

    @property
    def stands(self) -> str:
        """Its words once every revision is accepted."""
        return "".join(run.text for run in self.runs if run.stands)


@record
class Comment:
    """A comment: who, when, what it says, paragraph by paragraph, and the words that it is about.

    `parent` is the id of the one that it answers, `resolved` whether its thread is done. `first` and `last`
    are the paragraphs of the file, counted from 0, from which to which it reaches; -1 where it has no place.
    """

    id: str
    author: str
    date: str
    paragraphs: tuple[str, ...]
    about: str = ""
    parent: str = ""
    resolved: bool = False
    first: int = -1
    last: int = -1
    initials: str = ""

    @property
    def text(self) -> str:
        return "\n".join(self.paragraphs)


@record
class Carried:
    """What the part for programs of a file of ours says: which agreement it is, and, where it was made with
    --embed, the files that it holds, by name."""

    agreement: str = ""
    reference: str = ""
    fingerprint: str = ""
    library: str = ""
    paper: str = ""
    signing: str = ""
    deal: str = ""  # SHA-256
    bookmarks: tuple[tuple[str, str], ...] = ()  # name, and the id that it stands for
    files: tuple[tuple[str, bytes], ...] = ()


@record
class WordText:
    """A Word file as it was read. `writer` is the program that wrote it last, by its own word, and `problems`
    what counsel should know of it: parts that were not read, and what it names outside itself."""

    file: str
    paragraphs: tuple[WordParagraph, ...]
    comments: tuple[Comment, ...] = ()
    carried: Carried | None = None
    writer: str = ""
    problems: tuple[Problem, ...] = ()

    def authors(self) -> tuple[str, ...]:
        """Everybody who changed or commented something, in the order in which they first appear."""
        revised = (r.author for paragraph in self.paragraphs for r in paragraph.revisions())
        return tuple(dict.fromkeys((*revised, *(c.author for c in self.comments))))


class Touched(StrEnum):
    """What happened to a passage of our paper, or that it is none of ours."""

    UNTOUCHED = "untouched"
    EDITED = "edited"
    DELETED = "deleted"
    ADDED = "added"


KEPT, PUT_IN, TAKEN_OUT, PASSING = "kept", "added", "removed", "withdrawn"
"""What was withdrawn is in neither text: put in and taken out again, each with a mark or in hiding."""


@record
class Piece:
    """Words of a passage that were kept, added, removed or withdrawn. A line feed is the end of a paragraph.

    `revisions` say who did it and when, with tracked changes; where there are none, it was done without a
    mark. (Of words that were kept there are none.)
    """

    kind: str
    text: str
    revisions: tuple[Revision, ...] = ()

    @property
    def marked(self) -> bool:
        return bool(self.revisions)


@record
class Line:
    """A paragraph of a passage, or a cell of it: the number that it shows, and its words.

    `language` is theirs, where a passage has words in two: of a row of the key terms, a cell in each.
    """

    number: str
    words: str
    language: str = ""


@record
class Passage:
    """A part of the paper that is read as one, and what became of it.

    `kind` is `provision`, `definition`, `key-term`, `party`, `section` (the heading of one), `schedule`,
    `row` (of a schedule), `execution` or `text`; of what they added it is `provision` or `text`. `id` is
    that of its node (`takedown`, `term-notice`, `schedule-clips`); empty for what they added. `clause` is the
    clause of the library, `position` the one at which we wrote it, `floor` whether it is a protection of the
    floor. `number` and `heading` are as we wrote them, or theirs where it is added; `numbered` is the number
    that it shows now.

    `before` and `after` are its paragraphs in our words and once all is accepted, `pieces` the same as one
    text; of one that was not touched there are none. `moved` says that it stands in another place, and
    `moves` who moved it, with marks. `merged` names the passages that stand in it now, `into` the one that
    it stands in; `split` says that one paragraph of it has become several, `retyped` that a number of it is
    now typed by hand. `comments` are those that begin in it, and
    `paragraphs` those of their file that it is made of, counted from 0.
    """

    kind: str
    id: str
    touched: Touched
    number: str = ""
    heading: str = ""
    clause: str = ""
    position: str = ""
    floor: bool = False
    numbered: str = ""
    before: tuple[Line, ...] = ()
    after: tuple[Line, ...] = ()
    pieces: tuple[Piece, ...] = ()
    formats: tuple[Revision, ...] = ()
    moved: bool = False
    merged: tuple[str, ...] = ()
    into: str = ""
    split: bool = False
    moves: tuple[Revision, ...] = ()
    retyped: bool = False
    comments: tuple[str, ...] = ()
    paragraphs: tuple[int, ...] = ()
    language: str = ""  # of a paper in two: the one that it is in
    twin: str = ""  # and the id of the same passage in the other
    follows: str = ""  # the id of the passage that stands before it, for what they added or moved

    @property
    def changes(self) -> tuple[Piece, ...]:
        """The pieces that were not kept."""
        return tuple(piece for piece in self.pieces if piece.kind != KEPT)

    @property
    def authors(self) -> tuple[str, ...]:
        """Who changed it with marks, in the order of its words."""
        return tuple(dict.fromkeys(r.author for piece in self.changes for r in piece.revisions))

    @property
    def unmarked(self) -> bool:
        """Whether something of it was changed without a mark."""
        return any(not piece.marked for piece in self.changes)


@record
class Negotiated:
    """What is different in a file that came back: each passage in the order of our paper, what they added
    where it stands, and the file itself. Of a paper in two languages: which, and the one that prevails."""

    text: WordText
    passages: tuple[Passage, ...]
    languages: tuple[str, ...] = ()
    prevailing: str = ""

    def touched(self) -> tuple[Passage, ...]:
        """The passages that are not as we wrote them."""
        return tuple(
            p for p in self.passages if p.touched is not Touched.UNTOUCHED or p.moved or p.merged or p.into
        )
