"""Clashes about people, releases and the rights of others in the footage."""

from __future__ import annotations

from contracts.check.clashes.clash import CREATOR, LICENSEE, NOT_LICENSEE, Clash
from contracts.model.condition import Any, Test
from contracts.model.problem import Severity

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
        one={"title": LICENSEE, "third-party-content": LICENSEE},
        when=Any(
            (Test("third_party.music", "is", "uncleared"), Test("third_party.marks", "is", "incidental"))
        ),
        why="the licensor promises that all is cleared, and the deal says that music or marks are not",
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
        "risk-on-both-sides",
        one={"indemnity": LICENSEE},
        other={"third-party-content": CREATOR},
        why="the licensor pays for each claim about the footage, and the licensee bears the risk of this one",
        help="choose balanced or creator for indemnity",
    ),
    Clash(
        "hollow-promise",
        one={"indemnity": LICENSEE},
        other={"releases": CREATOR, "title": CREATOR},
        why="the licensor promises only what it knows, and pays for each claim whatever it knew",
        help="choose balanced or creator for indemnity",
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
