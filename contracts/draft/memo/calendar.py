"""A drafted agreement in; its days and duties, the soonest first, out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from contracts.draft.fill import Filler
from contracts.draft.frame import Speaker
from contracts.draft.memo.days import days, last_day
from contracts.draft.memo.law import coming
from contracts.draft.memo.positions import words
from contracts.model.agreement import Agreement
from contracts.model.clause import Library
from contracts.model.inline import plain_text
from contracts.model.memo import Due


def calendar(agreement: Agreement, library: Library, speaker: Speaker, as_of: date) -> tuple[Due, ...]:
    """The Effective Date, what the clauses set days for, and law that begins while the deal lasts."""
    first = Due((agreement.effective_date,), plain_text(speaker.say("memo.effective")), "", "")
    found = [first, *_duties(agreement, speaker.filler)]
    for due in coming(agreement, library, as_of, last_day(agreement.deal)):
        says = speaker.text("memo.begins", {"statute": due.section, "title": due.says})
        found.append(Due(due.days, says, "", due.section))
    return tuple(sorted(found, key=lambda due: due.days[0]))


def _duties(agreement: Agreement, filler: Filler) -> Iterator[Due]:
    for provision in agreement.provisions():
        for duty in provision.clause.counsel.dates:
            says = duty.says.get(provision.position)
            if says is not None and filler.holds(duty.when) and (found := days(duty, agreement.deal)):
                yield Due(found, words(filler.line(says)), provision.clause.id, provision.number)
