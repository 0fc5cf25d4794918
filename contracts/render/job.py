"""What a format is made from: the drafted agreement and all that was found out about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from contracts.model.agreement import Agreement
from contracts.model.clause import Library
from contracts.model.memo import Memo
from contracts.model.problem import Problem
from contracts.model.statute import Assessment


@dataclass(frozen=True, slots=True)
class Job:
    """Everything a format may print from."""

    agreement: Agreement
    library: Library
    problems: tuple[Problem, ...]
    assessments: tuple[Assessment, ...]
    as_of: date
    draft: bool = False
    paper: str = ""
    way: str = ""  # of signing, where it is not the one that the deal names
    embed: bool = False  # whether a Word file carries the deal
    memo: Memo | None = None  # where it has been made already
