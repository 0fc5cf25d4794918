"""A change of a passage and both agreements in; what it means for each clause that it touches, out.

A plain line is true of the position that it stands on, so the lines of both sides, one above the other,
say what a change means. Whether a clause is a protection of the floor is asked of the library.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from contracts.model.agreement import Agreement, Paragraph, Provision, plain_text
from contracts.model.changes import KEPT, RENUMBERED, Change, Meaning, Passage, Standing
from contracts.model.clause import POSITIONS, Library
from contracts.model.inline import led


class Meanings:
    """Says what changes between two agreements mean."""

    def __init__(self, old: Agreement, new: Agreement, library: Library) -> None:
        self._olds, self._news = _printed(old), _printed(new)
        self._rows = _standing(old), _standing(new)
        self._floor = floor_of(library)

    def of(self, change: Change) -> tuple[Meaning, ...]:
        """The clauses that a change touches, in the order of the paper; none where it is of no clause."""
        if change.passage.kind == "key-terms":
            return tuple(self._of_rows(change))
        old = self._provision(change.old, self._olds)
        new = self._provision(change.new, self._news)
        return tuple(self._of_provisions(old, new, whole=change.moved))

    @staticmethod
    def _provision(passage: Passage | None, known: Mapping[str, Provision]) -> Provision | None:
        return known.get(passage.clause) if passage is not None else None

    def _of_provisions(
        self, old: Provision | None, new: Provision | None, *, whole: bool
    ) -> Iterator[Meaning]:
        olds = {p.clause.id: p for p in old.standing()} if old is not None else {}
        news = {p.clause.id: p for p in new.standing()} if new is not None else {}
        for id in dict.fromkeys((*olds, *news)):
            before, after = olds.get(id), news.get(id)
            if whole or before is None or after is None or _said(before) != _said(after):
                yield self._meaning(id, before, after)

    def _of_rows(self, change: Change) -> Iterator[Meaning]:
        """The clauses whose rows differ, each once."""
        rows = [row for node in change.nodes for row in node.rows if row.kind not in (KEPT, RENUMBERED)]
        ids = dict.fromkeys(side.clause for row in rows for side in (row.old, row.new) if side is not None)
        for id in ids:
            before, after = (known.get(id) for known in self._rows)
            if before is not None or after is not None:
                yield self._meaning(id, before, after)

    def _meaning(self, id: str, old: Provision | None, new: Provision | None) -> Meaning:
        steps = 0
        if old is not None and new is not None and {old.position, new.position} <= set(POSITIONS):
            steps = POSITIONS.index(new.position) - POSITIONS.index(old.position)
        return Meaning(id, _stands(old), _stands(new), id in self._floor, steps)


def floor_of(library: Library) -> frozenset[str]:
    """Every clause that is a protection of the floor, or that a promise asks for."""
    flagged = (id for id, clause in library.clauses.items() if clause.floor)
    return frozenset((*flagged, *(id for promise in library.promises.values() for id in promise.clauses)))


def _printed(agreement: Agreement) -> dict[str, Provision]:
    return {provision.clause.id: provision for provision in agreement.printed()}


def _standing(agreement: Agreement) -> dict[str, Provision]:
    return {provision.clause.id: provision for provision in agreement.provisions()}


def _stands(provision: Provision | None) -> Standing | None:
    if provision is None:
        return None
    return Standing(provision.number, provision.heading, provision.position, plain_text(provision.plain))


def _said(provision: Provision) -> tuple[str, ...]:
    """What a clause says, without the numbers of what it refers to."""
    return (provision.position, provision.heading, *_words(provision.paragraphs))


def _words(paragraphs: tuple[Paragraph, ...]) -> Iterator[str]:
    for top in paragraphs:
        for paragraph in top.walk():
            yield led(paragraph.inlines)
