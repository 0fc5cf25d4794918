"""What a usage report says that a deal cannot have, and what `calc` then works out: nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from casebook import BASE, changed, load, marked

from contracts.model.clause import Library
from contracts.model.problem import Rejected
from contracts.pipeline import calc

CASES = load("usage")


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: str(case["case"]))
def test_case(case: dict[str, Any], library: Library, tmp_path: Path) -> None:
    text, expected = marked("\n".join([CASES["header"], *case["rows"]]) + "\n")
    wanted = sorted((e.rule, e.line) for e in expected)
    try:
        calc(changed(BASE, case.get("change", {})).encode(), text.encode(), library=library, folder=tmp_path)
    except Rejected as rejected:
        found = sorted((p.rule, p.span.line) for p in rejected.problems if p.span)
        assert all(p.help for p in rejected.problems)
    else:
        found = []
    assert found == wanted


def test_a_deal_that_check_refuses_is_not_worked_out(library: Library, tmp_path: Path) -> None:
    deal = changed(BASE, {"money:\n": "positions: {grant-display: creator}\nmoney:\n"})
    usage = b"period,kind,tier,quantity\n2027-H1,minutes,hd,10\n"
    with pytest.raises(Rejected):
        calc(deal.encode(), usage, library=library, folder=tmp_path)
