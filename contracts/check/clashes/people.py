"""Clashes about people, releases, the rights of others in the footage, and who bears the risk."""

from __future__ import annotations

from contracts.check.clashes.clash import BALANCED, CREATOR, LICENSEE, NOT_CREATOR, NOT_LICENSEE, Clash
from contracts.model.condition import Any, Test
from contracts.model.problem import Severity

_RELEASES = "choose balanced or creator for the first"

CLASHES = (
    Clash(
        "released-and-unreleased",
        one={"releases": LICENSEE, "bystanders": LICENSEE, "title": LICENSEE},
        when=Test("people.bystanders", "is", "unreleased"),
        why="the licensor warrants a release from everybody, and the deal says that bystanders gave none",
        help="choose balanced or creator, or have bystanders blurred",
        fields=("people.bystanders",),
    ),
    Clash(
        "cleared-and-uncleared",
        one={"title": LICENSEE},
        when=Any(
            (Test("third_party.music", "is", "uncleared"), Test("third_party.marks", "is", "incidental"))
        ),
        why="the licensor warrants that all is cleared, and the deal says that music or marks are not",
        help="choose balanced or creator, or clear what is not cleared",
        fields=("third_party.music", "third_party.marks"),
    ),
    Clash(
        "one-promise-and-all",
        one={"title": LICENSEE},
        other={"third-party-content": CREATOR, "releases": CREATOR},
        why="the licensor warrants every clearance and consent, and gives no other warranty about them",
        help="choose balanced or creator for title",
    ),
    Clash(
        "released-and-nothing-promised",
        one={"bystanders": LICENSEE, "minors-in-background": LICENSEE},
        other={"releases": CREATOR},
        why="the licensor warrants releases of bystanders or minors, and gives no warranty about releases",
        help=_RELEASES,
    ),
    Clash(
        "every-release-but-a-minors",
        one={"title": LICENSEE, "releases": LICENSEE},
        other={"minors-in-background": CREATOR},
        why="the licensor warrants a release of everybody, and does not promise one of every minor",
        help=_RELEASES,
    ),
    Clash(
        "release-of-a-child",
        one={"minors-in-background": BALANCED},
        other={"releases": CREATOR},
        when=Test("people.minors", "is", "featured"),
        why="the licensor obtains a release for each minor who is shown, and need not obtain a further one",
        help="choose balanced for releases, or creator for minors-in-background",
    ),
    Clash(
        "risk-on-both-sides",
        one={"indemnity": LICENSEE},
        other={"third-party-content": CREATOR},
        why="the licensor pays for each claim about the footage, and the licensee bears the risk of this one",
        help="choose balanced or creator for indemnity",
    ),
    Clash(
        "claim-paid-by-both",
        one={"indemnity": CREATOR},
        other={"third-party-content": LICENSEE, "title": LICENSEE, "replica-deceased": LICENSEE},
        why="the licensee pays for each claim about its use, and the licensor pays for the same claim",
        help="choose balanced for indemnity, or balanced or creator for the second",
    ),
    Clash(
        "hollow-promise",
        one={"indemnity": LICENSEE},
        other={
            "releases": CREATOR,
            "title": CREATOR,
            "replica-deceased": CREATOR,
            "replica-ownership": CREATOR,
        },
        why="the licensor promises only what it knows, and pays for each claim whatever it knew",
        help="choose balanced or creator for indemnity",
        severity=Severity.WARNING,
    ),
    Clash(
        "rejected-and-not",
        one={"third-party-content": LICENSEE},
        other={"acceptance": CREATOR},
        why="a clip with content of others may be rejected, and that is none of the reasons to reject one",
        help="choose balanced or creator for third-party-content, or balanced for acceptance",
    ),
    Clash(
        "rejected-for-what-was-stated",
        one={"third-party-content": CREATOR},
        other={"acceptance": NOT_CREATOR},
        why="no clip is rejected for content that was stated, and the second lets it be rejected",
        help="choose creator for acceptance, or balanced for third-party-content",
        severity=Severity.WARNING,
    ),
    Clash(
        "voice-without-likeness",
        one={"no-voice-clone": LICENSEE},
        other={"no-digital-replica": CREATOR},
        why="a voice like a person's is no breach of the first, and as a replica breaches the second",
        help="choose balanced or creator for no-voice-clone",
        severity=Severity.WARNING,
    ),
    Clash(
        "who-asks-for-consent",
        one={"biometrics-for-safeguards": LICENSEE},
        other={"personal-data": NOT_LICENSEE},
        why="the licensor obtains the consent, and the licensee obtains it",
        help="choose balanced or creator for biometrics-for-safeguards",
    ),
)
