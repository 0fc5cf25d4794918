"""Every statute of the library: its own test deals come out as it says, on both sides of each limb."""

from __future__ import annotations

from pathlib import Path

import pytest
from statute_cases import Case, cases

from contracts.load.library.read import load_library
from contracts.model.statute import Limb, Statute

LAW = Path(__file__).parent.parent.parent / "clauses" / "law"
LIBRARY = load_library()
CASES = [
    case
    for statute in LIBRARY.statutes.values()
    for case in cases(statute, LAW / f"{statute.id.lower()}.yaml")
]
LIMBS = [(statute, limb) for statute in LIBRARY.statutes.values() for limb in statute.limbs]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_outcome(case: Case) -> None:
    assert case.found.outcome == case.expected, case.found.because
    assert {met.limb.id for met in case.found.met} == case.limbs, case.found.because


@pytest.mark.parametrize("statute", LIBRARY.statutes.values(), ids=lambda s: s.id)
def test_both_sides_are_tested(statute: Statute) -> None:
    outcomes = {c.expected for c in CASES if c.found.statute is statute}
    assert "not-applicable" in outcomes
    assert outcomes & {"fail", "warn", "needs-counsel"}
    assert len(outcomes) >= 2


@pytest.mark.parametrize(("statute", "limb"), LIMBS, ids=lambda x: x.id)
def test_each_limb_is_met_in_one_case_and_not_in_another(statute: Statute, limb: Limb) -> None:
    reached = [c for c in CASES if c.found.statute is statute and c.expected != "not-applicable"]
    assert any(limb.id in c.limbs for c in reached)
    assert any(limb.id not in c.limbs for c in reached) or limb.id == "floor"


@pytest.mark.parametrize("statute", LIBRARY.statutes.values(), ids=lambda s: s.id)
def test_how_sure_it_is_agrees_with_what_was_looked_up(statute: Statute) -> None:
    ways = {source.how for source in statute.sources}
    if statute.confidence == "read":
        assert "read" in ways
        assert not any("to be confirmed" in text for text in statute.undecidable)
    if statute.confidence == "partly":
        assert {"read", "secondary"} <= ways
    if statute.confidence == "secondary":
        assert "secondary" in ways
    if statute.confidence == "unverified":
        assert ways == {"not-found"}
    assert all(source.on <= statute.last_verified for source in statute.sources)
    assert all(source.where for source in statute.sources if source.how != "not-found")
