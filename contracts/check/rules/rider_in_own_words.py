"""A provision stands in the deal's own words, which no clause of the library says.

Why it matters: what a clause of the library means was weighed, at each position and under each statute. Of
a rider nobody knows but who reads it: the rules look for terms and sections that are not there and for words
that go before a protection, and can tell no more. No statute counts it as an answer.
Fails:   each rider; counsel reads it, and the warning is the reminder
Passes:  a deal without riders
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.check.finding import Finding
from contracts.check.index import Index
from contracts.model.agreement import Agreement, Inline, Provision, Use
from contracts.model.problem import Severity

SEVERITY = Severity.WARNING


def check(agreement: Agreement, index: Index) -> Iterator[Finding]:
    telling = dict(_telling(agreement))
    for provision in agreement.riders():
        if (rider := provision.rider) is not None:
            place = f", in the place of {rider.replaces}" if rider.replaces else ""
            used = {
                agreement.forms.get(n.shown, n.shown): None for n in _nodes(provision) if isinstance(n, Use)
            }
            near = [f"{term}, as {telling[term]} does" for term in used if term in telling]
            place += f"; it speaks of {'; of '.join(near[:3])}, a protection" if near else ""
            yield Finding(
                f'the rider "{rider.title}" ({provision.number}) is in words of this deal{place}',
                rider.span,
                "counsel reads it beside the clauses around it; what a position of the library says "
                "needs no rider",
            )


def _telling(agreement: Agreement) -> Iterator[tuple[str, str]]:
    """The terms of which protections of the floor speak more than all else does, each with the first."""
    homes: dict[str, list[Provision]] = {}
    for provision in agreement.printed():
        used = {agreement.forms.get(n.shown, n.shown) for n in _nodes(provision) if isinstance(n, Use)}
        for term in used if provision.rider is None else ():
            homes.setdefault(term, []).append(provision)
    for term, found in homes.items():
        floor = [p for p in found if any(s.clause.floor for s in p.standing())]
        if 2 * len(floor) > len(found):
            yield term, f"{floor[0].number} {floor[0].heading}"


def _nodes(provision: Provision) -> Iterator[Inline]:
    for top in provision.paragraphs:
        for paragraph in top.walk():
            yield from paragraph.inlines
