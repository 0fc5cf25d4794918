"""Clashes about a digital replica: its consent, its end, its files and who owns what."""

from __future__ import annotations

from contracts.check.clashes.clash import CREATOR, LICENSEE, NOT_CREATOR, NOT_LICENSEE, Clash
from contracts.model.problem import Severity

_KNOWN = "choose the same position for replica-deceased and replica-ownership"

CLASHES = (
    Clash(
        "silence-approves-a-replica",
        one={"replica-approval": LICENSEE},
        other={"replica-rider": CREATOR},
        why="silence approves a use for good, and silence is no consent, which can be withdrawn",
        help="choose balanced or creator for replica-approval",
    ),
    Clash(
        "strike-moves-the-last-day",
        one={"replica-strike": NOT_CREATOR},
        other={"replica-rider": CREATOR},
        why="a strike moves the last day of the consent, and no other provision widens the consent",
        help="choose creator for replica-strike",
    ),
    Clash(
        "finished-after-the-consent",
        one={"replica-destruction": LICENSEE},
        other={
            "replica-rider": NOT_LICENSEE,
            "replica-ends-at-death": NOT_LICENSEE,
            "replica-estate-consent": NOT_LICENSEE,
        },
        why="items begun may be completed and published after the consent, and are stopped with it",
        help="choose balanced or creator for replica-destruction",
    ),
    Clash(
        "owned-and-not",
        one={"replica-ownership": LICENSEE},
        other={"replica-rider": CREATOR},
        why="the recordings and the copy are the licensee's, and it acquires no right in the copy",
        help="choose balanced or creator for replica-ownership",
    ),
    Clash(
        "authority-warranted-and-not",
        one={"replica-deceased": NOT_CREATOR},
        other={"replica-ownership": CREATOR},
        why="the licensor warrants the authority for the consent, and gives no other warranty about it",
        help=_KNOWN,
    ),
    Clash(
        "freedom-warranted-and-not",
        one={"replica-ownership": NOT_CREATOR},
        other={"replica-deceased": CREATOR},
        why="the licensor warrants that nobody else stands in the way, and gives no other warranty about it",
        help=_KNOWN,
    ),
    Clash(
        "consent-without-the-files",
        one={"consent-terms": NOT_CREATOR},
        other={"replica-security": CREATOR},
        why="the agreement may pass to another person, and no file may be transferred to anyone",
        help="choose creator for consent-terms, or balanced for replica-security",
        severity=Severity.WARNING,
    ),
)
