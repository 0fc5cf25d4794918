"""Where the stages meet: load, draft, check, render. The shells only call these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from contracts.check import check_agreement
from contracts.draft import draft
from contracts.load.deal import load_deal
from contracts.load.library import load_library
from contracts.model.agreement import Agreement
from contracts.model.clause import Library
from contracts.model.problem import Problem, Rejected, Severity


@dataclass(frozen=True, slots=True)
class Checked:
    """A drafted agreement and all that the rules have to say about it."""

    agreement: Agreement
    library: Library
    problems: tuple[Problem, ...]
    as_of: date

    @property
    def clean(self) -> bool:
        """Whether nothing stops a build: warnings and notes do not."""
        return not any(p.severity is Severity.ERROR for p in self.problems)


@dataclass(frozen=True, slots=True)
class Built:
    """The files of one agreement, by name, and the check they were made from."""

    files: dict[str, bytes]
    checked: Checked


def check(deal: Path, *, overlays: Sequence[Path] = (), as_of: date | None = None) -> Checked:
    """Load, draft and check the deal in a file.

    `as_of` is the day the law is looked at; the effective date where it is left out. Raises
    Rejected where the deal is wrong in itself, Unreadable where it cannot be read.
    """
    library = load_library(*overlays)
    agreement = draft(load_deal(deal, library), library)
    return Checked(agreement, library, check_agreement(agreement), as_of or agreement.effective_date)


def build(
    deal: Path,
    *,
    overlays: Sequence[Path] = (),
    only: Sequence[str] = (),
    draft_mark: bool = False,
    paper: str = "",
    as_of: date | None = None,
) -> Built:
    """Make the documents of a deal, in memory.

    `only` names formats; without it, all standard ones are made. `draft_mark` lets a deal with
    errors through and marks every page. Raises Rejected on errors, before anything is rendered.
    """
    checked = check(deal, overlays=overlays, as_of=as_of)
    if not checked.clean and not draft_mark:
        raise Rejected(checked.problems)
    from contracts.render.formats import FORMATS, Job

    names = tuple(only) or tuple(name for name, made in FORMATS.items() if made.standard)
    job = Job(checked.agreement, checked.library, checked.problems, checked.as_of, draft_mark, paper)
    return Built({FORMATS[name].file: FORMATS[name].make(job) for name in names}, checked)
