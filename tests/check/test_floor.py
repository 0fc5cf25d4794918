"""The floor in every agreement of ours: nothing of it is missing, and whatever is lost is noticed."""

from __future__ import annotations

from pathlib import Path

import masters
import pytest
from casebook import HOME
from rulecases import agreement_of, without

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
    return draft(load_deal(path, library, held=masters.HELD), library)


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


def test_a_slip_in_a_field_is_put_right_and_not_waived(library: Library, tmp_path: Path) -> None:
    """The help names the field, or the type that holds the clause: nothing was left out on purpose."""
    case = {
        "whole": True,
        "deal": {"replica": {"granted": True, "modalities": ["face"], "fee": {"per_use": 10}}},
    }
    agreement = agreement_of(case, tmp_path)
    found = list(check(agreement, index(agreement, library)))
    assert found
    for finding in found:
        assert "replica.granted" in finding.help
        assert "waiver" not in finding.help


def test_what_the_library_has_lost_may_be_waived_if_it_can_be(agreement: Agreement, library: Library) -> None:
    for provision in agreement.provisions():
        clause = provision.clause
        if clause.floor and not any(clause.id in p.clauses for p in library.promises.values()):
            lost = without(agreement, [clause.id])
            for finding in check(lost, index(lost, library)):
                assert ("waiver" in finding.help) is clause.waivable
