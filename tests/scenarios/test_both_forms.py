"""Each scenario of a type that has a short form, drafted in both: the law and the floor say the same of them.

A case that names a position is left out: in a short form a position has the name of a short clause.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from casebook import TESTS
from starters import written

from contracts.load.yaml import read
from contracts.model.clause import Library
from contracts.model.problem import Rejected
from contracts.pipeline import check

FOLDER = TESTS / "cases" / "scenarios"
TYPES = (
    "agency-representation",
    "aggregator-sublicense",
    "aggregator-supply",
    "character-license",
    "commissioned-shoot",
    "footage-license",
    "likeness-consent",
    "performer-engagement",
    "release",
    "replica-rider",
)

PLACE = re.compile(r"\d+\.\d+(\([a-z]+\))*")
"""A number of a section, which differs between the forms."""


def scenarios() -> list[Any]:
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        listed, _ = read(path.read_bytes(), path.name)
        for case in listed:
            deal, name = case.get("deal", {}), f"{path.stem}: {case['case']}"
            if case.get("type") in TYPES and not deal.get("positions"):
                found.append(pytest.param(case["type"], deal, id=name))
    return found


@pytest.mark.parametrize(("agreement", "deal"), scenarios())
def test_the_law_and_the_floor_say_the_same_of_both_forms(
    agreement: str, deal: dict[str, Any], library: Library, tmp_path: Path
) -> None:
    text = written(agreement, {**deal, "positions": None}).encode()
    said: list[tuple[list[str], dict[str, str]]] = []
    for form in ("long", "short"):
        try:
            found = check(text, folder=tmp_path, library=library, form=form)
        except Rejected as rejected:
            said.append((sorted({p.rule for p in rejected.problems}), {}))
            continue
        outcomes = {a.statute.id: a.outcome for a in found.assessments}
        problems = {PLACE.sub("", p.message) for p in found.problems}
        said.append((sorted(problems), outcomes))
    assert said[0] == said[1]


def test_there_are_enough() -> None:
    assert len(scenarios()) > 30
