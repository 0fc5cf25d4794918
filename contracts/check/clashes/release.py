"""Clashes about a release: its pay, its withdrawal, what is shown first."""

from __future__ import annotations

from contracts.check.clashes.clash import BALANCED, CREATOR, LICENSEE, NOT_CREATOR, NOT_LICENSEE, Clash
from contracts.model.condition import Test

CLASHES = (
    Clash(
        "kept-and-returned",
        one={"release-payment": CREATOR},
        other={"release-revocation": NOT_CREATOR},
        why="the pay is never returned, and a withdrawal returns it or a part of it",
        help="choose creator for release-revocation, or the same position for both",
    ),
    Clash(
        "returned-after-a-use",
        one={"release-payment": BALANCED},
        other={"release-revocation": LICENSEE},
        why="the pay is not returned once there was a use, and a withdrawal returns a part of it",
        help="choose balanced or creator for release-revocation",
    ),
    Clash(
        "child-says-no",
        one={"release-guardian": CREATOR},
        other={"release-revocation": NOT_CREATOR},
        why="all use stops if the child objects, and a use that has begun may go on",
        help="choose creator for release-revocation, or balanced for release-guardian",
    ),
    Clash(
        "ads-seen-first-and-not",
        one={"release-showing": LICENSEE},
        other={"release-model": CREATOR, "release-guardian": NOT_LICENSEE},
        when=Test("release.advertising", "is", True),
        why="ads are made where and as often as the company wishes, and none appears before it is approved",
        help="choose balanced or creator for release-showing",
    ),
    Clash(
        "every-claim-and-none",
        one={"release-music": LICENSEE},
        other={"release-liability": CREATOR},
        why="the licensor bears each sum that others claim, and is liable only for what it knew to be untrue",
        help="choose balanced or creator for release-music",
    ),
    Clash(
        "paid-to-the-guardian",
        one={"minors-trust": LICENSEE},
        other={"release-guardian": CREATOR},
        why="every sum may be paid to the guardian, and is paid into an account kept for the child",
        help="choose balanced or creator for minors-trust",
    ),
)
