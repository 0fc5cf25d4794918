"""A master: an agreement that is sealed, as an order form sees it that is made under it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from typing import Any

from contracts.model.deal import Value
from contracts.model.lock import Lock, digest, fingerprint
from contracts.model.record import record
from contracts.model.traits import NONE, Traits


@record
class Master:
    """What an order form takes from its master, and what shows which master that is.

    `document` is the deal as the master encloses it, `values` the same with defaults; `positions` is
    where each of its clauses stands, those that a short clause says among them. `deal` and `locked` are
    the enclosed files, byte for byte. `clips` are the ids of its footage, empty where nobody looked;
    `doubts` says what could not be shown of it here.
    """

    file: str
    lock: Lock
    document: Mapping[str, Any]
    values: Mapping[str, Value]
    positions: Mapping[str, str]
    deal: bytes
    locked: bytes
    clips: frozenset[str] = frozenset()
    doubts: tuple[str, ...] = ()
    told: tuple[str, ...] = ()  # the facts that law wants told and its clauses tell
    ends: date | None = None  # the last day of its licence; None where it has no end
    title: str = ""
    traits: Traits = NONE  # what its type is
    may_set: tuple[str, ...] = field(default=())  # what it lets an order form set

    @property
    def outline(self) -> str:
        return self.lock.agreement

    @property
    def reference(self) -> str:
        return self.lock.reference

    @property
    def dated(self) -> date:
        day = self.values["effective_date"]
        assert isinstance(day, date)
        return day

    @property
    def fingerprint(self) -> str:
        """What its signature page prints."""
        return fingerprint(self.lock)

    @property
    def sha256(self) -> str:
        """The digest of its lock, which holds the digests of all else."""
        return digest(self.locked)

    def get(self, path: str) -> Value | None:
        """The value at a dotted path, given or default."""
        found: Value | None = self.values
        for step in path.split("."):
            if not isinstance(found, Mapping):
                return None
            found = found.get(step)
        return found


@record
class Change:
    """A field in which an order form departs from its master, which lets it: both values."""

    path: str
    master: Value | None
    order: Value | None
