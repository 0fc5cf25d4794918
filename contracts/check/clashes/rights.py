"""Clashes about who may hold, show, pass on, credit or look into what."""

from __future__ import annotations

from contracts.check.clashes.clash import (
    ANY,
    BALANCED,
    CREATOR,
    LICENSEE,
    NOT_LICENSEE,
    Clash,
)
from contracts.model.condition import Test
from contracts.model.problem import Severity

_ASSIGN = "choose balanced or creator for assignment"

CLASHES = (
    Clash(
        "free-to-assign",
        one={"assignment": LICENSEE},
        other={"no-resale": CREATOR, "shutdown": CREATOR},
        why="the agreement may pass to anyone without consent, and a buyer needs the licensor's consent",
        help=_ASSIGN,
    ),
    Clash(
        "assign-what-may-not-be-shared",
        one={"assignment": LICENSEE},
        other={"no-sublicensing": NOT_LICENSEE, "change-of-control": CREATOR},
        why="whoever may not be given the footage can be made the licensee instead",
        help=_ASSIGN,
        severity=Severity.WARNING,
    ),
    Clash(
        "licence-without-footage",
        one={"assignment": BALANCED},
        other={"no-resale": CREATOR, "shutdown": CREATOR},
        why="a buyer of the business takes over the agreement without consent, but not the footage",
        help="choose creator for assignment, or balanced for the second",
        severity=Severity.WARNING,
    ),
    Clash(
        "passed-on-in-a-dataset",
        one={"no-resale": LICENSEE},
        other={"no-sublicensing": NOT_LICENSEE},
        why="the footage may be passed on in a larger data set, and may not be passed to another person",
        help="choose balanced or creator for no-resale",
    ),
    Clash(
        "silence-is-yes-and-no",
        one={"approval": LICENSEE},
        other={"grant-display": CREATOR},
        why="silence approves a display, and silence refuses it",
        help="choose balanced or creator for approval",
    ),
    Clash(
        "approval-needed-and-not",
        one={"grant-display": LICENSEE},
        other={"approval": NOT_LICENSEE},
        why="no approval is needed for an excerpt, and each display needs one",
        help="choose balanced or creator for grant-display, or licensee for approval",
    ),
    Clash(
        "asked-is-safer-than-blocked",
        one={"blocked-contexts": LICENSEE},
        other={"approval": NOT_LICENSEE},
        why="what is blocked is barred only by law, and what is to be asked for always needs a yes",
        help="choose balanced or creator for blocked-contexts",
        severity=Severity.WARNING,
    ),
    Clash(
        "weights-kept-and-merged",
        one={"no-distillation": LICENSEE},
        other={"model-scope": CREATOR},
        why="a licensed model may improve any other model, and its weights may not go into one",
        help="choose balanced or creator for no-distillation",
        severity=Severity.WARNING,
    ),
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
        other={"reports": CREATOR, "effect-of-ending": CREATOR},
        why="the log names batches only, and the second needs it clip by clip",
        help="choose balanced or creator for usage-log",
        severity=Severity.WARNING,
    ),
    Clash(
        "rules-of-the-portal",
        one={"amendments": LICENSEE, "entire-agreement": LICENSEE},
        other={"delivery": CREATOR},
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
        other={"third-parties": NOT_LICENSEE},
        why="only the licensor can report, and each person in the footage may ask for a takedown",
        help="choose balanced or creator for takedown",
        severity=Severity.WARNING,
    ),
    Clash(
        "credited-and-unnamed",
        one={"attribution": ANY},
        other={"no-public-listing": ANY},
        why="the licensor is credited where sources are listed, and may not be named as a source",
        help="make transparency.public_listing true, or leave out protection.credit",
        fields=("protection.credit", "transparency.public_listing"),
        severity=Severity.WARNING,
    ),
    Clash(
        "shown-without-credit",
        one={"attribution": LICENSEE},
        other={"grant-display": CREATOR, "moral-rights": NOT_LICENSEE},
        when=Test("grant.purposes", "has", "display"),
        why="no credit need be given, and each display names the author",
        help="choose balanced or creator for attribution",
    ),
    Clash(
        "answered-without-credit",
        one={"attribution": LICENSEE},
        other={"grant-grounding": NOT_LICENSEE},
        why="no credit need be given, and the licensor is named beside what draws on a clip",
        help="choose balanced or creator for attribution",
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
