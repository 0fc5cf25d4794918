"""An amendment in; what speaks against it out, beside what is wrong with the agreement as it leaves it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from contracts.check.finding import Finding
from contracts.check.rules.waiver_incomplete import approver_faults, reason_faults
from contracts.draft.amend import Amendment
from contracts.draft.amend.direction import fields_of
from contracts.load.deal.amended import GROUP, AmendedDeal
from contracts.model.agreement import Agreement
from contracts.model.amendment import Base
from contracts.model.clause import Library
from contracts.model.deal import Deal, Party, Waiver
from contracts.model.problem import Problem, Severity, Span

ASSIGNMENT = (
    "an amendment is made between the parties of the original: another party comes in by an assignment, "
    "under the clause on transfers; where one has only another name now, keep the old one in name and give "
    "the new one as known_as"
)


def stands(found: AmendedDeal, base: Base) -> Iterator[Problem]:
    """Whether an amendment is one of what it is said to amend: its parties, its reference, its day."""
    written, original = found.written, base.agreement.deal
    yield from _parties(written, original)
    reference = written.text("reference")
    if reference.casefold() in {link.reference.casefold() for link in base.links}:
        yield Problem(
            "same-reference",
            f"the reference {reference} is that of what is amended",
            written.span("reference"),
            help=f"give the amendment one of its own, such as {base.original.reference}-A{len(base.links)}",
        )
    day = written.get("effective_date")
    if isinstance(day, date) and day < base.last.dated:
        yield Problem(
            "before-original",
            f"the amendment takes effect on {day}, before {base.last.reference} of {base.last.dated}",
            written.span("effective_date"),
            help="make effective_date no earlier than that of what it amends",
        )
    for name, theirs in (("reference", base.last.reference), ("fingerprint", base.last.fingerprint)):
        given = found.amends.get(name)
        if given is not None and "".join(str(given).split()) != "".join(theirs.split()):
            yield Problem(
                "other-original",
                f"{GROUP}.{name} is {given}, and that of {base.last.file} is {theirs}",
                found.spans.get((GROUP, name)),
                help="name the file that is meant, or put the line right",
            )


def _parties(written: Deal, original: Deal) -> Iterator[Problem]:
    theirs = {party.key: party for party in original.everybody()}
    ours = {party.key: party for party in written.everybody()}
    for key in dict.fromkeys((*theirs, *ours)):
        one, other = theirs.get(key), ours.get(key)
        why = _differs(one, other)
        if why:
            spans = map(written.span, (f"parties.{key}.name", f"parties.{key}", "parties"))
            span = next((place for place in spans if place is not None), None)
            yield Problem("other-parties", f"the {key} {why}", span, help=ASSIGNMENT)


def _differs(one: Party | None, other: Party | None) -> str:
    """In what one party is not another; nothing where they are the same."""
    if one is None or other is None:
        return f"is {other.name}, and the original has none" if other else "is missing"
    for what in ("name", "kind", "role", "jurisdiction", "registration"):
        ours, theirs = str(getattr(other, what)), str(getattr(one, what))
        if theirs and " ".join(ours.split()).casefold() != " ".join(theirs.split()).casefold():
            return f"has the {what} {ours or 'none'}, and in the original {theirs}"
    return ""


def changes(made: Amendment, library: Library) -> Iterator[Problem]:
    """Whether it changes anything, and whether what it lowers of the floor has what a waiver needs."""
    after = made.after
    if not made.changes:
        yield Problem(
            "nothing-changed",
            "no word of the agreement would read differently",
            Span(after.deal.file, 1),
            help="change the deal, or make no amendment",
        )
        return
    recorded = {record.clause: record for record in _records(made)}
    lowered = lowered_floor(made, library)
    waived = {waiver.clause for waiver in after.waivers} - {w.clause for w in made.before.waivers}
    for clause in lowered:
        if clause not in recorded and clause not in waived:
            heading = library.clauses[clause].heading
            yield Problem(
                "protection-lowered",
                f"{clause} ({heading}), a protection of the floor, is lowered, or may be",
                _span(clause, made),
                help=f"leave it as it is, or record who agreed: {GROUP}: {{lowers: [{{clause: {clause}, "
                "reason: …, approved_by: …, date: …}]}",
            )
    for i, record in enumerate(_records(made)):
        for finding in _faults(record, i, lowered, made):
            yield Problem("lowering-incomplete", finding.message, finding.span, Severity.ERROR, finding.help)


def lowered_floor(made: Amendment, library: Library) -> tuple[str, ...]:
    """The protections of the floor that an amendment lowers, or may."""
    less = (clause for change in made.changes for clause in change.lessens)
    return tuple(c for c in dict.fromkeys(less) if c in library.clauses and library.clauses[c].floor)


def _records(made: Amendment) -> tuple[Waiver, ...]:
    amending = made.paper.deal.amending
    return amending.lowers if amending is not None else ()


def _faults(record: Waiver, i: int, lowered: tuple[str, ...], made: Amendment) -> Iterator[Finding]:
    span = record.span or Span(made.after.deal.file, 1)
    yield from approver_faults(record, made.after, span)
    yield from reason_faults(record, span)
    if record.date > made.paper.effective_date:
        day = made.paper.effective_date
        why = f"{record.clause} is agreed to be lowered on {record.date}, after the amendment starts"
        yield Finding(why, span, f"the amendment holds from {day}: have it agreed before that day")
    if record.clause not in lowered:
        why = f"{record.clause} is recorded as lowered, and is not"
        yield Finding(why, span, "remove the record")


def _span(clause: str, made: Amendment) -> Span:
    """Where the deal says what lowers a protection: its position, or a field that it prints or hangs on."""
    deal, before = made.after.deal, made.before.deal
    paths = [f"positions.{clause}", *_read(clause, made.after), *_read(clause, made.before)]
    moved = (path for path in paths if deal.get(path) != before.get(path))
    spans = (deal.span(path) for path in moved)
    return next((span for span in spans if span is not None), Span(deal.file, 1))


def _read(clause: str, agreement: Agreement) -> Iterator[str]:
    yield from (p for d in agreement.decisions if d.clause == clause for p in sorted(d.decided))
    provision = agreement.provision(clause)
    if provision is not None:
        yield from fields_of(provision)
