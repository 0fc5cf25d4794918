"""The memo of an agreement as an amendment leaves it in; the memo of that amendment out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from contracts.draft.amend import Amendment as Amended
from contracts.draft.amend.articles import articles
from contracts.draft.creatorpage.changes import rows
from contracts.draft.frame import Speaker, speaker_of
from contracts.model.clause import Library
from contracts.model.deal import Waiver
from contracts.model.inline import plain_text
from contracts.model.memo import AmendedPart, Amendment, Memo


def amended(memo: Memo, made: Amended, library: Library) -> Memo:
    """The memo, under the name of the amendment, with what that changes."""
    paper = made.paper
    return replace(
        memo,
        title=paper.title,
        reference=paper.deal.text("reference"),
        effective=paper.effective_date,
        amends=tuple(Amendment(k.title, k.reference, k.dated, k.fingerprint) for k in made.base.links),
        changed=tuple(_changed(made, library)),
    )


def _changed(made: Amended, library: Library) -> Iterator[AmendedPart]:
    paper = made.paper
    speaker = speaker_of(paper.deal, paper.frame)
    section = next(s for s in paper.sections if s.id == "changes")
    records = {record.clause: record for record in paper.waivers}
    for row, change in rows(articles(made.changes, speaker, section), speaker):
        clauses = (row.clause,) if row.clause else change.clauses
        floor = tuple(c for c in change.lessens if c in clauses and _of_floor(c, library))
        yield AmendedPart(
            article=row.place.number,
            what=plain_text(row.heading),
            before=plain_text(row.before),
            after=plain_text(row.after),
            clauses=clauses,
            less=row.less,
            floor=floor,
            agreed="; ".join(_agreed(c, records, speaker) for c in floor if c in records),
        )


def _of_floor(clause: str, library: Library) -> bool:
    known = library.clauses.get(clause)
    return known is not None and known.floor


def _agreed(clause: str, records: Mapping[str, Waiver], speaker: Speaker) -> str:
    record = records[clause]
    given = {"approved_by": record.approved_by, "reason": record.reason}
    return speaker.text("memo.agreed", given)
