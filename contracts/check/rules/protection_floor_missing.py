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
from contracts.model.condition import ALWAYS, All, Any, Condition, Not, Parties, Test, evaluate
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


def _outside(*types: str) -> Condition:
    """In any agreement type but these."""
    return Not(Test("agreement", "one_of", types))


# An agency and a notice license nothing; a release leaves these to the licence that follows it.
_LICENSES = _outside("agency-representation", "notice")
_SHOWS = _outside("agency-representation", "notice", "release")

FLOOR = (
    Floor(
        "digital replicas",
        ("no-digital-replica", "replica-rider", "likeness-permissions"),
        All((Test("people.identifiable", "is", True), _SHOWS)),
    ),
    Floor(
        "voices",
        ("no-voice-clone", "replica-rider", "likeness-permissions"),
        All((Test("people.voice", "is", True), _SHOWS)),
    ),
    Floor("blocked contexts", ("blocked-contexts",), _LICENSES, waivable=False),
    Floor("takedown", ("takedown",), _LICENSES),
    Floor("safeguards", ("safeguards",), _LICENSES),
    Floor("court orders", ("injunction",), _SHOWS),
    Floor("endorsement", ("no-endorsement",), _LICENSES),
    Floor(
        "scenes", ("no-scene-imitation",), All((_TRAINS, Not(Test("agreement", "is", "character-license"))))
    ),
    Floor("unlearning", ("unlearning",), _TRAINS),
    Floor(
        "style",
        ("no-style-imitation",),
        All(
            (
                _PERSON,
                _outside(
                    "agency-representation",
                    "notice",
                    "release",
                    "replica-rider",
                    "likeness-consent",
                    "character-license",
                ),
            )
        ),
    ),
    Floor(
        "moral rights",
        ("moral-rights",),
        All(
            (
                _PERSON,
                Not(
                    Any(
                        (
                            Test("agreement", "one_of", ("agency-representation", "notice")),
                            Test("release.kind", "one_of", ("model", "guardian", "location")),
                        )
                    )
                ),
            )
        ),
    ),
    Floor(
        "minors",
        ("no-minors", "likeness-no-minors"),
        All((Test("people.minors", "is", "none"), _SHOWS)),
        waivable=False,
    ),
    Floor(
        "minors",
        ("minors-in-background",),
        All((Test("people.minors", "one_of", ("background", "featured")), _SHOWS)),
        waivable=False,
    ),
    Floor(
        "bystanders",
        ("bystanders",),
        All((Test("people.bystanders", "one_of", ("blurred", "released", "unreleased")), _SHOWS)),
    ),
    Floor(
        "face and voice data",
        ("no-biometrics", "biometrics-for-safeguards", "replica-security", "likeness-biometrics"),
        All((Test("people.biometrics", "one_of", ("none", "safeguards")), _SHOWS)),
    ),
    Floor(
        "AI rights of the talent", ("agency-ai-reserved",), Test("agreement", "is", "agency-representation")
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
    telling = read - {"agreement"} or read  # that it is of a type says least
    given = sorted(span for path in telling if (span := deal.span(path)))
    return given[0] if given else Span(deal.file, 1)
