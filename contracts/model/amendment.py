"""An amendment: the agreements that it stands on, and what it changes of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from typing import TYPE_CHECKING

from contracts.model.lock import Lock, digest, fingerprint
from contracts.model.record import record

if TYPE_CHECKING:
    from contracts.model.agreement import Agreement
    from contracts.model.deal import Manifest, Waiver
    from contracts.model.document import DocumentNode, Words

ROW, PARTY, RECITALS, TERM, PROVISION, SECTION, SCHEDULE, WAIVERS = KINDS = (
    "row",
    "party",
    "recitals",
    "term",
    "provision",
    "section",
    "schedule",
    "waivers",
)
"""What an amendment can change: a row of the key terms, who a party is, the background, a defined term, a
provision, a whole section or its heading, a schedule, the waivers."""


@record
class Link:
    """One paper of the chain that an amendment stands on: the original, or an amendment of it.

    `deal`, `manifest` and `locked` are the files that it encloses, byte for byte; `file` is what it was
    called. `dated` is the day from which it holds.
    """

    file: str
    title: str
    dated: date
    lock: Lock
    deal: bytes
    locked: bytes
    manifest: bytes = b""

    @property
    def reference(self) -> str:
        return self.lock.reference

    @property
    def fingerprint(self) -> str:
        """What its signature page prints."""
        return fingerprint(self.lock)

    @property
    def sha256(self) -> str:
        """The digest of its lock, which holds the digests of all else."""
        return digest(self.locked)


@record
class Base:
    """What an amendment stands on: the papers, the first of them the original; the agreement as they leave
    it; every number that was ever given in it, by anchor. `papers` are the papers as they are drafted here,
    `doubts` say what could not be shown of them."""

    links: tuple[Link, ...]
    agreement: Agreement
    kept: Mapping[str, str]
    papers: tuple[Agreement, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def original(self) -> Link:
        return self.links[0]

    @property
    def last(self) -> Link:
        return self.links[-1]


@record
class PlainChange:
    """A plain line before and after; empty where its clause was not there or is gone. `heading` is that of
    the clause, `less` whether the licensor gets or keeps less by it, or may."""

    clause: str
    heading: str
    before: Words
    after: Words
    less: bool = False


@record
class Change:
    """One thing that an amendment changes.

    `kind` is one of KINDS; `place` the anchor of what is changed; `number` and `title` are what it is
    called, after the change where it is new. `before` and `after` are its words, and empty where it was not
    there or is gone; `plain` the plain lines that read otherwise. `clauses` are those that it is about,
    `lessens` those of them by which the licensor gets or keeps less, or may; `loses` says so of a change that
    is about no clause. `follows` is the number after which an addition stands.
    """

    kind: str
    place: str
    number: str
    title: Words
    before: tuple[DocumentNode, ...] = ()
    after: tuple[DocumentNode, ...] = ()
    plain: tuple[PlainChange, ...] = ()
    clauses: tuple[str, ...] = ()
    lessens: tuple[str, ...] = ()
    loses: bool = False
    follows: str = ""

    @property
    def added(self) -> bool:
        return not self.before

    @property
    def deleted(self) -> bool:
        return not self.after

    @property
    def less(self) -> bool:
        """Whether the licensor gets or keeps less by it, or may."""
        return self.loses or bool(self.lessens)


@record
class Amending:
    """What an amendment knows of itself: what it stands on, what it changes, which protections of the floor
    it lowers and who answers for that."""

    links: tuple[Link, ...]
    changes: tuple[Change, ...]
    lowers: tuple[Waiver, ...] = ()
    moved: frozenset[str] = frozenset()  # the fields of the deal that it changes
    retired: Mapping[str, str] = field(default_factory=dict)  # anchors that are gone: their numbers
    manifest: Manifest | None = None  # the clips as they are listed from then on

    @property
    def last(self) -> Link:
        return self.links[-1]
