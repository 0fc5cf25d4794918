"""Clashes about what is recorded, kept secret, changed and enforced, and by whom."""

from __future__ import annotations

from contracts.check.clashes.clash import CREATOR, LICENSEE, NOT_LICENSEE, Clash
from contracts.model.problem import Severity

CLASHES = (
    Clash(
        "records-shown-and-not",
        one={"audit": LICENSEE},
        other={"usage-log": CREATOR},
        why="there is no other right to see the records, and a copy of them is due on request",
        help="choose balanced or creator for audit, or balanced for usage-log",
    ),
    Clash(
        "clip-by-clip-from-batches",
        one={"usage-log": LICENSEE},
        other={"reports": NOT_LICENSEE, "effect-of-ending": CREATOR},
        why="the log names batches only, and the second needs to know each clip",
        help="choose balanced or creator for usage-log",
        severity=Severity.WARNING,
    ),
    Clash(
        "audited-and-lost",
        one={"no-implied-waiver": LICENSEE},
        other={"audit": NOT_LICENSEE},
        why="an old claim for fees is lost while the audit that would find it is still open",
        help="choose balanced or creator for no-implied-waiver",
        severity=Severity.WARNING,
    ),
    Clash(
        "final-by-silence",
        one={
            "payment-timing": LICENSEE,
            "agency-accounting": LICENSEE,
            "agency-accounting-no-trust": LICENSEE,
        },
        other={"no-implied-waiver": CREATOR, "agency-terms": CREATOR},
        why="a statement is final unless the licensor objects in time, and silence costs it no right",
        help="choose balanced or creator for the first",
        severity=Severity.WARNING,
    ),
    Clash(
        "rules-of-the-portal",
        one={"amendments": LICENSEE, "entire-agreement": LICENSEE},
        other={"delivery": CREATOR, "shoot-delivery": CREATOR},
        why="the licensee sets technical rules for delivery, and no technical standard applies to a clip",
        help="choose balanced or creator for the first",
        severity=Severity.WARNING,
    ),
    Clash(
        "changed-without-a-signature",
        one={"amendments": LICENSEE},
        other={"entire-agreement": CREATOR},
        why="the licensee changes its rules by notice, and no rules of a portal bind the licensor",
        help="choose balanced or creator for amendments",
        severity=Severity.WARNING,
    ),
    Clash(
        "takedown-for-others",
        one={"takedown": LICENSEE},
        other={"third-parties": NOT_LICENSEE, "creator-beneficiaries": NOT_LICENSEE},
        why="only the licensor can report, and others whom the agreement protects may ask for a takedown",
        help="choose balanced or creator for takedown",
        severity=Severity.WARNING,
    ),
    Clash(
        "claims-for-others",
        one={"disputes-courts": LICENSEE, "disputes-arbitration": LICENSEE},
        other={"third-parties": NOT_LICENSEE, "creator-beneficiaries": NOT_LICENSEE},
        why="the licensor sues for itself alone, and may claim what others whom the agreement protects lose",
        help="choose balanced or creator for the first",
        severity=Severity.WARNING,
    ),
    Clash(
        "secret-and-disclosed",
        one={"confidentiality": LICENSEE},
        other={"disputes-arbitration": CREATOR},
        why="the licensor keeps even the existence of the agreement secret, and may disclose the arbitration",
        help="choose balanced or creator for confidentiality",
        severity=Severity.WARNING,
    ),
)
