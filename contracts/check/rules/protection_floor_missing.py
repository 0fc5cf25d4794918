"""A protection that every agreement of this kind must hold is not in this one.

Why it matters: the floor is the promise that no outline, position or library laid over ours can
lose a protection by accident; so it is looked for in the agreement itself, not in the library.
Fails:   `replica: {granted: true}` with recognisable people and no clause on replicas
Passes:  the same deal with replica-rider in it, or a recorded waiver of a protection that can
         be waived

Some protections stand whatever the library says of them: they are promises (clauses/floor/promises.yaml).
The rest of the floor is what the library flags as such; its conditions decide where it applies, and
nothing but they and a waiver may keep it out. What may not lose its flag is listed in
clauses/floor/flags.yaml.
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.check.finding import Finding
from contracts.check.index import Index
from contracts.check.missing import help_for, why_missing
from contracts.model.agreement import Agreement
from contracts.model.clause import Library
from contracts.model.condition import evaluate, holds
from contracts.model.floor import Promise
from contracts.model.problem import Severity, Span

SEVERITY = Severity.ERROR

BY_ITSELF = "part of the protection floor"
"""The reason by which a decision shows that its clause is in as a protection of the floor."""


def check(agreement: Agreement, index: Index) -> Iterator[Finding]:
    standing = {p.clause.id for p in agreement.provisions()}
    waived = {w.clause for w in agreement.waivers}
    told: set[str] = set()
    for promise in index.library.promises.values():
        found = [c for c in promise.clauses if c in standing]
        if len(found) == 1 or not holds(promise.when, agreement.deal):
            continue
        told.update(promise.clauses)
        if len(found) > 1:
            yield Finding(
                f"{' and '.join(found)} both deal with {promise.what}",
                _place(promise, agreement),
                "an agreement holds one of them",
            )
        elif not (promise.waivable and waived.intersection(promise.clauses)):
            why = "; ".join(why_missing(c, agreement) for c in promise.clauses)
            yield Finding(
                f"the protection of the floor on {promise.what} is missing: {why}",
                _place(promise, agreement),
                help_for(promise.clauses, agreement, index.library, waivable=promise.waivable),
            )
    for clause, reason in _lost(agreement, index.library, standing | waived | told):
        known = index.library.clauses.get(clause)
        yield Finding(
            f"{clause}, a protection of the floor, is missing: {reason}",
            _given(agreement, clause),
            help_for((clause,), agreement, index.library, waivable=known is None or known.waivable),
        )


def _lost(agreement: Agreement, library: Library, known: set[str]) -> Iterator[tuple[str, str]]:
    """Each other protection of the floor that something other than its conditions keeps out, and why."""
    decisions = {d.clause: d for d in agreement.decisions}
    wanted = {flag.clause for flag in library.kept.values() if holds(flag.when, agreement.deal)}
    by_itself = {d.clause for d in agreement.decisions if d.included and BY_ITSELF in d.because}
    by_itself |= {d.clause for d in agreement.decisions if d.rider and library.clauses[d.clause].floor}
    for clause in sorted(by_itself.union(wanted) - known):
        decision = decisions.get(clause)
        asked = decision is not None and bool(decision.read) and not decision.rider
        if decision is None or decision.included or not asked:  # nobody asked its conditions
            yield clause, why_missing(clause, agreement)


def _place(promise: Promise, agreement: Agreement) -> Span:
    """The field of the deal that decided it, or the deal as a whole."""
    return _given(agreement, *promise.clauses, read=evaluate(promise.when, agreement.deal).read)


def _given(agreement: Agreement, *clauses: str, read: frozenset[str] = frozenset()) -> Span:
    """The first field that was given of those that `read` or the decisions about `clauses` looked at."""
    deal = agreement.deal
    taken = (d.span for d in agreement.decisions if d.clause in clauses and d.rider and d.span)
    if (rider := next(taken, None)) is not None:
        return rider
    read = read.union(*(d.read for d in agreement.decisions if d.clause in clauses))
    named = deal.span("agreement")  # that it is of a type says least
    telling = {path for path in read if deal.span(path) != named} or read
    given = sorted(span for path in telling if (span := deal.span(path)))
    return given[0] if given else Span(deal.file, 1)
