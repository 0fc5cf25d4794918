"""Clauses that an agreement should hold and does not, in; why each is out, and what to do about it, out."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model.agreement import Agreement, Decision
from contracts.model.clause import Library
from contracts.model.condition import Reason, evaluate


def why_missing(clause: str, agreement: Agreement) -> str:
    """Why one clause is not in the agreement, as part of a sentence."""
    decision = _decision(clause, agreement)
    if decision is None:
        return f"the library has no {clause}"
    if decision.included:
        return f"the text does not hold {clause}, which was decided to be in"
    return f"{clause} is out, because {', '.join(decision.because) or 'of its conditions'}"


def help_for(clauses: tuple[str, ...], agreement: Agreement, library: Library, *, waivable: bool) -> str:
    """What would bring one of `clauses` in: a field, another type, or the library.

    A waiver is named only where the deal has said nothing that keeps them out: a slip in a field is
    put right, and not waived.
    """
    ridden = [c for c in clauses if (d := _decision(c, agreement)) is not None and d.rider]
    if ridden:
        waive = f"; or waive {ridden[0]} as well, by the side that it protects" if waivable else ""
        return f"take `replaces` out of the rider, and let it stand `after: {ridden[0]}`{waive}"
    advice = [*_by_fields(clauses, agreement, library), *_by_type(clauses, agreement, library)]
    if advice:
        return "; or ".join(dict.fromkeys(advice))
    known = [c for c in clauses if _decision(c, agreement) is not None]
    names = " or ".join(known or clauses)
    if not known:
        return f"put {names} into the library and flag it `floor: true`"
    repair = f"list {names} in a section of the agreement type, or let the library flag it `floor: true`"
    return repair + ("; or record a waiver" if waivable else "; it can never be waived")


def _by_fields(clauses: tuple[str, ...], agreement: Agreement, library: Library) -> Iterator[str]:
    """What to give or to change, for each clause that the conditions keep out of this very deal."""
    for clause in clauses:
        decision = _decision(clause, agreement)
        if decision is None or decision.included or not decision.read:
            continue
        written = library.clauses[clause]
        wanted = evaluate(written.when, agreement.deal)
        barred = evaluate(written.unless, agreement.deal) if written.unless is not None else None
        against = wanted.reasons if not wanted.holds else barred.reasons if barred else ()
        if against and not any(_is_of_type(reason) for reason in against):
            yield f"{_change(against, agreement)}, so that {clause} comes in"


def _change(reasons: tuple[Reason, ...], agreement: Agreement) -> str:
    """The fields behind some reasons, as something to do."""
    paths = tuple(dict.fromkeys(reason.path for reason in reasons))
    absent = [path for path in paths if agreement.deal.get(path) is None]
    present = [path for path in paths if path not in absent]
    steps = [f"give {' and '.join(absent)}"] if absent else []
    steps += [f"change {' and '.join(present)}"] if present else []
    return " and ".join(steps)


def _by_type(clauses: tuple[str, ...], agreement: Agreement, library: Library) -> Iterator[str]:
    """Which types of agreement hold what this one does not, where another has it."""
    for clause in clauses:
        decision, known = _decision(clause, agreement), library.clauses.get(clause)
        if decision is None or decision.included or decision.read or known is None or known.floor:
            continue
        types = [
            outline.id
            for outline in library.outlines.values()
            if any(clause in s.clauses or known.family in s.families for s in outline.sections)
        ]
        if types:
            yield f"agree it in a deal of type {' or '.join(sorted(types))}, which holds {clause}"


def _is_of_type(reason: Reason) -> bool:
    return reason.path == "agreement" or reason.path.startswith("type.")


def _decision(clause: str, agreement: Agreement) -> Decision | None:
    return next((d for d in agreement.decisions if d.clause == clause), None)
