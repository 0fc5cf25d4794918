"""What can be said of a signed file: each proof, each signature, and whether all of it holds."""

from __future__ import annotations

from enum import StrEnum

from contracts.model.record import record


class State(StrEnum):
    """What can be said of a file, or of one thing about it.

    `words`: its words are those of the deal, and its pages could not be compared byte for byte, since
    other versions laid them out. `open`: something is still to be shown, or cannot be shown here; nothing
    says that it was altered.
    """

    HOLDS = "holds"
    WORDS = "words"
    OPEN = "open"
    ALTERED = "altered"


@record
class Proof:
    """One thing that was looked at: whether it holds, what was found, and what to do where it does not.

    What does not hold was altered, unless `state` says that it was not.
    """

    name: str
    holds: bool
    says: str
    help: str = ""
    state: State | None = None

    def __post_init__(self) -> None:
        if self.state is None:
            object.__setattr__(self, "state", State.HOLDS if self.holds else State.ALTERED)


@record
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


STANDINGS = ("unsigned", "partly", "signed", "altered", "damaged")
"""How an agreement in a folder stands. `altered` is said for the reasons that a verdict has; `damaged`, of
a PDF that cannot be read."""


@record
class Standing:
    """How one agreement of a folder stands: who has signed it, as field, name and time, and why not more.

    `trusted` is whether everybody's certificate is vouched for and names the right person.
    """

    file: str
    reference: str
    state: str
    signed: tuple[tuple[str, str, str], ...] = ()
    trusted: bool = False
    why: str = ""


@record
class Verdict:
    """All of it. It holds where every proof and every signature does."""

    file: str
    reference: str
    fingerprint: str
    proofs: tuple[Proof, ...]
    signatures: tuple[Signed, ...]

    @property
    def holds(self) -> bool:
        return self.state is State.HOLDS

    @property
    def state(self) -> State:
        """The worst that can be said of a part. A signature nobody vouches for leaves the file open."""
        states = [proof.state for proof in self.proofs]
        states += [
            State.HOLDS if s.holds else State.OPEN if s.sound else State.ALTERED for s in self.signatures
        ]
        for worst in (State.ALTERED, State.OPEN, State.WORDS):
            if worst in states:
                return worst
        return State.HOLDS
