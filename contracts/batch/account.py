"""What became of every row: the account that reports are written from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from contracts.batch.outliers import Column
from contracts.batch.task import Own, Seconds, Term
from contracts.model.problem import Problem, Severity
from contracts.render.signing.provider import Outgoing

State = Literal["built", "ready", "sent", "signed", "refused", "not made"]
STATES: tuple[State, ...] = ("built", "ready", "sent", "signed", "refused", "not made")


@dataclass(frozen=True, slots=True)
class RowAccount:
    """One row. `ready` is what could be built and was only checked; `files` have their digests.

    `sent` and `signed` are sets of an earlier run that the row still says, and that are left as they are.
    `terms` are the key terms, `own` the fields in which the row differs from the base, and `changed` what
    the key terms said in the last run where they say another thing now. `seconds` differ from run to run.
    """

    row: int
    state: State
    reference: str = ""
    name: str = ""
    title: str = ""
    parties: tuple[str, ...] = ()
    files: Mapping[str, str] | None = None
    problems: tuple[Problem, ...] = ()
    deviations: tuple[tuple[str, str, str], ...] = ()
    law: tuple[tuple[str, str], ...] = ()
    terms: tuple[Term, ...] = ()
    own: tuple[Own, ...] = ()
    changed: tuple[tuple[str, str, str], ...] = ()
    outgoing: Outgoing | None = None
    seconds: Seconds = ()

    @property
    def errors(self) -> int:
        return sum(p.severity is Severity.ERROR for p in self.problems)


@dataclass(frozen=True, slots=True)
class BatchAccount:
    """The whole batch, in the order of rows.

    `stopped` is what ended it early; `interrupted` says that a person did; `notes` are what the sheet hides,
    and what of it was not read.
    """

    sheet: str
    base: str
    rows: tuple[RowAccount, ...]
    stopped: tuple[Problem, ...] = ()
    interrupted: bool = False
    kept: int = 0  # built by an earlier run and still whole
    left: tuple[str, ...] = ()  # sets of earlier runs that no row of this sheet makes now
    reports: tuple[str, ...] = ()
    notes: tuple[Problem, ...] = ()
    columns: tuple[Column, ...] = ()  # the figures of each column over all rows

    def count(self, state: State) -> int:
        return sum(row.state == state for row in self.rows)

    def warnings(self) -> int:
        """How many different warnings there are."""
        return len({p for row in self.rows for p in row.problems if p.severity is Severity.WARNING})

    def law(self) -> Counter[str]:
        """How often a statute came to each outcome."""
        return Counter(outcome for row in self.rows for _, outcome in row.law)
