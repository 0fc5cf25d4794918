"""Two things in the agreement cannot both be meant.

Why it matters: each party will read the sentence that suits it, and the plain lines already
promise the creator one of the two.
Fails:   `positions: {effect-of-ending: licensee}` (a use that has begun may be completed) beside
         licence-term at creator (each process stops on the last day of the term)
Passes:  both at creator, or both at licensee

Looked at are clauses that exclude each other, and the clashes of the library (clauses/clashes).
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.check.clashes import clashing
from contracts.check.finding import Finding
from contracts.check.index import Index
from contracts.model.agreement import Agreement, Provision
from contracts.model.clash import Clash
from contracts.model.problem import Severity, Span

SEVERITY = Severity.ERROR


def check(agreement: Agreement, index: Index) -> Iterator[Finding]:
    yield from _excluded(agreement)
    for clash, pair in clashing(agreement, index.library.clashes.values()):
        place = _place(clash, pair, agreement)
        yield Finding(f"{_named(pair)}{clash.why}", place, clash.help, clash.severity)


def _excluded(agreement: Agreement) -> Iterator[Finding]:
    standing = {p.clause.id: p for p in agreement.provisions()}
    seen: set[frozenset[str]] = set()
    for provision in standing.values():
        for other in provision.clause.conflicts:
            pair = frozenset((provision.clause.id, other))
            if other in standing and pair not in seen:
                seen.add(pair)
                both = (provision, standing[other])
                reasons = "; ".join(
                    f"{d.clause}: {', '.join(d.because)}" for d in agreement.decisions if d.clause in pair
                )
                yield Finding(
                    f"{_named(both)}they exclude each other, and both are in ({reasons})",
                    provision.clause.spans.get("conflicts", provision.clause.span),
                    "make their conditions exclude each other, or take one out of the outline",
                )


def _named(pair: tuple[Provision, ...]) -> str:
    names = [f"{p.clause.id} at {p.position} ({p.number})" for p in pair]
    return " beside ".join(names) + ": " if names else ""


def _place(clash: Clash, pair: tuple[Provision, ...], agreement: Agreement) -> Span:
    """Where the parties chose one of the two; failing that, where one of them is written."""
    deal = agreement.deal
    chosen = [f"positions.{p.clause.id}" for p in pair]
    for path in (*clash.fields, *chosen):
        if span := deal.span(path):
            return span
    for provision in pair:
        return provision.clause.positions[provision.position].span
    return Span(deal.file, 1)
