"""Where the stages meet: load, draft, check, render. The shells only call these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from contracts.check import check_agreement
from contracts.check.law import assess_all
from contracts.check.law import problems as law_problems
from contracts.draft import draft
from contracts.load.deal.read import load_deal, read_deal
from contracts.load.library import cache as kept
from contracts.load.library.home import home
from contracts.load.library.read import load_library
from contracts.model.agreement import Agreement
from contracts.model.clause import Assessment, Library
from contracts.model.deal import Deal
from contracts.model.problem import Problem, Rejected, Severity

if TYPE_CHECKING:
    from contracts.draft.compare import Difference
    from contracts.model.payment import Account


@dataclass(frozen=True, slots=True)
class Checked:
    """A drafted agreement and all that the rules have to say about it."""

    agreement: Agreement
    library: Library
    problems: tuple[Problem, ...]
    assessments: tuple[Assessment, ...]
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


def open_library(overlays: Sequence[Path] = (), cache: Path | None = None) -> Library:
    """The library with `overlays` laid over it; from the folder `cache` where it is there unchanged."""
    if cache is None or not all(root.is_dir() for root in overlays):  # loading says which is not there
        return load_library(*overlays)
    name = kept.key((home(), *overlays))
    library = kept.read(cache, name)
    if library is None:
        library = load_library(*overlays)
        kept.write(cache, name, library)
    return library


def check(
    deal: Path, *, overlays: Sequence[Path] = (), cache: Path | None = None, as_of: date | None = None
) -> Checked:
    """Load, draft and check the deal in a file.

    `as_of` is the day the law is looked at; the effective date where it is left out. Raises
    Rejected where the deal is wrong in itself, Unreadable where it cannot be read.
    """
    library = open_library(overlays, cache)
    return check_read(load_deal(deal, library), library, as_of)


def check_deal(
    source: bytes, file: str, folder: Path, library: Library, as_of: date | None = None
) -> Checked:
    """The same for a deal that is not in a file: its manifest is looked for below `folder`."""
    return check_read(read_deal(source, file, folder, library), library, as_of)


def check_read(deal: Deal, library: Library, as_of: date | None = None) -> Checked:
    """Draft and check a deal that has been read already."""
    agreement = draft(deal, library)
    day = as_of or agreement.effective_date
    assessments = assess_all(agreement, library, day)
    found = check_agreement(agreement, library)
    bites = law_problems(assessments, agreement.deal)
    problems = tuple(sorted((*found, *bites), key=lambda p: p.order))
    return Checked(agreement, library, problems, assessments, day)


def build(
    deal: Path,
    *,
    overlays: Sequence[Path] = (),
    cache: Path | None = None,
    only: Sequence[str] = (),
    draft_mark: bool = False,
    paper: str = "",
    way: str = "",
    as_of: date | None = None,
) -> Built:
    """Make the documents of a deal, in memory.

    `only` names formats; without it, all standard ones are made. `draft_mark` lets a deal with
    errors through and marks every page. `way` is a way of signing other than the deal's: `ink`, or
    an e-signature provider. Raises Rejected on errors, before anything is rendered.
    """
    checked = check(deal, overlays=overlays, cache=cache, as_of=as_of)
    return build_checked(checked, only=only, draft_mark=draft_mark, paper=paper, way=way)


def build_checked(
    checked: Checked,
    *,
    only: Sequence[str] = (),
    draft_mark: bool = False,
    paper: str = "",
    way: str = "",
) -> Built:
    """The same for a deal that has been checked already."""
    if not checked.clean and not draft_mark:
        raise Rejected(checked.problems)
    from contracts.render.formats import make_all
    from contracts.render.job import Job

    job = Job(
        checked.agreement,
        checked.library,
        checked.problems,
        checked.assessments,
        checked.as_of,
        draft_mark,
        paper,
        way,
    )
    return Built(make_all(job, tuple(only)), checked)


def reckon(
    deal: Path, usage: Path, *, overlays: Sequence[Path] = (), cache: Path | None = None
) -> tuple[Deal, Account]:
    """Work out what a deal pays for a usage report. Raises Rejected or Unreadable on faults of either."""
    from contracts.draft.money.waterfall import account, payment_terms
    from contracts.draft.select import guarantee, rounding
    from contracts.load.deal.usage import load_usage

    library = open_library(overlays, cache)
    agreed = load_deal(deal, library)
    terms = payment_terms(agreed, rounding(agreed, library), guarantee(agreed, library))
    return agreed, account(terms, load_usage(usage, tuple(terms.rates)))


def compare(
    deal: Path, playbook: str | None, *, overlays: Sequence[Path] = (), cache: Path | None = None
) -> tuple[str, tuple[Difference, ...]]:
    """Where a deal departs from a playbook: the deal's own where none is named."""
    from contracts.draft.compare import compare as differences
    from contracts.load.suggest import suggest

    library = open_library(overlays, cache)
    agreed = load_deal(deal, library)
    name = playbook or agreed.text("playbook")
    if name not in library.playbooks:
        why = f'unknown playbook "{name}"'
        raise Rejected([Problem("unknown-playbook", why, help=suggest(name, library.playbooks))])
    return name, differences(agreed, library, name)
