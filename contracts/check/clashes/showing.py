"""Clashes about what is shown, who is asked, and whose name stands beside it."""

from __future__ import annotations

from contracts.check.clashes.clash import (
    BALANCED,
    CREATOR,
    LICENSEE,
    NOT_CREATOR,
    NOT_LICENSEE,
    Clash,
)
from contracts.model.condition import Any, Test
from contracts.model.problem import Severity

_CONTEXTS = (
    "political, religious, hate, violence, crime, vices, "
    "advice, scams, falsehood, news, military, endorsement"
)
_ASKED = Any(
    tuple(Test(f"protection.blocked_contexts.{context}", "is", "ask") for context in _CONTEXTS.split(", "))
)
_CREDIT = "choose balanced or creator for attribution"

CLASHES = (
    Clash(
        "silence-is-yes-and-no",
        one={"approval": LICENSEE},
        other={"grant-display": CREATOR},
        why="silence approves a display, and silence refuses it",
        help="choose balanced or creator for approval",
    ),
    Clash(
        "withdrawn-and-not",
        one={"approval": BALANCED},
        other={"grant-display": CREATOR},
        why="an approval stands unless the use or the facts change, and may be withdrawn at any time",
        help="choose creator for approval, or balanced for grant-display",
    ),
    Clash(
        "asked-is-safer-than-blocked",
        one={"blocked-contexts": LICENSEE},
        other={"approval": NOT_LICENSEE},
        when=_ASKED,
        why="what is blocked is barred only by law, and what is to be asked for always needs a yes",
        help="choose balanced or creator for blocked-contexts",
        severity=Severity.WARNING,
    ),
    Clash(
        "ads-without-asking",
        one={"grant-display": LICENSEE, "likeness-permissions": LICENSEE},
        other={"no-endorsement": CREATOR},
        why="one allows advertising or promotion, the other only with a written yes to that particular use",
        help="choose balanced or creator for the first",
    ),
    Clash(
        "named-without-asking",
        one={"no-endorsement": LICENSEE},
        other={"public-listing": NOT_LICENSEE},
        why="the licensor may be named without further consent, and decides on the words or on being named",
        help="choose balanced or creator for no-endorsement",
    ),
    Clash(
        "shown-without-credit",
        one={"attribution": LICENSEE},
        other={
            "grant-display": CREATOR,
            "moral-rights": NOT_LICENSEE,
            "upstream-moral-rights": NOT_LICENSEE,
        },
        when=Test("grant.purposes", "has", "display"),
        why="no credit need be given, and each display names the author",
        help=_CREDIT,
    ),
    Clash(
        "answered-without-credit",
        one={"attribution": NOT_CREATOR},
        other={"grant-grounding": CREATOR},
        why="no credit need stand beside an output, and the licensor is named beside what draws on a clip",
        help="choose creator for attribution, or balanced for grant-grounding",
    ),
    Clash(
        "source-without-credit",
        one={"attribution": LICENSEE},
        other={"grant-grounding": BALANCED},
        why="no credit need be given, and the licensor is named as the source of an answer",
        help=_CREDIT,
    ),
)
