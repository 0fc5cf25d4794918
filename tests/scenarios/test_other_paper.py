"""Every example on the paper of each house: the other side's paper can be built as well as ours."""

from __future__ import annotations

from pathlib import Path

import pytest
from casebook import HOME
from starters import flow, over

from contracts.load.yaml import read
from contracts.model.clause import Library
from contracts.model.problem import Severity
from contracts.pipeline import check

DEALS = sorted((HOME / "examples").glob("*/deal.yaml"))
HOUSES = ("studio", "marketplace")
AT_ODDS = {
    ("commissioned-shoot", "studio"): {"contradiction"},  # exclusive for months, on paper for the whole term
}
"""Deals whose own terms are at odds with a house's paper, which says so."""


@pytest.mark.parametrize("house", HOUSES)
@pytest.mark.parametrize("deal", DEALS, ids=lambda path: path.parent.name)
def test_the_paper_of_a_house_takes_the_deal(deal: Path, house: str, library: Library) -> None:
    stated, _ = read(deal.read_bytes(), deal.name)
    text = flow(over(stated, {"playbook": house, "positions": None}))
    found = check(text.encode(), folder=deal.parent, library=library).problems
    errors = {problem.rule for problem in found if problem.severity is Severity.ERROR}
    assert errors == AT_ODDS.get((deal.parent.name, house), set()), [problem.message for problem in found]
