"""A protection that every agreement of this kind must hold is not in this one.

Why it matters: the floor is the promise that no outline, position or library laid over ours can
lose a protection by accident; so it is looked for in the agreement itself, not in the library.
Fails:   `replica: {granted: true}` with recognisable people and no clause on replicas
Passes:  the same deal with replica-rider in it, or a recorded waiver of a protection that can
         be waived

Some protections stand whatever the library says of them: they are the table PROMISES. The rest of
the floor is what the library flags as such; its conditions decide where it applies, and nothing
but they and a waiver may keep it out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from contracts.check.finding import Finding
from contracts.check.index import Index
from contracts.model.agreement import Agreement, Decision
from contracts.model.condition import All, Condition, Not, Test, evaluate
from contracts.model.problem import Severity, Span

SEVERITY = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Promise:
    """Where `when` holds, one of `clauses` must be in the agreement, and not two of them."""

    what: str
    clauses: tuple[str, ...]
    when: Condition
    waivable: bool = True


_USED = Not(Test("agreement", "one_of", ("agency-representation", "notice")))
"""An agent and the recipient of a notice are given nothing to use; everybody else is."""


def _used(condition: Condition) -> Condition:
    return All((condition, _USED))


PROMISES = (
    Promise("blocked contexts", ("blocked-contexts", "release-safety"), _USED, waivable=False),
    Promise("takedown", ("takedown", "release-safety"), _USED, waivable=False),
    Promise(
        "minors",
        ("no-minors", "minors-in-background", "likeness-no-minors", "release-limits"),
        _USED,
        waivable=False,
    ),
    Promise(
        "digital replicas",
        ("no-digital-replica", "replica-rider", "likeness-permissions", "release-limits"),
        _used(Test("people.identifiable", "is", True)),
    ),
    Promise(
        "voices",
        ("no-voice-clone", "replica-rider", "likeness-permissions", "release-limits"),
        _used(Test("people.voice", "is", True)),
    ),
    Promise(
        "face and voice data",
        (
            "no-biometrics",
            "biometrics-for-safeguards",
            "replica-security",
            "likeness-biometrics",
            "release-limits",
        ),
        _USED,
    ),
    Promise(
        "unlearning",
        ("unlearning",),
        _used(Test("grant.purposes", "has_any", ("training", "fine-tuning"))),
    ),
    Promise(
        "deals about AI",
        ("agency-ai-reserved",),
        Test("agreement", "is", "agency-representation"),
        waivable=False,
    ),
)

FLAGGED = (
    "bystanders",
    "injunction",
    "moral-rights",
    "no-endorsement",
    "no-scene-imitation",
    "no-style-imitation",
    "safeguards",
)
"""The rest of the floor: a library that no longer flags one of these has lost it."""

BY_ITSELF = "part of the protection floor"
"""The reason by which a decision shows that its clause is in as a protection of the floor."""


def check(agreement: Agreement, index: Index) -> Iterator[Finding]:
    standing = {p.clause.id for p in agreement.provisions()}
    waived = {w.clause for w in agreement.waivers}
    told: set[str] = set()
    for promise in PROMISES:
        found = [c for c in promise.clauses if c in standing]
        if len(found) == 1 or not evaluate(promise.when, agreement.deal).holds:
            continue
        told.update(promise.clauses)
        if len(found) > 1:
            yield Finding(
                f"{' and '.join(found)} both deal with {promise.what}",
                _place(promise, agreement),
                "an agreement holds one of them",
            )
        elif not (promise.waivable and waived.intersection(promise.clauses)):
            yield Finding(
                f"the protection of the floor on {promise.what} is missing: {_why(promise, agreement)}",
                _place(promise, agreement),
                f"put {' or '.join(promise.clauses)} into the library and the outline"
                + (", or record a waiver" if promise.waivable else "; it can never be waived"),
            )
    for clause, reason in _lost(agreement, standing | waived | told):
        yield Finding(
            f"{clause}, a protection of the floor, is missing: {reason}",
            _given(agreement, clause),
            "let the library flag it `floor: true`, or record a waiver",
        )


def _lost(agreement: Agreement, known: set[str]) -> Iterator[tuple[str, str]]:
    """Each other protection of the floor that something other than its conditions keeps out, and why."""
    decisions = {d.clause: d for d in agreement.decisions}
    uses = evaluate(_USED, agreement.deal).holds
    by_itself = {d.clause for d in agreement.decisions if BY_ITSELF in d.because}
    for clause in sorted(by_itself.union(FLAGGED) - known):
        decision = decisions.get(clause)
        if decision is None:
            if uses:
                yield clause, "the library has no such clause"
        elif decision.included:
            yield clause, "it was decided to be in, and the text does not hold it"
        elif uses and not decision.read:  # nobody asked its conditions
            yield clause, _reason(decision)


def _why(promise: Promise, agreement: Agreement) -> str:
    decisions = {d.clause: d for d in agreement.decisions}
    return "; ".join(
        f"{c} is out, because {_reason(decisions[c])}" if c in decisions else f"the library has no {c}"
        for c in promise.clauses
    )


def _reason(decision: Decision) -> str:
    if decision.included:
        return "the text does not hold what was decided to be in"
    return ", ".join(decision.because) or "of its conditions"


def _place(promise: Promise, agreement: Agreement) -> Span:
    """The field of the deal that decided it, or the deal as a whole."""
    return _given(agreement, *promise.clauses, read=evaluate(promise.when, agreement.deal).read)


def _given(agreement: Agreement, *clauses: str, read: frozenset[str] = frozenset()) -> Span:
    """The first field that was given of those that `read` or the decisions about `clauses` looked at."""
    deal = agreement.deal
    read = read.union(*(d.read for d in agreement.decisions if d.clause in clauses))
    named = deal.span("agreement")  # that it is of a type says least
    telling = {path for path in read if deal.span(path) != named} or read
    given = sorted(span for path in telling if (span := deal.span(path)))
    return given[0] if given else Span(deal.file, 1)
