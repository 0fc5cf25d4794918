"""Every statute of the library: its own test deals come out as it says, on both sides of the line."""

from __future__ import annotations

from pathlib import Path

import pytest
from statute_cases import Case, cases

from contracts.load.library.read import load_library

LAW = Path(__file__).parent.parent.parent / "clauses" / "law"
LIBRARY = load_library()
CASES = [
    case
    for statute in LIBRARY.statutes.values()
    for case in cases(statute, LAW / f"{statute.id.lower()}.yaml")
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_outcome(case: Case) -> None:
    assert case.found.outcome == case.expected, case.found.because


@pytest.mark.parametrize("statute", LIBRARY.statutes.values(), ids=lambda s: s.id)
def test_both_sides_are_tested(statute: object) -> None:
    outcomes = {c.expected for c in CASES if c.found.statute is statute}
    assert "not-applicable" in outcomes
    assert outcomes & {"fail", "warn", "needs-counsel"}
    assert len(outcomes) >= 2
