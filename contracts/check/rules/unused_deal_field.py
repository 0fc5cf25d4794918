"""The deal says something that nothing in the agreement takes up.

Why it matters: the parties agreed it, somebody typed it, and the contract does not contain it.
Fails:   `protection: {approval_days: 3}` in a deal without a clause that asks for approval
Passes:  the same field, in a deal whose Approval clause prints it

A field counts as taken up if it, or a field around it, is printed, decides a clause or feeds a
schedule. A position counts if its clause is in the agreement.
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.check.finding import Finding
from contracts.check.index import Index
from contracts.model.agreement import Agreement
from contracts.model.problem import Severity, Span

SEVERITY = Severity.ERROR

READ_ELSEWHERE = {
    "data": "load asks for the terms of biometric data, statutes for the basis of the rest",
    "nexus": "statutes reach a deal by its places",
    "rights.reservation_signals": "statutes ask whether public copies say so",
    "parties.*.birth_date": "load refuses a party who is under age",
    "parties.*.nationality": "statutes reach people by nationality",
    "parties.*.union": "statutes ask whether a union agreement covers replicas",
    "parties.*.counsel.negotiated_replica_terms": "statutes ask for it",
    "parties.*.replica_terms_separately_signed": "statutes ask for it",
    "people.releases": "statutes ask who has signed a release",
    "people.synthetic": "statutes ask about invented people in advertising",
    "grant.display.advertising": "statutes ask about advertising",
    "minor.court_approval": "statutes ask for it",
    "minor.court_order": "statutes ask which order shows the approval",
    "agency.form_approval": "statutes ask which approval shows that the form is the authority's",
    "agency.fashion_model": "statutes ask what the talent works as",
    "agency.theatrical": "statutes ask what the talent works as",
    "agency.procures": "statutes ask what a manager does",
    "agency.replica_consent_inside": "statutes ask for it",
    "replica.rightsholder": "statutes ask who speaks for a person who has died",
    "services.months": "statutes limit how long personal services may bind",
    "waivers": "every waiver is printed in the agreement, the summary and the memo",
}
"""Fields that are taken up outside drafting, and by what."""


def check(agreement: Agreement, index: Index) -> Iterator[Finding]:
    for path, span in agreement.deal.given():
        steps = path.split(".")
        if not path or _taken_up(steps, agreement.read):
            continue
        if steps[0] == "positions" and len(steps) == 2:
            yield _position(steps[1], span, agreement)
        else:
            yield Finding(
                f"{path} is given, but nothing in this agreement takes it up",
                span,
                "no clause, schedule or check uses it here: remove it, or choose terms that do",
            )


def _taken_up(steps: list[str], read: frozenset[str]) -> bool:
    around = [".".join(steps[:end]) for end in range(1, len(steps) + 1)]
    named = (".".join(["parties", "*", *a.split(".")[2:]]) if steps[0] == "parties" else a for a in around)
    return any(a in read for a in around) or any(n in READ_ELSEWHERE for n in named)


def _position(clause: str, span: Span, agreement: Agreement) -> Finding:
    decision = next((d for d in agreement.decisions if d.clause == clause), None)
    why = ", ".join(decision.because) if decision else "the library has no such clause"
    return Finding(
        f"a position is chosen for {clause}, which is not in this agreement: {why}",
        span,
        "remove the position, or change what keeps the clause out",
    )
