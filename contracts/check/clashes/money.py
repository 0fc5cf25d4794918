"""Clashes about what is earned, and about what a breach costs."""

from __future__ import annotations

from contracts.check.clashes.clash import CREATOR, LICENSEE, NOT_CREATOR, NOT_LICENSEE, Clash
from contracts.model.condition import All, Not, Test
from contracts.model.problem import Severity

CLASHES = (
    Clash(
        "accepted-only-if-used",
        one={"acceptance": LICENSEE},
        other={"rate-per-minute": CREATOR},
        why="a fee is promised for what is accepted, used or not, and only what is used need be accepted",
        help="choose the same position for acceptance and rate-per-minute",
        severity=Severity.WARNING,
    ),
    Clash(
        "acceptance-earns-nothing",
        one={"rate-per-minute": LICENSEE},
        other={"acceptance": NOT_LICENSEE},
        why="clips are accepted by silence, and acceptance earns nothing",
        help="choose the same position for acceptance and rate-per-minute",
        severity=Severity.WARNING,
    ),
    Clash(
        "accepted-before-trained",
        one={"acceptance": LICENSEE},
        other={"grant-training": CREATOR},
        why="a clip is accepted by training on it, and may be trained on only once it is accepted",
        help="choose balanced for one of the two",
        severity=Severity.WARNING,
    ),
    Clash(
        "fee-that-nothing-earns",
        one={"rate-per-minute": LICENSEE},
        when=All(
            (
                Test("grant.purposes", "has_none", ("training", "fine-tuning")),
                Not(Test("agreement", "is", "aggregator-supply")),  # there a licence to a buyer earns it
            )
        ),
        why="the fee is earned by training on a clip, and no training is licensed",
        help="choose balanced or creator for rate-per-minute, or add training to grant.purposes",
    ),
    Clash(
        "late-and-repaid",
        one={"advance": LICENSEE, "flat-fee": LICENSEE},
        other={"delivery": CREATOR, "shoot-delivery": CREATOR},
        why="a late clip costs the licensor a part of the sum, and has no other remedy than its removal",
        help="choose balanced or creator for the first",
        severity=Severity.WARNING,
    ),
    Clash(
        "better-price-and-no-more",
        one={"flat-fee": LICENSEE},
        other={"most-favoured-licensor": NOT_LICENSEE},
        why="no further sum is payable for the rights, and a better price paid to others is payable as well",
        help="choose balanced or creator for flat-fee",
    ),
    Clash(
        "fixed-sum-and-limit",
        one={"fixed-sum": CREATOR},
        other={"liability-cap": NOT_CREATOR},
        why="the fixed sum has no limit, and every claim about the protections has one",
        help="choose creator for liability-cap, or balanced for fixed-sum",
    ),
    Clash(
        "no-limit-but-one-sum",
        one={"fixed-sum": LICENSEE},
        other={"liability-cap": CREATOR},
        why="the fixed sum is the only claim to money, and the second promises that there is no limit",
        help="choose balanced or creator for fixed-sum",
        severity=Severity.WARNING,
    ),
    Clash(
        "fixed-sum-and-sole-remedy",
        one={"fixed-sum": NOT_LICENSEE},
        other={"no-digital-replica": LICENSEE, "no-voice-clone": LICENSEE},
        why="a sum is due for each such output, and takedown is the sole remedy for it",
        help="choose balanced or creator for the second, or licensee for fixed-sum",
    ),
    Clash(
        "court-order-and-sole-remedy",
        one={
            "no-digital-replica": LICENSEE,
            "no-voice-clone": LICENSEE,
            "no-verbatim-output": LICENSEE,
            "no-derivative-works": LICENSEE,
            "likeness-permissions": LICENSEE,
        },
        other={"injunction": NOT_LICENSEE},
        why="takedown is the sole remedy for such an output, and a court may be asked to stop each breach",
        help="choose balanced or creator for the first",
        severity=Severity.WARNING,
    ),
)
