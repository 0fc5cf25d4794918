"""The deal says something that nothing in the agreement takes up.

Why it matters: the parties agreed it, somebody typed it, and the contract does not contain it.
Fails:   `protection: {approval_days: 3}` in a deal without a clause that asks for approval;
         `data: {basis: legitimate-interest}` in a deal that no law on personal data reaches
Passes:  the same fields, where the Approval clause prints the days and the GDPR asks for the basis

A fact counts as taken up where the paper prints it, or where a clause is in or out because of it, and
that is recorded while the agreement is drafted; or where loading or another rule held it against law
or against another fact, as the age of who signs. A fact that exists for the law alone is marked `law`
in the deal schema; it counts where a statute that reaches this deal asks for it. A position counts if
its clause is in the agreement. What every deal must state is never reported.
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.check.finding import Finding
from contracts.check.index import Index
from contracts.model.agreement import Agreement
from contracts.model.deal import Field, Fields
from contracts.model.problem import Severity, Span

SEVERITY = Severity.ERROR


def check(agreement: Agreement, index: Index) -> Iterator[Finding]:
    deal = agreement.deal
    lawful = frozenset[str]().union(*(found.read for found in index.assessments))
    for path, span in deal.stated():
        around = _around(path, deal.fields)
        if path in agreement.taken or all(field.required for field in around):
            continue
        marked = any(field.law for field in around)
        if path in index.asked or (marked and path in lawful):
            continue
        steps = path.split(".")
        if steps[0] == "positions" and len(steps) == 2:
            yield _position(steps[1], span, agreement)
        elif marked:
            yield Finding(
                f"{path} is given, and no statute that reaches this deal asks for it",
                span,
                "it is a fact for the law alone, and no paper says it: remove it",
            )
        else:
            yield Finding(
                f"{path} is given, but nothing in this agreement takes it up",
                span,
                "no clause or schedule says it or hangs on it here: remove it, or choose terms that do",
            )


def _around(path: str, fields: Fields) -> list[Field]:
    """The field at a path and those around it, less the names that a user chooses."""
    steps = path.split(".")
    found = [fields.find(".".join(steps[:end])) for end in range(1, len(steps) + 1)]
    return [field for field in found if field is not None and not field.path.endswith("*")]


def _position(clause: str, span: Span, agreement: Agreement) -> Finding:
    decision = next((d for d in agreement.decisions if d.clause == clause), None)
    why = ", ".join(decision.because) if decision else "the library has no such clause"
    return Finding(
        f"a position is chosen for {clause}, which is not in this agreement: {why}",
        span,
        "remove the position, or change what keeps the clause out",
    )
