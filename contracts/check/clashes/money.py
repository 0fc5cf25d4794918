"""Clashes about what is earned, and about what a breach costs."""

from __future__ import annotations

from contracts.check.clashes.clash import CREATOR, LICENSEE, NOT_CREATOR, NOT_LICENSEE, Clash
from contracts.model.condition import Test
from contracts.model.problem import Severity

CLASHES = (
    Clash(
        "accepted-only-if-used",
        one={"acceptance": LICENSEE},
        other={"rate-per-minute": NOT_LICENSEE},
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
        when=Test("grant.purposes", "has_none", ("training", "fine-tuning")),
        why="the fee is earned by a training run, and no training is licensed",
        help="choose balanced or creator for rate-per-minute, or add training to grant.purposes",
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
)
