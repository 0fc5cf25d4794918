"""An agreement as it would come back with other words in some passages, without a Word file around it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from contracts.model.agreement import Agreement
from contracts.model.negotiated import Line, Negotiated, Passage, Touched, WordText
from contracts.review.ours import lines_of, paper

Change = Callable[[str], str] | None
"""What was made of each line of a passage; None where it was taken out."""


def came_back(
    agreement: Agreement, changes: Mapping[str, Change], added: tuple[Passage, ...] = ()
) -> Negotiated:
    """The paper with passages changed, by their ids, and with others added."""
    made = paper(agreement, "fields")
    passages = [_passage(made, of, changes) for of in made.passages]
    assert changes.keys() <= {p.id for p in passages}
    return Negotiated(WordText("back.docx", ()), (*passages, *added))


def _passage(made: object, of: object, changes: Mapping[str, Change]) -> Passage:
    before = tuple(lines_of(made, of))  # type: ignore[arg-type]
    told = Passage(
        of.kind,  # type: ignore[attr-defined]
        of.id,  # type: ignore[attr-defined]
        Touched.UNTOUCHED,
        number=of.number,  # type: ignore[attr-defined]
        heading=of.heading,  # type: ignore[attr-defined]
        clause=of.clause,  # type: ignore[attr-defined]
        position=of.position,  # type: ignore[attr-defined]
        floor=of.floor,  # type: ignore[attr-defined]
        before=before,
        after=before,
    )
    if told.id not in changes:
        return told
    if (change := changes[told.id]) is None:
        return replace(told, touched=Touched.DELETED, after=())
    after = tuple(Line(line.number, change(line.words)) for line in before)
    assert after != before, told.id
    return replace(told, touched=Touched.EDITED, after=after)


def added(heading: str, *words: str, follows: str = "") -> Passage:
    """A provision that they put in."""
    lines = tuple(Line("", text) for text in (heading, *words))
    return Passage("provision", "", Touched.ADDED, heading=heading, after=lines, follows=follows)
