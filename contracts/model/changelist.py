"""A redline as a list: what differs between two papers, clause by clause, and what each change means.

`contracts redline` prints it, and writes it as JSON (this record, field by field) and as a page. It is for
whoever asked for it: it names positions and the floor, which the redline itself does not.
"""

from __future__ import annotations

from contracts.model.changes import Meaning, Strand
from contracts.model.record import record

KIND = "contracts-redline/1"
"""What a list says it is. A field that is taken away or means something else makes another kind."""


@record
class Side:
    """One of the two papers: the name of its file, the type and the form of the agreement, its reference
    and, where a deal was read, the house standard that it starts from."""

    file: str
    type: str
    form: str
    reference: str
    title: str
    playbook: str


@record
class ListedLine:
    """A heading, paragraph or row that differs.

    `where` is its number in the new paper, else in the old, or the first cell of a row; `what` is `edited`,
    `added` or `removed`; `words` are all of its words, old and new.
    """

    where: str
    what: str
    words: tuple[Strand, ...]


@record
class ListedChange:
    """A passage that differs.

    `passage` is `cover`, `key-terms`, `waivers`, `parties`, `recitals`, `opening`, `section`, `provision`,
    `definition`, `schedule` or `execution`; `id` names it, and `clause` the clause whose words it is. `was`
    and `now` are its numbers in both papers, empty where it has none. `what` is `edited`, `added`,
    `removed` or `moved`; one that `moved` may have `lines` as well. `floor` says whether it touches a
    protection of the floor; `means` has each clause that it touches, with the plain lines of both: of the
    key terms, each that no other change has.
    """

    passage: str
    id: str
    clause: str
    was: str
    now: str
    heading: str
    what: str
    moved: bool
    floor: bool
    lines: tuple[ListedLine, ...]
    means: tuple[Meaning, ...]


@record
class ChangeList:
    """All that differs. `renumbered` counts the passages in which nothing but numbers does."""

    kind: str
    old: Side
    new: Side
    changes: tuple[ListedChange, ...]
    renumbered: int

    @property
    def floor(self) -> int:
        """How many changes touch a protection of the floor."""
        return sum(change.floor for change in self.changes)
