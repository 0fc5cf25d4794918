"""Clashes about how the licence ends and what goes on after it."""

from __future__ import annotations

from contracts.check.clashes.clash import ANY, BALANCED, CREATOR, LICENSEE, NOT_CREATOR, NOT_LICENSEE, Clash
from contracts.model.problem import Severity

_ALIKE = "choose positions of licence-term, effect-of-ending and unlearning that agree, best the same for all"

CLASHES = (
    Clash(
        "finish-after-term",
        one={"licence-term": LICENSEE},
        other={"effect-of-ending": NOT_LICENSEE, "unlearning": NOT_LICENSEE},
        why="one lets work that has begun be finished after the term, the other stops it with the term",
        help=_ALIKE,
    ),
    Clash(
        "finish-after-end",
        one={"effect-of-ending": LICENSEE},
        other={"licence-term": NOT_LICENSEE, "unlearning": NOT_LICENSEE},
        why="one lets a use that has begun be completed, the other stops it with the term",
        help=_ALIKE,
    ),
    Clash(
        "keep-what-must-go",
        one={"unlearning": LICENSEE},
        other={"effect-of-ending": CREATOR, "ownership": CREATOR, "upstream-ownership": CREATOR},
        why="one lets captions and features be kept, the other has them deleted",
        help=_ALIKE + "; ownership at creator needs unlearning at creator or balanced",
    ),
    Clash(
        "run-finished-and-stopped",
        one={"upstream-removal": NOT_CREATOR},
        other={"effect-of-ending": CREATOR},
        why="a run begun with a withdrawn clip may be completed, and every use of it stops at once",
        help="choose creator for upstream-removal, or balanced or licensee for effect-of-ending",
    ),
    Clash(
        "withdrawn-for-any-breach",
        one={"termination-for-cause": LICENSEE},
        other={"right-to-withdraw": BALANCED},
        why="a breach ends the agreement only if it is material and not put right, and any breach of a "
        "protection ends it for a clip",
        help="choose balanced or creator for termination-for-cause",
        severity=Severity.WARNING,
    ),
    Clash(
        "ended-for-some-clips",
        one={"delivery": LICENSEE},
        other={"termination-for-cause": NOT_LICENSEE},
        why="late clips let the licensee end the whole agreement, and let it end the agreement for them only",
        help="choose balanced or creator for delivery",
    ),
    Clash(
        "no-leaving-but-withdrawing",
        one={"leaving-without-cause": LICENSEE},
        other={"right-to-withdraw": CREATOR, "character-refusal": CREATOR},
        why="the licensor may not leave without a reason, and may end it by withdrawing or refusing all",
        help="choose balanced or creator for leaving-without-cause, or balanced for the second",
    ),
    Clash(
        "sold-and-withdrawn",
        one={"change-of-control": LICENSEE},
        other={"right-to-withdraw": BALANCED},
        why="a change of control gives no right to end the agreement, and is a reason to withdraw every clip",
        help="choose balanced or creator for change-of-control",
    ),
    Clash(
        "last-day-that-never-comes",
        one={"perpetual-licence": ANY},
        other={"biometrics-for-safeguards": ANY},
        why="face and voice data must be gone by the last day of the term, and the term has no last day",
        help="give grant.term.months, or make people.biometrics none",
        fields=("grant.term.perpetual",),
    ),
    Clash(
        "burden-without-end",
        one={"perpetual-licence": ANY},
        other={
            "acceptance": LICENSEE,
            "commissioned-rights": LICENSEE,
            "delivery": LICENSEE,
            "releases": LICENSEE,
            "shoot-delivery": LICENSEE,
        },
        why="the term has no end, so what the second ties to the term (holding a clip that is not accepted, "
        "keeping copies, releases for the whole term, exclusive rights) has none either",
        help="give grant.term.months, or choose balanced or creator for the second",
        fields=("grant.term.perpetual",),
        severity=Severity.WARNING,
    ),
)
