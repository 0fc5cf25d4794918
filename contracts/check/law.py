"""Statutes and a drafted agreement in; what each statute says of it, and why, out.

An outcome is never advice: `fail` means the deal as written meets the statute's own words of
failure, `needs-counsel` that it turns on what software cannot decide. A statute reaches a deal by
its nexus alone; a chosen law never switches one off.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from contracts.model.agreement import Agreement
from contracts.model.clause import OUTCOMES, Assessment, Library, Statute
from contracts.model.condition import Facts, Outcome, Reason, evaluate
from contracts.model.deal import Deal
from contracts.model.problem import Problem, Severity, Span
from contracts.model.traits import PREFIX


def assess(statute: Statute, facts: Facts, as_of: date) -> Assessment:
    """Ask one statute of a deal, on a day. A statute not yet in force does not bite."""
    if as_of < statute.effective:
        late = Reason("", f"in force only from {statute.effective}", None)
        return Assessment(statute, "not-applicable", (late,))
    reach = evaluate(statute.applies, facts)
    if not reach.holds:
        return Assessment(statute, "not-applicable", reach.reasons, reach.read)
    read = reach.read
    for name, condition in (
        ("fail", statute.fails),
        ("needs-counsel", statute.needs_counsel),
        ("warn", statute.warns),
    ):
        if condition is not None:
            found: Outcome = evaluate(condition, facts)
            read |= found.read
            if found.holds:
                outcome = "warn" if name == "fail" and statute.status != "law" else name
                return Assessment(statute, outcome, found.reasons, read)
    return Assessment(statute, "pass", reach.reasons, read)


def assess_all(agreement: Agreement, library: Library, as_of: date) -> tuple[Assessment, ...]:
    """Every statute of the library, the most pressing first."""
    facts = with_clauses(agreement)
    found = [assess(statute, facts, as_of) for statute in library.statutes.values()]
    return tuple(sorted(found, key=lambda a: (OUTCOMES.index(a.outcome), a.statute.id)))


def with_clauses(agreement: Agreement) -> Facts:
    """The deal, with what was drafted from it: `included` clauses and where each is `standing`."""
    standing = {p.clause.id: p.position for p in agreement.provisions()}
    values = {**agreement.deal.values, "included": tuple(standing), "standing": standing}
    return replace(agreement.deal, values=values)


RULES = {
    "fail": ("law-fail", Severity.ERROR),
    "warn": ("law-warn", Severity.WARNING),
    "needs-counsel": ("law-needs-counsel", Severity.WARNING),
}
"""The problem that an outcome makes; the others make none."""


def problems(assessments: Iterable[Assessment], deal: Deal) -> Iterator[Problem]:
    """The assessments that stop or trouble a build, each at a field of the deal that decided it."""
    for found in assessments:
        if found.outcome in RULES:
            statute = found.statute
            rule, severity = RULES[found.outcome]
            kind = "" if statute.status == "law" else f" ({statute.status.replace('-', ' ')}, not law)"
            yield Problem(
                rule=rule,
                message=f"{statute.id}, {statute.citation}{kind}: {'; '.join(found.because)}",
                span=_place(found, deal),
                severity=severity,
                help=statute.help,
            )


def _place(found: Assessment, deal: Deal) -> Span:
    """The first of the deciding facts that the deal states; its first line if all are defaults."""
    places = (deal.span(r.path) if r.path.startswith(PREFIX) else r.span for r in found.reasons)
    return next((place for place in places if place is not None), Span(deal.file, 1))
