"""Statutes and a drafted agreement in; what each statute says of it, and why, out.

An outcome is never advice: `fail` means the deal as written meets the statute's own words of
failure, `needs-counsel` that it turns on what software cannot decide. A statute reaches a deal by
its nexus alone; a chosen law never switches one off. Every limb is asked: the worst of those met is
the outcome, and none hides another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from contracts.draft.facts import before_the_law
from contracts.model.agreement import Agreement
from contracts.model.clause import Library
from contracts.model.condition import Facts, Reason, evaluate, holds, supporting, weighed
from contracts.model.deal import Deal
from contracts.model.problem import Problem, Severity, Span
from contracts.model.statute import OUTCOMES, Assessment, Limb, Met, Statute
from contracts.model.traits import PREFIX


def assess(statute: Statute, facts: Facts, as_of: date) -> Assessment:
    """Ask one statute of a deal, on a day. A statute not yet in force does not bite, nor does a limb."""
    if as_of < statute.effective:
        late = Reason("", f"in force only from {statute.effective}", None)
        return Assessment(statute, "not-applicable", (late,))
    reach = evaluate(statute.applies, facts)
    if not reach.holds:
        return Assessment(statute, "not-applicable", reach.reasons)
    read = supporting(statute.applies, facts)
    found: list[Met] = []
    for limb in statute.limbs:
        if limb.since is not None and as_of < limb.since:
            continue
        read |= weighed(limb.when, facts)
        if holds(limb.when, facts):
            weight = "warn" if limb.outcome == "fail" and statute.status != "law" else limb.outcome
            found.append(Met(limb, weight, evaluate(limb.when, facts).reasons))
    names = {met.limb.id for met in found}
    said = [met for met in found if not names & set(met.limb.within)]
    said.sort(key=lambda met: OUTCOMES.index(met.outcome))
    if not said:
        return Assessment(statute, "pass", reach.reasons, read)
    return Assessment(statute, said[0].outcome, said[0].reasons, read, tuple(said))


def assess_all(agreement: Agreement, library: Library, as_of: date) -> tuple[Assessment, ...]:
    """Every statute of the library, the most pressing first."""
    facts = before_the_law(agreement)
    found = [assess(statute, facts, as_of) for statute in library.statutes.values()]
    return tuple(sorted(found, key=lambda a: (OUTCOMES.index(a.outcome), a.statute.id)))


RULES = {
    "fail": ("law-fail", Severity.ERROR),
    "warn": ("law-warn", Severity.WARNING),
    "needs-counsel": ("law-needs-counsel", Severity.WARNING),
}
"""The problem that an outcome makes; the others make none."""


def problems(assessments: Iterable[Assessment], deal: Deal) -> Iterator[Problem]:
    """A problem for each limb that stops or troubles a build, at the field that would cure it.

    Who can waive what stands with a statute's first problem.
    """
    for found in assessments:
        for met in found.met:
            statute, limb = found.statute, met.limb
            rule, severity = RULES[met.outcome]
            kind = "" if statute.status == "law" else f" ({statute.status.replace('-', ' ')}, not law)"
            field = cure(limb, deal)
            facts = "; ".join(reason.text for reason in _telling(met, field))
            waiver = f". Waiver: {statute.waivers}" if met is found.met[0] else ""
            yield Problem(
                rule=rule,
                message=f"{statute.id} {limb.id}, {statute.citation}{kind}: {limb.says}; {facts}",
                span=_place(field, met, deal),
                severity=severity,
                help=f"{limb.help} (at {field}){waiver}",
            )


def cure(limb: Limb, deal: Deal) -> str:
    """The field that would cure a limb, with the party's own key in place of the star."""
    if not limb.field.startswith("parties.*."):
        return limb.field
    scopes = {scope.key: scope for scope in deal.scopes()}
    meant = [k for k, scope in scopes.items() if limb.whose is None or holds(limb.whose, scope)]
    return limb.field.replace("*", meant[0]) if meant else "parties"


def _telling(met: Met, field: str) -> tuple[Reason, ...]:
    """The facts to name: those of the party that is meant, not of the other side; all, if none is left."""
    home = field.split(".")[:2]
    if home[0] != "parties" or len(home) < 2:
        return met.reasons
    own = tuple(
        reason
        for reason in met.reasons
        if reason.path.split(".")[0] != "parties" or reason.path.split(".")[:2] == home
    )
    return own or met.reasons


def _place(field: str, met: Met, deal: Deal) -> Span:
    """Where the cure belongs: the field, or what is stated around it, or the first deciding fact."""
    steps = field.split(".")
    for end in range(len(steps), 0, -1):
        if end == 1 and len(steps) > 2 and steps[0] == "parties":
            break  # all parties are nobody in particular
        if (span := deal.span(".".join(steps[:end]))) is not None:
            return span
    places = (deal.span(r.path) if r.path.startswith(PREFIX) else r.span for r in met.reasons)
    return next((place for place in places if place is not None), Span(deal.file, 1))
