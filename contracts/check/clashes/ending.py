"""Clashes about how the licence ends and what goes on after it."""

from __future__ import annotations

from contracts.check.clashes.clash import ANY, BALANCED, CREATOR, LICENSEE, NOT_LICENSEE, Clash
from contracts.model.problem import Severity

_ALIKE = "choose positions of licence-term, effect-of-ending and unlearning that agree, best the same for all"

CLASHES = (
    Clash(
        "finish-after-term",
        one={"licence-term": LICENSEE},
        other={"effect-of-ending": NOT_LICENSEE, "unlearning": NOT_LICENSEE},
        why="one lets work that has begun be finished after the term, the other stops all use with the term",
        help=_ALIKE,
    ),
    Clash(
        "finish-after-end",
        one={"effect-of-ending": LICENSEE},
        other={"licence-term": NOT_LICENSEE, "unlearning": BALANCED},
        why="one lets a use that has begun be completed, the other stops it with the term",
        help=_ALIKE,
    ),
    Clash(
        "unlearning-prevails",
        one={"effect-of-ending": LICENSEE},
        other={"unlearning": CREATOR},
        why="the first lets copies and uses go on that the second, which prevails, ends",
        help=_ALIKE,
        severity=Severity.WARNING,
    ),
    Clash(
        "keep-what-must-go",
        one={"unlearning": LICENSEE},
        other={"effect-of-ending": CREATOR, "ownership": CREATOR, "metadata": CREATOR},
        why="one lets backups, captions and features be kept, the other has them deleted",
        help=_ALIKE + "; ownership and metadata at creator need unlearning at creator or balanced",
    ),
    Clash(
        "backups",
        one={"unlearning": BALANCED},
        other={"effect-of-ending": CREATOR},
        why="one lets backups last until they are overwritten, the other has them deleted in time",
        help=_ALIKE,
        severity=Severity.WARNING,
    ),
    Clash(
        "ends-only-for-breach",
        one={"termination-for-cause": LICENSEE},
        other={
            "leaving-without-cause": NOT_LICENSEE,
            "reputation-exit": ANY,
            "change-of-control": NOT_LICENSEE,
            "right-to-withdraw": CREATOR,
        },
        why="the licensor may end the agreement only for a material breach, and for something else",
        help="choose balanced or creator for termination-for-cause",
    ),
    Clash(
        "no-leaving-but-withdrawing",
        one={"leaving-without-cause": LICENSEE},
        other={"right-to-withdraw": CREATOR},
        why="the licensor may not leave without a reason, and may end it all by withdrawing every clip",
        help="choose balanced for one of the two",
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
        other={"acceptance": LICENSEE, "delivery": LICENSEE, "releases": LICENSEE},
        why="the term has no end, so what the second ties to the term (holding a clip that is not accepted, "
        "keeping copies, releases for the whole term) has none either",
        help="give grant.term.months, or choose balanced or creator for the second",
        fields=("grant.term.perpetual",),
        severity=Severity.WARNING,
    ),
)
