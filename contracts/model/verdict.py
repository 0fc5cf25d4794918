"""What can be said of a signed file: each proof, each signature, and whether all of it holds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Proof:
    """One thing that was looked at: whether it holds, what was found, and what to do where it does not."""

    name: str
    holds: bool
    says: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class Signed:
    """One signature of a file.

    `kind` is `approval`, `seal` or `timestamp`; `level` is the PAdES level, B-B to B-LTA; `when` is
    ISO 8601 in UTC; `clock` is who says so; `root` is the trusted root, empty where nobody vouches;
    `covers` and `since` say how much of the file it covers and what was added after it. `sound` is
    whether it fits what was signed, whoever made it; `holds`, whether it also can be trusted and is
    that of whom the agreement names. `names` are the names of a person in the certificate.
    """

    field: str
    kind: str
    signer: str
    organisation: str
    when: str
    clock: str
    level: str
    root: str
    covers: str
    since: str
    sound: bool
    holds: bool
    faults: tuple[str, ...] = ()
    note: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """All of it. It holds where every proof and every signature does."""

    file: str
    reference: str
    fingerprint: str
    proofs: tuple[Proof, ...]
    signatures: tuple[Signed, ...]

    @property
    def holds(self) -> bool:
        return all(p.holds for p in self.proofs) and all(s.holds for s in self.signatures)
