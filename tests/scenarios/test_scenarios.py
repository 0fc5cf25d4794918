"""Small deals and what must come of them: clauses, positions, statutes, errors.

A deal that names positions is drafted in the long form: a position of a short form has the name of a short
clause. test_both_forms.py drafts all others in both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from casebook import TESTS
from starters import written

from contracts.load.yaml import read
from contracts.model.clause import Library
from contracts.model.problem import Rejected, Severity
from contracts.pipeline import Checked, check

FOLDER = TESTS / "cases" / "scenarios"
KEYS = {"case", "type", "deal", "in", "out", "standing", "law", "errors", "warnings"}


@dataclass(frozen=True, slots=True)
class Scenario:
    """One case of a file; `type` names the starter deal that `deal` is laid over."""

    file: str
    case: Mapping[str, Any]


def scenarios() -> list[Any]:
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        listed, _ = read(path.read_bytes(), path.name)
        for case in listed:
            assert not set(case) - KEYS, f"{path.name}: {case['case']}: {set(case) - KEYS}"
            found.append(pytest.param(Scenario(path.name, case), id=f"{path.stem}: {case['case']}"))
    return found


@pytest.mark.parametrize("scenario", scenarios())
def test_scenario(scenario: Scenario, library: Library, tmp_path: Path) -> None:
    case = scenario.case
    form = "long" if case.get("deal", {}).get("positions") else ""
    try:
        checked: Checked | None = check(
            written(case.get("type", "footage-license"), case.get("deal", {})).encode(),
            folder=tmp_path,
            library=library,
            form=form,
        )
        problems = checked.problems if checked else ()
    except Rejected as rejected:
        checked, problems = None, rejected.problems
    found = {s: {p.rule for p in problems if p.severity is s} for s in Severity}
    assert found[Severity.ERROR] == set(case.get("errors", ())), [p.message for p in problems]
    assert found[Severity.WARNING] >= set(case.get("warnings", ())), [p.message for p in problems]
    if checked is None:
        assert not {"in", "out", "standing", "law"} & set(case), "a refused deal makes no agreement"
        return
    standing = {p.clause.id: p.position for p in checked.agreement.provisions()}
    assert set(case.get("in", ())) <= set(standing)
    assert not set(case.get("out", ())) & set(standing)
    assert case.get("standing", {}).items() <= standing.items()
    outcomes = {a.statute.id: a.outcome for a in checked.assessments}
    assert {k: outcomes[k] for k in case.get("law", {})} == dict(case.get("law", {}))


def test_there_are_enough() -> None:
    """Every statute that can fail or warn, and every invariant, has a scenario of its own."""
    assert len(scenarios()) >= 60
