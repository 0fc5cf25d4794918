"""A protection that every agreement of this kind must hold is not in this one.

Why it matters: the floor is the promise that no outline, position or library laid over ours can
lose a protection by accident; so it is looked for in the agreement itself, not in the library.
Fails:   `replica: {granted: true}` with recognisable people and no clause on replicas
Passes:  the same deal with replica-rider in it, or a recorded waiver of a protection that can
         be waived
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from contracts.check.finding import Finding
from contracts.check.index import Index
from contracts.model.agreement import Agreement
from contracts.model.condition import ALWAYS, All, Condition, Parties, Test, evaluate
from contracts.model.problem import Severity, Span

SEVERITY = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Floor:
    """Where `when` holds, one of `clauses` must be in the agreement, and not two of them."""

    what: str
    clauses: tuple[str, ...]
    when: Condition = ALWAYS
    waivable: bool = True


_TRAINS = Test("grant.purposes", "has_any", ("training", "fine-tuning"))
_PERSON = Parties(
    "any_party", All((Test("role", "one_of", ("creator", "performer")), Test("kind", "is", "person")))
)

FLOOR = (
    Floor(
        "digital replicas", ("no-digital-replica", "replica-rider"), Test("people.identifiable", "is", True)
    ),
    Floor("voices", ("no-voice-clone", "replica-rider"), Test("people.voice", "is", True)),
    Floor("blocked contexts", ("blocked-contexts",), waivable=False),
    Floor("takedown", ("takedown",)),
    Floor("safeguards", ("safeguards",)),
    Floor("court orders", ("injunction",)),
    Floor("endorsement", ("no-endorsement",)),
    Floor("scenes", ("no-scene-imitation",), _TRAINS),
    Floor("unlearning", ("unlearning",), _TRAINS),
    Floor("style", ("no-style-imitation",), _PERSON),
    Floor("moral rights", ("moral-rights",), _PERSON),
    Floor("minors", ("no-minors",), Test("people.minors", "is", "none"), waivable=False),
    Floor(
        "minors",
        ("minors-in-background",),
        Test("people.minors", "one_of", ("background", "featured")),
        waivable=False,
    ),
    Floor(
        "bystanders",
        ("bystanders",),
        Test("people.bystanders", "one_of", ("blurred", "released", "unreleased")),
    ),
    Floor(
        "face and voice data",
        ("no-biometrics", "biometrics-for-safeguards"),
        Test("people.biometrics", "one_of", ("none", "safeguards")),
    ),
)


def check(agreement: Agreement, index: Index) -> Iterator[Finding]:
    standing = {p.clause.id for p in agreement.provisions()}
    waived = {w.clause for w in agreement.waivers}
    for floor in FLOOR:
        found = [c for c in floor.clauses if c in standing]
        if len(found) == 1 or not evaluate(floor.when, agreement.deal).holds:
            continue
        if len(found) > 1:
            yield Finding(
                f"{' and '.join(found)} both deal with {floor.what}",
                _place(floor, agreement),
                "an agreement holds one of them",
            )
        elif not (floor.waivable and waived.intersection(floor.clauses)):
            yield Finding(
                f"the protection of the floor on {floor.what} is missing: {_why(floor, agreement)}",
                _place(floor, agreement),
                f"put {' or '.join(floor.clauses)} into the library and the outline"
                + (", or record a waiver" if floor.waivable else "; it can never be waived"),
            )


def _why(floor: Floor, agreement: Agreement) -> str:
    reasons = {d.clause: ", ".join(d.because) for d in agreement.decisions}
    return "; ".join(
        f"{c} is out, because {reasons[c]}" if reasons.get(c) else f"the library has no {c}"
        for c in floor.clauses
    )


def _place(floor: Floor, agreement: Agreement) -> Span:
    """The field of the deal that decided it, or the deal as a whole."""
    deal = agreement.deal
    read = evaluate(floor.when, deal).read.union(
        *(d.read for d in agreement.decisions if d.clause in floor.clauses)
    )
    given = sorted(span for path in read if (span := deal.span(path)))
    return given[0] if given else Span(deal.file, 1)
