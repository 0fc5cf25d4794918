"""Clashes about a shoot made to order."""

from __future__ import annotations

from contracts.check.clashes.clash import (
    ANY,
    BALANCED,
    CREATOR,
    LICENSEE,
    NOT_LICENSEE,
    Clash,
)
from contracts.model.agreement import Agreement
from contracts.model.problem import Severity


def _exclusive_for_less(agreement: Agreement) -> bool:
    """Whether the agreed exclusivity ends before the term does."""
    months, term = (agreement.deal.get(f"grant.{field}.months") for field in ("exclusivity", "term"))
    return months != term


CLASHES = (
    Clash(
        "commissioned-exclusively",
        one={"commissioned-rights": LICENSEE},
        other={"non-exclusive": ANY, "sole-rights": ANY},
        why="the licence is exclusive for the whole term, also against the licensor, and is not",
        help="choose balanced or creator for commissioned-rights",
    ),
    Clash(
        "commissioned-for-longer",
        one={"commissioned-rights": LICENSEE},
        other={"exclusive-rights": ANY},
        test=_exclusive_for_less,
        why="the licence is exclusive for the whole term, and only for the months agreed",
        help="choose balanced or creator for commissioned-rights, or make grant.exclusivity.months the term",
    ),
    Clash(
        "every-take-or-a-choice",
        one={"commissioned-rights": LICENSEE},
        other={"shoot-delivery": NOT_LICENSEE},
        why="every take is delivered, and the licensor selects the takes that it delivers",
        help="choose balanced or creator for commissioned-rights",
    ),
    Clash(
        "spare-takes",
        one={"exclusive-rights": LICENSEE},
        other={"commissioned-rights": CREATOR},
        why="no other take of a scene may be licensed for training, and takes not accepted may be",
        help="choose balanced or creator for exclusive-rights, or balanced for commissioned-rights",
    ),
    Clash(
        "whose-drive",
        one={"shoot-delivery": LICENSEE},
        other={"ownership": CREATOR},
        why="each drive becomes the licensee's, and the licensor keeps each carrier of a copy",
        help="choose balanced or creator for shoot-delivery",
    ),
    Clash(
        "stopped-for-danger",
        one={"services": LICENSEE},
        other={"safety-on-set": NOT_LICENSEE},
        why="a day that is lost is made up without a further fee, and work stopped for danger is paid",
        help="choose balanced or creator for services",
    ),
    Clash(
        "who-gets-the-permits",
        one={"safety-on-set": LICENSEE},
        other={"services": NOT_LICENSEE},
        why="the licensor is responsible for each permit, and the licensee gets those for places it chooses",
        help="choose balanced or creator for safety-on-set",
    ),
    Clash(
        "moved-and-called-off",
        one={"services": LICENSEE},
        other={"cancellation": CREATOR},
        why="the licensee may move any day, and a day that it moves without consent counts as called off",
        help="choose balanced or creator for services",
        severity=Severity.WARNING,
    ),
    Clash(
        "instructed-and-independent",
        one={"services": LICENSEE},
        other={"services-independent": CREATOR},
        why="the licensee instructs on place, style and format, and the licensor decides how it works",
        help="choose balanced or creator for services",
        severity=Severity.WARNING,
    ),
    Clash(
        "reshoot-unpaid",
        one={"services-fee": LICENSEE},
        other={"reshoots": NOT_LICENSEE},
        why="the fee covers every cost and more days, and a reshoot brings its expenses or a further sum",
        help="choose balanced or creator for services-fee",
    ),
    Clash(
        "long-day-unpaid",
        one={"services-fee": LICENSEE},
        other={"services": CREATOR},
        why="no further sum is due for a long day, and longer work is to be paid",
        help="choose balanced or creator for services-fee",
        severity=Severity.WARNING,
    ),
    Clash(
        "paused-and-not",
        one={"late-payment": LICENSEE},
        other={"commissioned-rights": BALANCED},
        why="the licence may not be suspended for late payment, and may be while the fee is unpaid",
        help="choose balanced or creator for late-payment",
    ),
    Clash(
        "paid-once-registered",
        one={"payment-timing": LICENSEE, "taxes": LICENSEE},
        other={"services-independent": CREATOR},
        why="payment waits for the licensee's forms or registration, and may not depend on them",
        help="choose balanced or creator for the first",
    ),
)
