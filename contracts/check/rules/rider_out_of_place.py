"""A rider is to stand in the place of a clause, or after one, that this agreement does not have so.

Why it matters: words that were agreed in place of others stand beside them, or where nobody looks.
Fails:   `replaces: digital-replica-consent` in a deal without replicas; two riders for one clause; in a
         short form, `replaces:` a clause that one paragraph says together with others
Passes:  `replaces:` a clause that would be in this agreement, or is waived; `after:` one that is in it
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.check.finding import Finding
from contracts.check.index import Index
from contracts.model.agreement import Agreement
from contracts.model.clause import Library
from contracts.model.deal import Rider
from contracts.model.problem import Severity, Span

SEVERITY = Severity.ERROR


def check(agreement: Agreement, index: Index) -> Iterator[Finding]:
    seen: dict[str, Rider] = {}
    standing = {p.clause.id for p in (*agreement.printed(), *agreement.provisions())}
    standing |= {rider.replaces for rider in agreement.deal.riders}  # and so is what takes the place of one
    out = {d.clause: ", ".join(d.because) for d in agreement.decisions if not d.included}
    made = {p.rider.id: p.instead for p in agreement.riders() if p.rider is not None}
    gone = {d.clause for d in agreement.decisions if d.rider} | {w.clause for w in agreement.waivers}
    for rider in agreement.deal.riders:
        at = agreement.deal.span(f"{rider.path}.replaces") or rider.span
        if rider.replaces and rider.after:
            yield Finding(f'the rider "{rider.title}" has two places', at, "keep replaces, or after")
        elif rider.after and rider.after not in standing:
            why = out.get(rider.after, "it is not of this form")
            yield Finding(
                f'the rider "{rider.title}" is to stand after {rider.after}, which is not here: {why}',
                agreement.deal.span(f"{rider.path}.after") or rider.span,
                "name a clause that is, or leave `after` out",
            )
        elif rider.replaces:
            yield from _replacing(rider, made.get(rider.id, ()), gone, out, at)
            if (other := seen.setdefault(rider.replaces, rider)) is not rider:
                why = f'the riders "{other.title}" and "{rider.title}" both replace {rider.replaces}'
                yield Finding(why, at, "make one of them of both, or let the second stand after a clause")
            yield from _said_with_others(rider, agreement, index.library, at)


def _replacing(
    rider: Rider, instead: tuple[str, ...], gone: set[str], out: dict[str, str], at: Span
) -> Iterator[Finding]:
    if not gone.intersection(instead):
        why = out.get(rider.replaces, "it is not of this form")
        yield Finding(
            f'the rider "{rider.title}" replaces {rider.replaces}, which would not be here anyway: {why}',
            at,
            "take `replaces` out: the rider adds to the agreement, and takes no place",
        )


def _said_with_others(rider: Rider, agreement: Agreement, library: Library, at: Span) -> Iterator[Finding]:
    """In a short form a paragraph may say several clauses: it stays while one of the others stands."""
    outline = library.outlines[agreement.outline].in_form(agreement.form)
    short = outline.stands.get(rider.replaces)
    if short is None or short == rider.replaces:
        return
    standing = {p.clause.id: p.position for p in agreement.provisions()}
    for clause in agreement.printed():
        if clause.clause.id != short:
            continue
        for named in clause.clause.covering(clause.position).values():
            others = [c for c in named if c in standing]
            if rider.replaces in named and others:
                yield Finding(
                    f"in the short form {rider.replaces} is said together with {others[0]}, which stays",
                    at,
                    f"replace {short} as a whole, or make form long",
                )
                return
