"""The floor in every agreement of ours: nothing of it is missing, and whatever is lost is noticed."""

from __future__ import annotations

from pathlib import Path

import pytest
from casebook import HOME
from rulecases import without

from contracts.check.index import index
from contracts.check.rules.protection_floor_missing import BY_ITSELF, check
from contracts.draft import draft
from contracts.load.deal.read import load_deal
from contracts.model.agreement import Agreement
from contracts.model.clause import Library
from contracts.model.problem import Span

DEALS = [
    *sorted((HOME / "examples").glob("*/deal.yaml")),
    *sorted((HOME / "templates" / "agreements").glob("*.starter.yaml")),
]


@pytest.fixture(params=DEALS, ids=lambda path: path.relative_to(HOME).as_posix())
def agreement(request: pytest.FixtureRequest, library: Library) -> Agreement:
    """The agreement of an example or of a starter."""
    path: Path = request.param
    return draft(load_deal(path, library), library)


def test_nothing_of_the_floor_is_missing(agreement: Agreement, library: Library) -> None:
    assert list(check(agreement, index(agreement, library))) == []


def test_a_protection_lost_from_the_tree_is_reported_at_what_decided_it(
    agreement: Agreement, library: Library
) -> None:
    deal = agreement.deal
    decisions = {d.clause: d for d in agreement.decisions}
    for provision in agreement.provisions():
        clause = provision.clause
        if clause.floor:
            lost = without(agreement, [clause.id])
            places = [finding.span for finding in check(lost, index(lost, library))]
            promises = [p for p in library.promises.values() if clause.id in p.clauses]
            instead = {c for promise in promises for c in promise.clauses}
            read = {path for name in {clause.id, *instead} for path in decisions[name].read}
            assert len(places) == 1, clause.id
            assert places[0] in {Span(deal.file, 1), *map(deal.span, read)}, clause.id
            assert places[0] is not None


def test_a_decision_says_what_is_in_as_a_protection_of_the_floor(agreement: Agreement) -> None:
    """The rule knows by this reason what the library flags."""
    decisions = {d.clause: d for d in agreement.decisions}
    for provision in agreement.provisions():
        because = decisions[provision.clause.id].because
        assert (BY_ITSELF in because) is provision.clause.floor, provision.clause.id


def test_the_rule_names_clauses_of_the_library(library: Library) -> None:
    for promise in library.promises.values():
        for name in promise.clauses:
            assert promise.waivable or not library.clauses[name].floor or not library.clauses[name].waivable
    for name in library.kept:
        assert library.clauses[name].floor, name
