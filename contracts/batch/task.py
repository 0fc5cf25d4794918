"""What goes to a worker and what comes back: small frozen values that any process can be sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from contracts.load.sheet.columns import SheetColumn
from contracts.load.sheet.lay import Base
from contracts.load.sheet.row import SheetRow
from contracts.model.problem import Problem
from contracts.render.signing.provider import Outgoing

DEAL = "deal.yaml"
"""The file of a set that the others were made from."""

Term = tuple[str, str]
"""A key term: what its row is called, and what it says."""

Own = tuple[str, str, str]
"""A field in which a row differs from the base: its path, what the base says, and what the row does."""

Figure = tuple[str, int | Decimal | date]
"""A field that a row says, and its number or date."""

Seconds = tuple[tuple[str, float], ...]
"""Stages of the work on a row, and the processor time that each took. They differ from run to run."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What is the same for every row. `edition` is what the library and the code must be."""

    base: Base
    columns: tuple[SheetColumn, ...]
    edition: str
    overlays: tuple[str, ...] = ()
    cache: str = ""
    name: str = "{reference}"
    only: tuple[str, ...] = ()
    paper: str = ""
    as_of: date | None = None
    way: str = ""  # the provider that the agreements go to for signature


@dataclass(frozen=True, slots=True)
class Task:
    """One row, with the manifest that its deal names, as the deal names it, and its bytes; and, of an order
    form, the bytes of its master."""

    row: SheetRow
    named: str = ""
    manifest: bytes | None = None
    faults: tuple[Problem, ...] = ()
    master: bytes | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """What a check found out about one row. `digest` changes with anything its documents hang on."""

    row: int
    clean: bool
    problems: tuple[Problem, ...]
    reference: str = ""
    title: str = ""
    parties: tuple[str, ...] = ()
    name: str = ""
    digest: str = ""
    deviations: tuple[tuple[str, str, str], ...] = ()  # heading, position, the house's position
    law: tuple[tuple[str, str], ...] = ()  # statute, outcome
    terms: tuple[Term, ...] = ()
    own: tuple[Own, ...] = ()
    figures: tuple[Figure, ...] = ()
    inputs: tuple[tuple[str, str], ...] = ()  # each file that the documents are made from, and its digest
    outgoing: Outgoing | None = None  # where it goes out for signature
    seconds: Seconds = ()


@dataclass(frozen=True, slots=True)
class Made:
    """The documents of one row, by file name; or why there are none."""

    row: int
    files: Mapping[str, bytes]
    problems: tuple[Problem, ...] = ()
    digest: str = ""  # of what they were made from, which may be newer than what was looked at
    seconds: Seconds = ()
