"""Assessments and a drafted agreement in; the law of the memo out: what bears, what passes, what is asked.

A question is a fact that the deal leaves out and that a statute hangs on: asked with that fact unknown,
the statute answers neither yes nor no. Only facts are asked about that statutes alone want to know
(`meta.law` in the deal schema): what an agreement prints is not left out by oversight.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from contracts.draft.facts import before_the_law
from contracts.model.agreement import Agreement
from contracts.model.clause import Library
from contracts.model.condition import All, Any, Condition, Facts, Not, Parties, Test, holds
from contracts.model.deal import Deal
from contracts.model.memo import Bearing, Due, Question, Rule, Source
from contracts.model.settle import answered
from contracts.model.statute import Assessment, Statute


def rules(agreement: Agreement, assessments: Sequence[Assessment]) -> Iterator[Rule]:
    """The statutes that reach the deal, in the order of the assessments."""
    provisions = tuple(agreement.provisions())
    for found in assessments:
        if found.outcome == "not-applicable":
            continue
        statute = found.statute
        yield Rule(
            statute=statute.id,
            citation=statute.citation,
            jurisdiction=statute.jurisdiction,
            status=statute.status,
            effective=statute.effective,
            last_verified=statute.last_verified,
            confidence=statute.confidence,
            outcome=found.outcome,
            summary=statute.summary,
            because=found.because,
            bearings=tuple(
                Bearing(m.limb.id, m.outcome, m.limb.says, m.limb.help, m.limb.field, m.because)
                for m in found.met
            ),
            undecidable=statute.undecidable,
            waivers=statute.waivers,
            sources=tuple(Source(s.of, s.how, s.where) for s in statute.sources),
            answered=tuple(p.number for p in provisions if statute.id in p.clause.law),
        )


def coming(agreement: Agreement, library: Library, as_of: date, until: date | None) -> Iterator[Due]:
    """The days, up to the last of the deal, on which law begins that will reach it as it stands."""
    facts = before_the_law(agreement)
    for statute in library.statutes.values():
        firsts = {statute.effective} | {limb.since for limb in statute.limbs if limb.since is not None}
        ahead = sorted(day for day in firsts if day > as_of and (until is None or day <= until))
        if ahead and holds(statute.applies, facts):
            yield Due(tuple(ahead), statute.title, "", statute.id)


def questions(agreement: Agreement, library: Library, as_of: date) -> tuple[Question, ...]:
    """Facts that the deal does not give, those first on which most statutes hang."""
    facts = before_the_law(agreement)
    found: dict[str, list[str]] = {}
    for statute in library.statutes.values():
        if as_of >= statute.effective:
            for path in _hinges(statute, facts):
                found.setdefault(path, []).append(statute.id)
    asked = (Question(path, _help(path, facts), tuple(ids)) for path, ids in found.items())
    return tuple(sorted(asked, key=lambda q: (-len(q.statutes), q.field)))


def _hinges(statute: Statute, facts: Deal) -> Iterator[str]:
    """The facts left out of which one by itself decides whether the statute reaches the deal."""
    for path in sorted({p for p in _left_out(statute.applies, facts) if _for_law(p, facts)}):
        if answered(statute.applies, facts, path.__ne__) is None:
            yield path


def _left_out(condition: Condition, facts: Facts) -> Iterator[str]:
    """The paths of the facts in a condition that the deal leaves out."""
    match condition:
        case Test():
            fact = facts.fact(condition.path)
            if condition.operator not in ("present", "absent", "given") and fact.value in (None, ()):
                yield fact.path
        case All(parts) | Any(parts):
            for part in parts:
                yield from _left_out(part, facts)
        case Not(part):
            yield from _left_out(part, facts)
        case Parties(_, part):
            for scope in facts.scopes():
                yield from _left_out(part, scope)


def _for_law(path: str, facts: Deal) -> bool:
    """Whether a fact is one that statutes alone want to know: it says so, or the group around it.

    Where a deal leaves out the whole group, that is an answer: there is no union, no advertising.
    """
    steps = path.split(".")
    if facts.get(path.rpartition(".")[0]) is None:
        return False
    around = (facts.fields.find(".".join(steps[:end])) for end in range(len(steps), 0, -1))
    return any(field is not None and field.law for field in around)


def _help(path: str, facts: Deal) -> str:
    field = facts.fields.find(path)
    return field.help if field else path
