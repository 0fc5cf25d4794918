"""A deal in, wherever it comes from; what it reads as, whether it is sound, why, and what it pays out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from os import PathLike
from pathlib import Path
from typing import Any

from contracts.check import check_agreement
from contracts.check.law import assess_all
from contracts.check.law import problems as law_problems
from contracts.draft import draft
from contracts.load.deal.read import below, deal_from, load_deal, nowhere
from contracts.load.deal.values import read_document
from contracts.model.agreement import Agreement, plain_text
from contracts.model.clause import Library
from contracts.model.deal import Deal
from contracts.model.problem import Problem, Rejected, Severity, Unreadable, cut
from contracts.pipeline import options
from contracts.pipeline.library import ours
from contracts.pipeline.masters import Masters
from contracts.pipeline.results import Calculation, Checked, Comparison, Explanation

DealSource = str | PathLike[str] | bytes | Mapping[str, Any] | Deal
"""A deal: a path; its YAML, as bytes or as a str with a line break in it; a mapping; or one loaded before."""

NAME = "deal.yaml"


def load(
    deal: DealSource,
    *,
    library: Library | None = None,
    folder: str | PathLike[str] | None = None,
    name: str = NAME,
    form: str = "",
) -> Deal:
    """A deal, read and checked in itself: its fields, their types, and whether they fit each other.

    `deal` is a path (`-` is standard input), YAML as bytes or as a str with a line break in it, or a
    mapping of deal fields as docs/deal.md has them, with dates as `datetime.date` or ISO 8601 text and
    sums as Decimal, int or text. Its manifest, and the master of an order form, are looked for below
    `folder`: the deal's own where it is a path, and nowhere where it is not and none is given. `name` is
    what a deal without a file is called in problems; in a mapping a place is
    `deal.yaml!parties.licensor.name`. `form` is `short` or `long`, in place of what the deal or its type
    says; a deal that was loaded before keeps its own.

    Raises Rejected with every problem of the deal; Unreadable where it cannot be read at all.
    """
    known = ours(library)
    options.of_kind(("folder", folder, (*options.PATH, options.NOTHING)), ("name", name, (str,)))
    options.form(form)
    if isinstance(deal, Deal):
        return deal
    if isinstance(deal, Mapping):
        from contracts.load.deal.mapping import read_mapping

        document, spans, source = read_mapping(deal, name)
    elif isinstance(deal, bytes) or (isinstance(deal, str) and "\n" in deal):
        source = deal if isinstance(deal, bytes) else deal.encode("utf-8", "surrogatepass")
        document, spans = read_document(source, name)
    elif isinstance(deal, (str, PathLike)):
        beside = Path(folder) if folder is not None else Path(deal).parent
        return load_deal(Path(deal), known, folder=beside, form=form, held=Masters(known).below(beside))
    else:
        why = f"deal: {type(deal).__name__} is no deal"
        raise Unreadable([Problem(options.RULE, why, help="give a path, YAML as bytes, or a mapping")])
    fetch = nowhere if folder is None else below(Path(folder))
    held = Masters(known).held(nowhere) if folder is None else Masters(known).below(Path(folder))
    return deal_from(document, spans, source, name, fetch, known, form, held)


def check(
    deal: DealSource,
    *,
    library: Library | None = None,
    folder: str | PathLike[str] | None = None,
    name: str = NAME,
    form: str = "",
    as_of: date | None = None,
) -> Checked:
    """Load, draft and check a deal; `library`, `folder`, `name` and `form` as for `load`.

    `as_of` is the day the deal and the law are looked at, the effective date where it is left out. What the
    rules find is in `problems` of what comes back, and nothing of it is raised; `clean` says whether
    it stops a build. Raises Rejected where the deal is wrong in itself, Unreadable where it cannot be
    read or an option is none.
    """
    day = options.day(as_of)
    known = ours(library)
    agreement = draft(load(deal, library=known, folder=folder, name=name, form=form), known)
    on = day or agreement.effective_date
    assessments = assess_all(agreement, known, on)
    found = (*check_agreement(agreement, known, assessments, day), *law_problems(assessments, agreement.deal))
    return Checked(agreement, known, cut(found), assessments, on)


def explain(
    deal: DealSource | Checked,
    clause: str = "",
    *,
    library: Library | None = None,
    folder: str | PathLike[str] | None = None,
) -> tuple[Explanation, ...]:
    """Why each clause of the library is in the agreement of a deal or out of it, by id; or why one is.

    Raises what `check` raises, and Unreadable for a clause there is not.
    """
    options.of_kind(("clause", clause, (str,)), ("library", library, (Library, options.NOTHING)))
    checked = deal if isinstance(deal, Checked) else check(deal, library=library, folder=folder)
    if clause:
        options.one_of("clause", "clause", clause, checked.library.clauses)
    return tuple(_explained(checked.agreement, checked.library, clause))


def _explained(agreement: Agreement, library: Library, only: str) -> Iterator[Explanation]:
    for decision in agreement.decisions:
        if only in ("", decision.clause):
            clause, provision = library.clauses[decision.clause], agreement.provision(decision.clause)
            yield Explanation(
                clause=clause.id,
                version=clause.version,
                heading=clause.headed(decision.position),
                included=decision.included,
                number=provision.number if provision else "",
                position=decision.position,
                because=decision.because,
                position_because=decision.position_because,
                says=plain_text(provision.plain) if provision else "",
                fallbacks=clause.fallbacks(decision.position),
                requires=clause.requires,
                conflicts=clause.conflicts,
                law=clause.law,
                floor=clause.floor,
                waivable=clause.waivable,
                note=clause.note,
                written=clause.span,
                without=tuple((o.number, o.because) for o in provision.omitted) if provision else (),
            )


def compare(
    deal: DealSource,
    playbook: str = "",
    *,
    library: Library | None = None,
    folder: str | PathLike[str] | None = None,
) -> Comparison:
    """Where a deal departs from a house standard: the deal's own playbook, where none is named.

    Raises what `load` raises, and Unreadable for a playbook there is not.
    """
    from contracts.draft.changes.standard import compare as differences

    known = ours(library)
    options.of_kind(("playbook", playbook, (str,)))
    if playbook:
        options.one_of("playbook", "playbook", playbook, known.playbooks)
    agreed = load(deal, library=known, folder=folder)
    house = playbook or agreed.text("playbook")
    return Comparison(house, differences(agreed, known, house))


def calc(
    deal: DealSource,
    usage: str | PathLike[str] | bytes,
    *,
    library: Library | None = None,
    folder: str | PathLike[str] | None = None,
) -> Calculation:
    """What a deal pays for a usage report: a CSV file, by path or as bytes (docs/payments.md).

    Sums are Decimal in the deal's currency, rounded as its clauses say. Raises Rejected or Unreadable
    on faults of either: of a deal that `check` refuses nothing is worked out, and nothing of a report
    that says more than was licensed.
    """
    from contracts.check.usage import beyond, clip_by_clip
    from contracts.draft.money.labels import labelled
    from contracts.draft.money.terms import payment_terms
    from contracts.draft.money.waterfall import account
    from contracts.load.deal.usage import load_usage, read_usage

    known = ours(library)
    options.of_kind(("usage", usage, (*options.PATH, bytes)))
    checked = check(deal, library=known, folder=folder)
    if not checked.clean:
        raise Rejected(tuple(p for p in checked.problems if p.severity is Severity.ERROR))
    agreed = checked.agreement.deal
    terms = payment_terms(agreed, checked.agreement.counting)
    tiers = tuple(terms.rates)
    used = (
        read_usage(usage, "usage.csv", tiers) if isinstance(usage, bytes) else load_usage(Path(usage), tiers)
    )
    if faults := list(beyond(agreed, terms, used)):
        raise Rejected(faults)
    used = tuple(clip_by_clip(agreed, terms, used))
    found, agreement = account(terms, used), checked.agreement
    return Calculation(agreement, labelled(found, agreement), labelled(found, agreement.for_creator))
