"""What differs between two papers: passage by passage, in it paragraph by paragraph and row by row.

`draft/changes` makes these of two trees. A passage is what people speak of as one thing: a provision,
an entry of the definitions, the key terms, a schedule. What a change means is said by the plain lines of
the clauses that it touches (`Meaning`).
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model.document import DocumentNode, Row
from contracts.model.record import record

KEPT, EDITED, RENUMBERED = "kept", "edited", "renumbered"
ADDED, REMOVED = "added", "removed"
"""What became of something. `renumbered`: nothing but numbers differs, its own or those of references."""


@record
class Strand:
    """Words that stand in both texts (`kept`), in the old alone (`removed`) or in the new (`added`)."""

    kind: str
    text: str


@record
class Passage:
    """A run of nodes that is compared as one.

    `kind` is `cover`, `key-terms`, `waivers`, `parties`, `recitals`, `opening`, `section`, `provision`,
    `definition`, `schedule` or `execution`; `id` the anchor of its first node or of its part, empty where
    there is none; `clause` the id of the clause whose words it is; `number` and `heading` what is printed.
    """

    kind: str
    id: str
    clause: str
    number: str
    heading: str
    nodes: tuple[DocumentNode, ...]


@record
class RowChange:
    """A row of a table, old and new; None where there is none."""

    kind: str
    old: Row | None
    new: Row | None


@record
class NodeChange:
    """A node of a passage, old and new; None where there is none. `rows` are those of a table in both."""

    kind: str
    old: DocumentNode | None
    new: DocumentNode | None
    rows: tuple[RowChange, ...] = ()


@record
class Change:
    """What became of a passage, and of each of its nodes in the order in which both can be read.

    `kind` is `kept`, `edited`, `renumbered`, `added` or `removed`. `moved` says that it stands in another
    order among its neighbours, whatever became of its words; it has then two places, and `away` marks the
    one that it left.
    """

    kind: str
    old: Passage | None
    new: Passage | None
    nodes: tuple[NodeChange, ...]
    moved: bool = False
    away: bool = False

    @property
    def passage(self) -> Passage:
        """The new one or, where there is none, the old."""
        found = self.new or self.old
        assert found is not None
        return found

    @property
    def changed(self) -> bool:
        """Whether anything but numbers differs."""
        return self.moved or self.kind not in (KEPT, RENUMBERED)


@record
class Standing:
    """How a clause stands in one agreement: its number, heading and position, and its plain line."""

    number: str
    heading: str
    position: str
    plain: str


@record
class Meaning:
    """What a change means for one clause, old and new; None where it does not stand.

    `floor` says whether it is a protection of the floor. `steps` counts how far its position moved: above
    zero is further from the creator; 0 where it did not move, or stands on one side alone.
    """

    clause: str
    old: Standing | None
    new: Standing | None
    floor: bool
    steps: int = 0


@record
class Changes:
    """Every passage of two papers, in the order of the new with those of the old where they stood."""

    passages: tuple[Change, ...]

    def changed(self) -> Iterator[Change]:
        """The changes that a reader is told of: one a passage, and none for numbers alone."""
        return (change for change in self.passages if change.changed and not change.away)

    @property
    def same(self) -> bool:
        """Whether no passage differs in anything, numbers among it."""
        return all(change.kind == KEPT and not change.moved for change in self.passages)
