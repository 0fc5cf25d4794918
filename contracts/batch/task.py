"""What goes to a worker and what comes back: small frozen values that any process can be sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from contracts.load.sheet.columns import SheetColumn
from contracts.load.sheet.lay import Base
from contracts.load.sheet.row import SheetRow
from contracts.model.problem import Problem

DEAL = "deal.yaml"
"""The file of a set that the others were made from."""


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


@dataclass(frozen=True, slots=True)
class Made:
    """The documents of one row, by file name; or why there are none."""

    row: int
    files: Mapping[str, bytes]
    problems: tuple[Problem, ...] = ()
    digest: str = ""  # of what they were made from, which may be newer than what was looked at
